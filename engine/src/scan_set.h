// The scan of an index under one scorer's model: where a ranking does not score every company.
#pragma once

#include "dense_scan.h"
#include "scan.h"
#include "sparse_scan.h"

#include <cstddef>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include <skillmatch/index.h>
#include <skillmatch/scorer.h>
#include <skillmatch/top_k.h>

namespace skillmatch {

// What a score must be for its ranking_score to reach `least`.
double least_score(double least, const RankOptions& options) noexcept;

class ScanSet {
 public:
  // Nothing, where scoring every company is as good.
  static std::shared_ptr<const ScanSet> make(const Index& index, const Scorer& scorer);

  // Whether finding so few is faster than scoring all.
  bool suits(const RankOptions& options) const noexcept;

  // The results of Scorer::rank for each query, which must be rankable. A single query is shared
  // out over `threads` by blocks of companies.
  std::vector<std::vector<RankedCompany>> best(const Scorer& scorer, std::span<const Query> queries,
                                               const RankOptions& options, unsigned threads) const;

  // Whether scan_each() can be called.
  bool scans_each() const noexcept;
  // Hands each company of one part of the catalog to `sink` for the queries whose score may reach
  // the company's threshold. Parts have no company in common.
  void scan_each(const Scorer& scorer, std::span<const Query> queries,
                 std::span<const double> thresholds, unsigned part, unsigned parts,
                 CandidateSink& sink) const;

 private:
  using Scan = std::variant<SparseScan, DenseScan>;
  class Sink;
  ScanSet(Index index, Scan scan, std::size_t companies);

  template <typename AnyScan>
  static std::vector<TopK> pass(const AnyScan& scan, const Scorer& scorer,
                                std::span<const Query* const> queries, const RankOptions& options,
                                bool failing, unsigned threads);
  static ScanQuery scan_query(const Query& query, std::vector<ScanColumn>& columns);

  Index index_;  // keeps the layout alive
  Scan scan_;
  std::size_t companies_;
};

}  // namespace skillmatch
