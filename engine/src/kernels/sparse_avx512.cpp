#include "sparse_kernels.h"

#include <immintrin.h>

namespace skillmatch {
namespace {

// The sums of a chunk stay in eight registers while the columns pass by.
constexpr std::size_t kRegisters = kSparseChunk / 64;

struct Sums {
  __m512i of[kRegisters];
};

void tables(const SparseFactors& factors, std::size_t columns, std::uint8_t* tables) noexcept {
  const __m512 direction_of = _mm512_load_ps(factors.direction_of);
  const __m512 weight_of = _mm512_load_ps(factors.weight_of);
  const __m512 lent_of = _mm512_load_ps(factors.lent_of);
  const __m512 most = _mm512_set1_ps(255.0F);
  constexpr int kUp = _MM_FROUND_TO_POS_INF | _MM_FROUND_NO_EXC;
  for (std::size_t i = 0; i < columns; ++i) {
    const __m512 covered =
        _mm512_min_ps(_mm512_mul_ps(_mm512_set1_ps(factors.weight[i]), weight_of),
                      _mm512_mul_ps(_mm512_set1_ps(factors.lent[i]), lent_of));
    const __m512 entry =
        _mm512_fmadd_ps(_mm512_set1_ps(factors.direction[i]), direction_of, covered);
    const __m512i whole = _mm512_cvt_roundps_epi32(_mm512_min_ps(entry, most), kUp);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(tables + kSparseCodes * i),
                     _mm512_cvtepi32_epi8(whole));
  }
}

template <bool kPrefetch>
inline void add_columns(const SparseColumns& columns, std::size_t chunk, Sums& sums) noexcept {
  const __m512i half = _mm512_set1_epi8(15);
  const std::uint8_t* base = columns.block + chunk * (kSparseChunk / 2);
  const std::uint8_t* tables = columns.tables;
  for (std::size_t i = 0; i < columns.size; ++i) {
    const std::uint8_t* column = base + columns.offsets[i];
    const __m512i table = _mm512_broadcast_i32x4(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(tables + kSparseCodes * i)));
    if constexpr (kPrefetch) {
      for (std::size_t line = 0; line < kRegisters / 2; ++line) {
        _mm_prefetch(reinterpret_cast<const char*>(column + columns.prefetch + 64 * line),
                     _MM_HINT_T0);
      }
    }
#pragma GCC unroll 4
    for (std::size_t line = 0; line < kRegisters / 2; ++line) {
      const __m512i codes = _mm512_load_si512(column + 64 * line);
      const __m512i low = _mm512_and_si512(codes, half);
      const __m512i high = _mm512_and_si512(_mm512_srli_epi16(codes, 4), half);
      sums.of[2 * line] = _mm512_adds_epu8(sums.of[2 * line], _mm512_shuffle_epi8(table, low));
      sums.of[2 * line + 1] =
          _mm512_adds_epu8(sums.of[2 * line + 1], _mm512_shuffle_epi8(table, high));
    }
  }
}

inline Sums sums_of(const SparseColumns& columns, std::size_t chunk,
                    const std::uint8_t* start) noexcept {
  Sums sums;
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kRegisters; ++r) {
    sums.of[r] = _mm512_load_si512(start + chunk * kSparseChunk + 64 * r);
  }
  if (columns.prefetch != 0) {
    add_columns<true>(columns, chunk, sums);
  } else {
    add_columns<false>(columns, chunk, sums);
  }
  return sums;
}

void add(const SparseColumns& columns, std::uint8_t* totals) noexcept {
  for (std::size_t chunk = 0; chunk < columns.chunks; ++chunk) {
    const Sums sums = sums_of(columns, chunk, totals);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRegisters; ++r) {
      _mm512_store_si512(totals + chunk * kSparseChunk + 64 * r, sums.of[r]);
    }
  }
}

inline std::size_t list_mask(std::uint64_t mask, __m512i sums, std::size_t first,
                             SparseHit* hits) noexcept {
  alignas(64) std::uint8_t bytes[64];
  _mm512_store_si512(bytes, sums);
  std::size_t found = 0;
  for (; mask != 0; mask &= mask - 1) {
    const auto i = static_cast<std::size_t>(__builtin_ctzll(mask));
    hits[found++] = {static_cast<std::uint16_t>(first + i), bytes[i]};
  }
  return found;
}

std::size_t scan(const SparseColumns& columns, const std::uint8_t* start,
                 const std::uint8_t* needed, SparseHit* hits) noexcept {
  std::size_t found = 0;
  for (std::size_t chunk = 0; chunk < columns.chunks; ++chunk) {
    const Sums sums = sums_of(columns, chunk, start);
    const __m512i low = _mm512_set1_epi8(static_cast<char>(needed[chunk]));
    const __m512i most = _mm512_max_epu8(_mm512_max_epu8(_mm512_max_epu8(sums.of[0], sums.of[1]),
                                                         _mm512_max_epu8(sums.of[2], sums.of[3])),
                                         _mm512_max_epu8(_mm512_max_epu8(sums.of[4], sums.of[5]),
                                                         _mm512_max_epu8(sums.of[6], sums.of[7])));
    if (_mm512_cmpge_epu8_mask(most, low) == 0) [[likely]]
      continue;
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRegisters; ++r) {
      const std::uint64_t mask = _mm512_cmpge_epu8_mask(sums.of[r], low);
      if (mask != 0) {
        found += list_mask(mask, sums.of[r], chunk * kSparseChunk + 64 * r, hits + found);
      }
    }
  }
  return found;
}

std::size_t scan_each(const SparseColumns& columns, const std::uint8_t* start,
                      const std::uint8_t* needed, SparseHit* hits) noexcept {
  std::size_t found = 0;
  for (std::size_t chunk = 0; chunk < columns.chunks; ++chunk) {
    const Sums sums = sums_of(columns, chunk, start);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRegisters; ++r) {
      const std::size_t first = chunk * kSparseChunk + 64 * r;
      const std::uint64_t mask =
          _mm512_cmpge_epu8_mask(sums.of[r], _mm512_load_si512(needed + first));
      if (mask != 0) found += list_mask(mask, sums.of[r], first, hits + found);
    }
  }
  return found;
}

std::size_t count(const std::uint8_t* sums, std::size_t size, std::uint8_t low) noexcept {
  const __m512i least = _mm512_set1_epi8(static_cast<char>(low));
  std::size_t found = 0;
  for (std::size_t c = 0; c < size; c += 64) {
    const std::uint64_t mask = _mm512_cmpge_epu8_mask(_mm512_load_si512(sums + c), least);
    found += static_cast<std::size_t>(__builtin_popcountll(mask));
  }
  return found;
}

std::size_t list(const std::uint8_t* sums, std::size_t chunks, const std::uint8_t* low,
                 std::uint8_t high, SparseHit* hits) noexcept {
  const __m512i most = _mm512_set1_epi8(static_cast<char>(high));
  std::size_t found = 0;
  for (std::size_t c = 0; c < chunks * kSparseChunk; c += 64) {
    const __m512i least = _mm512_set1_epi8(static_cast<char>(low[c / kSparseChunk]));
    const __m512i line = _mm512_load_si512(sums + c);
    const std::uint64_t mask =
        _mm512_cmpge_epu8_mask(line, least) & _mm512_cmple_epu8_mask(line, most);
    if (mask != 0) found += list_mask(mask, line, c, hits + found);
  }
  return found;
}

}  // namespace

const SparseKernels kSparseAvx512{tables, add, scan, scan_each, count, list};

}  // namespace skillmatch
