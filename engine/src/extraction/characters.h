// What a character is to somebody who looks for words.
#pragma once

#include "../code_point.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <utf8proc.h>

namespace skillmatch {

inline bool is_hangul(utf8proc_int32_t c) noexcept {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3131 && c <= 0x318E);
}

inline bool is_digit(utf8proc_int32_t c) noexcept { return c >= '0' && c <= '9'; }

// A letter or a digit of ASCII.
inline bool is_ascii_word(char byte) noexcept {
  const auto c = static_cast<unsigned char>(byte);
  return static_cast<unsigned char>((c | 0x20U) - 'a') < 26 ||
         static_cast<unsigned char>(c - '0') < 10;
}

// Where the first of these signs is in `text` from `at` on, or the text's size: find_first_of() of
// the library calls memchr for every byte, which took a tenth of the time of a long text.
template <char... kSigns>
std::size_t find_sign(std::string_view text, std::size_t at = 0) noexcept {
  while (at < text.size() && ((text[at] != kSigns) && ...)) ++at;
  return std::min(at, text.size());
}

// A letter or a digit, of any script but Hangul: what an English word is made of.
inline bool is_word(utf8proc_int32_t c) noexcept {
  if (c < 0x80) return c >= 0 && is_ascii_word(static_cast<char>(c));
  if (is_hangul(c)) return false;
  const utf8proc_category_t category = utf8proc_category(c);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC) ||
         category == UTF8PROC_CATEGORY_ND;
}

inline bool is_upper(utf8proc_int32_t c) noexcept {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

inline bool is_space(utf8proc_int32_t c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x3000 || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F;
}

// Where the character before offset `at`, above 0, begins.
inline std::size_t previous(std::string_view text, std::size_t at) noexcept {
  do --at;
  while (at > 0 && is_inside_character(text[at]));
  return at;
}

// The character before or behind offset `at` of UTF-8 text; 0 where there is none.
inline utf8proc_int32_t char_before(std::string_view text, std::size_t at) noexcept {
  if (at == 0) return 0;
  const std::size_t begin = previous(text, at);
  return decode(text.substr(begin, at - begin)).value;
}
inline utf8proc_int32_t char_at(std::string_view text, std::size_t at) noexcept {
  return at >= text.size() ? 0 : decode(text.substr(at)).value;
}

// With ASCII's capitals as small letters; every offset stays.
inline std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

}  // namespace skillmatch
