#include "sparse_kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace skillmatch {
namespace {

void tables(const SparseFactors& factors, std::size_t columns, std::uint8_t* tables) noexcept {
  for (std::size_t i = 0; i < columns; ++i) {
    for (std::size_t k = 0; k < kSparseCodes; ++k) {
      const float entry =
          factors.direction[i] * factors.direction_of[k] +
          std::min(factors.weight[i] * factors.weight_of[k], factors.lent[i] * factors.lent_of[k]);
      // Rounding up by hand: std::ceil is a call without SSE4.1.
      const float most = std::min(entry, 255.0F);
      const auto whole = static_cast<int>(most);
      const int up = static_cast<float>(whole) < most ? 1 : 0;
      tables[kSparseCodes * i + k] = static_cast<std::uint8_t>(whole + up);
    }
  }
}

// Both halves of a byte at once: a table of what each of the 256 bytes adds to a pair of 16-bit
// sums. Columns are taken several at a time, so that sums stay in registers meanwhile: 4 loads of
// bytes and 4 of entries for 8 additions.
constexpr std::size_t kTogether = 4;
constexpr std::size_t kPairs = kSparseColumnBytes;

struct PairTable {
  std::uint32_t of[256];
};

void fill(const std::uint8_t* table, PairTable& pairs) noexcept {
  for (std::size_t high = 0; high < kSparseCodes; ++high) {
    for (std::size_t low = 0; low < kSparseCodes; ++low) {
      pairs.of[16 * high + low] =
          static_cast<std::uint32_t>(table[low]) | static_cast<std::uint32_t>(table[high]) << 16U;
    }
  }
}

template <std::size_t kCount>
void add_pairs(const SparseColumns& columns, std::size_t first, const PairTable* tables,
               std::uint32_t* pairs) noexcept {
  const std::uint8_t* column[kCount];
  for (std::size_t j = 0; j < kCount; ++j) column[j] = columns.block + columns.offsets[first + j];
  const std::size_t end = columns.chunks * kSparseChunk / 2;
  for (std::size_t i = 0; i < end; ++i) {
    std::uint32_t sum = pairs[i];
    for (std::size_t j = 0; j < kCount; ++j) sum += tables[j].of[column[j][i]];
    pairs[i] = sum;
  }
}

// 16-bit sums to saturated 8-bit ones, added to `sums`.
void flush(const std::uint32_t* pairs, std::size_t chunks, std::uint8_t* sums) noexcept {
  for (std::size_t line = 0; line < chunks * kSparseChunk / 128; ++line) {
    std::uint8_t* low = sums + 128 * line;
    std::uint8_t* high = low + 64;
    for (std::size_t i = 0; i < 64; ++i) {
      const std::uint32_t pair = pairs[64 * line + i];
      const std::uint32_t a = low[i] + (pair & 0xFFFFU);
      const std::uint32_t b = high[i] + (pair >> 16U);
      low[i] = static_cast<std::uint8_t>(a < 255U ? a : 255U);
      high[i] = static_cast<std::uint8_t>(b < 255U ? b : 255U);
    }
  }
}

void add(const SparseColumns& columns, std::uint8_t* sums) noexcept {
  if (columns.size == 0) return;
  std::uint32_t pairs[kPairs] = {};
  PairTable tables[kTogether];
  std::size_t pending = 0;  // columns in `pairs`: 256 of them fit 16 bits
  for (std::size_t first = 0; first < columns.size; first += kTogether) {
    const std::size_t count = std::min(kTogether, columns.size - first);
    for (std::size_t j = 0; j < count; ++j) {
      fill(columns.tables + kSparseCodes * (first + j), tables[j]);
    }
    switch (count) {
      case 4:
        add_pairs<4>(columns, first, tables, pairs);
        break;
      case 3:
        add_pairs<3>(columns, first, tables, pairs);
        break;
      case 2:
        add_pairs<2>(columns, first, tables, pairs);
        break;
      default:
        add_pairs<1>(columns, first, tables, pairs);
        break;
    }
    pending += count;
    if (pending == 256) {
      flush(pairs, columns.chunks, sums);
      std::memset(pairs, 0, sizeof pairs);
      pending = 0;
    }
  }
  flush(pairs, columns.chunks, sums);
}

std::size_t list_from(const std::uint8_t* sums, std::size_t begin, std::size_t end,
                      std::uint8_t low, std::uint8_t high, SparseHit* hits) noexcept {
  std::size_t found = 0;
  for (std::size_t c = begin; c < end; c += 64) {
    // A whole line at once first: few lines hold a hit.
    unsigned any = 0;
    for (std::size_t i = 0; i < 64; ++i) any |= (sums[c + i] >= low) & (sums[c + i] <= high);
    if (any == 0) continue;
    for (std::size_t i = c; i < c + 64; ++i) {
      if (sums[i] >= low && sums[i] <= high) {
        hits[found++] = {static_cast<std::uint16_t>(i), sums[i]};
      }
    }
  }
  return found;
}

std::size_t list(const std::uint8_t* sums, std::size_t chunks, const std::uint8_t* low,
                 std::uint8_t high, SparseHit* hits) noexcept {
  std::size_t found = 0;
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    found += list_from(sums, chunk * kSparseChunk, (chunk + 1) * kSparseChunk, low[chunk], high,
                       hits + found);
  }
  return found;
}

std::size_t count(const std::uint8_t* sums, std::size_t size, std::uint8_t low) noexcept {
  std::size_t found = 0;
  for (std::size_t i = 0; i < size; ++i) found += sums[i] >= low ? 1U : 0U;
  return found;
}

std::size_t scan(const SparseColumns& columns, const std::uint8_t* sums, const std::uint8_t* needed,
                 SparseHit* hits) noexcept {
  alignas(64) std::uint8_t total[kSparseBlock];
  std::memcpy(total, sums, columns.chunks * kSparseChunk);
  add(columns, total);
  return list(total, columns.chunks, needed, 255, hits);
}

std::size_t scan_each(const SparseColumns& columns, const std::uint8_t* sums,
                      const std::uint8_t* needed, SparseHit* hits) noexcept {
  alignas(64) std::uint8_t total[kSparseBlock];
  std::memcpy(total, sums, columns.chunks * kSparseChunk);
  add(columns, total);
  std::size_t found = 0;
  for (std::size_t c = 0; c < columns.chunks * kSparseChunk; c += 64) {
    unsigned any = 0;
    for (std::size_t i = c; i < c + 64; ++i) any |= total[i] >= needed[i] ? 1U : 0U;
    if (any == 0) continue;
    for (std::size_t i = c; i < c + 64; ++i) {
      if (total[i] >= needed[i]) hits[found++] = {static_cast<std::uint16_t>(i), total[i]};
    }
  }
  return found;
}

}  // namespace

const SparseKernels kSparsePortable{tables, add, scan, scan_each, count, list};

const SparseKernels& sparse_kernels(Kernel kernel) noexcept {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return kSparseAvx512;
  if (kernel == Kernel::avx2) return kSparseAvx2;
#endif
  static_cast<void>(kernel);
  return kSparsePortable;
}

}  // namespace skillmatch
