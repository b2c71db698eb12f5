#include "record_finder.h"

#include <algorithm>

namespace skillmatch::io {
namespace {

std::uint64_t line_ends(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::optional<RecordFinder::End> RecordFinder::find(std::string_view text, bool at_end) {
  if (form_ == RecordForm::csv_rows_of_one_id) return find_group(text, at_end);
  const std::size_t end = row_end(text, at_end);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view row = text.substr(0, end);
  const bool is_line = form_ == RecordForm::json_line;
  const std::uint64_t lines = is_line ? (row.ends_with('\n') ? 1 : 0) : lines_ + line_ends(row);
  return finish(end, lines, forgotten_ == 0 && is_blank(row));
}

std::optional<RecordFinder::End> RecordFinder::find_group(std::string_view text, bool at_end) {
  for (;;) {
    if (row_ == text.size() && forgotten_ == 0 && at_end) return finish(row_, lines_, !has_id_);
    const std::size_t end = row_end(text, at_end);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view row = text.substr(row_, end - row_);
    const bool is_too_long = forgotten_ + row.size() > max_row_bytes_;
    if (is_too_long || !is_blank(row)) {
      if (!is_too_long) read_id(row);
      if (has_id_ && !is_too_long && row_id_ != id_) {
        return finish(row_, lines_, false);  // that row is looked at again, as the next one's first
      }
      if (!has_id_) id_ = is_too_long ? "" : row_id_;
      has_id_ = true;
    }
    lines_ += line_ends(row);
    row_ = at_ = end;
    forgotten_ = 0;
  }
}

std::size_t RecordFinder::seen() const noexcept {
  if (form_ != RecordForm::csv_rows_of_one_id) return at_;
  // Whether a row belongs to the record is not known before its end, unless it is too long.
  return forgotten_ + (at_ - row_) > max_row_bytes_ ? at_ : row_;
}

void RecordFinder::forget(std::string_view seen) noexcept {
  if (seen.size() > row_) {  // into the row that is not found yet
    if (form_ != RecordForm::json_line) lines_ += line_ends(seen.substr(row_));
    forgotten_ += seen.size() - row_;
    row_ = 0;
  } else {
    row_ -= seen.size();
  }
  at_ -= seen.size();
}

std::size_t RecordFinder::row_end(std::string_view text, bool at_end) {
  const std::string_view rest = text.substr(at_);
  std::size_t size = 0;
  if (form_ == RecordForm::json_line) {
    size = rest.find('\n');
    if (size != std::string_view::npos) ++size;
  } else {
    size = csv_.find(rest);
  }
  if (size != std::string_view::npos) return at_ + size;
  at_ = text.size();
  if (!at_end || (text.empty() && forgotten_ == 0)) return std::string_view::npos;
  csv_ = CsvRowEnd();
  return text.size();
}

RecordFinder::End RecordFinder::finish(std::size_t size, std::uint64_t lines,
                                       bool is_blank) noexcept {
  row_ = at_ = forgotten_ = 0;
  lines_ = 0;
  has_id_ = false;
  csv_ = CsvRowEnd();
  return {size, lines, is_blank};
}

void RecordFinder::read_id(std::string_view row) {
  cells_.split(row);
  row_id_.clear();
  if (id_column_ < cells_.size()) row_id_ = cells_[id_column_];
}

}  // namespace skillmatch::io
