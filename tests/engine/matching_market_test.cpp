// Lists from scores against plain sorting of all scores; lots that hang on nothing but the seed and
// the ids; what is said of those who are left over.
#include "support/build.h"
#include "support/random_data.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/matching_market.h>

namespace matching_market_test {

using draw::Random;
using draw::Shape;
using skillmatch::CandidateResult;
using skillmatch::CompanyId;
using skillmatch::Gate;
using skillmatch::MarketOptions;
using skillmatch::MarketResult;
using skillmatch::MatchingMarket;
using skillmatch::OptimalFor;
using skillmatch::PlacesLeftReason;
using skillmatch::PreferenceLists;
using skillmatch::Profile;
using skillmatch::Scorer;
using skillmatch::UnmatchedReason;

struct Pool {
  skillmatch::Catalog catalog;
  std::vector<Profile> profiles;
  std::vector<std::uint32_t> capacities;
};

// Half of the people want something, two thirds of the companies offer something and most have
// places.
Pool random_pool(std::size_t people, std::size_t companies, Random& random) {
  Shape shape;
  shape.companies = companies;
  shape.skills = 12;
  shape.required = 0.3;
  reference::World world = draw::random_world(shape, random);
  for (reference::Company& company : world.companies) {
    // Few kinds of requirements, so that scores are equal often.
    if (random.chance(0.5)) company.requirements = {{random.below(3), 3.0}};
    if (random.chance(0.3)) company.offers = {};
  }
  Pool pool{build::catalog(world), {}, {}};
  for (std::size_t p = 0; p < people; ++p) {
    reference::Person person = draw::random_person(shape, random);
    if (random.chance(0.5)) person.wants = {};
    if (random.chance(0.3)) person.levels = {2.0, 2.0, 2.0};
    if (random.chance(0.05)) person.levels = {0.0};
    const Profile made = build::profile(person);
    pool.profiles.emplace_back("person " + std::to_string(p), made.skills(), made.wants());
  }
  for (std::size_t c = 0; c < companies; ++c) {
    pool.capacities.push_back(static_cast<std::uint32_t>(random.below(4)));
  }
  return pool;
}

void add_all(MatchingMarket& market, const std::vector<Profile>& profiles, std::size_t group,
             unsigned threads) {
  for (std::size_t p = 0; p < profiles.size(); p += group) {
    std::vector<skillmatch::ProfileView> views;
    for (std::size_t i = p; i < std::min(p + group, profiles.size()); ++i) {
      views.push_back(profiles[i].view());
    }
    market.add(views, threads);
  }
}

// What a candidate goes by at each company that may be on its list.
std::map<std::size_t, double> choices(const Scorer& scorer, const Pool& pool,
                                      const Profile& profile, double min_score) {
  std::map<std::size_t, double> result;
  const skillmatch::Query query = scorer.prepare(profile);
  if (query.not_ranked()) return result;
  for (std::size_t c = 0; c < pool.catalog.size(); ++c) {
    const CompanyId company = build::company(c);
    if (pool.capacities[c] == 0 || scorer.not_ranked(company)) continue;
    const skillmatch::Score score = scorer.score(query, company);
    const bool is_mutual =
        !profile.wants().empty() && !pool.catalog.company(company).offers.empty();
    const double by = is_mutual ? scorer.mutual(query, company, score.score) : score.score;
    if (score.gate != Gate::fail && by > 0.0 && by >= min_score) result[c] = by;
  }
  return result;
}

TEST(MatchingMarket, ListsTheBestByWhatEachSideGoesBy) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    // From 256 companies on an index chooses which to score.
    const Pool pool = random_pool(60, seed % 2 == 0 ? 30 : 300, random);
    const skillmatch::Model model;
    const MarketOptions options{1 + random.below(12), seed % 3 == 0 ? 0.3 : 0.0, seed};
    MatchingMarket market(pool.catalog, model, pool.capacities, options);
    add_all(market, pool.profiles, 7, 2);
    const PreferenceLists lists = market.lists();
    ASSERT_EQ(lists.candidates(), pool.profiles.size());
    EXPECT_EQ(lists.capacities, pool.capacities);
    const Scorer scorer(pool.catalog, model);
    // By company, its candidates' scores by place.
    std::vector<std::map<std::size_t, double>> by_place(pool.catalog.size());
    for (std::size_t p = 0; p < pool.profiles.size(); ++p) {
      const Profile& profile = pool.profiles[p];
      const auto expected = choices(scorer, pool, profile, options.min_score);
      std::vector<double> sorted;
      for (const auto& [c, by] : expected) sorted.push_back(by);
      std::sort(sorted.rbegin(), sorted.rend());
      sorted.resize(std::min(sorted.size(), options.list_length));
      std::vector<double> listed;
      std::set<std::size_t> seen;
      for (std::size_t pair = lists.begin[p]; pair < lists.begin[p + 1]; ++pair) {
        const std::size_t c = skillmatch::index(lists.companies[pair]);
        ASSERT_TRUE(expected.contains(c));
        ASSERT_TRUE(seen.insert(c).second);
        listed.push_back(expected.at(c));
        const double score = scorer.score(scorer.prepare(profile), build::company(c)).score;
        ASSERT_TRUE(by_place[c].emplace(lists.places[pair], score).second);
      }
      ASSERT_EQ(listed, sorted);
    }
    for (const auto& places : by_place) {
      double last = 1.0;
      std::size_t next = 0;
      for (const auto& [place, score] : places) {
        ASSERT_EQ(place, next++);
        ASSERT_LE(score, last);
        last = score;
      }
    }
  }
}

