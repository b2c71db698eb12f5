// Numbers as levels are written: mostly one digit, or one and another behind the point.
#pragma once

#include "json_syntax.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <system_error>

namespace skillmatch::io {

// Bytes that a number may have.
inline bool is_of_number(char c) noexcept {
  return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

// The number of JSON's grammar that begins at `at`, and where it ends; nullptr if none does, or if
// it is below or beyond what a double holds. Reads to the first byte that cannot belong to one.
inline const char* read_any_decimal(const char* at, double& value) {
  const char* end = at;
  while (is_of_number(*end)) ++end;
  if (!is_json_number({at, static_cast<std::size_t>(end - at)})) return nullptr;
  const auto [parsed, error] = std::from_chars(at, end, value);
  if (error != std::errc() || parsed != end) return nullptr;
  value += 0.0;  // -0 is 0
  return end;
}

// The same, fast for digits with a point and no exponent.
inline const char* read_plain_decimal(const char* at, double& value) {
  constexpr double kPowers[] = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8,
                                1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16};
  constexpr std::uint64_t kExact = std::uint64_t{1} << 53U;
  std::uint64_t digits = 0;
  const auto read_digits = [&](const char* from) {
    while (*from >= '0' && *from <= '9' && digits < kExact) {
      digits = 10 * digits + static_cast<std::uint64_t>(*from++ - '0');
    }
    return from;
  };
  const char* const point = read_digits(at);
  const bool is_whole = point != at && (*at != '0' || point == at + 1);
  if (!is_whole || *point != '.') return read_any_decimal(at, value);
  const char* const end = read_digits(point + 1);
  const auto places = static_cast<std::size_t>(end - point - 1);
  // Both are exact in a double, so their quotient is the double nearest to the decimal (Clinger,
  // "How to read floating point numbers accurately", PLDI 1990).
  if (is_of_number(*end) || digits > kExact || places == 0 || places >= std::size(kPowers)) {
    return read_any_decimal(at, value);
  }
  value = static_cast<double>(digits) / kPowers[places];
  return end;
}

// i / 10, each the double nearest to that decimal.
inline constexpr auto kTenths = [] {
  std::array<double, 256> tenths{};
  for (std::size_t i = 0; i < tenths.size(); ++i) tenths[i] = static_cast<double>(i) / 10.0;
  return tenths;
}();

// The same, fastest for one digit, and for two with a point between; reads three bytes at least.
inline const char* read_decimal(const char* at, double& value) {
  const auto digit = [](char c) {
    return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0';
  };
  const unsigned whole = digit(at[0]);
  const unsigned tenth = digit(at[2]);
  // Whether there is a point is a toss-up, so no branch hangs on it.
  const unsigned has_point = at[1] == '.' ? 1 : 0;
  const char* const end = at + 1 + 2 * has_point;
  const unsigned is_short =
      static_cast<unsigned>(whole <= 9) & (static_cast<unsigned>(tenth <= 9) | (1 - has_point)) &
      (static_cast<unsigned>(*end == ',') | static_cast<unsigned>(*end == '}'));
  value = kTenths[(10 * whole + has_point * tenth) % kTenths.size()];
  return is_short != 0 ? end : read_plain_decimal(at, value);
}

}  // namespace skillmatch::io
