#include "dense_loops.h"

#include <cmath>

#include <immintrin.h>

namespace skillmatch {
namespace {

// The limits of integer_limit for all queries of a tile.
inline __m256i integer_limits(const DensePanels& panels, const DenseTile& tile,
                              std::size_t panel) noexcept {
  const auto times = [](const float* of_queries, float of_panel) {
    return _mm256_mul_ps(_mm256_loadu_ps(of_queries), _mm256_set1_ps(of_panel));
  };
  __m256 bound = _mm256_sub_ps(times(tile.reach, panels.reach[panel]),
                               times(tile.residual, panels.residual[panel]));
  bound = _mm256_sub_ps(bound, times(tile.length, panels.length[panel]));
  bound = _mm256_sub_ps(bound, _mm256_set1_ps(1.0F));
  bound = _mm256_min_ps(_mm256_max_ps(bound, _mm256_set1_ps(-1.0F)), _mm256_set1_ps(2.0e9F));
  return _mm256_cvttps_epi32(bound);
}

inline __m512i broadcast(const std::int8_t* code) noexcept {
  std::int32_t four = 0;
  std::memcpy(&four, code, sizeof four);
  return _mm512_set1_epi32(four);
}

inline bool any_above(const __m512i (&sums)[4], std::int32_t limit) noexcept {
  const __m512i greatest =
      _mm512_max_epi32(_mm512_max_epi32(sums[0], sums[1]), _mm512_max_epi32(sums[2], sums[3]));
  return _mm512_cmpgt_epi32_mask(greatest, _mm512_set1_epi32(limit)) != 0;
}

// Q · 4 accumulators stay in registers from the first to the last group: 24 of 32 for 6 queries.
template <int Q>
DenseHit scan(const DensePanels& panels, const DenseTile& tile, std::size_t first, std::size_t last,
              std::int32_t* sums) noexcept {
  const std::uint8_t* codes = panels.codes + first * panels.groups * kGroupBytes;
  alignas(32) std::int32_t limits[8];
  for (std::size_t panel = first; panel < last; ++panel) {
    _mm256_store_si256(reinterpret_cast<__m256i*>(limits), integer_limits(panels, tile, panel));
    const std::int8_t* query = tile.codes;
    __m512i sum[Q][4];
#pragma GCC unroll 6
    for (int q = 0; q < Q; ++q) {
#pragma GCC unroll 4
      for (int v = 0; v < 4; ++v) sum[q][v] = _mm512_setzero_si512();
    }
#pragma GCC unroll 1
    for (std::size_t g = 0; g < panels.groups; ++g) {
      const __m512i c0 = _mm512_load_si512(codes);
      const __m512i c1 = _mm512_load_si512(codes + 64);
      const __m512i c2 = _mm512_load_si512(codes + 128);
      const __m512i c3 = _mm512_load_si512(codes + 192);
#pragma GCC unroll 6
      for (int q = 0; q < Q; ++q) {
        const __m512i four = broadcast(query + 4 * q);
        sum[q][0] = _mm512_dpbusd_epi32(sum[q][0], c0, four);
        sum[q][1] = _mm512_dpbusd_epi32(sum[q][1], c1, four);
        sum[q][2] = _mm512_dpbusd_epi32(sum[q][2], c2, four);
        sum[q][3] = _mm512_dpbusd_epi32(sum[q][3], c3, four);
      }
      codes += kGroupBytes;
      query += 4 * Q;
    }
    std::uint32_t hits = 0;
#pragma GCC unroll 6
    for (int q = 0; q < Q; ++q) {
      if (!any_above(sum[q], limits[q])) continue;
      hits |= 1U << static_cast<unsigned>(q);
#pragma GCC unroll 4
      for (int v = 0; v < 4; ++v) _mm512_store_si512(sums + 64 * q + 16 * v, sum[q][v]);
    }
    if (hits != 0) return {panel, hits};
  }
  return {last, 0};
}

// Bound by memory: 64 companies of 128 skills are 4 KB.
DenseHit scan_nibbles(const DensePanels& panels, const DenseTile& tile, std::size_t first,
                      std::size_t last, std::int32_t* sums) noexcept {
  // How far ahead to fetch; reading beyond the end does no harm.
  constexpr std::size_t kAhead = 8192;
  const __m512i low = _mm512_set1_epi8(15);
  const std::uint8_t* codes = panels.codes + first * panels.groups * kGroupBytes;
  for (std::size_t panel = first; panel < last; ++panel) {
    const std::int8_t* query = tile.codes;
    __m512i even[4];
    __m512i odd[4];
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) even[v] = odd[v] = _mm512_setzero_si512();
    for (std::size_t g = 0; g < panels.groups; ++g) {
      const __m512i low_four = broadcast(query);
      const __m512i high_four = broadcast(query + 4);
#pragma GCC unroll 4
      for (int v = 0; v < 4; ++v) {
        _mm_prefetch(reinterpret_cast<const char*>(codes + 64 * v + kAhead), _MM_HINT_T0);
        const __m512i two = _mm512_load_si512(codes + 64 * v);
        even[v] = _mm512_dpbusd_epi32(even[v], _mm512_and_si512(two, low), low_four);
        odd[v] = _mm512_dpbusd_epi32(odd[v], _mm512_and_si512(_mm512_srli_epi16(two, 4), low),
                                     high_four);
      }
      codes += kGroupBytes;
      query += 8;
    }
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) even[v] = _mm512_add_epi32(even[v], odd[v]);
    if (any_above(even, integer_limit(panels, tile, panel, 0))) {
      for (int v = 0; v < 4; ++v) _mm512_store_si512(sums + 16 * v, even[v]);
      return {panel, 1};
    }
  }
  return {last, 0};
}

