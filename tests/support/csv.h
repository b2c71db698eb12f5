// Reads CSV back by the letter of RFC 4180: CRLF ends a record, "" is a quote within quotes.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace csv {

using Records = std::vector<std::vector<std::string>>;

// Throws std::invalid_argument for what the grammar does not allow.
inline Records read(std::string_view text) {
  Records records;
  std::size_t at = 0;
  const auto fail = [&](const char* what) {
    throw std::invalid_argument(std::string(what) + " at byte " + std::to_string(at));
  };
  const auto is_next = [&](std::string_view bytes) { return text.substr(at).starts_with(bytes); };
  while (at < text.size()) {
    std::vector<std::string>& record = records.emplace_back();
    for (;;) {
      std::string& cell = record.emplace_back();
      if (is_next("\"")) {
        for (++at; !is_next("\"") || is_next("\"\""); ++at) {
          if (at >= text.size()) fail("an open quote");
          if (is_next("\"\"")) ++at;
          cell += text[at];
        }
        ++at;
      } else {
        while (at < text.size() && !is_next(",") && !is_next("\r\n")) {
          if (text[at] == '"' || text[at] == '\r' || text[at] == '\n') fail("a bare special byte");
          cell += text[at++];
        }
      }
      if (is_next("\r\n")) break;
      if (!is_next(",")) fail("neither a comma nor an end of line");
      ++at;
    }
    at += 2;
  }
  return records;
}

}  // namespace csv
