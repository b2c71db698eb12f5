// Pieces of JSON text as nearly all of it is written, scanned byte by byte: what they do not accept
// goes to the real parser. Text is UTF-8, with kScanReadable bytes behind it that are no space.
#pragma once

#include "spellings.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace skillmatch::io {

inline constexpr std::size_t kScanReadable = 2 * Spellings::kReadable;

// The first quote from `at` on, or `end`. Eight bytes at a time: a key is over before memchr has
// begun.
inline const char* find_quote(const char* at, const char* end) noexcept {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    for (; at < end; at += 8) {
      // Bytes that are zero get their highest bit set; above the first, others may.
      const std::uint64_t word = load_word(at) ^ (kOnes * '"');
      const std::uint64_t zeros = (word - kOnes) & ~word & (kOnes << 7U);
      if (zeros == 0) continue;
      at += std::countr_zero(zeros) / 8;
      return at < end ? at : end;
    }
    return end;
  } else {
    const void* quote = std::memchr(at, '"', static_cast<std::size_t>(end - at));
    return quote == nullptr ? end : static_cast<const char*>(quote);
  }
}

// The quote that ends a JSON string, which an escaped one does not, or `end`.
inline const char* find_string_end(const char* at, const char* end) noexcept {
  for (; at < end && *at != '"'; ++at) {
    if (*at == '\\') ++at;
  }
  return at < end ? at : end;
}

inline const char* skip_space(const char* at) noexcept {
  while (*at == ' ' || *at == '\t' || *at == '\r') ++at;
  return at;
}

inline std::string_view between(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}

// The quote that ends a string without escapes and control characters, which begins at `at`;
// nullptr for any other.
inline const char* end_of_plain_string(const char* at, const char* end) noexcept {
  const char* const quote = find_quote(at, end);
  if (quote == end) return nullptr;
  unsigned bad = 0;
  for (; at != quote; ++at) {
    bad |= static_cast<unsigned>(*at == '\\') |
           static_cast<unsigned>(static_cast<unsigned char>(*at) < 0x20);
  }
  return bad == 0 ? quote : nullptr;
}

}  // namespace skillmatch::io
