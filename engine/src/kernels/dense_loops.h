// The smaller loops of the dense kernels, plain C++ that every kernel file compiles for itself: all
// in an unnamed namespace, so that no file ever runs another one's instructions.
#pragma once

#include "dense_kernels.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace skillmatch {
namespace {

// Sums above the result are to be looked at. Truncation is safe: a bound in (0, 1] gives 0 and sums
// are integers.
inline std::int32_t integer_limit(const DensePanels& panels, const DenseTile& tile,
                                  std::size_t panel, std::size_t query) noexcept {
  const float bound = tile.reach[query] * panels.reach[panel] -
                      tile.residual[query] * panels.residual[panel] -
                      tile.length[query] * panels.length[panel] - 1.0F;
  if (!(bound > -1.0F)) return -1;
  return bound < 2.0e9F ? static_cast<std::int32_t>(bound) : 2'000'000'000;
}

}  // namespace
}  // namespace skillmatch
