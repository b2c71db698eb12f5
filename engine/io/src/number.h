// Numbers as text: the shortest that reads back to the same double.
#pragma once

#include <array>
#include <charconv>
#include <string>

namespace skillmatch::io {

inline std::string shortest(double x) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), x).ptr;
  return {digits.data(), end};
}

}  // namespace skillmatch::io
