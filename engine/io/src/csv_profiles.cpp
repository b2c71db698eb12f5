#include "csv_profiles.h"

#include "decimal.h"
#include "named_members.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <simdjson.h>

#include <skillmatch/error.h>
#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kMaxCsvIdBytes = 10'000;
constexpr std::size_t kSuggestions = 3;  // of a record, as of a JSON line
constexpr std::size_t kHeaderProblems = 20;

std::string_view without_blanks(std::string_view cell) {
  while (cell.starts_with(' ') || cell.starts_with('\t')) cell.remove_prefix(1);
  while (cell.ends_with(' ') || cell.ends_with('\t')) cell.remove_suffix(1);
  return cell;
}

}  // namespace

CsvProfiles::CsvProfiles(CsvHeader header, RecordFinder finder, const std::string& file,
                         const Taxonomy& taxonomy, ReadOptions::Unknown unknown)
    : header_(std::move(header)),
      finder_(std::move(finder)),
      taxonomy_(taxonomy),
      near_names_(taxonomy),
      unknown_(unknown),
      names_(NameLookup::Kind::skill, NameLookup::Text::plain, taxonomy, unknown) {
  if (!header_.is_long) find_columns(file);
}

void CsvProfiles::find_columns(const std::string& file) {
  const std::string place = printable(file) + ":" + std::to_string(header_.line) + ": ";
  std::vector<std::string> problems;
  std::vector<std::pair<std::uint32_t, std::size_t>> known;
  skills_of_columns_.assign(header_.names.size(), Spellings::kNone);
  for (std::size_t i = 0; i < header_.names.size(); ++i) {
    if (i == header_.id) continue;
    if (const auto skill = taxonomy_.find(header_.names[i])) {
      skills_of_columns_[i] = static_cast<std::uint32_t>(*skill);
      known.emplace_back(skills_of_columns_[i], i);
    } else if (unknown_ == ReadOptions::Unknown::error) {
      problems.push_back(place + "column " + std::to_string(i + 1) + ": " +
                         unknown_name(Namespace<SkillId>{taxonomy_}, header_.names[i],
                                      problems.size() < kHeaderProblems));
    }
  }
  std::sort(known.begin(), known.end());
  for (std::size_t i = 1; i < known.size(); ++i) {
    if (known[i].first != known[i - 1].first) continue;
    problems.push_back(place + "column " + std::to_string(known[i].second + 1) + ": " +
                       in_quotes(header_.names[known[i].second]) + " is the same skill as " +
                       in_quotes(header_.names[known[i - 1].second]) + " (" +
                       in_quotes(taxonomy_.skills()[known[i].first].id) + "); keep one");
  }
  if (known.empty() && problems.empty()) {
    problems.push_back(place + "no column is named by a known skill; name one by each skill");
  }
  if (problems.size() > kHeaderProblems) {
    const std::size_t more = problems.size() - kHeaderProblems;
    problems.resize(kHeaderProblems);
    problems.push_back(place + "and " + std::to_string(more) + " more columns");
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

void CsvProfiles::parse(const Chunk& chunk, BlockBuilder& block) {
  text_.assign(chunk.bytes).append(2 * Spellings::kReadable, '\0');
  std::string_view rest = std::string_view(text_).substr(0, chunk.bytes.size());
  RecordPlace place{chunk.first_line, chunk.first_record};
  while (!rest.empty()) {
    const auto end = finder_.find(rest, true);
    if (!end->is_blank) {
      read_record(rest.substr(0, end->size), place, block);
      ++place.record;
    }
    place.line += end->lines;
    rest.remove_prefix(end->size);
  }
}

void CsvProfiles::read_record(std::string_view text, RecordPlace place, BlockBuilder& block) {
  // Blank lines before it belong to no one.
  while (is_blank(text.substr(0, text.find('\n')))) {
    text.remove_prefix(text.find('\n') + 1);
    ++place.line;
  }
  levels_.clear();
  found_.clear();
  problems_.clear();
  has_id_ = false;
  unknown_count_ = 0;
  const auto problem = [&](std::size_t at, const char* words) {
    problems_.push_back("byte " + std::to_string(at) + words);
  };
  if (!simdjson::validate_utf8(text)) {
    problem(find_invalid_utf8(text).value_or(0), " is not valid UTF-8; save the file as UTF-8");
  } else if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    problem(zero, " is zero; save the file as UTF-8 text");
  } else {
    read_rows(text, place.line);
  }
  if (problems_.empty() && !levels_.order()) add_doubles();
  if (problems_.empty() && (levels_.size() == 0 || levels_.number(0) >= names_.count())) {
    problems_.push_back(unknown_count_ == 0
                            ? "empty; write at least one skill with its level"
                            : "none of these skills is known; write at least one that is");
  }
  if (problems_.empty()) {
    block.add(place, id_, levels_, names_.count(), no_wants_, 0);
  } else {
    block.reject(place, joined(problems_), without_line_end(text));
  }
}

void CsvProfiles::read_rows(std::string_view text, std::uint64_t line) {
  if (!header_.is_long) return read_wide_row(text);
  CsvRowEnd row_end;
  while (!text.empty()) {
    const std::size_t size = std::min(row_end.find(text), text.size());
    const std::string_view row = text.substr(0, size);
    if (!is_blank(row)) read_long_row(row, line);
    line += static_cast<std::uint64_t>(std::count(row.begin(), row.end(), '\n'));
    text.remove_prefix(size);
  }
}

bool CsvProfiles::split(std::string_view row, const std::string& place) {
  const CsvProblem problem = cells_.split(row);
  if (problem != CsvProblem::none) {
    problems_.push_back(place + words_of(problem));
    return false;
  }
  if (cells_.size() == header_.names.size()) return true;
  problems_.push_back(place + std::to_string(cells_.size()) +
                      (cells_.size() == 1 ? " cell" : " cells") + " where the header has " +
                      std::to_string(header_.names.size()));
  return false;
}

void CsvProfiles::read_id(std::string_view cell, const std::string& place) {
  if (has_id_) return;
  has_id_ = true;
  if (cell.empty()) {
    problems_.push_back(place + "an empty string; write some text");
  } else if (cell.size() > kMaxCsvIdBytes) {
    problems_.push_back(place + "longer than " + std::to_string(kMaxCsvIdBytes) +
                        " bytes; shorten it");
  } else {
    id_ = to_nfc(cell);
  }
}

void CsvProfiles::read_long_row(std::string_view row, std::uint64_t line) {
  if (!split(row, "line " + std::to_string(line) + ": ")) return;
  read_id(cells_[header_.id], has_id_ ? "" : place_of(line, "id"));
  const std::string_view name = cells_[header_.skill];
  std::uint32_t skill = names_.spellings().find(name);
  if (skill == Spellings::kNone) skill = names_.learn(name);
  if (skill == Spellings::kNone && unknown_ == ReadOptions::Unknown::error) {
    problems_.push_back(place_of(line, "skill") +
                        unknown_name(Namespace<SkillId>{taxonomy_, &near_names_}, name,
                                     unknown_count_ < kSuggestions));
  }
  if (skill == Spellings::kNone || skill >= names_.count()) {
    ++unknown_count_;  // a level of nothing known is not looked at
    return;
  }
  add_level(cells_[header_.level], skill, line);
}

void CsvProfiles::read_wide_row(std::string_view row) {
  if (!split(row, "")) return;
  read_id(cells_[header_.id], "id: ");
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (skills_of_columns_[i] == Spellings::kNone || cells_[i].empty()) continue;
    if (!without_blanks(cells_[i]).empty()) add_level(cells_[i], skills_of_columns_[i], i);
  }
}

