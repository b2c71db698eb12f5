#include "dense_loops.h"

#include <cmath>

namespace skillmatch {
namespace {

// Vectors as g++ and clang know them on every processor: SSE2, NEON, or pieces of them. Loops over
// bytes that compilers had to make vectors of took 18 ms a query of a million companies, these
// take 7.
using Words = std::uint16_t __attribute__((vector_size(16)));
using Sums = std::uint32_t __attribute__((vector_size(16)));

Words words(const std::uint8_t* codes) noexcept {
  Words result;
  std::memcpy(&result, codes, sizeof result);
  return result;
}

// Codes of 4 skills: those of the even bytes of a pair in `even`, of the odd ones in `odd`, so that
// they meet the words of a company.
struct QueryWords {
  Words even;
  Words odd;
};

QueryWords query_words(const std::int8_t* query) noexcept {
  Words both;
  std::uint32_t four = 0;
  std::memcpy(&four, query, sizeof four);
  const Sums all = Sums{} + four;
  std::memcpy(&both, &all, sizeof both);
  return {both & 0xFF, both >> 8};
}

// The pairs of 16-bit sums of each company, added up.
Sums added(Words pairs) noexcept {
  Sums both;
  std::memcpy(&both, &pairs, sizeof both);
  return (both & 0xFFFF) + (both >> 16);
}

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

// Half a panel at a time: 8 registers of sums, of the 16 that SSE2 has.
constexpr std::size_t kAtOnce = 8;
constexpr std::size_t kVectorCompanies = 4;

void sum_panel(const std::uint8_t* codes, std::size_t groups, const std::int8_t* query,
               std::size_t queries, std::int32_t* sums) noexcept {
  for (std::size_t half = 0; half < 2; ++half) {
    Sums sum[kAtOnce] = {};
    for (std::size_t g = 0; g < groups; ++g) {
      const QueryWords four = query_words(query + g * queries * kGroupSkills);
      const std::uint8_t* code = codes + g * kGroupBytes + half * kGroupBytes / 2;
#pragma GCC unroll 8
      for (std::size_t v = 0; v < kAtOnce; ++v) {
        // Two products of at most 255 · 127: an unsigned word holds them.
        const Words pair = words(code + sizeof(Words) * v);
        sum[v] += added((pair & 0xFF) * four.even + (pair >> 8) * four.odd);
      }
    }
    std::memcpy(sums + half * kPanelCompanies / 2, sum, sizeof sum);
  }
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
  // Words hold the sums of so many groups: 8 · 4 · 15 · 127 < 65536.
  constexpr std::size_t kGroupsAtOnce = 8;
  for (std::size_t quarter = 0; quarter < 4; ++quarter) {
    Sums sum[kVectorCompanies] = {};
    for (std::size_t begin = 0; begin < groups; begin += kGroupsAtOnce) {
      const std::size_t end = groups < begin + kGroupsAtOnce ? groups : begin + kGroupsAtOnce;
      Words pairs[kVectorCompanies] = {};
      for (std::size_t g = begin; g < end; ++g) {
        const QueryWords low = query_words(query + 8 * g);
        const QueryWords high = query_words(query + 8 * g + 4);
        const std::uint8_t* code = codes + g * kGroupBytes + quarter * kGroupBytes / 4;
#pragma GCC unroll 4
        for (std::size_t v = 0; v < kVectorCompanies; ++v) {
          const Words pair = words(code + sizeof(Words) * v);
          pairs[v] += (pair & 15) * low.even + (pair >> 8 & 15) * low.odd +
                      (pair >> 4 & 15) * high.even + (pair >> 12) * high.odd;
        }
      }
      for (std::size_t v = 0; v < kVectorCompanies; ++v) sum[v] += added(pairs[v]);
    }
    std::memcpy(sums + quarter * kPanelCompanies / 4, sum, sizeof sum);
  }
}

DenseHit scan_nibbles(const DensePanels& panels, const DenseTile& tile, std::size_t first,
                      std::size_t last, std::int32_t* sums) noexcept {
  for (std::size_t panel = first; panel < last; ++panel) {
    sum_nibbles(panels.codes + panel * panels.groups * kGroupBytes, panels.groups, tile.codes,
                sums);
    const DenseHit hit = first_reaching(panels, tile, 1, panel, sums);
    if (hit.queries != 0) return hit;
  }
  return {last, 0};
}

std::uint64_t reaching(const std::int32_t* sums, const float* reach, float needed,
                       float slack) noexcept {
  std::uint64_t bits = 0;
  for (std::size_t c = 0; c < kPanelCompanies; ++c) {
    const bool reaches =
        static_cast<float>(sums[c]) + slack >= needed * reach[c] && reach[c] < HUGE_VALF;
    bits |= static_cast<std::uint64_t>(reaches) << c;
  }
  return bits;
}

using Bytes = std::uint8_t __attribute__((vector_size(4)));
using Floats = float __attribute__((vector_size(16)));

float added(Floats sum) noexcept { return (sum[0] + sum[1]) + (sum[2] + sum[3]); }

float dot(const std::uint8_t* codes, std::size_t groups, const float* query) noexcept {
  Floats sum[4] = {};
  for (std::size_t begin = 0; begin < groups; begin += 4) {
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t g = begin + i;
      if (g >= groups) break;
      Bytes four;
      Floats factors;
      std::memcpy(&four, codes + g * kGroupBytes, sizeof four);
      std::memcpy(&factors, query + 4 * g, sizeof factors);
      sum[i] += __builtin_convertvector(four, Floats) * factors;
    }
  }
  return added((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

float dot_nibbles(const std::uint8_t* row, std::size_t chunks, const float* query) noexcept {
  Floats sum[2] = {};
  for (std::size_t byte = 0; byte < 16 * chunks; byte += 4) {
    Bytes two;
    Floats low;
    Floats high;
    const float* factors = query + byte / 16 * 32 + byte % 16;
    std::memcpy(&two, row + byte, sizeof two);
    std::memcpy(&low, factors, sizeof low);
    std::memcpy(&high, factors + 16, sizeof high);
    sum[0] += __builtin_convertvector(two & 15, Floats) * low;
    sum[1] += __builtin_convertvector(two >> 4, Floats) * high;
  }
  return added(sum[0] + sum[1]);
}

}  // namespace

const DenseKernels kPortableDenseKernels{
    127,        {scan<1>, scan<2>, scan<3>, scan<4>, scan<5>, scan<6>}, scan_nibbles, reaching, dot,
    dot_nibbles};

const DenseKernels& dense_kernels(Kernel kernel) noexcept {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return kAvx512DenseKernels;
  if (kernel == Kernel::avx2) return kAvx2DenseKernels;
#endif
  static_cast<void>(kernel);
  return kPortableDenseKernels;
}

}  // namespace skillmatch
