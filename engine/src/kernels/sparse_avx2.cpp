#include "sparse_kernels.h"

#include <immintrin.h>

namespace skillmatch {
namespace {

// 256 companies at a time: eight registers of sums, of the low and high halves of four half lines.
constexpr std::size_t kStep = 256;
constexpr std::size_t kRegisters = kStep / 32;

struct Sums {
  __m256i of[kRegisters];
};

// Register 2 j + h holds the companies of half line j, low (h = 0) or high halves.
constexpr std::size_t first_of(std::size_t step, std::size_t r) noexcept {
  return step * kStep + 128 * (r / 4) + 32 * (r / 2 % 2) + 64 * (r % 2);
}

inline __m256i load(const std::uint8_t* from) noexcept {
  return _mm256_load_si256(reinterpret_cast<const __m256i*>(from));
}

void tables(const SparseFactors& factors, std::size_t columns, std::uint8_t* tables) noexcept {
  const __m256 most = _mm256_set1_ps(255.0F);
  for (std::size_t i = 0; i < columns; ++i) {
    __m256i whole[2];
    for (std::size_t half = 0; half < 2; ++half) {
      const __m256 covered =
          _mm256_min_ps(_mm256_mul_ps(_mm256_set1_ps(factors.weight[i]),
                                      _mm256_load_ps(factors.weight_of + 8 * half)),
                        _mm256_mul_ps(_mm256_set1_ps(factors.lent[i]),
                                      _mm256_load_ps(factors.lent_of + 8 * half)));
      const __m256 directed = _mm256_mul_ps(_mm256_set1_ps(factors.direction[i]),
                                            _mm256_load_ps(factors.direction_of + 8 * half));
      const __m256 entry = _mm256_min_ps(_mm256_add_ps(directed, covered), most);
      whole[half] = _mm256_cvttps_epi32(_mm256_ceil_ps(entry));
    }
    const __m128i low =
        _mm_packus_epi32(_mm256_castsi256_si128(whole[0]), _mm256_extracti128_si256(whole[0], 1));
    const __m128i high =
        _mm_packus_epi32(_mm256_castsi256_si128(whole[1]), _mm256_extracti128_si256(whole[1], 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(tables + kSparseCodes * i),
                     _mm_packus_epi16(low, high));
  }
}

template <bool kPrefetch>
inline void add_columns(const SparseColumns& columns, std::size_t step, Sums& sums) noexcept {
  const __m256i half = _mm256_set1_epi8(15);
  const std::uint8_t* base = columns.block + step * (kStep / 2);
  const std::uint8_t* tables = columns.tables;
  for (std::size_t i = 0; i < columns.size; ++i) {
    const std::uint8_t* column = base + columns.offsets[i];
    const __m256i table = _mm256_broadcastsi128_si256(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(tables + kSparseCodes * i)));
    if constexpr (kPrefetch) {
      _mm_prefetch(reinterpret_cast<const char*>(column + columns.prefetch), _MM_HINT_T0);
      _mm_prefetch(reinterpret_cast<const char*>(column + columns.prefetch + 64), _MM_HINT_T0);
    }
#pragma GCC unroll 4
    for (std::size_t j = 0; j < kRegisters / 2; ++j) {
      const __m256i codes = load(column + 32 * j);
      const __m256i low = _mm256_and_si256(codes, half);
      const __m256i high = _mm256_and_si256(_mm256_srli_epi16(codes, 4), half);
      sums.of[2 * j] = _mm256_adds_epu8(sums.of[2 * j], _mm256_shuffle_epi8(table, low));
      sums.of[2 * j + 1] = _mm256_adds_epu8(sums.of[2 * j + 1], _mm256_shuffle_epi8(table, high));
    }
  }
}

inline Sums sums_of(const SparseColumns& columns, std::size_t step,
                    const std::uint8_t* start) noexcept {
  Sums sums;
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kRegisters; ++r) sums.of[r] = load(start + first_of(step, r));
  if (columns.prefetch != 0) {
    add_columns<true>(columns, step, sums);
  } else {
    add_columns<false>(columns, step, sums);
  }
  return sums;
}

void add(const SparseColumns& columns, std::uint8_t* totals) noexcept {
  for (std::size_t step = 0; step < columns.chunks * (kSparseChunk / kStep); ++step) {
    const Sums sums = sums_of(columns, step, totals);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRegisters; ++r) {
      _mm256_store_si256(reinterpret_cast<__m256i*>(totals + first_of(step, r)), sums.of[r]);
    }
  }
}

