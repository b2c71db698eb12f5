// The inner loops of the dense scan, one set for each Kernel. All compute the same integers; floats
// only bound, with slack for any order of rounding.
//
// A panel holds the codes of 64 companies, interleaved by groups of 4 skills: the byte of company c
// and skill s is at (s / 4) · 256 + 4c + s % 4. A panel of nibbles holds two groups in each 256
// bytes, the even group in the low halves. Queries are read in tiles of up to 6: the byte of query
// q and skill s is at ((s / 4) · queries + q) · 4 + s % 4.
#pragma once

#include "dispatch.h"

#include <cstddef>
#include <cstdint>

namespace skillmatch {

inline constexpr std::size_t kPanelCompanies = 64;
inline constexpr std::size_t kTileQueries = 6;
inline constexpr std::size_t kGroupSkills = 4;
inline constexpr std::size_t kGroupBytes = kPanelCompanies * kGroupSkills;

// The companies of panel p are left out for a query when all their sums are below
//   query.reach · reach[p] − query.residual · residual[p] − query.length · length[p].
struct DensePanels {
  const std::uint8_t* codes;  // aligned to 64 bytes
  std::size_t groups;         // of 256 bytes a panel
  const float* reach;         // one a panel, as the next two
  const float* residual;
  const float* length;
};

// No arrays of the standard library: a function template compiled here for AVX-512 could be the
// copy that the linker keeps for everybody.
struct DenseTile {
  const std::int8_t* codes;
  float reach[8];  // one a query; the last two are not used
  float residual[8];
  float length[8];
};

struct DenseHit {
  std::size_t panel;
  std::uint32_t queries;  // one bit each
};

struct DenseKernels {
  // Codes of queries are 0 to this (no sum of products may saturate).
  int greatest_query_code;

  // The first panel in [first, last) that has a company to look at, with the sums of those queries
  // in sums[query · 64 + company]; else `last`. `sums` is aligned to 64 bytes. The n-th function is
  // for tiles of n + 1 queries.
  using Scan = DenseHit (*)(const DensePanels& panels, const DenseTile& tile, std::size_t first,
                            std::size_t last, std::int32_t* sums) noexcept;
  Scan scan[kTileQueries];
  Scan scan_nibbles;  // one query

  // The companies of a panel with sum + slack ≥ needed · reach[company], one bit each; never those
  // whose reach is infinite.
  std::uint64_t (*reaching)(const std::int32_t* sums, const float* reach, float needed,
                            float slack) noexcept;

  // Σ_s query[s] · code of the company at `codes`, which is its first byte in a panel.
  float (*dot)(const std::uint8_t* codes, std::size_t groups, const float* query) noexcept;

  // Σ_s query[s] · nibble s of a row of its own, of `chunks` · 16 bytes: nibble s is in byte s % 16
  // of chunk s / 32, in the low half for the first 16 skills of a chunk.
  float (*dot_nibbles)(const std::uint8_t* row, std::size_t chunks, const float* query) noexcept;
};

// Of a supported kernel.
const DenseKernels& dense_kernels(Kernel kernel) noexcept;

extern const DenseKernels kPortableDenseKernels;
#if defined(__x86_64__)
extern const DenseKernels kAvx2DenseKernels;
extern const DenseKernels kAvx512DenseKernels;
#endif

}  // namespace skillmatch
