// Random numbers that are the same on every machine; the standard library's distributions are not.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace skillmatch {

// In [0, bound), bound > 0: the high half of a product (Lemire 2019), rejecting what would make
// some numbers more likely.
inline std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) {
  constexpr std::uint64_t kLow = 0xFFFF'FFFF;
  const std::uint64_t reject = (0 - bound) % bound;
  for (;;) {
    const std::uint64_t x = random();
    // x · bound in two words.
    const std::uint64_t low = (x & kLow) * (bound & kLow);
    const std::uint64_t middle_a = (x >> 32U) * (bound & kLow);
    const std::uint64_t middle_b = (x & kLow) * (bound >> 32U);
    const std::uint64_t carry = (low >> 32U) + (middle_a & kLow) + (middle_b & kLow);
    const std::uint64_t high =
        (x >> 32U) * (bound >> 32U) + (middle_a >> 32U) + (middle_b >> 32U) + (carry >> 32U);
    if (x * bound >= reject) return high;
  }
}

template <typename T>
void shuffle(std::vector<T>& items, std::mt19937_64& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(random, i)]);
}

}  // namespace skillmatch
