// The order of results, the k best, and who is not ranked.
#include "support/build.h"
#include "support/random_settings.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/top_k.h>

namespace ranking_test {

using draw::Random;
using draw::Shape;
using skillmatch::Gate;
using skillmatch::RankedCompany;
using skillmatch::ranks_before;

std::vector<std::size_t> numbers(const std::vector<RankedCompany>& results) {
  std::vector<std::size_t> result;
  for (const RankedCompany& r : results) result.push_back(skillmatch::index(r.company));
  return result;
}

RankedCompany result(std::size_t company, double score, Gate gate = Gate::pass) {
  RankedCompany ranked{build::company(company), {}};
  ranked.score.score = score;
  ranked.score.gate = gate;
  return ranked;
}

// Few scores and gates, so that there are ties of every kind.
RankedCompany random_result(Random& random) {
  RankedCompany ranked = result(random.below(6), static_cast<double>(random.below(3)) / 2.0,
                                static_cast<Gate>(random.below(3)));
  if (random.chance(0.3)) ranked.score.mutual = static_cast<double>(random.below(3)) / 2.0;
  return ranked;
}

TEST(RanksBefore, PutsAFailLastThenTheHigherScoreThenCatalogOrder) {
  EXPECT_TRUE(ranks_before(result(9, 0.1), result(0, 0.9, Gate::fail)));
  EXPECT_FALSE(ranks_before(result(0, 0.9, Gate::fail), result(9, 0.1)));
  EXPECT_TRUE(ranks_before(result(9, 0.9, Gate::unknown), result(0, 0.1, Gate::pass)));
  EXPECT_TRUE(ranks_before(result(9, 0.9, Gate::fail), result(0, 0.1, Gate::fail)));
  EXPECT_TRUE(ranks_before(result(1, 0.5, Gate::unknown), result(2, 0.5, Gate::pass)));
  EXPECT_FALSE(ranks_before(result(2, 0.5), result(1, 0.5)));
}

TEST(RanksBefore, ComparesTheMutualScoreWhereThereIsOne) {
  RankedCompany a = result(0, 0.9);
  RankedCompany b = result(1, 0.1);
  a.score.mutual = 0.2;
  b.score.mutual = 0.3;
  EXPECT_TRUE(ranks_before(b, a));
}

TEST(RanksBefore, IsAStrictTotalOrder) {
  const std::uint64_t seed = 1;
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  for (int i = 0; i < 200'000; ++i) {
    const RankedCompany a = random_result(random);
    const RankedCompany b = random_result(random);
    const RankedCompany c = random_result(random);
    ASSERT_FALSE(ranks_before(a, a));
    ASSERT_FALSE(ranks_before(a, b) && ranks_before(b, a));
    if (a.company != b.company) {
      ASSERT_TRUE(ranks_before(a, b) || ranks_before(b, a));
    }
    if (ranks_before(a, b) && ranks_before(b, c)) {
      ASSERT_TRUE(ranks_before(a, c));
    }
  }
}

TEST(TopK, KeepsTheBestOfAnyOrderOfPushes) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    std::vector<RankedCompany> all;
    for (std::size_t c = 0; c < random.below(40); ++c) {
      all.push_back(
          result(c, static_cast<double>(random.below(4)), static_cast<Gate>(random.below(3))));
    }
    std::vector<RankedCompany> sorted = all;
    std::sort(sorted.begin(), sorted.end(), ranks_before);
    random.shuffle(all);
    const std::size_t k = random.below(45);
    skillmatch::TopK top(k, all.size());
    for (const RankedCompany& r : all) top.push(r);
    sorted.resize(std::min(k, sorted.size()));
    EXPECT_EQ(numbers(top.take_sorted()), numbers(sorted));
  }
}

