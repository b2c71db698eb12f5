// One character of UTF-8 after the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <utf8proc.h>

namespace skillmatch {

struct CodePoint {
  utf8proc_int32_t value;  // below 0: not UTF-8
  std::size_t bytes;       // at least 1
};

// The first of `text`, which is not empty.
inline CodePoint decode(std::string_view text) noexcept {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return {first, 1};
  utf8proc_int32_t value = -1;
  const utf8proc_ssize_t bytes =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &value);
  if (bytes <= 0) return {-1, 1};
  return {value, static_cast<std::size_t>(bytes)};
}

// A byte of a character that is not its first.
inline bool is_inside_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// How many characters UTF-8 has.
inline std::size_t character_count(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_inside_character(c); }));
}

}  // namespace skillmatch