// By id, who is where.
std::map<std::string, std::string> places_of(const Pool& pool, const MarketResult& result) {
  std::map<std::string, std::string> places;
  for (const CandidateResult& candidate : result.candidates) {
    places[candidate.id] =
        candidate.match ? std::string(pool.catalog.company_id(candidate.match->company)) : "";
  }
  return places;
}

TEST(MatchingMarket, HangsNeitherOnTheOrderNorOnGroupsNorOnThreads) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    Pool pool = random_pool(120, 40, random);
    const MarketOptions options{5, 0.0, seed};
    const auto matched = [&](std::size_t group, unsigned threads, OptimalFor side) {
      MatchingMarket market(pool.catalog, {}, pool.capacities, options, threads);
      add_all(market, pool.profiles, group, threads);
      const MarketResult result = market.match(side, threads);
      EXPECT_TRUE(result.check.is_stable());
      return places_of(pool, result);
    };
    for (const OptimalFor side : {OptimalFor::candidates, OptimalFor::companies}) {
      const auto expected = matched(120, 1, side);
      random.shuffle(pool.profiles);
      EXPECT_EQ(matched(1, 3, side), expected);
      EXPECT_EQ(matched(17, 2, side), expected);
    }
  }
}

// So many companies and people who cannot be told apart but by their ids.
Pool equals(std::size_t companies, std::size_t people, std::uint32_t places) {
  Pool pool{
      build::catalog(build::world(1, std::vector<reference::Company>(companies, {{{0, 3.0}}, {}}))),
      {},
      std::vector<std::uint32_t>(companies, places)};
  for (std::size_t p = 0; p < people; ++p) {
    pool.profiles.emplace_back("person " + std::to_string(p),
                               std::vector<skillmatch::HeldSkill>{{build::skill(0), 2.0}});
  }
  return pool;
}

TEST(MatchingMarket, EqualsFallByLotAlsoWhereAListEnds) {
  const Pool pool = equals(40, 200, 5);
  const auto matched = [&](std::uint64_t seed) {
    MatchingMarket market(pool.catalog, {}, pool.capacities, {3, 0.0, seed});
    add_all(market, pool.profiles, 200, 1);
    return market.match();
  };
  const MarketResult result = matched(1);
  // Lists of three of 40 equal companies: each is on the lists of some 15 people, none on none.
  for (const auto& company : result.companies) {
    EXPECT_GT(company.listed_by, 3U);
    EXPECT_LT(company.listed_by, 40U);
  }
  EXPECT_EQ(places_of(pool, result), places_of(pool, matched(1)));
  EXPECT_NE(places_of(pool, result), places_of(pool, matched(2)));
}

