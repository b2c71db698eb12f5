#include "found_names.h"

#include "characters.h"
#include "key_text.h"
#include "name_context.h"
#include "word_boundary.h"

#include <algorithm>
#include <cstdint>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

struct Occurrence {
  std::size_t begin;  // of the key
  std::size_t end;
  std::size_t name;
};

bool is_whole(const KeyText& keys, const Occurrence& o) noexcept {
  const bool begins = o.begin == 0 || keys.places[o.begin] != keys.places[o.begin - 1];
  return begins && keys.places[o.end] != keys.places[o.end - 1];
}

// In the same letters, whatever their width; an id, which is in small letters, with any first one.
bool is_written_as(std::string_view text, std::string_view name) {
  std::string narrow;
  for (; !text.empty(); text.remove_prefix(decode(text).bytes)) {
    const CodePoint c = decode(text);
    if (c.value >= 0xFF01 && c.value <= 0xFF5E) {
      narrow += static_cast<char>(c.value - 0xFEE0);
    } else {
      narrow += text.substr(0, c.bytes);
    }
  }
  if (narrow == name) return true;
  return !name.empty() && lower_ascii(name) == name && narrow.size() == name.size() &&
         lower_ascii(narrow.substr(0, 1)) == name.substr(0, 1) &&
         narrow.substr(1) == name.substr(1);
}

}  // namespace

NameFinder::NameFinder(const Taxonomy& taxonomy)
    : names_(skill_names(taxonomy)), automaton_(names_.keys) {
  lengths_.reserve(names_.keys.size());
  for (const std::string& key : names_.keys) {
    lengths_.push_back(static_cast<std::uint32_t>(key.size()));
  }
}

std::vector<FoundName> NameFinder::find(std::string_view text) const {
  const KeyText keys = key_text(text);
  std::vector<Occurrence> occurrences;
  automaton_.find(keys.key, [&](std::size_t name, std::size_t end) {
    const Occurrence o{end - lengths_[name], end, name};
    // Most stand inside a word. This alone is told here, as others may be what a name goes on with.
    const std::size_t begin = keys.places[o.begin];
    const bool is_inside =
        begin > 0 && is_ascii_word(text[begin]) && is_ascii_word(text[begin - 1]);
    if (!is_inside && is_whole(keys, o)) occurrences.push_back(o);
  });
  // From left to right; of those that begin together the longest first.
  std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& a, const Occurrence& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  const auto begins_name = [&](std::size_t place) {
    const auto at = std::lower_bound(
        occurrences.begin(), occurrences.end(), place,
        [&](const Occurrence& o, std::size_t p) { return keys.places[o.begin] < p; });
    return at != occurrences.end() && keys.places[at->begin] == place;
  };
  std::vector<FoundName> found;
  std::size_t free = 0;  // where the last one found ends
  for (const Occurrence& o : occurrences) {
    const std::size_t begin = keys.places[o.begin];
    if (begin < free) continue;
    const SkillName& name = names_.names[o.name];
    const bool follows = !found.empty() && begin == free && is_hangul(char_at(text, begin));
    if (!follows && !begins_word(text, begin, name)) continue;
    if (!has_only_own_breaks(text, keys, o.begin, o.end, name)) continue;
    const std::size_t last = keys.places[o.end - 1];
    const std::size_t letters_end = last + decode(text.substr(last)).bytes;
    const std::size_t end = word_end(text, begin, letters_end, name, begins_name);
    if (end == 0) continue;
    const bool is_as_written = is_written_as(text.substr(begin, letters_end - begin), name.name);
    found.push_back({begin, end, &name, is_as_written, 0.0});
    free = end;
  }
  judge_by_context(text, found);
  return found;
}

}  // namespace skillmatch
