// The scan of an index under one scorer's model: where a ranking does not score every company.
#pragma once

#include "scan.h"

#include <memory>
#include <span>
#include <vector>

#include <skillmatch/scorer.h>

namespace skillmatch {

class ScanSet {
 public:
  // Nothing, where scoring every company is as good.
  static std::shared_ptr<const ScanSet> make(const Index& index, const Scorer& scorer);

  // Whether it helps to find so many.
  bool suits(const RankOptions& options) const noexcept;

  // The results of Scorer::rank for each query, which must be rankable. The blocks of the index are
  // shared out over `threads`.
  std::vector<std::vector<RankedCompany>> best(const Scorer& scorer, std::span<const Query> queries,
                                               const RankOptions& options, unsigned threads) const;

 private:
  ScanSet() = default;
};

}  // namespace skillmatch
