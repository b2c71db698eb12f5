// What a person at a terminal sees of a program's bytes: escape sequences taken out, and how many
// columns the rest takes. The ranges are those of Unicode's EastAsianWidth.txt that the tests use.
#pragma once

#include "support/code_points.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace terminal_text {

inline std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> result;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    result.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return result;
}

// Without the colours that the program has (SGR 0, 1, 2, 31, 32, 33) and no others.
inline std::string without_colours(std::string text) {
  for (const char* code : {"0", "1", "2", "31", "32", "33"}) {
    const std::string sequence = std::string("\x1b[") + code + "m";
    for (std::size_t at = 0; (at = text.find(sequence, at)) != std::string::npos;) {
      text.erase(at, sequence.size());
    }
  }
  return text;
}

inline std::vector<std::uint32_t> decoded(std::string_view text) {
  std::size_t end = 0;
  auto result = code_points::decode(text, end);
  EXPECT_EQ(end, text.size()) << "not UTF-8";
  return result;
}

inline std::size_t width(std::uint32_t c) {
  const auto in = [c](std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; };
  if (in(0x300, 0x36F) || in(0x1160, 0x11FF) || in(0x200C, 0x200D)) return 0;
  const bool wide = in(0x1100, 0x115F) || in(0x2E80, 0x303E) || in(0x3041, 0xA4CF) ||
                    in(0xAC00, 0xD7A3) || in(0xF900, 0xFAFF) || in(0xFE30, 0xFE6F) ||
                    in(0xFF00, 0xFF60) || in(0x1F300, 0x1F64F) || in(0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

inline std::size_t width(std::string_view text) {
  std::size_t sum = 0;
  for (const std::uint32_t c : decoded(text)) sum += width(c);
  return sum;
}

// The code point of `text` that covers each column; a wide one covers two.
inline std::vector<std::uint32_t> columns(std::string_view text) {
  std::vector<std::uint32_t> result;
  for (const std::uint32_t c : decoded(text)) result.insert(result.end(), width(c), c);
  return result;
}

// Whether `c` would act on a terminal or a page instead of being seen there.
inline bool acts(std::uint32_t c) {
  const auto in = [c](std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; };
  return c < 0x20 || in(0x7F, 0x9F) || c == 0xAD || c == 0x61C || c == 0x200B ||
         in(0x200E, 0x200F) || in(0x2028, 0x202E) || in(0x2060, 0x206F) || c == 0xFEFF ||
         in(0xFFF9, 0xFFFB) || in(0xE0000, 0xE007F);
}

// Nothing but text and line ends; "\r\n" too where `crlf`.
inline void expect_harmless(const std::string& text, bool crlf = false) {
  const auto points = decoded(text);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool line_end = points[i] == '\n' || (crlf && points[i] == '\r' &&
                                                i + 1 < points.size() && points[i + 1] == '\n');
    ASSERT_TRUE(line_end || !acts(points[i]))
        << "U+" << std::hex << points[i] << " as code point " << std::dec << i << " of\n"
        << testing::PrintToString(text);
  }
}

}  // namespace terminal_text
