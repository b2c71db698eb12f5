#include "dense_loops.h"

namespace skillmatch {
namespace {

// Two bytes at a time, in unsigned 16-bit lanes, which every compiler makes vectors of (SSE2 has no
// product of bytes): company c has lanes 2c and 2c + 1, with the first byte of each pair in the low
// half on little-endian machines; elsewhere bytes are swapped by `low_first`.
constexpr std::size_t kLanes = kGroupBytes / 2;

DenseHit first_reaching(const DensePanels& panels, const DenseTile& tile, std::size_t queries,
                        std::size_t panel, const std::int32_t* sums) noexcept {
  std::uint32_t hits = 0;
  for (std::size_t q = 0; q < queries; ++q) {
    const std::int32_t limit = integer_limit(panels, tile, panel, q);
    std::int32_t above = 0;
    for (std::size_t c = 0; c < kPanelCompanies; ++c) {
      above |= static_cast<std::int32_t>(sums[q * kPanelCompanies + c] > limit);
    }
    hits |= static_cast<std::uint32_t>(above) << q;
  }
  return {panel, hits};
}

void sum_panel(const std::uint8_t* codes, std::size_t groups, const std::int8_t* query,
               std::size_t queries, std::int32_t* sums) noexcept {
  std::uint32_t total[kPanelCompanies] = {};
  for (std::size_t g = 0; g < groups; ++g) {
    const std::int8_t* four = query + g * queries * kGroupSkills;
    const auto q0 = static_cast<std::uint16_t>(four[0]);
    const auto q1 = static_cast<std::uint16_t>(four[1]);
    const auto q2 = static_cast<std::uint16_t>(four[2]);
    const auto q3 = static_cast<std::uint16_t>(four[3]);
    for (std::size_t c = 0; c < kPanelCompanies; ++c) {
      const std::uint8_t* code = codes + g * kGroupBytes + 4 * c;
      total[c] += static_cast<std::uint32_t>(code[0] * q0 + code[1] * q1) +
                  static_cast<std::uint32_t>(code[2] * q2 + code[3] * q3);
    }
  }
  for (std::size_t c = 0; c < kPanelCompanies; ++c) sums[c] = static_cast<std::int32_t>(total[c]);
}

template <std::size_t Q>
DenseHit scan(const DensePanels& panels, const DenseTile& tile, std::size_t first, std::size_t last,
              std::int32_t* sums) noexcept {
  for (std::size_t panel = first; panel < last; ++panel) {
    const std::uint8_t* codes = panels.codes + panel * panels.groups * kGroupBytes;
    for (std::size_t q = 0; q < Q; ++q) {
      sum_panel(codes, panels.groups, tile.codes + q * kGroupSkills, Q, sums + q * kPanelCompanies);
    }
    const DenseHit hit = first_reaching(panels, tile, Q, panel, sums);
    if (hit.queries != 0) return hit;
  }
  return {last, 0};
}

void sum_nibbles(const std::uint8_t* codes, std::size_t groups, const std::int8_t* query,
                 std::int32_t* sums) noexcept {
  for (std::size_t c = 0; c < kPanelCompanies; ++c) sums[c] = 0;
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t c = 0; c < kPanelCompanies; ++c) {
      const std::uint8_t* code = codes + g * kGroupBytes + 4 * c;
      for (std::size_t i = 0; i < 4; ++i) {
        sums[c] += (code[i] & 15) * query[8 * g + i] + (code[i] >> 4) * query[8 * g + 4 + i];
      }
    }
  }
}

DenseHit scan_nibbles(const DensePanels& panels, const DenseTile& tile, std::size_t first,
                      std::size_t last, std::int32_t* sums) noexcept {
  for (std::size_t panel = first; panel < last; ++panel) {
    sum_nibbles(panels.codes + panel * panels.groups * kGroupBytes, panels.groups, tile.codes, sums);
    const DenseHit hit = first_reaching(panels, tile, 1, panel, sums);
    if (hit.queries != 0) return hit;
  }
  return {last, 0};
}

std::uint64_t reaching(const std::int32_t* sums, const float* reach, float needed,
                       float slack) noexcept {
  return reaching_loop(sums, reach, needed, slack);
}

float dot(const std::uint8_t* codes, std::size_t groups, const float* query) noexcept {
  return dot_loop(codes, groups, query);
}

}  // namespace

const DenseKernels kPortableDenseKernels{
    127, {scan<1>, scan<2>, scan<3>, scan<4>, scan<5>, scan<6>}, scan_nibbles, reaching, dot};

const DenseKernels& dense_kernels(Kernel kernel) noexcept {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return kAvx512DenseKernels;
  if (kernel == Kernel::avx2) return kAvx2DenseKernels;
#endif
  static_cast<void>(kernel);
  return kPortableDenseKernels;
}

}  // namespace skillmatch
