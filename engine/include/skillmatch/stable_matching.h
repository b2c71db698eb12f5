// Floor 3: stable many-to-one matching of candidates and companies, the college admissions problem
// of Gale & Shapley, "College Admissions and the Stability of Marriage", American Mathematical
// Monthly 69, 1962.
//
// Each candidate lists companies in strict order; each company has as strict an order of those who
// list it, and a capacity. A pair on the lists blocks a matching when the candidate would rather be
// there than where it is (or is nowhere) and the company has a place left or would give up somebody
// it took. A matching is stable when nobody is where neither side listed it, no company is over its
// capacity, and no pair blocks. One always exists, among all of them one is best for every
// candidate at once and another for every company, and in all of them the same candidates are
// matched, and a company with a place left takes the same ones (Roth, "On the Allocation of
// Residents to Rural Hospitals", Econometrica 54, 1986).
//
// Here are lists alone; matching_market.h makes them from scores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <skillmatch/types.h>

namespace skillmatch {

// Pairs that may be matched. They stand candidate by candidate, each one's best company first, and
// go by their number.
struct PreferenceLists {
  std::vector<std::size_t> begin = {
      0};                            // C + 1: candidate c has the pairs begin[c] to begin[c + 1]
  std::vector<CompanyId> companies;  // of each pair; no company twice for one candidate
  // Of each pair: how many the company prefers to this candidate. The n pairs of a company have 0
  // to n − 1, each once.
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> capacities;  // N: how many a company takes at most

  std::size_t candidates() const noexcept { return begin.size() - 1; }  // C
};

// The pair of each candidate (C), nothing for the unmatched.
using Matching = std::vector<std::optional<std::size_t>>;

enum class OptimalFor : std::uint8_t { candidates, companies };

// The stable matching that is best for every candidate, or for every company: deferred acceptance,
// in which that side proposes. O(pairs · log(capacity)) and O(pairs). Throws std::invalid_argument
// for lists that are not as PreferenceLists says.
Matching stable_matching(const PreferenceLists& lists,
                         OptimalFor optimal_for = OptimalFor::candidates);

struct StabilityCheck {
  std::size_t pairs = 0;              // on the lists; all are looked at
  std::vector<std::size_t> blocking;  // those that block, ascending
  std::vector<CompanyId> over_full;   // companies over their capacity, ascending

  bool is_stable() const noexcept { return blocking.empty() && over_full.empty(); }
};

// Whether `matching` is stable, by the definition alone and whatever made it. O(pairs). Throws
// std::invalid_argument as stable_matching(), and for a matching that does not give each candidate
// nothing or one of its own pairs.
StabilityCheck check_stability(const PreferenceLists& lists, const Matching& matching);

}  // namespace skillmatch
