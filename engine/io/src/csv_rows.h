// Rows and cells of CSV, by RFC 4180 with a comma or another separator; LF may end a row as well as
// CR LF.
//
// Our own reader: of Debian's libraries for it, libcsv trims and copies every cell, libfccp knows
// no line break within quotes, and neither can go on behind a row that is too long for memory.
#pragma once

#include "byte_order_mark.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::io {

// Nothing but white space, behind a byte order mark.
bool is_blank(std::string_view line) noexcept;

// `row` without the LF or CR LF that ends it.
std::string_view without_line_end(std::string_view row) noexcept;

// Finds where a row ends. A quote opens a quoted cell only as the first byte of that cell; within
// an unquoted one (5" disk), which RFC 4180 does not have, it is a character as any other.
class CsvRowEnd {
 public:
  explicit CsvRowEnd(char separator = ',') noexcept : separator_(separator) {}

  // Looks on at `text`, which goes on where the last one ended: the number of its bytes that belong
  // to the row, with its line feed, or npos if it goes on. Ready for the next row after an end.
  std::size_t find(std::string_view text) noexcept;

 private:
  enum class State : std::uint8_t { cell_begin, plain, quoted, behind_quote };
  State state_ = State::cell_begin;
  char separator_;
};

// What does not keep to the grammar within one row.
enum class CsvProblem : std::uint8_t { none, text_behind_quote, open_quote };
std::string words_of(CsvProblem problem);

// The cells of one row. Buffers are reused.
class CsvCells {
 public:
  explicit CsvCells(char separator = ',') noexcept : separator_(separator) {}

  // `row` may end with its line end. After a problem, the cells before it are right.
  CsvProblem split(std::string_view row);
  // After a problem: the byte of the row where the quote opens that it is about.
  std::size_t problem_at() const noexcept { return problem_at_; }

  std::size_t size() const noexcept { return cells_.size(); }
  // Without quotes. Valid until the next split() and as long as the row; kReadable bytes behind it
  // may be read if that holds for the row.
  std::string_view operator[](std::size_t i) const noexcept { return cells_[i]; }

 private:
  std::vector<std::string_view> cells_;
  std::string unquoted_;  // of the cells with quotes inside
  std::size_t problem_at_ = 0;
  char separator_;
};

}  // namespace skillmatch::io
