// The smaller loops of the dense kernels, plain C++ that every kernel file compiles for itself: all
// in an unnamed namespace, so that no file ever runs another one's instructions.
#pragma once

#include "dense_kernels.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace skillmatch {
namespace {

// Sums above the result are to be looked at. Truncation is safe: a bound in (0, 1] gives 0 and sums
// are integers.
inline std::int32_t integer_limit(const DensePanels& panels, const DenseTile& tile, std::size_t panel,
                                  std::size_t query) noexcept {
  const float bound = tile.reach[query] * panels.reach[panel] -
                      tile.residual[query] * panels.residual[panel] -
                      tile.length[query] * panels.length[panel] - 1.0F;
  if (!(bound > -1.0F)) return -1;
  return bound < 2.0e9F ? static_cast<std::int32_t>(bound) : 2'000'000'000;
}

inline std::uint64_t reaching_loop(const std::int32_t* sums, const float* reach, float needed,
                                   float slack) noexcept {
  std::uint8_t reaches[kPanelCompanies];
  for (std::size_t c = 0; c < kPanelCompanies; ++c) {
    reaches[c] = (static_cast<float>(sums[c]) + slack >= needed * reach[c]) & (reach[c] < HUGE_VALF);
  }
  std::uint64_t bits = 0;
  for (std::size_t c = 0; c < kPanelCompanies; ++c) bits |= std::uint64_t{reaches[c]} << c;
  return bits;
}

inline float dot_loop(const std::uint8_t* codes, std::size_t groups, const float* query) noexcept {
  float sums[16] = {};
  std::size_t g = 0;
  for (; g + 4 <= groups; g += 4) {
    std::uint8_t row[16];
    for (std::size_t i = 0; i < 4; ++i) std::memcpy(row + 4 * i, codes + (g + i) * kGroupBytes, 4);
    for (std::size_t i = 0; i < 16; ++i) sums[i] += static_cast<float>(row[i]) * query[4 * g + i];
  }
  for (; g < groups; ++g) {
    for (std::size_t i = 0; i < 4; ++i) {
      sums[i] += static_cast<float>(codes[g * kGroupBytes + i]) * query[4 * g + i];
    }
  }
  float sum = 0.0F;
  for (const float part : sums) sum += part;
  return sum;
}

}  // namespace
}  // namespace skillmatch
