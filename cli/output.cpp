#include "output.h"

#include "command.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::string_view kGap = "  ";

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string padded(std::string_view text, std::size_t width, bool right) {
  const std::size_t used = display_width(text);
  const std::string space(width > used ? width - used : 0, ' ');
  return right ? space + std::string(text) : std::string(text) + space;
}

void trim_right(std::string& line) {
  while (line.ends_with(' ')) line.pop_back();
}

bool is_number(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Format format_of(std::string_view name) {
  if (name == "json") return Format::json;
  if (name == "jsonl") return Format::jsonl;
  if (name == "csv") return Format::csv;
  if (name == "markdown") return Format::markdown;
  return Format::table;
}

Terminal Terminal::of_standard_output(bool to_file) {
  Terminal terminal;
  const bool is_terminal = !to_file && ::isatty(STDOUT_FILENO) == 1;
  winsize size{};
  if (is_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.width = size.ws_col;
  } else if (const std::string_view columns = environment("COLUMNS"); !columns.empty()) {
    std::size_t width = 0;
    std::from_chars(columns.data(), columns.data() + columns.size(), width);
    if (width > 0) terminal.width = width;
  }
  terminal.colour = is_terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  return terminal;
}

std::string styled(std::string_view text, Style style, const Terminal& terminal) {
  constexpr std::array<std::string_view, 6> kCodes{"",         "\x1b[1m",  "\x1b[2m",
                                                   "\x1b[32m", "\x1b[33m", "\x1b[31m"};
  if (!terminal.colour || style == Style::plain) return std::string(text);
  return std::string(kCodes[static_cast<std::size_t>(style)]) + std::string(text) + "\x1b[0m";
}

// Cuts one column's width at a time, always the widest of those that may be cut.
std::vector<std::size_t> Table::widths(std::size_t available) const {
  std::vector<std::size_t> widths;
  std::size_t total = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t width = display_width(columns_[c].title);
    for (const Row& row : rows_) {
      width = std::max(width, display_width(printable(row.cells[c].text)));
    }
    widths.push_back(width);
    total += width + (c == 0 ? 0 : kGap.size());
  }
  while (total > available) {
    std::size_t widest = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].least == 0 || widths[c] <= columns_[c].least) continue;
      if (widest == columns_.size() || widths[c] > widths[widest]) widest = c;
    }
    if (widest == columns_.size()) break;
    --widths[widest];
    --total;
  }
  return widths;
}

std::string Table::text(const Terminal& terminal) const {
  const std::vector<std::size_t> width = widths(terminal.width);
  std::string result;
  const auto add_line = [&](const auto& text_of, const auto& style_of) {
    std::string line;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c > 0) line += kGap;
      const std::string cell = fit_width(printable(text_of(c)), width[c]);
      std::string cell_padded = padded(cell, width[c], columns_[c].right);
      // The last column needs no space behind it, least of all a coloured one.
      if (c + 1 == columns_.size()) trim_right(cell_padded);
      line += styled(cell_padded, style_of(c), terminal);
    }
    trim_right(line);
    result += line + "\n";
  };
  add_line([&](std::size_t c) -> const std::string& { return columns_[c].title; },
           [](std::size_t) { return Style::bold; });
  for (const Row& row : rows_) {
    add_line([&](std::size_t c) -> const std::string& { return row.cells[c].text; },
             [&](std::size_t c) { return row.cells[c].style; });
    for (const Cell& note : row.notes) {
      result +=
          styled(fit_width(printable(note.text), terminal.width), note.style, terminal) + "\n";
    }
  }
  return result;
}

std::string Table::csv() const {
  std::string result;
  const auto add_line = [&](const auto& text_of) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c > 0) result += ',';
      result += csv_cell(text_of(c));
    }
    result += "\r\n";
  };
  add_line([&](std::size_t c) -> const std::string& { return columns_[c].title; });
  for (const Row& row : rows_) {
    add_line([&](std::size_t c) -> const std::string& { return row.cells[c].text; });
  }
  return result;
}

std::string Table::markdown() const {
  std::string result;
  const auto add_line = [&](const auto& text_of) {
    result += '|';
    for (std::size_t c = 0; c < columns_.size(); ++c) result += " " + text_of(c) + " |";
    result += '\n';
  };
  add_line([&](std::size_t c) { return markdown_cell(columns_[c].title); });
  add_line([&](std::size_t c) { return std::string(columns_[c].right ? "---:" : "---"); });
  for (const Row& row : rows_) {
    add_line([&](std::size_t c) { return markdown_cell(row.cells[c].text); });
  }
  return result;
}

std::string csv_cell(std::string_view text) {
  std::string cell = printable(text);
  constexpr std::string_view kFormulaStarts = "=+-@";
  if (!cell.empty() && kFormulaStarts.find(cell[0]) != std::string_view::npos && !is_number(cell)) {
    cell.insert(cell.begin(), '\'');
  }
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string markdown_cell(std::string_view text) {
  constexpr std::string_view kSpecial = "\\`*_{}[]<>#|!&~";
  std::string cell;
  for (const char c : printable(text)) {
    if (kSpecial.find(c) != std::string_view::npos) cell += '\\';
    cell += c;
  }
  return cell;
}

std::string json_text(const nlohmann::ordered_json& json, bool indented) {
  return printable_json(json.dump(indented ? 2 : -1)) + "\n";
}

void write_output(const std::string& path, const std::string& text) {
  io::write_file(path, [&](std::ostream& out) { out << text; });
}

void tell(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::cerr << line << '\n';
}

std::string rounded(double x) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", x);
  return text.data();
}

std::string level_text(double x) { return number_text(std::round(x * 100.0) / 100.0); }

}  // namespace skillmatch::cli