TEST(MatchingMarket, CompaniesDrawOneLotACandidateByTheSeed) {
  const Pool pool = equals(6, 30, 2);
  const auto places = [&](std::uint64_t seed) {
    MatchingMarket market(pool.catalog, {}, pool.capacities, {6, 0.0, seed});
    add_all(market, pool.profiles, 30, 1);
    const PreferenceLists lists = market.lists();
    std::vector<std::uint32_t> first;
    for (std::size_t p = 0; p < 30; ++p) {
      first.push_back(lists.places[lists.begin[p]]);
      for (std::size_t pair = lists.begin[p]; pair < lists.begin[p + 1]; ++pair) {
        EXPECT_EQ(lists.places[pair], first.back());
      }
    }
    return first;
  };
  EXPECT_NE(places(1), places(2));
}

TEST(MatchingMarket, NamesTheFullCompanyThatIsNearestByTheScore) {
  Pool pool{build::catalog(build::world(2, {{{{0, 3.0}}, {}}, {{{1, 3.0}}, {}}})), {}, {1, 1}};
  const auto person = [&](const char* id, double first, double second) {
    pool.profiles.emplace_back(id, std::vector<skillmatch::HeldSkill>{{build::skill(0), first},
                                                                      {build::skill(1), second}});
  };
  person("one", 5.0, 0.0);
  person("two", 0.0, 5.0);
  for (const std::size_t nearer : {0U, 1U}) {
    person("three", nearer == 0 ? 3.0 : 2.0, nearer == 0 ? 2.0 : 3.0);
    MatchingMarket market(pool.catalog, {}, pool.capacities);
    add_all(market, pool.profiles, 3, 1);
    const MarketResult result = market.match();
    ASSERT_TRUE(result.candidates[2].nearest);
    EXPECT_EQ(result.candidates[2].listed, 2U);
    EXPECT_EQ(result.candidates[2].nearest->company, build::company(nearer));
    pool.profiles.pop_back();
  }
}

TEST(MatchingMarket, SaysWhyNobodyWasFound) {
  // Company 0 asks for skill 0 with a must, 1 for skill 1, 2 for nothing, 3 has no place.
  Pool pool{build::catalog(build::world(
                3, {{{{0, 3.0, 1.0, true}}, {}}, {{{1, 4.0}}, {}}, {{}, {}}, {{{2, 3.0}}, {}}})),
            {},
            {1, 2, 5, 0}};
  const auto person = [&](const char* id, std::vector<skillmatch::HeldSkill> held) {
    pool.profiles.emplace_back(id, std::move(held));
  };
  person("best", {{build::skill(0), 5.0}});
  person("second", {{build::skill(0), 3.0}, {build::skill(1), 0.5}});
  person("below", {{build::skill(0), 2.0}});
  person("other", {{build::skill(2), 2.0}});
  person("nothing", {{build::skill(0), 0.0}});
  MatchingMarket market(pool.catalog, {}, pool.capacities, {1, 0.0, 0});
  add_all(market, pool.profiles, 5, 1);
  const MarketResult result = market.match();
  ASSERT_EQ(result.candidates.size(), 5U);
  const auto& best = result.candidates[0];
  ASSERT_TRUE(best.match);
  EXPECT_EQ(best.match->company, build::company(0));
  EXPECT_EQ(best.match->choice, 1U);
  EXPECT_EQ(best.match->place, 1U);
  EXPECT_FALSE(best.nearest || best.not_ranked);
  const auto& second = result.candidates[1];
  EXPECT_FALSE(second.match);
  ASSERT_TRUE(second.nearest);
  EXPECT_EQ(second.nearest->company, build::company(0));
  EXPECT_EQ(second.nearest->lowest_score, best.match->score);
  EXPECT_LT(second.nearest->score, best.match->score);
  for (const std::size_t nobody : {2U, 3U}) {
    EXPECT_EQ(result.candidates[nobody].listed, 0U);
    EXPECT_FALSE(result.candidates[nobody].match || result.candidates[nobody].nearest);
    EXPECT_FALSE(result.candidates[nobody].not_ranked);
  }
  EXPECT_EQ(result.candidates[4].not_ranked, skillmatch::NotRankedReason::empty_profile);
  EXPECT_EQ(best.unmatched(), std::nullopt);
  EXPECT_EQ(second.unmatched(), UnmatchedReason::all_full);
  EXPECT_EQ(result.candidates[2].unmatched(), UnmatchedReason::nothing_listed);
  EXPECT_EQ(result.candidates[4].unmatched(), UnmatchedReason::not_ranked);
  EXPECT_EQ(result.counts.matched, 1U);
  EXPECT_EQ(result.counts.all_full, 1U);
  EXPECT_EQ(result.counts.nothing_listed, 2U);
  EXPECT_EQ(result.counts.not_ranked, 1U);
  EXPECT_EQ(result.counts.places, 8U);

  EXPECT_EQ(result.companies[0].taken, 1U);
  EXPECT_EQ(result.companies[0].listed_by, 2U);
  EXPECT_EQ(result.companies[0].lowest_score, best.match->score);
  EXPECT_EQ(result.companies[1].listed_by, 0U);
  EXPECT_EQ(result.companies[1].lowest_score, std::nullopt);
  EXPECT_EQ(result.companies[2].not_ranked, skillmatch::NotRankedReason::no_requirements);
  EXPECT_EQ(result.companies[3].places, 0U);
  EXPECT_EQ(result.companies[0].places_left(), std::nullopt);
  EXPECT_EQ(result.companies[1].places_left(), PlacesLeftReason::not_listed);
  EXPECT_EQ(result.companies[2].places_left(), PlacesLeftReason::not_ranked);
  EXPECT_EQ(result.companies[3].places_left(), std::nullopt);
  EXPECT_EQ(result.check.pairs, 2U);
}

