// A ranking by an index is the ranking without one, to the last bit: for every layout, kernel,
// model, number of threads and profiles at once. What a ranking without an index is, the tests of
// ranking_test.cpp and scorer_test.cpp compare with plain loops.
#include "engine/kernel_names.h"
#include "support/build.h"
#include "support/random_data.h"

#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/index.h>
#include <skillmatch/version.h>

namespace indexed_ranking_test {

using draw::Random;
using draw::Shape;
using skillmatch::Index;
using skillmatch::RankedCompany;
using skillmatch::Ranking;
using skillmatch::RankOptions;
using skillmatch::Scorer;
using Layout = skillmatch::IndexOptions::Layout;

void expect_same(const Ranking& expected, const Ranking& ranking) {
  EXPECT_EQ(ranking.scored, expected.scored);
  EXPECT_EQ(ranking.not_ranked_profile, expected.not_ranked_profile);
  ASSERT_EQ(ranking.results.size(), expected.results.size());
  for (std::size_t i = 0; i < expected.results.size(); ++i) {
    SCOPED_TRACE("rank " + std::to_string(i + 1));
    const RankedCompany& a = expected.results[i];
    const RankedCompany& b = ranking.results[i];
    ASSERT_EQ(b.company, a.company);
    ASSERT_EQ(b.score.score, a.score.score);
    ASSERT_EQ(b.score.cosine, a.score.cosine);
    ASSERT_EQ(b.score.coverage, a.score.coverage);
    ASSERT_EQ(b.score.gate, a.score.gate);
    ASSERT_EQ(b.score.mutual, a.score.mutual);
  }
}

// A world, as a catalog, and people who look at it.
struct Case {
  Shape shape;
  reference::World world;
  std::vector<reference::Person> people;
};

class IndexedRanking : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { setenv("SKILLMATCH_KERNEL", GetParam().c_str(), 1); }
  void TearDown() override { unsetenv("SKILLMATCH_KERNEL"); }
};

void expect_no_difference(const Case& tried, const reference::Model& model) {
  const skillmatch::Catalog catalog = build::catalog(tried.world);
  const Scorer plain(catalog, build::model(model));
  std::vector<skillmatch::Profile> profiles;
  for (const reference::Person& person : tried.people) profiles.push_back(build::profile(person));
  std::vector<skillmatch::ProfileView> views;
  for (const skillmatch::Profile& profile : profiles) views.push_back(profile.view());
  for (const Layout layout : {Layout::sparse, Layout::dense}) {
    SCOPED_TRACE(layout == Layout::sparse ? "sparse" : "dense");
    const Index index(catalog, {.layout = layout, .threads = 2});
    const Scorer indexed(index, build::model(model), 2);
    const std::size_t most = catalog.size() / 16;
    for (const std::size_t k : {std::size_t{1}, std::size_t{10}, most, catalog.size()}) {
      for (const bool mutual : {false, true}) {
        SCOPED_TRACE("k " + std::to_string(k) + (mutual ? " mutual" : ""));
        RankOptions options{.k = k, .mutual = mutual};
        if (k == 10 && !mutual) options.min_score = 0.2;
        const std::vector<Ranking> all = indexed.rank_all(views, options, 2);
        for (std::size_t p = 0; p < profiles.size(); ++p) {
          SCOPED_TRACE("profile " + std::to_string(p));
          const Ranking expected = plain.rank(profiles[p], options);
          expect_same(expected, all[p]);
          if (k != 10) continue;
          expect_same(expected, indexed.rank(profiles[p], options, 1));
          expect_same(expected, indexed.rank(profiles[p], options, 3));
        }
      }
    }
  }
}

Case random_case(const Shape& shape, std::size_t people, Random& random) {
  Case tried{shape, draw::random_world(shape, random), {}};
  for (std::size_t p = 0; p < people; ++p) {
    tried.people.push_back(draw::random_person(shape, random));
  }
  tried.people.push_back(tried.people[0]);
  for (auto& level : tried.people.back().levels) level = std::nullopt;  // holds nothing
  return tried;
}

TEST_P(IndexedRanking, IsThePlainOneForRandomCatalogsAndModels) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    Shape shape;
    shape.companies = 1 + random.below(9000);
    shape.skills = 3 + random.below(60);
    shape.required = seed % 3 == 0 ? 0.9 : 0.2;
    shape.must = seed % 4 == 0 ? 0.0 : 0.05;
    const Case tried = random_case(shape, 5, random);
    expect_no_difference(tried, draw::random_model(shape, seed % 2 == 0 ? 0.0 : 0.4, random));
  }
}

TEST_P(IndexedRanking, IsThePlainOneWhereMostCompaniesFailAMust) {
  Random random(7);
  Shape shape;
  shape.companies = 3000;
  shape.must = 0.7;
  shape.held = 0.9;
  const Case tried = random_case(shape, 6, random);
  expect_no_difference(tried, build::plain_model(shape.skills));
}

TEST_P(IndexedRanking, IsThePlainOneWhereAllScoresAreEqual) {
  Random random(8);
  Shape shape;
  shape.companies = 5000;
  Case tried = random_case(shape, 3, random);
  for (reference::Company& company : tried.world.companies) company = tried.world.companies[0];
  expect_no_difference(tried, build::plain_model(shape.skills));
  expect_no_difference(tried, build::plain_model(shape.skills, 1.0));
}

TEST_P(IndexedRanking, IsThePlainOneWhereFewCompaniesShareASkill) {
  Random random(10);
  Shape shape;
  shape.companies = 5000;
  Case tried = random_case(shape, 3, random);
  // Of the skills 0 to 2 only a handful of companies has any, late in the catalog.
  for (std::size_t c = 0; c < tried.world.companies.size(); ++c) {
    if (c % 1000 == 999) continue;
    std::erase_if(tried.world.companies[c].requirements,
                  [](const reference::Requirement& r) { return r.skill < 3; });
  }
  for (reference::Person& person : tried.people) {
    for (std::size_t s = 0; s < person.levels.size(); ++s) {
      person.levels[s] = s < 3 ? std::optional(2.0 + static_cast<double>(s)) : std::nullopt;
    }
  }
  expect_no_difference(tried, build::plain_model(shape.skills));
}

TEST_P(IndexedRanking, IsThePlainOneForNumbersOfEverySize) {
  Random random(9);
  Shape shape;
  shape.companies = 4500;
  Case tried = random_case(shape, 4, random);
  for (reference::Company& company : tried.world.companies) {
    const double size = random.log_between(1e-12, 1.0);
    for (reference::Requirement& r : company.requirements) {
      r.level *= size;
      if (random.chance(0.01)) r.importance *= 1e-200;  // a row that is scaled
    }
  }
  reference::Model model = build::plain_model(shape.skills);
  for (double& weight : model.weights) weight = random.log_between(1e-9, 1e9);
  expect_no_difference(tried, model);
}

INSTANTIATE_TEST_SUITE_P(EveryKernel, IndexedRanking,
                         testing::ValuesIn(skillmatch::build_info().kernels), name_of_kernel);

}  // namespace indexed_ranking_test
