// A whole CSV, TSV or other separated text in memory: rows of cells under named columns. A first
// line "sep=;", as Excel reads and writes it, names the separator.
//
// What is wrong with a row (its number of cells, a quote, what the caller finds) is kept as a
// problem and the next row read, so that all of them can be told at once; next() throws them at the
// end.
#pragma once

#include "csv_rows.h"
#include "line_problems.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/encoding.h>
#include <skillmatch/io/file.h>

namespace skillmatch::io {

struct CsvTableOptions {
  char separator = 0;      // 0: the one of comma, tab and semicolon that makes most cells of line 1
  bool has_header = true;  // else columns have no names, and the first row is one of the data
  bool is_ragged = false;  // rows may have any number of cells
};

class CsvTable {
 public:
  static constexpr std::size_t kMaxRowBytes = kMaxLineBytes;  // with the line breaks in quotes
  static constexpr std::size_t kMaxColumns = 100'000;

  // Reads the header. `text`, which may begin with a byte order mark, must outlive the table.
  // Throws InputError for what is no table: nothing at all, bytes that are not UTF-8, a NUL, lines
  // that end in a carriage return alone, a header that is wrong.
  explicit CsvTable(const Text& text, const CsvTableOptions& options = {});

  char separator() const noexcept { return separator_; }
  const std::vector<std::string>& names() const noexcept { return names_; }
  // The column of exactly this name, or else the one whose name_key is the same; none for "".
  // Throws InputError where there are two.
  std::optional<std::size_t> find(std::string_view name) const;
  // What find()'s column is called here.
  std::optional<std::string> find_name(std::string_view name) const;
  // The first of `names` that is a column.
  std::optional<std::size_t> find_any(std::span<const std::string_view> names) const;
  // find(), where there must be one: "no column 'x'; the columns are 'a', 'b'; ADVICE".
  std::size_t need(std::string_view name, std::string_view advice) const;
  // "'a', 'b'", the names of all columns, for messages.
  std::string columns() const;

  // Moves to the next row that is not blank and has no problem. False at the end, where it throws
  // InputError if there was any problem.
  bool next();
  // Of the row: the line on which it begins, from 1.
  std::size_t line() const noexcept { return line_; }
  std::size_t size() const noexcept { return cells_.size(); }
  // Without quotes, its line breaks as they are. Valid until next().
  std::string_view operator[](std::size_t column) const noexcept { return cells_[column]; }

  // "FILE:LINE" of this row, and with ": " behind it.
  std::string row_place() const { return problems_.row_place(line_); }
  std::string place() const { return problems_.place(line_); }
  void problem(const std::string& words) { problems_.add(line_, words); }

 private:
  void take_line_of_separator();
  void see_separator();
  bool take_row();
  bool is_blank_row() const noexcept;
  [[noreturn]] void fail(std::size_t line, const std::string& words) const;

  CsvTableOptions options_;
  LineProblems problems_;
  std::string_view rest_;
  std::string_view row_;
  char separator_ = ',';
  std::vector<std::string> names_;
  std::vector<std::string> keys_;  // their name_keys
  CsvCells cells_;
  bool is_first_waiting_ = false;  // without a header, the row that the constructor looked at
  std::size_t line_ = 1;
  std::size_t header_line_ = 1;
  std::size_t next_line_ = 1;
};

}  // namespace skillmatch::io
