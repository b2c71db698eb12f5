// How importers make the notes of their report.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <skillmatch/io/import_report.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

// "1 label", "1,200 labels".
inline std::string counted(std::uint64_t count, std::string_view noun) {
  return grouped(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

// Adds the note, if it has counted anything, in words: `before`, the counted noun, `after`.
inline void add_note(std::vector<ImportNote>& notes, ImportNote note, std::string_view before,
                     std::string_view noun, std::string_view after) {
  if (note.count == 0) return;
  note.text = std::string(before) + counted(note.count, noun) + std::string(after);
  notes.push_back(std::move(note));
}

// Names with their counts, the most frequent first and equals by their bytes.
inline std::vector<std::pair<std::string, std::uint64_t>> by_frequency(
    const std::unordered_map<std::string, std::uint64_t>& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> names(counts.begin(), counts.end());
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return names;
}

// Names met, one a name_key, by the first way in which each was written.
class NameCounts {
 public:
  void add(const std::string& name) {
    Met& met = met_[name_key(name)];
    if (met.count++ == 0) met.name = name;
  }
  // As the other by_frequency.
  std::vector<std::pair<std::string, std::uint64_t>> by_frequency() const {
    std::unordered_map<std::string, std::uint64_t> counts;
    for (const auto& [key, met] : met_) counts.emplace(met.name, met.count);
    return io::by_frequency(counts);
  }

 private:
  struct Met {
    std::string name;
    std::uint64_t count = 0;
  };
  std::unordered_map<std::string, Met> met_;
};

}  // namespace skillmatch::io
