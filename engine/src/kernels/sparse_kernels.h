// The inner loops of the sparse scan, one set an instruction set. All compute the same integers
// except tables(), whose entries may differ by rounding and are upper bounds in each.
//
// A block is kSparseBlock companies. A column is one skill in one block: a code of four bits a
// company, 0 where the skill is not required. Byte i of line l (64 bytes) holds company 128 l + i
// in its low and company 128 l + 64 + i in its high half, so that both halves are whole vectors.
#pragma once

#include "dispatch.h"

#include <cstddef>
#include <cstdint>

namespace skillmatch {

inline constexpr std::size_t kSparseBlock = 4096;
inline constexpr std::size_t kSparseChunk = 512;  // companies that share one `needed` in scan()
inline constexpr std::size_t kSparseChunks = kSparseBlock / kSparseChunk;
inline constexpr std::size_t kSparseColumnBytes = kSparseBlock / 2;
inline constexpr std::size_t kSparseCodes = 16;  // code 0: not required

// What each code can add to a sum, in units of the sum: of column i at code k,
//   min(255, ⌈direction[i]·direction_of[k] + min(weight[i]·weight_of[k], lent[i]·lent_of[k])⌉).
// All factors are at least 0 and finite, and so are the products.
struct SparseFactors {
  const float* direction;
  const float* weight;
  const float* lent;
  alignas(64) float direction_of[kSparseCodes];
  alignas(64) float weight_of[kSparseCodes];
  alignas(64) float lent_of[kSparseCodes];
};

// The columns of one query in one block.
struct SparseColumns {
  const std::uint8_t* block;     // columns of the block, 64-byte aligned
  const std::uint32_t* offsets;  // byte offset of each column from `block`
  const std::uint8_t* tables;    // kSparseCodes entries a column
  std::size_t size;              // columns
  std::size_t chunks;            // of companies that are there
  std::size_t prefetch;          // bytes from a column to the one that is needed next; 0: none
};

// A company of a block and its sum.
struct SparseHit {
  std::uint16_t position;
  std::uint16_t sum;  // at most 255
};

struct SparseKernels {
  void (*tables)(const SparseFactors& factors, std::size_t columns, std::uint8_t* tables) noexcept;
  // sums[c] += what the columns add, saturating at 255. Sums are 64-byte aligned.
  void (*add)(const SparseColumns& columns, std::uint8_t* sums) noexcept;
  // Lists the companies whose sum, `sums` and the columns, is at least needed[its chunk].
  std::size_t (*scan)(const SparseColumns& columns, const std::uint8_t* sums,
                      const std::uint8_t* needed, SparseHit* hits) noexcept;
  // The same with one `needed` a company (64-byte aligned).
  std::size_t (*scan_each)(const SparseColumns& columns, const std::uint8_t* sums,
                           const std::uint8_t* needed, SparseHit* hits) noexcept;
  // How many of the first `size` (a multiple of 64) sums are at least `low`.
  std::size_t (*count)(const std::uint8_t* sums, std::size_t size, std::uint8_t low) noexcept;
  // Lists the companies of so many chunks whose sum is in [low[its chunk], high].
  std::size_t (*list)(const std::uint8_t* sums, std::size_t chunks, const std::uint8_t* low,
                      std::uint8_t high, SparseHit* hits) noexcept;
};

// `kernel` must be one of supported_kernels().
const SparseKernels& sparse_kernels(Kernel kernel) noexcept;

extern const SparseKernels kSparsePortable;
#if defined(__x86_64__)
extern const SparseKernels kSparseAvx2;
extern const SparseKernels kSparseAvx512;
#endif

}  // namespace skillmatch