void CsvProfiles::add_level(std::string_view cell, std::uint32_t skill, std::uint64_t where) {
  const auto place = [&] {
    return header_.is_long ? place_of(where, "level")
                           : fit_width(printable(header_.names[where]), 200) + ": ";
  };
  const std::string_view number = without_blanks(cell);
  double level = 0.0;
  const char* const end = number.empty() ? nullptr : read_decimal(number.data(), level);
  if (number.empty()) {
    problems_.push_back(place() + "empty; write a number from 0 to 5");
  } else if (end != number.data() + number.size()) {
    problems_.push_back(place() + in_quotes(number) +
                        " is not a number; write one such as 4 or 3.5");
  } else if (!is_level(level)) {
    problems_.push_back(place() + number_text(level) +
                        " is not a level; write a number from 0 to 5");
  } else {
    levels_.add(skill, level);
    found_.push_back({skill, where});
  }
}

// The rows that give a skill which one before gives.
void CsvProfiles::add_doubles() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Found& a, const Found& b) { return a.skill < b.skill; });
  std::vector<std::pair<std::uint64_t, std::string>> doubles;
  for (std::size_t i = 1; i < found_.size(); ++i) {
    if (found_[i].skill != found_[i - 1].skill) continue;
    doubles.emplace_back(found_[i].where,
                         place_of(found_[i].where, "skill") + "the same skill as on line " +
                             std::to_string(found_[i - 1].where) + " (" +
                             in_quotes(taxonomy_.skills()[found_[i].skill].id) + "); keep one");
  }
  std::sort(doubles.begin(), doubles.end());
  for (auto& [line, words] : doubles) problems_.push_back(std::move(words));
}

std::string CsvProfiles::place_of(std::uint64_t where, std::string_view column) const {
  return "line " + std::to_string(where) + ", " + std::string(column) + ": ";
}

}  // namespace skillmatch::io
