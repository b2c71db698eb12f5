#include "candidate_line.h"
#include "line_reader.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/merge.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

[[noreturn]] void refuse(const std::string& place, const std::string& what) {
  throw InputError(place + ": " + what);
}

std::string text_of(const Shard& shard) {
  return std::to_string(shard.number) + "/" + std::to_string(shard.count);
}

// One file of a job by company.
struct Lists {
  LineReader lines;
  CandidateLine line = {};

  // False at the end.
  bool next() {
    std::string text;
    if (!lines.next(text)) return false;
    auto parsed = parse_candidate_line(text);
    if (!parsed) refuse(lines.place(), "not a line of 'skillmatch batch --by company'");
    line = std::move(*parsed);
    return true;
  }
};

void check_shards(const std::vector<Lists>& files) {
  const std::uint64_t count = files[0].line.head.shard.count;
  std::map<std::uint64_t, const Lists*> holders;  // a file may say that there are 2^53 shards
  for (const Lists& file : files) {
    const Shard& shard = file.line.head.shard;
    if (shard.count == 1) refuse(file.lines.name(), "is of a run without --shard, already whole");
    if (shard.count != count) {
      refuse(file.lines.name(), "is shard " + text_of(shard) + ", but " + files[0].lines.name() +
                                    " is " + text_of(files[0].line.head.shard));
    }
    const Lists*& holder = holders[shard.number];
    if (holder != nullptr) {
      refuse(file.lines.name(), "is shard " + text_of(shard) + ", as " + holder->lines.name());
    }
    holder = &file;
  }
  for (std::uint64_t number = 1; number <= count; ++number) {
    if (holders.find(number) == holders.end()) {
      throw InputError("shard " + text_of({number, count}) + " is missing");
    }
  }
}

void check_alike(const Lists& first, const Lists& file) {
  const CandidateHead& a = first.line.head;
  const CandidateHead& b = file.line.head;
  if (a.run != b.run || a.top != b.top) {
    refuse(file.lines.place(),
           "is of another catalog, model, option or input than " + first.lines.name());
  }
  if (first.line.company != file.line.company || first.line.not_ranked != file.line.not_ranked) {
    refuse(file.lines.place(), "is of another company than line by line in " + first.lines.name());
  }
}

// The lists of one company as one.
CandidateLine joined(std::vector<Lists>& files) {
  CandidateLine& first = files[0].line;
  CandidateLine result{{first.head.top, first.head.run, {}}, first.company, first.not_ranked, {}};
  for (Lists& file : files) {
    std::move(file.line.candidates.begin(), file.line.candidates.end(),
              std::back_inserter(result.candidates));
  }
  std::sort(result.candidates.begin(), result.candidates.end(), candidate_ranks_before);
  if (result.candidates.size() > result.head.top) result.candidates.resize(result.head.top);
  return result;
}

std::uint64_t merge_lists(const std::vector<std::string>& names, std::ostream& out) {
  std::vector<Lists> files;
  for (const std::string& name : names) files.push_back({LineReader(name)});
  std::string text;
  for (std::uint64_t count = 0;; ++count) {
    std::size_t open = 0;
    for (Lists& file : files) open += file.next() ? 1 : 0;
    if (open == 0) return count;
    if (open < files.size()) throw InputError("the files have not as many lines as each other");
    if (count == 0) check_shards(files);
    for (const Lists& file : files) check_alike(files[0], file);
    const CandidateLine line = joined(files);
    text.clear();
    append_candidate_line(
        line.head, line.company,
        line.not_ranked ? std::optional<std::string_view>(*line.not_ranked) : std::nullopt,
        line.candidates, text);
    out << text;
  }
}

// One file of a job by profile, or of rejects.
struct Records {
  LineReader lines;
  std::string line = {};
  std::uint64_t record = 0;  // of the line, from 1; 0 at the end

  void next(std::uint64_t count) {
    const std::uint64_t before = record;
    if (!lines.next(line)) {
      record = 0;
      return;
    }
    const auto found = record_of_line(line);
    if (!found) refuse(lines.place(), "no line of 'skillmatch batch --format jsonl'");
    record = *found;
    if (before == 0) return;
    if (record <= before || record % count != before % count) {
      refuse(lines.place(), "record " + std::to_string(record) + " after " +
                                std::to_string(before) + " is not of one shard of " +
                                std::to_string(count));
    }
  }
};

std::uint64_t merge_records(const std::vector<std::string>& names, std::ostream& out) {
  std::vector<Records> files;
  for (const std::string& name : names) files.push_back({LineReader(name)});
  for (Records& file : files) file.next(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (files[i].record == 0 || files[j].record == 0) continue;
      if (files[i].record % files.size() != files[j].record % files.size()) continue;
      refuse(files[i].lines.name(), "has records of the same shard as " + files[j].lines.name());
    }
  }
  for (std::uint64_t count = 0;; ++count) {
    Records* least = nullptr;
    for (Records& file : files) {
      if (file.record > 0 && (least == nullptr || file.record < least->record)) least = &file;
    }
    if (least == nullptr) return count;
    out << least->line << '\n';
    least->next(files.size());
  }
}

// By the first line that there is.
bool is_by_company(const std::vector<std::string>& names) {
  std::string line;
  for (const std::string& name : names) {
    LineReader lines(name);
    if (lines.next(line)) return parse_candidate_line(line).has_value();
  }
  return false;
}

}  // namespace

MergeResult merge_batches(const std::vector<std::string>& files, const std::string& output) {
  if (files.empty()) throw std::invalid_argument("there is no file to merge");
  MergeResult result;
  OutputFile file(output);
  const bool by_company = is_by_company(files);
  file.write([&](std::ostream& out) {
    result.lines = by_company ? merge_lists(files, out) : merge_records(files, out);
  });
  file.commit();
  return result;
}

}  // namespace skillmatch::io