std::uint64_t reaching(const std::int32_t* sums, const float* reach, float needed,
                       float slack) noexcept {
  std::uint64_t bits = 0;
  for (unsigned v = 0; v < 4; ++v) {
    const __m512 sum = _mm512_cvtepi32_ps(_mm512_load_si512(sums + 16 * v));
    const __m512 far = _mm512_loadu_ps(reach + 16 * v);
    const __mmask16 finite = _mm512_cmp_ps_mask(far, _mm512_set1_ps(HUGE_VALF), _CMP_LT_OQ);
    const __mmask16 bit =
        _mm512_mask_cmp_ps_mask(finite, _mm512_add_ps(sum, _mm512_set1_ps(slack)),
                                _mm512_mul_ps(far, _mm512_set1_ps(needed)), _CMP_GE_OQ);
    bits |= std::uint64_t{bit} << (16 * v);
  }
  return bits;
}

// Four groups of 4 codes at a time.
float dot(const std::uint8_t* codes, std::size_t groups, const float* query) noexcept {
  __m512 sum = _mm512_setzero_ps();
  const auto group = [&](std::size_t g) {
    std::int32_t four = 0;
    if (g < groups) std::memcpy(&four, codes + g * kGroupBytes, sizeof four);
    return four;
  };
  for (std::size_t g = 0; g < groups; g += 4) {
    const __m128i row = _mm_setr_epi32(group(g), group(g + 1), group(g + 2), group(g + 3));
    sum = _mm512_fmadd_ps(_mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(row)),
                          _mm512_loadu_ps(query + 4 * g), sum);
  }
  return _mm512_reduce_add_ps(sum);
}

float dot_nibbles(const std::uint8_t* row, std::size_t chunks, const float* query) noexcept {
  const __m128i low = _mm_set1_epi8(15);
  __m512 sum[2] = {_mm512_setzero_ps(), _mm512_setzero_ps()};
  const auto product = [](__m128i codes, const float* of, __m512 to) {
    return _mm512_fmadd_ps(_mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(codes)), _mm512_loadu_ps(of),
                           to);
  };
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    const __m128i two = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row + 16 * chunk));
    sum[0] = product(_mm_and_si128(two, low), query + 32 * chunk, sum[0]);
    sum[1] = product(_mm_and_si128(_mm_srli_epi16(two, 4), low), query + 32 * chunk + 16, sum[1]);
  }
  return _mm512_reduce_add_ps(_mm512_add_ps(sum[0], sum[1]));
}

}  // namespace

const DenseKernels kAvx512DenseKernels{
    127,        {scan<1>, scan<2>, scan<3>, scan<4>, scan<5>, scan<6>}, scan_nibbles, reaching, dot,
    dot_nibbles};

}  // namespace skillmatch
