#include "dense_loops.h"

#include <cmath>

#include <immintrin.h>

namespace skillmatch {
namespace {

// 64 sums of one query: 8 registers' worth.
inline bool any_above(const std::int32_t* sums, std::int32_t limit) noexcept {
  const auto load = [&](int v) {
    return _mm256_load_si256(reinterpret_cast<const __m256i*>(sums + 8 * v));
  };
  __m256i greatest = load(0);
  for (int v = 1; v < 8; ++v) greatest = _mm256_max_epi32(greatest, load(v));
  const __m256i above = _mm256_cmpgt_epi32(greatest, _mm256_set1_epi32(limit));
  return _mm256_movemask_epi8(above) != 0;
}

inline __m256i broadcast(const std::int8_t* code) noexcept {
  std::int32_t four = 0;
  std::memcpy(&four, code, sizeof four);
  return _mm256_set1_epi32(four);
}

inline __m256i load(const std::uint8_t* codes) noexcept {
  return _mm256_load_si256(reinterpret_cast<const __m256i*>(codes));
}

// The sums of n queries (of `queries` in the tile) and 16 companies.
template <int N>
inline void sum_16(const std::uint8_t* codes, std::size_t groups, const std::int8_t* query,
                   std::size_t queries, std::int32_t* sums) noexcept {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sum[N][2];
#pragma GCC unroll 3
  for (int q = 0; q < N; ++q) sum[q][0] = sum[q][1] = _mm256_setzero_si256();
#pragma GCC unroll 1
  for (std::size_t g = 0; g < groups; ++g) {
    const __m256i c0 = load(codes);
    const __m256i c1 = load(codes + 32);
#pragma GCC unroll 3
    for (int q = 0; q < N; ++q) {
      // Pairs add up to 2 · 255 · 64 at most and never saturate.
      const __m256i four = broadcast(query + 4 * q);
      sum[q][0] =
          _mm256_add_epi32(sum[q][0], _mm256_madd_epi16(_mm256_maddubs_epi16(c0, four), ones));
      sum[q][1] =
          _mm256_add_epi32(sum[q][1], _mm256_madd_epi16(_mm256_maddubs_epi16(c1, four), ones));
    }
    codes += kGroupBytes;
    query += 4 * queries;
  }
#pragma GCC unroll 3
  for (int q = 0; q < N; ++q) {
    _mm256_store_si256(reinterpret_cast<__m256i*>(sums + 64 * q), sum[q][0]);
    _mm256_store_si256(reinterpret_cast<__m256i*>(sums + 64 * q + 8), sum[q][1]);
  }
}

template <int Q>
DenseHit scan(const DensePanels& panels, const DenseTile& tile, std::size_t first, std::size_t last,
              std::int32_t* sums) noexcept {
  constexpr int kFirstPart = Q > 3 ? 3 : Q;
  for (std::size_t panel = first; panel < last; ++panel) {
    const std::uint8_t* codes = panels.codes + panel * panels.groups * kGroupBytes;
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
      sum_16<kFirstPart>(codes + 64 * quarter, panels.groups, tile.codes, Q, sums + 16 * quarter);
      if constexpr (Q > 3) {
        sum_16<Q - 3>(codes + 64 * quarter, panels.groups, tile.codes + 12, Q,
                      sums + 3 * 64 + 16 * quarter);
      }
    }
    std::uint32_t hits = 0;
    for (unsigned q = 0; q < Q; ++q) {
      if (any_above(sums + 64 * q, integer_limit(panels, tile, panel, q))) hits |= 1U << q;
    }
    if (hits != 0) return {panel, hits};
  }
  return {last, 0};
}

DenseHit scan_nibbles(const DensePanels& panels, const DenseTile& tile, std::size_t first,
                      std::size_t last, std::int32_t* sums) noexcept {
  constexpr std::size_t kAhead = 8192;
  // Sums of 16 bits hold two products of each of 17 groups: 17 · 2 · 15 · 64 ≤ 32767.
  constexpr std::size_t kGroupsAtOnce = 8;
  const __m256i low = _mm256_set1_epi8(15);
  const __m256i ones = _mm256_set1_epi16(1);
  const std::uint8_t* codes = panels.codes + first * panels.groups * kGroupBytes;
  for (std::size_t panel = first; panel < last; ++panel) {
    __m256i sum[8];
    for (int v = 0; v < 8; ++v) sum[v] = _mm256_setzero_si256();
    for (std::size_t begin = 0; begin < panels.groups; begin += kGroupsAtOnce) {
      const std::size_t left = panels.groups - begin;
      const std::size_t count = left < kGroupsAtOnce ? left : kGroupsAtOnce;
      __m256i pairs[8];
      for (int v = 0; v < 8; ++v) pairs[v] = _mm256_setzero_si256();
      for (std::size_t g = begin; g < begin + count; ++g) {
        const __m256i even = broadcast(tile.codes + 8 * g);
        const __m256i odd = broadcast(tile.codes + 8 * g + 4);
#pragma GCC unroll 8
        for (int v = 0; v < 8; ++v) {
          if (v % 2 == 0) {
            _mm_prefetch(reinterpret_cast<const char*>(codes + 32 * v + kAhead), _MM_HINT_T0);
          }
          const __m256i two = load(codes + 32 * v);
          const __m256i high = _mm256_and_si256(_mm256_srli_epi16(two, 4), low);
          pairs[v] = _mm256_add_epi16(
              pairs[v], _mm256_add_epi16(_mm256_maddubs_epi16(_mm256_and_si256(two, low), even),
                                         _mm256_maddubs_epi16(high, odd)));
        }
        codes += kGroupBytes;
      }
      for (int v = 0; v < 8; ++v) {
        sum[v] = _mm256_add_epi32(sum[v], _mm256_madd_epi16(pairs[v], ones));
      }
    }
    for (int v = 0; v < 8; ++v) {
      _mm256_store_si256(reinterpret_cast<__m256i*>(sums + 8 * v), sum[v]);
    }
    if (any_above(sums, integer_limit(panels, tile, panel, 0))) return {panel, 1};
  }
  return {last, 0};
}

std::uint64_t reaching(const std::int32_t* sums, const float* reach, float needed,
                       float slack) noexcept {
  std::uint64_t bits = 0;
  for (unsigned v = 0; v < 8; ++v) {
    const __m256 sum =
        _mm256_cvtepi32_ps(_mm256_load_si256(reinterpret_cast<const __m256i*>(sums + 8 * v)));
    const __m256 far = _mm256_loadu_ps(reach + 8 * v);
    const __m256 finite = _mm256_cmp_ps(far, _mm256_set1_ps(HUGE_VALF), _CMP_LT_OQ);
    const __m256 enough = _mm256_cmp_ps(_mm256_add_ps(sum, _mm256_set1_ps(slack)),
                                        _mm256_mul_ps(far, _mm256_set1_ps(needed)), _CMP_GE_OQ);
    const int bit = _mm256_movemask_ps(_mm256_and_ps(finite, enough));
    bits |= static_cast<std::uint64_t>(bit) << (8 * v);
  }
  return bits;
}

inline __m256 product(__m128i codes, const float* factors) noexcept {
  return _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(codes)), _mm256_loadu_ps(factors));
}

