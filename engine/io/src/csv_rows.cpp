#include "csv_rows.h"

#include "spellings.h"

#include <cstring>

namespace skillmatch::io {

bool is_blank(std::string_view line) noexcept {
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string_view without_line_end(std::string_view row) noexcept {
  if (row.ends_with('\n')) row.remove_suffix(1);
  if (row.ends_with('\r')) row.remove_suffix(1);
  return row;
}

std::size_t CsvRowEnd::find(std::string_view text) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    switch (state_) {
      case State::cell_begin:
        if (*at == '"') {
          state_ = State::quoted;
          ++at;
          break;
        }
        state_ = State::plain;
        [[fallthrough]];
      case State::plain:
        while (at != end && *at != separator_ && *at != '\n') ++at;
        if (at == end) return std::string_view::npos;
        state_ = State::cell_begin;
        if (*at++ == '\n') return static_cast<std::size_t>(at - text.data());
        break;
      case State::quoted:
        at = static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
        if (at == nullptr) return std::string_view::npos;
        ++at;
        state_ = State::behind_quote;
        break;
      case State::behind_quote:
        state_ = *at == '"' ? State::quoted : State::plain;
        if (*at == '"') ++at;
        break;
    }
  }
  return std::string_view::npos;
}

std::string words_of(CsvProblem problem) {
  switch (problem) {
    case CsvProblem::none:
      break;
    case CsvProblem::text_behind_quote:
      return "text behind the '\"' that closes a cell; write \"\" for a quote inside it";
    case CsvProblem::open_quote:
      return "a '\"' opens a cell that nothing closes; close it with '\"'";
  }
  return "";
}

CsvProblem CsvCells::split(std::string_view row) {
  row = without_line_end(row);
  cells_.clear();
  unquoted_.clear();
  const char* const begin_of_row = row.data();
  // Views into it stay valid: it never grows beyond the row.
  unquoted_.reserve(row.size() + Spellings::kReadable);
  for (;;) {
    std::string_view rest = row;
    if (!row.starts_with('"')) {
      const std::size_t end = row.find(separator_);
      cells_.push_back(row.substr(0, end));
      if (end == std::string_view::npos) return CsvProblem::none;
      row.remove_prefix(end + 1);
      continue;
    }
    problem_at_ = static_cast<std::size_t>(rest.data() - begin_of_row);
    rest.remove_prefix(1);
    const std::size_t begin = unquoted_.size();
    bool is_copied = false;
    for (std::string_view part = rest;;) {
      const std::size_t quote = part.find('"');
      if (quote == std::string_view::npos) return CsvProblem::open_quote;
      const bool is_doubled = part.substr(quote + 1).starts_with('"');
      if (is_doubled || is_copied) unquoted_.append(part.substr(0, quote + (is_doubled ? 1 : 0)));
      is_copied = is_copied || is_doubled;
      part.remove_prefix(quote + (is_doubled ? 2 : 1));
      if (is_doubled) continue;
      const auto length = static_cast<std::size_t>(part.data() - rest.data()) - 1;
      cells_.push_back(is_copied ? std::string_view(unquoted_).substr(begin)
                                 : rest.substr(0, length));
      row = part;
      break;
    }
    if (row.empty()) return CsvProblem::none;
    if (!row.starts_with(separator_)) {
      cells_.pop_back();
      return CsvProblem::text_behind_quote;
    }
    row.remove_prefix(1);
  }
}

}  // namespace skillmatch::io
