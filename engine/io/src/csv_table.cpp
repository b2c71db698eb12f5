#include "csv_table.h"

#include "column_names.h"

#include <algorithm>
#include <array>

#include <skillmatch/error.h>
#include <skillmatch/name_index.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kColumnsNamed = 20;

std::size_t line_feeds(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

CsvTable::CsvTable(const Text& text, const CsvTableOptions& options)
    : options_(options), problems_(text.name), rest_(text.bytes) {
  const auto line_of = [&](std::size_t at) { return 1 + line_feeds(rest_.substr(0, at)); };
  const auto byte = [](std::size_t at) { return "byte " + std::to_string(at); };
  if (const auto at = find_invalid_utf8(rest_)) {
    fail(line_of(*at), byte(*at) + " is not valid UTF-8; save the file as UTF-8");
  }
  if (const std::size_t at = rest_.find('\0'); at != std::string_view::npos) {
    fail(line_of(at), byte(at) +
                          " is NUL, which no text has; if the file is UTF-16, name that with "
                          "--encoding, else save it as text");
  }
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  if (rest_.find('\n') == std::string_view::npos) {
    const std::size_t at = rest_.find('\r');
    if (at != std::string_view::npos && at + 1 < rest_.size()) {
      fail(1, "a carriage return alone ends the lines; save the file with line feeds");
    }
  }
  separator_ = options.separator;
  take_line_of_separator();
  if (separator_ == 0) see_separator();
  cells_ = CsvCells(separator_);
  if (!take_row()) {
    problems_.throw_if_any();
    throw InputError(printable(text.name) + (options.has_header
                                                 ? ": empty; the first line names the columns"
                                                 : ": empty; write one row a line"));
  }
  header_line_ = line_;
  if (options.has_header) {
    if (cells_.size() > kMaxColumns) {
      fail(line_, std::to_string(cells_.size()) + " columns, more than the " +
                      std::to_string(kMaxColumns) + " that are read; is it the right file?");
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      names_.emplace_back(cells_[i]);
      keys_.push_back(cells_[i].size() <= kMaxNameBytes ? name_key(cells_[i]) : names_.back());
    }
  } else {
    names_.resize(cells_.size());
    is_first_waiting_ = true;
  }
}

// "sep=;", also in quotes.
void CsvTable::take_line_of_separator() {
  const std::size_t size = std::min(rest_.find('\n'), rest_.size() - 1) + 1;
  std::string_view line = without_line_end(rest_.substr(0, size));
  if (line.size() > 2 && line.starts_with('"') && line.ends_with('"')) {
    line = line.substr(1, line.size() - 2);
  }
  constexpr std::string_view kSeparators = ",;\t|:";
  if (line.size() != 5 || kSeparators.find(line[4]) == std::string_view::npos) return;
  if (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP=") return;
  if (separator_ == 0) separator_ = line[4];
  rest_.remove_prefix(size);
  ++next_line_;
}

void CsvTable::see_separator() {
  std::string_view text = rest_;
  while (!text.empty() && is_blank(text.substr(0, text.find('\n')))) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  std::size_t most = 0;
  for (const char separator : {',', '\t', ';'}) {
    const std::size_t size =
        std::min(CsvRowEnd(separator).find(text.substr(0, kMaxRowBytes)), text.size());
    CsvCells cells(separator);
    cells.split(text.substr(0, std::min(size, kMaxRowBytes)));
    if (cells.size() <= most) continue;
    most = cells.size();
    separator_ = separator;
  }
  if (separator_ == 0) separator_ = ',';
}

bool CsvTable::is_blank_row() const noexcept {
  return separator_ == '\t' ? row_.find_first_not_of(' ') == std::string_view::npos
                            : is_blank(row_);
}

// The next row, be it right or not, that is not blank and whose quotes are right.
bool CsvTable::take_row() {
  while (!rest_.empty()) {
    line_ = next_line_;
    const std::string_view reachable = rest_.substr(0, kMaxRowBytes + 1);
    const std::size_t size = std::min(CsvRowEnd(separator_).find(reachable), reachable.size());
    if (size > kMaxRowBytes) {
      fail(line_, "this row is longer than " + std::to_string(kMaxRowBytes >> 20U) +
                      " MiB, the most that is read; does a '\"' open a cell that nothing closes?");
    }
    row_ = without_line_end(rest_.substr(0, size));
    next_line_ += line_feeds(rest_.substr(0, size));
    rest_.remove_prefix(size);
    if (is_blank_row()) continue;
    const CsvProblem problem = cells_.split(row_);
    if (problem == CsvProblem::none) return true;
    problems_.add(line_ + line_feeds(row_.substr(0, cells_.problem_at())), words_of(problem));
    if (names_.empty()) return false;
  }
  return false;
}

bool CsvTable::next() {
  if (is_first_waiting_) {
    is_first_waiting_ = false;
    return true;
  }
  while (take_row()) {
    if (options_.is_ragged || cells_.size() == names_.size()) return true;
    problem("this row has " + std::to_string(cells_.size()) + " of " +
            std::to_string(names_.size()) + " columns");
  }
  problems_.throw_if_any();
  return false;
}

std::optional<std::size_t> CsvTable::find(std::string_view name) const {
  if (name.empty()) return std::nullopt;
  std::vector<std::size_t> found;
  const auto add_equal = [&](const std::vector<std::string>& names, std::string_view wanted) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == wanted) found.push_back(i);
    }
  };
  add_equal(names_, name);
  const bool has_key = name.size() <= kMaxNameBytes && !find_invalid_utf8(name);
  if (found.empty() && has_key) add_equal(keys_, name_key(name));
  if (found.size() > 1) fail(header_line_, two_columns_called(names_[found[0]]));
  return found.empty() ? std::nullopt : std::optional(found[0]);
}

std::optional<std::string> CsvTable::find_name(std::string_view name) const {
  const auto at = find(name);
  return at ? std::optional(names_[*at]) : std::nullopt;
}

std::optional<std::size_t> CsvTable::find_any(std::span<const std::string_view> names) const {
  for (const std::string_view name : names) {
    if (const auto found = find(name)) return found;
  }
  return std::nullopt;
}

std::size_t CsvTable::need(std::string_view name, std::string_view advice) const {
  if (const auto found = find(name)) return *found;
  fail(header_line_, "no column " + in_quotes(name) + "; the columns are " + columns() + "; " +
                         std::string(advice));
}

std::string CsvTable::columns() const {
  std::string text;
  for (std::size_t i = 0; i < std::min(names_.size(), kColumnsNamed); ++i) {
    text += (i == 0 ? "" : ", ") + in_quotes(names_[i]);
  }
  if (names_.size() > kColumnsNamed) {
    text += " and " + std::to_string(names_.size() - kColumnsNamed) + " more";
  }
  return text;
}

void CsvTable::fail(std::size_t line, const std::string& words) const {
  throw InputError(problems_.place(line) + words);
}

}  // namespace skillmatch::io
