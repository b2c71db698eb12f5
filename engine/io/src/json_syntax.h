// What is wrong with text that is not JSON, in words for the person who wrote it. The parser says
// only that it is refused.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace skillmatch::io {

struct SyntaxError {
  std::size_t offset;   // byte at which a person would look
  std::string problem;  // what is wrong; what to do
};

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_json_number(std::string_view word);

// The first error of `bytes` (UTF-8, a byte order mark accepted) under RFC 8259, if there is one.
// `of_line`: they are this line of a file, and the words speak of the line.
std::optional<SyntaxError> find_syntax_error(std::string_view bytes,
                                             std::optional<std::size_t> of_line = {});

}  // namespace skillmatch::io