TEST(TopK, StartsAfreshOnceTaken) {
  skillmatch::TopK top(2, 10);
  for (std::size_t c = 0; c < 5; ++c) top.push(result(c, 1.0));
  EXPECT_EQ(numbers(top.take_sorted()), (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(top.take_sorted().empty());
  top.push(result(7, 0.1));  // below all that was kept before
  EXPECT_EQ(numbers(top.take_sorted()), std::vector<std::size_t>{7});
}

TEST(Ranking, IsThatOfTheReference) {
  const Shape shape{.skills = 20, .companies = 60, .concepts = 5, .must = 0.2, .no_weight = 0.2};
  draw::on_random_settings(shape, {0.0, 0.3, 1.0}, 20, [](const draw::Setting& s, Random&) {
    const skillmatch::Ranking ranking = s.scorer.rank(build::profile(s.person));

    const std::vector<std::size_t> order = s.expected.rank(s.person);
    ASSERT_EQ(ranking.results.size(), order.size());
    EXPECT_EQ(ranking.scored, order.size());
    EXPECT_EQ(ranking.results.size() + ranking.not_ranked.size(), s.catalog.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::size_t actual = skillmatch::index(ranking.results[i].company);
      if (actual == order[i]) continue;
      // Scores apart by less than the rounding of either may change places, and only they.
      const auto a = s.expected.score(s.person, s.world.companies[actual]);
      const auto b = s.expected.score(s.person, s.world.companies[order[i]]);
      EXPECT_NEAR(static_cast<double>(a.score), static_cast<double>(b.score), 1e-14);
      EXPECT_EQ(a.gate == reference::Gate::fail, b.gate == reference::Gate::fail);
    }
  });
}

TEST(Ranking, OfTheTopTenIsThePrefixOfEveryLongerOne) {
  const Shape shape{.skills = 6, .companies = 300, .concepts = 2};  // few skills: many ties
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const reference::World world = draw::random_world(shape, random);
    const skillmatch::Catalog catalog = build::catalog(world);
    const skillmatch::Scorer scorer(catalog, {});
    const skillmatch::Profile profile = build::profile(draw::random_person(shape, random));
    const skillmatch::Ranking all = scorer.rank(profile);
    EXPECT_TRUE(std::is_sorted(all.results.begin(), all.results.end(), ranks_before));
    for (const std::size_t k : {0U, 1U, 10U, 100U, 299U, 1000U}) {
      const skillmatch::Ranking some = scorer.rank(profile, {.k = k});
      std::vector<std::size_t> prefix = numbers(all.results);
      prefix.resize(std::min(k, prefix.size()));
      EXPECT_EQ(numbers(some.results), prefix);
      EXPECT_EQ(some.scored, all.scored);
      EXPECT_EQ(some.not_ranked.size(), all.not_ranked.size());
    }
  }
}

TEST(Ranking, BreaksTiesByCatalogOrder) {
  const reference::Company same{{{0, 3.0}, {1, 2.0}}, {}};
  const skillmatch::Catalog catalog = build::catalog(build::world(2, {same, same, same, same}));
  const skillmatch::Scorer scorer(catalog, {});
  const skillmatch::Profile profile = build::profile(build::person({2.0, 2.0}));
  EXPECT_EQ(numbers(scorer.rank(profile).results), (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_EQ(numbers(scorer.rank(profile, {.k = 2}).results), (std::vector<std::size_t>{0, 1}));
}

TEST(Ranking, ListsFailsAfterAllOthersHoweverGood) {
  const skillmatch::Catalog catalog =
      build::catalog(build::world(3, {{{{0, 3.0}, {1, 5.0, 0.1, true}}, {}},  // best, but fails
                                      {{{0, 3.0}, {2, 5.0, 1.0, true}}, {}},  // unknown
                                      {{{0, 1.0}, {2, 5.0}}, {}}}));          // no must
  const skillmatch::Scorer scorer(catalog, {});
  const skillmatch::Ranking ranking =
      scorer.rank(build::profile(build::person({3.0, 4.0, std::nullopt})));
  ASSERT_EQ(ranking.results.size(), 3U);
  EXPECT_EQ(ranking.results.back().company, build::company(0));
  EXPECT_EQ(ranking.results.back().score.gate, Gate::fail);
  EXPECT_GT(ranking.results.back().score.score, ranking.results.front().score.score);
}

TEST(Ranking, StillListsCompaniesWhenAllFail) {
  const skillmatch::Catalog catalog =
      build::catalog(build::world(1, {{{{0, 5.0, 0.5, true}}, {}}, {{{0, 4.0, 1.0, true}}, {}}}));
  const skillmatch::Ranking ranking =
      skillmatch::Scorer(catalog, {}).rank(build::profile(build::person({3.0})));
  EXPECT_EQ(numbers(ranking.results), (std::vector<std::size_t>{1, 0}));
}

TEST(Ranking, OfAnEmptyCatalogIsEmpty) {
  const skillmatch::Catalog catalog = build::catalog(build::world(1, {}));
  const skillmatch::Ranking ranking =
      skillmatch::Scorer(catalog, {}).rank(build::profile(build::person({3.0})));
  EXPECT_TRUE(ranking.results.empty());
  EXPECT_TRUE(ranking.not_ranked.empty());
  EXPECT_EQ(ranking.scored, 0U);
}

TEST(Ranking, OfOneFieldLeavesTheOthersOut) {
  skillmatch::Catalog catalog(build::taxonomy(build::world(1, {}), 0));
  const auto vision = catalog.add_field({"vision", {}, {}, {}});
  const auto speech = catalog.add_field({"speech", {}, {}, {}});
  const auto add = [&](const std::string& id, std::optional<skillmatch::FieldId> field) {
    skillmatch::Company company;
    company.id = id;
    company.field = field;
    catalog.add(company, {{build::skill(0), 3.0}});
  };
  add("a", vision);
  add("b", speech);
  add("c", std::nullopt);
  add("d", vision);
  const skillmatch::Scorer scorer(catalog, {});
  const skillmatch::Profile profile = build::profile(build::person({3.0}));
  EXPECT_EQ(numbers(scorer.rank(profile, {.field = vision}).results),
            (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(numbers(scorer.rank(profile, {.field = speech}).results), std::vector<std::size_t>{1});
  EXPECT_EQ(scorer.rank(profile).results.size(), 4U);
}

}  // namespace ranking_test
