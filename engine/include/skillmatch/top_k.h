// Floor 2: the k best results, exactly, in the one order of results.
#pragma once

#include <cstddef>
#include <vector>

#include <skillmatch/scorer.h>

namespace skillmatch {

// Gate fail last; then the higher ranking_score; then catalog order. A strict total order of the
// results of one ranking, used by every heap, sort and test.
bool ranks_before(const RankedCompany& a, const RankedCompany& b) noexcept;

// Keeps the k best of what is pushed: O(log k) a push, no allocation after the constructor.
class TopK {
 public:
  // `expected` results at most will be pushed; memory is taken for the smaller of the two.
  TopK(std::size_t k, std::size_t expected);

  void push(const RankedCompany& result) noexcept;

  bool is_full() const noexcept { return heap_.size() == k_; }
  // The kept result that ranks after all others; there must be one.
  const RankedCompany& worst() const noexcept { return heap_.front(); }
  std::size_t size() const noexcept { return heap_.size(); }

  // The results kept, best first; leaves this empty, as after construction.
  std::vector<RankedCompany> take_sorted();

 private:
  std::size_t k_;
  std::vector<RankedCompany> heap_;  // the worst kept result on top
};

}  // namespace skillmatch
