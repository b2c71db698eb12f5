// Numbers as levels are written: mostly one digit, or one and another behind the point.
#pragma once

#include "json_syntax.h"

#include <charconv>
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

inline const char* read_decimal(const char* at, double& value) {
  const unsigned whole = static_cast<unsigned>(static_cast<unsigned char>(at[0])) - '0';
  const bool has_point = at[1] == '.';
  const unsigned tenth = static_cast<unsigned>(static_cast<unsigned char>(at[2])) - '0';
  const char* const end = at + (has_point ? 3 : 1);
  // Whether the point is there is a toss-up that no branch should hang on; the quotient is the
  // double nearest to the decimal.
  const unsigned tenths = 10 * whole + (has_point ? tenth : 0);
  if (whole <= 9 && (tenth <= 9 || !has_point) && (*end == ',' || *end == '}')) {
    value = static_cast<double>(tenths) / 10.0;
    return end;
  }
  return read_any_decimal(at, value);
}

}  // namespace skillmatch::io
