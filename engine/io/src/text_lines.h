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

}  // namespace skillmatch::io
