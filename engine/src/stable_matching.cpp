#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

#include <skillmatch/stable_matching.h>

namespace skillmatch {
namespace {

void need(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

// Where the pairs of each company begin when they stand company by company (N + 1).
std::vector<std::size_t> begins_by_company(const PreferenceLists& lists) {
  std::vector<std::size_t> begin(lists.capacities.size() + 1, 0);
  for (const CompanyId company : lists.companies) ++begin[index(company) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  return begin;
}

void check(const PreferenceLists& lists) {
  const std::size_t companies = lists.capacities.size();
  need(!lists.begin.empty() && lists.begin.front() == 0 &&
           lists.begin.back() == lists.companies.size() &&
           std::is_sorted(lists.begin.begin(), lists.begin.end()),
       "the lists do not follow one another");
  need(lists.places.size() == lists.companies.size(), "there is not one place a pair");
  need(std::all_of(lists.companies.begin(), lists.companies.end(),
                   [&](CompanyId company) { return index(company) < companies; }),
       "no such company");
  constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
  std::vector<std::size_t> last(companies, kNobody);  // who listed it last
  const std::vector<std::size_t> begin = begins_by_company(lists);
  std::vector<bool> is_taken(lists.companies.size(), false);
  for (std::size_t c = 0; c < lists.candidates(); ++c) {
    for (std::size_t pair = lists.begin[c]; pair < lists.begin[c + 1]; ++pair) {
      const std::size_t company = index(lists.companies[pair]);
      need(std::exchange(last[company], c) != c, "a candidate lists a company twice");
      const std::size_t place = begin[company] + lists.places[pair];
      need(place < begin[company + 1] && !is_taken[place],
           "the places of a company are not 0 to n - 1, each once");
      is_taken[place] = true;
    }
  }
}

struct Applicant {
  std::uint32_t place;
  std::uint32_t candidate;
};

bool is_preferred(const Applicant& a, const Applicant& b) noexcept { return a.place < b.place; }

// Candidates propose one after the other, each until it is held; whoever is let go goes on. In what
// order they do changes nothing (McVitie & Wilson, "The Stable Marriage Problem", CACM 14, 1971).
Matching best_for_candidates(const PreferenceLists& lists) {
  Matching matching(lists.candidates());
  std::vector<std::size_t> next(lists.begin.begin(), lists.begin.end() - 1);
  // A heap each, with the one it likes least on top.
  std::vector<std::vector<Applicant>> held(lists.capacities.size());
  for (std::size_t first = 0; first < lists.candidates(); ++first) {
    std::size_t candidate = first;
    while (next[candidate] < lists.begin[candidate + 1]) {
      const std::size_t pair = next[candidate]++;
      const std::size_t company = index(lists.companies[pair]);
      const Applicant applicant{lists.places[pair], static_cast<std::uint32_t>(candidate)};
      std::vector<Applicant>& heap = held[company];
      const bool is_full = heap.size() == lists.capacities[company];
      if (is_full && (heap.empty() || is_preferred(heap.front(), applicant))) continue;
      matching[candidate] = pair;
      heap.push_back(applicant);
      std::push_heap(heap.begin(), heap.end(), is_preferred);
      if (!is_full) break;
      std::pop_heap(heap.begin(), heap.end(), is_preferred);
      candidate = heap.back().candidate;
      heap.pop_back();
      matching[candidate].reset();
    }
  }
  return matching;
}

// Companies offer their places down their lists; a candidate keeps the best offer so far, and the
// company that loses it goes on.
Matching best_for_companies(const PreferenceLists& lists) {
  struct Listed {
    std::size_t pair;
    std::size_t candidate;
  };
  const std::vector<std::size_t> begin = begins_by_company(lists);
  std::vector<Listed> listed(lists.companies.size());  // company by company, its best first
  for (std::size_t c = 0; c < lists.candidates(); ++c) {
    for (std::size_t pair = lists.begin[c]; pair < lists.begin[c + 1]; ++pair) {
      listed[begin[index(lists.companies[pair])] + lists.places[pair]] = {pair, c};
    }
  }
  Matching matching(lists.candidates());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  std::vector<std::uint32_t> left = lists.capacities;
  std::vector<std::size_t> to_offer(lists.capacities.size());
  std::iota(to_offer.begin(), to_offer.end(), 0);
  while (!to_offer.empty()) {
    const std::size_t company = to_offer.back();
    to_offer.pop_back();
    while (left[company] > 0 && next[company] < begin[company + 1]) {
      const auto [pair, candidate] = listed[next[company]++];
      std::optional<std::size_t>& kept = matching[candidate];
      if (kept && *kept < pair) continue;
      if (kept) {
        const std::size_t loser = index(lists.companies[*kept]);
        ++left[loser];
        to_offer.push_back(loser);
      }
      kept = pair;
      --left[company];
    }
  }
  return matching;
}

}  // namespace

Matching stable_matching(const PreferenceLists& lists, OptimalFor optimal_for) {
  check(lists);
  return optimal_for == OptimalFor::candidates ? best_for_candidates(lists)
                                               : best_for_companies(lists);
}

StabilityCheck check_stability(const PreferenceLists& lists, const Matching& matching) {
  check(lists);
  need(matching.size() == lists.candidates(), "there is not one pair or none a candidate");
  std::vector<std::size_t> taken(lists.capacities.size(), 0);
  std::vector<std::uint32_t> last_place(lists.capacities.size(), 0);  // of those it took
  for (std::size_t c = 0; c < matching.size(); ++c) {
    if (!matching[c]) continue;
    need(*matching[c] >= lists.begin[c] && *matching[c] < lists.begin[c + 1],
         "a candidate is matched by a pair that is not its own");
    const std::size_t company = index(lists.companies[*matching[c]]);
    ++taken[company];
    last_place[company] = std::max(last_place[company], lists.places[*matching[c]]);
  }
  StabilityCheck result;
  result.pairs = lists.companies.size();
  for (std::size_t c = 0; c < matching.size(); ++c) {
    // Those that it prefers to its own.
    for (std::size_t pair = lists.begin[c]; pair < matching[c].value_or(lists.begin[c + 1]);
         ++pair) {
      const std::size_t company = index(lists.companies[pair]);
      const bool has_place = taken[company] < lists.capacities[company];
      const bool would_swap = taken[company] > 0 && lists.places[pair] < last_place[company];
      if (has_place || would_swap) result.blocking.push_back(pair);
    }
  }
  for (std::size_t company = 0; company < taken.size(); ++company) {
    if (taken[company] > lists.capacities[company]) {
      result.over_full.push_back(static_cast<CompanyId>(company));
    }
  }
  return result;
}

}  // namespace skillmatch