inline std::uint32_t reaches(__m256i sums, __m256i low) noexcept {
  return static_cast<std::uint32_t>(
      _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(sums, low), sums)));
}

inline std::size_t list_mask(std::uint32_t mask, __m256i sums, std::size_t first,
                             SparseHit* hits) noexcept {
  alignas(32) std::uint8_t bytes[32];
  _mm256_store_si256(reinterpret_cast<__m256i*>(bytes), sums);
  std::size_t found = 0;
  for (; mask != 0; mask &= mask - 1) {
    const auto i = static_cast<std::size_t>(__builtin_ctz(mask));
    hits[found++] = {static_cast<std::uint16_t>(first + i), bytes[i]};
  }
  return found;
}

std::size_t scan(const SparseColumns& columns, const std::uint8_t* start,
                 const std::uint8_t* needed, SparseHit* hits) noexcept {
  std::size_t found = 0;
  for (std::size_t step = 0; step < columns.chunks * (kSparseChunk / kStep); ++step) {
    const Sums sums = sums_of(columns, step, start);
    const __m256i low = _mm256_set1_epi8(static_cast<char>(needed[step / (kSparseChunk / kStep)]));
    const __m256i most = _mm256_max_epu8(_mm256_max_epu8(_mm256_max_epu8(sums.of[0], sums.of[1]),
                                                         _mm256_max_epu8(sums.of[2], sums.of[3])),
                                         _mm256_max_epu8(_mm256_max_epu8(sums.of[4], sums.of[5]),
                                                         _mm256_max_epu8(sums.of[6], sums.of[7])));
    if (reaches(most, low) == 0) [[likely]]
      continue;
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRegisters; ++r) {
      const std::uint32_t mask = reaches(sums.of[r], low);
      if (mask != 0) found += list_mask(mask, sums.of[r], first_of(step, r), hits + found);
    }
  }
  return found;
}

std::size_t scan_each(const SparseColumns& columns, const std::uint8_t* start,
                      const std::uint8_t* needed, SparseHit* hits) noexcept {
  std::size_t found = 0;
  for (std::size_t step = 0; step < columns.chunks * (kSparseChunk / kStep); ++step) {
    const Sums sums = sums_of(columns, step, start);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRegisters; ++r) {
      const std::size_t first = first_of(step, r);
      const std::uint32_t mask = reaches(sums.of[r], load(needed + first));
      if (mask != 0) found += list_mask(mask, sums.of[r], first, hits + found);
    }
  }
  return found;
}

std::size_t count(const std::uint8_t* sums, std::size_t size, std::uint8_t low) noexcept {
  const __m256i least = _mm256_set1_epi8(static_cast<char>(low));
  std::size_t found = 0;
  for (std::size_t c = 0; c < size; c += 32) {
    found += static_cast<std::size_t>(__builtin_popcount(reaches(load(sums + c), least)));
  }
  return found;
}

std::size_t list(const std::uint8_t* sums, std::size_t chunks, const std::uint8_t* low,
                 std::uint8_t high, SparseHit* hits) noexcept {
  const __m256i most = _mm256_set1_epi8(static_cast<char>(high));
  std::size_t found = 0;
  for (std::size_t c = 0; c < chunks * kSparseChunk; c += 32) {
    const __m256i least = _mm256_set1_epi8(static_cast<char>(low[c / kSparseChunk]));
    const __m256i line = load(sums + c);
    const std::uint32_t mask = reaches(line, least) & reaches(most, line);
    if (mask != 0) found += list_mask(mask, line, c, hits + found);
  }
  return found;
}

}  // namespace

const SparseKernels kSparseAvx2{tables, add, scan, scan_each, count, list};

}  // namespace skillmatch
