// The dense scan: which companies of a DenseIndex may reach a threshold, under one model.
//
// A query becomes q = v/norm with v_s = √w_s·direction_s, and q ≈ s·k with integer codes k. With a
// company's codes u, c ≈ σ·u, its norm n and kept in mind that ‖q‖, ‖k‖, … are of known size, by
// Cauchy and Schwarz
//
//   score · n/(σ·s) = (q/s)·(c/σ) ≤ k·u + ‖q/s − k‖·‖u‖ + ‖q/s‖·‖c/σ − u‖ ,
//
// where all of c, v, u, k are ≥ 0. So a company scores below t if k·u < t/s · n/σ − ‖q/s‖·‖c/σ − u‖
// − ‖q/s − k‖·‖u‖. n/σ is its `reach`. A panel of 64 companies is passed over with the least reach
// and the greatest norms of its companies. What is left waits a little and goes to the sink, the
// most promising first; those in doubt are first bounded by (q/s)·u in float and their own
// residual, then by the fine codes too.
//
// With a blend β below 1, score ≤ β·cosine + 1 − β.
#pragma once

#include "dense_index.h"
#include "huge_buffer.h"
#include "kernels/dense_kernels.h"
#include "scan.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace skillmatch {

class DenseScan {
 public:
  class Query;

  // The index must outlive the scan; `norms` is read here only. Norms are those of c = a·r as the
  // catalog has it.
  DenseScan(const DenseIndex& index, RowNorms norms, double blend, Kernel kernel = active_kernel());

  Query prepare(const ScanQuery& query) const;

  std::size_t blocks() const noexcept;
  // Looks at all companies of the blocks from `first` to before `last`, each company once, for each
  // of the queries; one Query must not be scanned by two threads at a time. The sink's query number
  // is the place in `queries`.
  void scan(std::size_t first, std::size_t last, std::span<Query> queries,
            CandidateSink& sink) const;
  void scan(std::size_t block, std::span<Query> queries, CandidateSink& sink) const {
    scan(block, block + 1, queries, sink);
  }

 private:
  struct Run;

  const std::uint8_t* codes_of(std::size_t place) const noexcept;
  void prefetch(std::size_t place) const noexcept;

  const DenseIndex* index_;
  double blend_;
  const DenseKernels* kernels_;
  double unit_ = 1.0;         // of reaches
  std::vector<float> reach_;  // n/(σ·unit) by place, in [0, 1]; infinite where passed over
  std::vector<float> panel_reach_;
  std::vector<float> nibble_reach_;  // in units of nibbles
};

class DenseScan::Query {
 public:
  Query() = default;
  Query(Query&&) = default;
  Query& operator=(Query&&) = default;

 private:
  friend class DenseScan;
  std::vector<float> values_;       // q/s
  std::vector<std::int8_t> codes_;  // k
  double score_unit_ = 1.0;         // s/unit: (q/s)·(c/σ) / reach is the cosine in this unit
  float slack_ = 1.0F;              // for what sums in float may lose
  float sum_ = 0.0F;                // Σ (q/s)_i
  float residual_ = 0.0F;           // ‖q/s‖, rounded up
  float length_ = 0.0F;             // ‖q/s − k‖, rounded up
  bool opened_ = false;             // whether it has met a company
  float needed_ = 0.0F;             // the threshold in units of score_unit_, rounded down; ≥ 0
};

}  // namespace skillmatch
