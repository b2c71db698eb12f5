// The fast scan of a sparse index under one model: an upper bound of every company's score, in
// 8-bit sums, and the few companies whose bound reaches the threshold to a CandidateSink.
//
// The bound. In a block let n' and A' be the least n_c and A_c of the companies that have a score,
// and of the cell k of a requirement (sparse_codes.h) C_k, W_k and L_k the greatest a·r, a and a/r.
// Then, since a·min(û/r, 1) = min(a, û·a/r),
//
//   score(c) ≤ φ_c · Σ_s [ β √w_s direction_s C_k / (norm n') + (1−β) w_s min(W_k, û_s L_k) / A' ],
//   φ_c = max(n'/n_c, A'/A_c)
//
// over the skills that c requires and the query has. The brackets are rounded up to whole units
// and summed, saturating at 255; a saturated sum counts as without end. The unit is chosen for
// every query and block so that the sums that matter stay just below 255.
#pragma once

#include "kernels/sparse_kernels.h"
#include "scan.h"
#include "sparse_index.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace skillmatch {

class SparseScan {
 public:
  // A query made ready for one scan.
  class Query {
   public:
    // What the last consider() returned, or what was set: only companies that may reach it are
    // candidates. Below 0 at first: all are.
    double threshold() const noexcept { return threshold_; }
    void set_threshold(double threshold) noexcept { threshold_ = threshold; }

   private:
    friend class SparseScan;
    std::vector<std::uint32_t> offsets_;  // of the columns in a block
    std::vector<std::uint32_t> lists_;
    std::vector<float> factors_;  // of columns and lists: direction, then weight, then û
    double direction_scale_ = 0.0;
    double weight_scale_ = 0.0;
    double threshold_ = -1.0;
    bool started_ = false;

    std::size_t size() const noexcept { return offsets_.size() + lists_.size(); }
  };

  // `index` must outlive the scan; `norms` are read here only. `blend` is β.
  SparseScan(const SparseIndex& index, RowNorms norms, double blend,
             Kernel kernel = active_kernel());

  Query prepare(const ScanQuery& query) const;
  std::size_t blocks() const noexcept { return index_->blocks(); }

  // Hands to `sink` all companies of the block whose score may reach their query's threshold; the
  // number of a query is its place in `queries`. Const, so that threads may share a scan.
  void scan(std::size_t block, std::span<Query> queries, CandidateSink& sink) const;
  // All blocks from `first` to before `last`, from the sink's thresholds on.
  void scan(std::size_t first, std::size_t last, std::span<Query> queries,
            CandidateSink& sink) const {
    for (std::size_t q = 0; q < queries.size(); ++q) {
      queries[q].set_threshold(sink.consider(q, {}));
    }
    for (std::size_t block = first; block < last; ++block) scan(block, queries, sink);
  }

  // The same where each company has a threshold (by catalog position; all queries compete for a
  // company), which consider() may raise.
  void scan_each(std::size_t block, std::span<Query> queries, std::span<const double> thresholds,
                 CandidateSink& sink) const;

 private:
  struct Block {
    double least_norm = 0.0;      // n'
    double least_coverage = 0.0;  // A'
    double spread = 1.0;          // how far 1/φ goes, outliers apart
    std::size_t scored = 0;       // companies that have a score
  };
  class Work;

  const SparseIndex* index_;
  const SparseKernels* kernels_;
  double blend_;
  std::vector<Block> blocks_;
  std::vector<float> factors_;        // φ by position in the index, rounded up; 0: has no score
  std::vector<float> chunk_factors_;  // the greatest φ of each chunk
};

}  // namespace skillmatch
