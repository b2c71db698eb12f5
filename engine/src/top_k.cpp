#include <algorithm>
#include <utility>

#include <skillmatch/top_k.h>

namespace skillmatch {

bool ranks_before(const RankedCompany& a, const RankedCompany& b) noexcept {
  const bool a_fails = a.score.gate == Gate::fail;
  const bool b_fails = b.score.gate == Gate::fail;
  if (a_fails != b_fails) return b_fails;
  const double a_score = ranking_score(a.score);
  const double b_score = ranking_score(b.score);
  if (a_score != b_score) return a_score > b_score;
  return a.company < b.company;
}

TopK::TopK(std::size_t k, std::size_t expected) : k_(std::min(k, expected)) { heap_.reserve(k_); }

// A heap under ranks_before has on top the one that ranks after all others.
void TopK::push(const RankedCompany& result) noexcept {
  if (heap_.size() < k_) {
    heap_.push_back(result);
    std::push_heap(heap_.begin(), heap_.end(), ranks_before);
  } else if (k_ > 0 && ranks_before(result, heap_.front())) {
    std::pop_heap(heap_.begin(), heap_.end(), ranks_before);
    heap_.back() = result;
    std::push_heap(heap_.begin(), heap_.end(), ranks_before);
  }
}

std::vector<RankedCompany> TopK::take_sorted() {
  std::sort_heap(heap_.begin(), heap_.end(), ranks_before);
  std::vector<RankedCompany> sorted = std::exchange(heap_, {});
  heap_.reserve(k_);
  return sorted;
}

}  // namespace skillmatch
