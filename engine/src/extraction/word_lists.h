// Words by which a text tells something, as lists in the code.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace skillmatch {

inline bool is_one_of(std::string_view word, std::span<const std::string_view> words) noexcept {
  // Of long lists hardly one has the same length and beginning: those alone are compared.
  return std::any_of(words.begin(), words.end(), [&](std::string_view other) {
    return other.size() == word.size() && (word.empty() || other[0] == word[0]) && other == word;
  });
}

}  // namespace skillmatch
