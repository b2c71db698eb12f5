// Deferred acceptance against all stable matchings of small cases, found by trying every matching;
// on larger ones against the definition of stable alone.
#include "support/random_data.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/stable_matching.h>

namespace stable_matching_test {

using draw::Random;
using skillmatch::check_stability;
using skillmatch::CompanyId;
using skillmatch::Matching;
using skillmatch::OptimalFor;
using skillmatch::PreferenceLists;
using skillmatch::stable_matching;

struct Case {
  std::size_t candidates;
  std::size_t companies;
  double listed;  // share of the companies on a candidate's list
  std::size_t most_places;
};

PreferenceLists random_lists(const Case& c, Random& random) {
  PreferenceLists lists;
  std::vector<std::vector<std::size_t>> pairs_of(c.companies);
  for (std::size_t candidate = 0; candidate < c.candidates; ++candidate) {
    std::vector<std::size_t> order;
    for (std::size_t j = 0; j < c.companies; ++j) {
      if (random.chance(c.listed)) order.push_back(j);
    }
    random.shuffle(order);
    for (const std::size_t j : order) {
      pairs_of[j].push_back(lists.companies.size());
      lists.companies.push_back(static_cast<CompanyId>(j));
    }
    lists.begin.push_back(lists.companies.size());
  }
  lists.places.resize(lists.companies.size());
  for (std::vector<std::size_t>& pairs : pairs_of) {
    random.shuffle(pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      lists.places[pairs[i]] = static_cast<std::uint32_t>(i);
    }
    const std::size_t places = random.chance(0.5) ? 1 : random.below(c.most_places + 1);
    lists.capacities.push_back(static_cast<std::uint32_t>(places));
  }
  return lists;
}

// The places of those that each company takes, ascending.
std::vector<std::vector<std::uint32_t>> taken(const PreferenceLists& lists, const Matching& m) {
  std::vector<std::vector<std::uint32_t>> places(lists.capacities.size());
  for (const auto& pair : m) {
    if (pair) places[skillmatch::index(lists.companies[*pair])].push_back(lists.places[*pair]);
  }
  for (auto& of_company : places) std::sort(of_company.begin(), of_company.end());
  return places;
}

// The definition, pair by pair.
bool is_stable(const PreferenceLists& lists, const Matching& m) {
  const auto places = taken(lists, m);
  for (std::size_t j = 0; j < places.size(); ++j) {
    if (places[j].size() > lists.capacities[j]) return false;
  }
  for (std::size_t c = 0; c < m.size(); ++c) {
    for (std::size_t pair = lists.begin[c]; pair < lists.begin[c + 1]; ++pair) {
      if (m[c] && *m[c] <= pair) continue;
      const std::size_t j = skillmatch::index(lists.companies[pair]);
      if (places[j].size() < lists.capacities[j]) return false;
      if (std::any_of(places[j].begin(), places[j].end(),
                      [&](std::uint32_t place) { return place > lists.places[pair]; })) {
        return false;
      }
    }
  }
  return true;
}

// Calls use(matching) for every way to give each candidate nothing or one of its own.
template <typename Use>
void for_every_matching(const PreferenceLists& lists, Matching& m, std::size_t c, const Use& use) {
  if (c == m.size()) {
    use(m);
    return;
  }
  m[c].reset();
  for_every_matching(lists, m, c + 1, use);
  for (std::size_t pair = lists.begin[c]; pair < lists.begin[c + 1]; ++pair) {
    m[c] = pair;
    for_every_matching(lists, m, c + 1, use);
  }
}

TEST(StableMatching, IsTheBestOfAllStableOnesForTheSideAskedFor) {
  std::size_t with_a_choice = 0;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const PreferenceLists lists = random_lists(
        {3 + random.below(3), 3 + random.below(2), seed % 2 == 0 ? 1.0 : 0.7, 2}, random);
    std::vector<Matching> stable;
    Matching tried(lists.candidates());
    for_every_matching(lists, tried, 0, [&](const Matching& m) {
      const bool is = is_stable(lists, m);
      ASSERT_EQ(check_stability(lists, m).is_stable(), is);
      if (is) stable.push_back(m);
    });
    if (stable.size() > 1) ++with_a_choice;
    const Matching for_candidates = stable_matching(lists, OptimalFor::candidates);
    const Matching for_companies = stable_matching(lists, OptimalFor::companies);
    ASSERT_EQ(std::count(stable.begin(), stable.end(), for_candidates), 1);
    ASSERT_EQ(std::count(stable.begin(), stable.end(), for_companies), 1);
    const auto best = taken(lists, for_companies);
    for (const Matching& other : stable) {
      const auto places = taken(lists, other);
      for (std::size_t c = 0; c < other.size(); ++c) {
        // The same are matched, and none is better off than here, nor worse than there.
        ASSERT_EQ(other[c].has_value(), for_candidates[c].has_value());
        ASSERT_LE(for_candidates[c], other[c]);
        ASSERT_GE(for_companies[c], other[c]);
      }
      for (std::size_t j = 0; j < places.size(); ++j) {
        ASSERT_EQ(places[j].size(), best[j].size());
        for (std::size_t i = 0; i < places[j].size(); ++i) ASSERT_LE(best[j][i], places[j][i]);
        if (places[j].size() < lists.capacities[j]) {
          ASSERT_EQ(places[j], best[j]);
        }
      }
    }
  }
  EXPECT_GT(with_a_choice, 20U);  // or nothing was tried
}

