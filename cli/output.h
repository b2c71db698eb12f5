// How results leave the program: tables of text in the formats that every command shares, and the
// escaping that each of them needs. Nothing of a file's reaches a terminal, a CSV or a page raw.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace skillmatch::cli {

enum class Format { table, json, jsonl, csv, markdown };
Format format_of(std::string_view name);

// Where a table goes: the columns it may take and whether it may be coloured.
struct Terminal {
  std::size_t width = 80;
  bool colour = false;

  // Of standard output: the terminal's width and, without NO_COLOR and unless it is dumb, colour;
  // COLUMNS or 80, and no colour, for anything else.
  static Terminal of_standard_output(bool to_file);
};

enum class Style { plain, bold, dim, good, warning, bad };
std::string styled(std::string_view text, Style style, const Terminal& terminal);

struct Column {
  std::string title = {};
  bool right = false;  // aligned: numbers, which are never cut
  std::size_t least =
      0;  // the width down to which it is cut first; 0: only when nothing else helps
};

struct Cell {
  std::string text = {};
  Style style = Style::plain;
};

// Rows of text under titles.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void add(std::vector<Cell> row) { rows_.push_back({std::move(row), {}}); }
  // Lines of their own under the last row (under the titles without any), across all columns; in
  // markdown(), whose rows have no room for them, paragraphs under the table.
  void add_note(std::string note, Style style) {
    (rows_.empty() ? first_notes_ : rows_.back().notes).push_back({std::move(note), style});
  }

  // For a terminal: every column as wide as its widest cell (Hangul counts two), the ones that may
  // be cut shortened until a line fits.
  std::string text(const Terminal& terminal) const;
  std::string csv() const;       // RFC 4180, CRLF, with header
  std::string markdown() const;  // GitHub's pipe table
  std::string html() const;      // a table element, notes as rows of their own

 private:
  struct Row {
    std::vector<Cell> cells;
    std::vector<Cell> notes;
  };
  std::vector<std::size_t> widths(std::size_t available) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
  std::vector<Cell> first_notes_;
};

// printable(text) in lines of at most `width` columns, broken at spaces where there are any, but
// not before a number; the lines after the first are indented. Ends with a line feed.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 2);

std::string markdown_cell(std::string_view text);

// JSON text, indented or on one line, with every invisible character escaped.
std::string json_text(const nlohmann::ordered_json& json, bool indented);

// Writes all of `text` to `path` ("-": standard output), or throws std::system_error.
void write_output(const std::string& path, const std::string& text);

// Words for the person at the terminal: one line each on standard error.
void tell(const std::vector<std::string>& lines);

// For people: a score with 3 decimals, a level or importance with at most 2. number_text is for
// machines.
std::string rounded(double x);
std::string level_text(double x);

}  // namespace skillmatch::cli