TEST(MatchingMarket, SaysWhyPlacesAreLeft) {
  // Both know more of skill 0: the second company has to wait for the one who is left over.
  Pool pool{
      build::catalog(build::world(2, {{{{0, 3.0}}, {}}, {{{0, 3.0}, {1, 3.0}}, {}}})), {}, {2, 3}};
  pool.profiles.emplace_back("a", std::vector<skillmatch::HeldSkill>{{build::skill(0), 3.0}});
  pool.profiles.emplace_back("b", std::vector<skillmatch::HeldSkill>{{build::skill(1), 3.0}});
  const auto companies = [&] {
    MatchingMarket market(pool.catalog, {}, pool.capacities, {5, 0.0, 0});
    add_all(market, pool.profiles, 2, 1);
    return market.match().companies;
  };
  EXPECT_EQ(companies()[0].places_left(), PlacesLeftReason::all_taken);
  EXPECT_EQ(companies()[1].places_left(), PlacesLeftReason::others_preferred);
}

TEST(MatchingMarket, RefusesWhatFitsNoCatalog) {
  const Pool pool = equals(2, 1, 1);
  EXPECT_THROW(MatchingMarket(pool.catalog, {}, {1}), std::invalid_argument);
  EXPECT_THROW(MatchingMarket(pool.catalog, {}, {1, 1}, {0, 0.0, 0}), std::invalid_argument);
  skillmatch::Model model;
  model.blend = 2.0;
  EXPECT_THROW(MatchingMarket(pool.catalog, model, {1, 1}), std::invalid_argument);
}

TEST(MatchingMarket, WithoutAPlaceOrAPersonNobodyIsMatched) {
  const Pool pool = equals(2, 3, 0);
  MatchingMarket market(pool.catalog, {}, pool.capacities);
  EXPECT_TRUE(market.match().candidates.empty());
  add_all(market, pool.profiles, 3, 2);
  const MarketResult result = market.match(OptimalFor::companies, 2);
  for (const auto& candidate : result.candidates) EXPECT_EQ(candidate.listed, 0U);
  EXPECT_TRUE(result.check.is_stable());
}

}  // namespace matching_market_test
