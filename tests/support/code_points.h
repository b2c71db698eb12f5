// UTF-8 written and read by the table of RFC 3629, for tests of text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace code_points {

inline std::string encode(std::uint32_t c) {
  const auto byte = [](std::uint32_t b) {
    return static_cast<char>(static_cast<unsigned char>(b));
  };
  const auto tail = [&](unsigned shift) { return byte(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0U | (c >> 6U)), tail(0)};
  if (c < 0x10000) return {byte(0xE0U | (c >> 12U)), tail(6), tail(0)};
  return {byte(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0)};
}

inline std::string encode(const std::vector<std::uint32_t>& text) {
  std::string result;
  for (const std::uint32_t c : text) result += encode(c);
  return result;
}

// The code points of `text`, up to the first byte that is not UTF-8; `end` tells where that is.
inline std::vector<std::uint32_t> decode(std::string_view text, std::size_t& end) {
  std::vector<std::uint32_t> result;
  const auto at = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0U;
  };
  for (end = 0; end < text.size();) {
    const std::uint32_t first = at(end);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first >= 0x80 && (first < 0xC2 || first > 0xF4)) return result;
    std::uint32_t c = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
      if ((at(end + i) & 0xC0U) != 0x80) return result;
      c = c << 6U | (at(end + i) & 0x3FU);
    }
    const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
    if (overlong || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return result;
    result.push_back(c);
    end += length;
  }
  return result;
}

}  // namespace code_points
