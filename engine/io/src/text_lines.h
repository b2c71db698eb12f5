// The lines of a text in memory, as they are and as JSON.
#pragma once

#include "csv_rows.h"
#include "json_document.h"
#include "line_problems.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

// Calls use(line, number) for every line that is not blank, without its line end.
template <typename Use>
void for_each_line(std::string_view text, const Use& use) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_line_end(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_blank(line)) use(line, number);
  }
}

// Calls use(object, number) for every line that is an object, and adds to `problems` what is wrong
// with the others and what `use` finds.
template <typename Use>
void for_each_object(const Text& text, LineProblems& problems, const Use& use) {
  for_each_line(text.bytes, [&](std::string_view line, std::size_t number) {
    const Text one{text.name, std::string(line)};
    Problems of_line(one, number);
    try {
      const JsonDocument document = parse_json(one, of_line);
      const JsonNode node(document.root, of_line);
      if (node.is(JsonValue::Kind::object)) use(node, number);
      for (const std::string& problem : of_line.sorted()) problems.add(number, problem);
    } catch (const InputError& error) {
      for (const std::string& problem : error.problems()) problems.add(number, problem);
    }
  });
}

// Whether a text is an object or an array of them, and no table whose first column has a name in
// brackets.
inline bool begins_json(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::size_t at = text.find_first_not_of(kSpace);
  if (at == std::string_view::npos) return false;
  if (text[at] == '[') at = std::min(text.find_first_not_of(kSpace, at + 1), text.size() - 1);
  return text[at] == '{' || text[at] == ']';
}

// Whether a text that begins with an object has one a line, and is not one object over many lines.
inline bool is_json_lines(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '{') return false;
  const std::size_t end = text.find('\n', begin);
  if (end == std::string_view::npos) return true;
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  if (next == std::string_view::npos || text[next] == '{') return true;
  std::string_view first = text.substr(begin, end - begin);
  while (is_blank(first.substr(first.size() - 1))) first.remove_suffix(1);
  return first.size() > 1 && first.ends_with('}');
}

// Calls use(object, place) for every object of a text that holds one a line, an array of them, or
// one over many lines. `place` is "FILE:LINE", of an array's "FILE:LINE: /NUMBER". Throws
// InputError with what is wrong and what `use` finds.
template <typename Use>
void for_each_record(const Text& text, const Use& use) {
  const auto place_of = [&](std::size_t line) {
    return printable(text.name) + ":" + std::to_string(line);
  };
  if (is_json_lines(text.bytes)) {
    LineProblems problems(text.name);
    for_each_object(text, problems,
                    [&](const JsonNode& node, std::size_t line) { use(node, place_of(line)); });
    problems.throw_if_any();
    return;
  }
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  const JsonNode root(document.root, problems);
  if (root.value().kind == JsonValue::Kind::array) {
    for (std::size_t i = 0; i < root.value().items.size(); ++i) {
      if (problems.count() >= LineProblems::kMost) break;
      const JsonNode node(root, i);
      if (!node.is(JsonValue::Kind::object)) continue;
      use(node, place_of(problems.line(node.value().offset)) + ": " + node.pointer());
    }
  } else if (root.is(JsonValue::Kind::object)) {
    use(root, place_of(problems.line(root.value().offset)));
  }
  problems.throw_if_any();
}

}  // namespace skillmatch::io
