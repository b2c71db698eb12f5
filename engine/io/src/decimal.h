// Numbers as levels are written: mostly one digit, or one and another behind the point.
#pragma once

#include "json_syntax.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <system_error>

namespace skillmatch::io {

// The number of JSON's grammar that begins at `at`, and where it ends; nullptr if none does, or if
// it is below or beyond what a double holds. Reads to the first byte that cannot belong to one, and
// three bytes behind `at`.
inline const char* read_any_decimal(const char* at, double& value) {
  const char* end = at;
  const auto belongs = [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  };
  while (belongs(*end)) ++end;
  if (!is_json_number({at, static_cast<std::size_t>(end - at)})) return nullptr;
  const auto [parsed, error] = std::from_chars(at, end, value);
  if (error != std::errc() || parsed != end) return nullptr;
  value += 0.0;  // -0 is 0
  return end;
}

// i / 10, each the double nearest to that decimal.
inline constexpr auto kTenths = [] {
  std::array<double, 256> tenths{};
  for (std::size_t i = 0; i < tenths.size(); ++i) tenths[i] = static_cast<double>(i) / 10.0;
  return tenths;
}();

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
  return is_short != 0 ? end : read_any_decimal(at, value);
}

}  // namespace skillmatch::io