TEST(StableMatching, LeavesNoBlockingPairInLargeCases) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const PreferenceLists lists =
        random_lists({1'500, 60, 0.1 * static_cast<double>(seed), 40}, random);
    for (const OptimalFor side : {OptimalFor::candidates, OptimalFor::companies}) {
      const Matching m = stable_matching(lists, side);
      const auto check = check_stability(lists, m);
      EXPECT_TRUE(check.is_stable());
      EXPECT_EQ(check.pairs, lists.companies.size());
      EXPECT_TRUE(is_stable(lists, m));
    }
  }
}

TEST(StableMatching, TakesNobodyWhereThereIsNoPlaceOrNoList) {
  PreferenceLists lists;
  EXPECT_TRUE(stable_matching(lists).empty());
  lists.capacities = {0, 2};
  lists.begin = {0, 1, 1, 3};  // the second candidate lists nobody
  lists.companies = {CompanyId{0}, CompanyId{0}, CompanyId{1}};
  lists.places = {1, 0, 0};
  for (const OptimalFor side : {OptimalFor::candidates, OptimalFor::companies}) {
    EXPECT_EQ(stable_matching(lists, side), (Matching{{}, {}, 2}));
  }
}

TEST(CheckStability, NamesEveryBlockingPairAndEveryCompanyThatIsOverFull) {
  PreferenceLists lists;
  lists.capacities = {1, 1};
  lists.begin = {0, 2, 4};
  lists.companies = {CompanyId{0}, CompanyId{1}, CompanyId{0}, CompanyId{1}};
  lists.places = {0, 0, 1, 1};
  EXPECT_TRUE(check_stability(lists, {0, 3}).is_stable());
  EXPECT_EQ(check_stability(lists, {1, 2}).blocking, (std::vector<std::size_t>{0}));
  EXPECT_EQ(check_stability(lists, {{}, 3}).blocking, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(check_stability(lists, {0, 2}).over_full, (std::vector<CompanyId>{CompanyId{0}}));
}

TEST(StableMatching, RefusesListsThatAreNone) {
  PreferenceLists good;
  good.capacities = {1, 1};
  good.begin = {0, 2, 3};
  good.companies = {CompanyId{0}, CompanyId{1}, CompanyId{0}};
  good.places = {0, 0, 1};
  EXPECT_NO_THROW(stable_matching(good));
  const auto refuses = [&](auto change) {
    PreferenceLists lists = good;
    change(lists);
    EXPECT_THROW(stable_matching(lists), std::invalid_argument);
    EXPECT_THROW(check_stability(lists, {{}, {}}), std::invalid_argument);
  };
  refuses([](PreferenceLists& l) { l.begin = {}; });
  refuses([](PreferenceLists& l) { l.begin = {0, 3, 2}; });
  refuses([](PreferenceLists& l) { l.begin = {1, 2, 3}; });
  refuses([](PreferenceLists& l) { l.places.pop_back(); });
  refuses([](PreferenceLists& l) { l.companies[1] = CompanyId{2}; });
  refuses([](PreferenceLists& l) { l.companies[1] = CompanyId{0}; });  // twice on one list
  refuses([](PreferenceLists& l) { l.places[2] = 0; });
  refuses([](PreferenceLists& l) { l.places[2] = 2; });
  EXPECT_THROW(check_stability(good, {0}), std::invalid_argument);
  EXPECT_THROW(check_stability(good, {2, {}}), std::invalid_argument);
}

}  // namespace stable_matching_test