inline float added(__m256 sum) noexcept {
  alignas(32) float parts[8];
  _mm256_store_ps(parts, sum);
  return ((parts[0] + parts[1]) + (parts[2] + parts[3])) +
         ((parts[4] + parts[5]) + (parts[6] + parts[7]));
}

// Four groups of 4 codes at a time.
float dot(const std::uint8_t* codes, std::size_t groups, const float* query) noexcept {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  const auto group = [&](std::size_t g) {
    std::int32_t four = 0;
    if (g < groups) std::memcpy(&four, codes + g * kGroupBytes, sizeof four);
    return four;
  };
  for (std::size_t g = 0; g < groups; g += 4) {
    const __m128i row = _mm_setr_epi32(group(g), group(g + 1), group(g + 2), group(g + 3));
    sum[0] = _mm256_add_ps(sum[0], product(row, query + 4 * g));
    sum[1] = _mm256_add_ps(sum[1], product(_mm_srli_si128(row, 8), query + 4 * g + 8));
  }
  return added(_mm256_add_ps(sum[0], sum[1]));
}

float dot_nibbles(const std::uint8_t* row, std::size_t chunks, const float* query) noexcept {
  const __m128i low = _mm_set1_epi8(15);
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  const auto add = [&](__m128i codes, const float* of) {
    sum[0] = _mm256_add_ps(sum[0], product(codes, of));
    sum[1] = _mm256_add_ps(sum[1], product(_mm_srli_si128(codes, 8), of + 8));
  };
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    const __m128i two = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row + 16 * chunk));
    add(_mm_and_si128(two, low), query + 32 * chunk);
    add(_mm_and_si128(_mm_srli_epi16(two, 4), low), query + 32 * chunk + 16);
  }
  return added(_mm256_add_ps(sum[0], sum[1]));
}

}  // namespace

const DenseKernels kAvx2DenseKernels{
    64,         {scan<1>, scan<2>, scan<3>, scan<4>, scan<5>, scan<6>}, scan_nibbles, reaching, dot,
    dot_nibbles};

}  // namespace skillmatch
