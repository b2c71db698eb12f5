#include "output.h"

#include "command.h"
#include "page.h"

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
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::size_t kNoteIndent = 6;

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

// Takes from the widest column above its floor, one at a time, until the line fits.
void shrink(std::vector<std::size_t>& widths, const std::vector<std::size_t>& floors,
            std::size_t available) {
  std::size_t total = kGap.size() * (widths.size() - 1);
  for (const std::size_t width : widths) total += width;
  while (total > available) {
    std::size_t widest = widths.size();
    for (std::size_t c = 0; c < widths.size(); ++c) {
      if (widths[c] <= floors[c]) continue;
      if (widest == widths.size() || widths[c] > widths[widest]) widest = c;
    }
    if (widest == widths.size()) return;
    --widths[widest];
    --total;
  }
}

// A level is read with the name that it is of: "Python 3", "Python ?→3".
bool stays_with_word_before(std::string_view text) {
  return !text.empty() && (text[0] == '?' || (text[0] >= '0' && text[0] <= '9'));
}

// The longest beginning of `text` of at most `width` columns, at least one character.
std::string_view beginning(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    used += display_width(text.substr(end, next - end));
    if (used > width && end > 0) break;
    end = next;
  }
  return text.substr(0, end);
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
    const auto [end, error] =
        std::from_chars(columns.data(), columns.data() + columns.size(), width);
    const bool whole = error == std::errc() && end == columns.data() + columns.size();
    if (whole && width > 0) terminal.width = width;
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

// First the columns that may be cut; if that is not enough, every text and the titles of numbers.
std::vector<std::size_t> Table::widths(std::size_t available) const {
  constexpr std::size_t kLeastText = 4;
  std::vector<std::size_t> widths;
  std::vector<std::size_t> floors;
  std::vector<std::size_t> last_floors;
  for (const Column& column : columns_) {
    const std::size_t c = widths.size();
    std::size_t cells = 0;
    for (const Row& row : rows_) {
      cells = std::max(cells, display_width(printable(row.cells[c].text)));
    }
    const std::size_t width = std::max(cells, display_width(column.title));
    widths.push_back(width);
    floors.push_back(column.least == 0 ? width : std::min(width, column.least));
    last_floors.push_back(column.right ? cells : std::min(width, kLeastText));
  }
  shrink(widths, floors, available);
  shrink(widths, last_floors, available);
  return widths;
}

std::string Table::text(const Terminal& terminal) const {
  const std::vector<std::size_t> width = widths(terminal.width);
  std::string result;
  const auto add_line = [&](const auto& text_of, const auto& style_of) {
    // The last text needs no space behind it, least of all a coloured one.
    std::size_t count = columns_.size();
    while (count > 0 && text_of(count - 1).empty()) --count;
    for (std::size_t c = 0; c < count; ++c) {
      if (c > 0) result += kGap;
      const std::string cell = fit_width(printable(text_of(c)), width[c]);
      std::string cell_padded = padded(cell, width[c], columns_[c].right);
      if (c + 1 == count) trim_right(cell_padded);
      result += styled(cell_padded, style_of(c), terminal);
    }
    result += "\n";
  };
  const auto add_notes = [&](const std::vector<Cell>& notes) {
    for (const Cell& note : notes) {
      const std::string lines = wrapped(note.text, terminal.width, kNoteIndent);
      for (std::string_view rest = lines; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        result += styled(rest.substr(0, end), note.style, terminal) + "\n";
        rest.remove_prefix(end + 1);
      }
    }
  };
  add_line([&](std::size_t c) -> const std::string& { return columns_[c].title; },
           [](std::size_t) { return Style::bold; });
  add_notes(first_notes_);
  for (const Row& row : rows_) {
    add_line([&](std::size_t c) -> const std::string& { return row.cells[c].text; },
             [&](std::size_t c) { return row.cells[c].style; });
    add_notes(row.notes);
  }
  return result;
}

std::string Table::csv() const {
  std::string result;
  const auto add_line = [&](const auto& text_of) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c > 0) result += ',';
      result += io::csv_cell(text_of(c));
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
  const auto add_notes = [&](const std::vector<Cell>& notes) {
    for (const Cell& note : notes) result += "\n" + markdown_cell(note.text) + "\n";
  };
  add_notes(first_notes_);
  for (const Row& row : rows_) add_notes(row.notes);
  return result;
}

std::string Table::html() const {
  std::vector<HtmlColumn> columns;
  for (const Column& column : columns_)
    columns.push_back({column.title, column.right ? "" : "name"});
  std::string rows;
  const auto add_notes = [&](const std::vector<Cell>& notes) {
    for (const Cell& note : notes) {
      rows += "<tr class=\"note\"><td class=\"name\" colspan=\"" + std::to_string(columns_.size()) +
              "\">" + html_text(note.text) + "</td></tr>\n";
    }
  };
  add_notes(first_notes_);
  for (const Row& row : rows_) {
    rows += "<tr>";
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      rows += std::string(columns_[c].right ? "<td>" : "<td class=\"name\">") +
              html_text(row.cells[c].text) + "</td>";
    }
    rows += "</tr>\n";
    add_notes(row.notes);
  }
  return html_table(columns, rows);
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  const std::string clean = printable(text);
  indent = std::min(indent, width / 2);
  std::string result;
  std::string line;
  std::size_t margin = 0;  // what of the line is indent
  std::string_view rest = clean;
  while (!rest.empty()) {
    const std::size_t spaces = std::min(rest.find_first_not_of(' '), rest.size());
    std::size_t end = rest.find(' ', spaces);
    while (end < rest.size() && stays_with_word_before(rest.substr(end + 1))) {
      end = rest.find(' ', end + 1);
    }
    end = std::min(end, rest.size());
    std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end);
    if (display_width(line) + display_width(word) > width && line.size() > margin) {
      result += line + "\n";
      line = std::string(indent, ' ');
      margin = indent;
      word.remove_prefix(std::min(spaces, word.size()));
    }
    for (;;) {
      const std::string_view head = beginning(word, width - display_width(line));
      if (head.size() == word.size()) break;
      result += line + std::string(head) + "\n";
      word.remove_prefix(head.size());
      line = std::string(indent, ' ');
      margin = indent;
    }
    line += word;
  }
  trim_right(line);
  return result + line + "\n";
}

std::string markdown_cell(std::string_view text) {
  // Also what GitHub makes links (http://…, name@host) and formulas of.
  constexpr std::string_view kSpecial = "\\`*_{}[]<>#|!&~:@$";
  std::string cell;
  for (const char c : printable(text)) {
    if (kSpecial.find(c) != std::string_view::npos) cell += '\\';
    cell += c;
  }
  return cell;
}

std::string json_text(const nlohmann::ordered_json& json, bool indented) {
  return printable_json(json.dump(indented ? 2 : -1, ' ', false,
                                  nlohmann::ordered_json::error_handler_t::replace)) +
         "\n";
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
