// Tiny and huge weights, levels and importances: never NaN, never outside [0, 1], and as right as
// with moderate ones. The reference in long double has 15 bits of exponent, so nothing it sums
// overflows or vanishes.
#include "support/build.h"
#include "support/random_data.h"

#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace extremes_test {

using build::kEpsilon;
using draw::Random;

constexpr double kDenormal = std::numeric_limits<double>::denorm_min();
constexpr double kLargest = std::numeric_limits<double>::max();

// Results below this are themselves too small to be told from 0 by anyone.
constexpr long double kVanishing = 1e-290L;

void expect_matches(double actual, long double expected) {
  ASSERT_FALSE(std::isnan(actual));
  EXPECT_GE(actual, 0.0);
  EXPECT_LE(actual, 1.0);
  EXPECT_LE(std::abs(static_cast<long double>(actual) - expected),
            64 * kEpsilon * expected + kVanishing)
      << "actual " << actual << ", expected " << static_cast<double>(expected);
}

void expect_scores_match(const reference::World& world, const reference::Model& model,
                         const reference::Person& person) {
  const reference::Scorer<long double> expected(world, model);
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Scorer scorer(catalog, build::model(model));
  const skillmatch::Query query = scorer.prepare(build::profile(person));
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const bool can_rank = !query.not_ranked() && !scorer.not_ranked(build::company(c));
    ASSERT_EQ(can_rank, expected.can_rank(person, world.companies[c]));
    if (!can_rank) continue;
    const skillmatch::Score actual = scorer.score(query, build::company(c));
    const auto wanted = expected.score(person, world.companies[c]);
    expect_matches(actual.cosine, wanted.cosine);
    expect_matches(actual.coverage, wanted.coverage);
    expect_matches(actual.score, wanted.score);
  }
}

// How far each quantity of a random world reaches: low … high, as many small as great ones.
struct Reach {
  const char* name;
  double weight_low, weight_high;
  double level_low;       // up to 5
  double importance_low;  // up to 1
};

constexpr Reach kReaches[] = {{"moderate", 0.1, 10.0, 0.1, 0.1},
                              {"tiny weights", 1e-300, 1e-290, 0.1, 0.1},
                              {"denormal weights", kDenormal, 1e-310, 0.1, 0.1},
                              {"huge weights", 1e290, 1e300, 0.1, 0.1},
                              {"largest weights", 1e300, kLargest, 0.1, 0.1},
                              {"weights of every size", 1e-300, 1e300, 0.1, 0.1},
                              {"tiny levels", 0.1, 10.0, 1e-300, 0.1},
                              {"denormal importances", 0.1, 10.0, 0.1, kDenormal},
                              {"all of every size", 1e-300, 1e300, 1e-300, kDenormal}};

TEST(Extremes, MatchTheReference) {
  const std::size_t skills = 10;
  for (const Reach& reach : kReaches) {
    for (const double relatedness : {0.0, 0.25, 1.0}) {
      for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        SCOPED_TRACE(std::string(reach.name) + ", seed " + std::to_string(seed) + ", relatedness " +
                     std::to_string(relatedness));
        Random random(seed);
        const draw::Shape shape{.skills = skills, .companies = 6, .concepts = 3, .required = 0.6};
        reference::World world = draw::random_world(shape, random);
        for (auto& company : world.companies) {
          for (auto& r : company.requirements) {
            r.level = std::min(random.log_between(reach.level_low, 5.0), 5.0);
            r.importance = std::min(random.log_between(reach.importance_low, 1.0), 1.0);
          }
        }
        reference::Person person;
        person.levels.resize(skills);
        for (auto& level : person.levels) {
          if (random.chance(0.6)) level = std::min(random.log_between(reach.level_low, 5.0), 5.0);
        }
        reference::Model model = build::plain_model(skills, 0.5, 0.0, relatedness);
        for (double& w : model.weights) {
          w = std::min(random.log_between(reach.weight_low, reach.weight_high), kLargest);
        }
        model.breadth_floor = random.chance(0.5) ? 0.0 : random.log_between(1e-300, 1e300);
        expect_scores_match(world, model, person);
      }
    }
  }
}

TEST(Extremes, TheSmallestAndTheLargestOfAllMeet) {
  const reference::World world = build::world(
      2, {{{{0, kDenormal, kDenormal}, {1, 5.0}}, {}}, {{{0, kDenormal, kDenormal}}, {}}});
  for (const double weight : {kDenormal, 1e-300, 1.0, kLargest}) {
    for (const double floor : {0.0, kDenormal, 3.0, kLargest}) {
      reference::Model model = build::plain_model(2, 0.5, floor);
      model.weights[0] = weight;
      expect_scores_match(world, model, build::person({kDenormal, kDenormal}));
      expect_scores_match(world, model, build::person({kDenormal, 5.0}));
      expect_scores_match(world, model, build::person({5.0, kDenormal}));
    }
  }
}

// Where the products of a row are neither tiny nor moderate, a share of one must not vanish.
TEST(Extremes, ATinyLevelHeldIsWorthTheSameUnderEveryWeight) {
  const reference::World world = build::world(1, {{{{0, 1.0}}, {}}});
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Profile profile = build::profile(build::person({1e-240}));
  for (int k = -1022; k <= 1022; k += 2) {
    reference::Model model = build::plain_model(1, 0.0, 0.0);
    model.weights[0] = std::ldexp(1.0, k);
    const skillmatch::Scorer scorer(catalog, build::model(model));
    EXPECT_EQ(scorer.rank(profile).results.at(0).score.coverage, 1e-240) << "weight 2^" << k;
  }
}

// √w u of one skill and λ together are below what a double holds when multiplied unscaled.
TEST(Extremes, ATinyRelatednessOfTinyLevelsIsNotLost) {
  skillmatch::Taxonomy taxonomy;
  const auto shared = taxonomy.add_concept({"shared", {}});
  for (const char* id : {"a", "b"}) taxonomy.add_skill({id, {}, {}, "", {shared}});
  skillmatch::Catalog catalog(taxonomy);
  catalog.add({"c", {}, {}, {}, ""}, {{build::skill(0), 1e-90}});
  skillmatch::Model model;
  model.relatedness = 1e-200;
  const skillmatch::Scorer scorer(catalog, model);
  const skillmatch::Profile profile("p", {{build::skill(1), 1e-90}});
  EXPECT_NEAR(scorer.rank(profile).results.at(0).score.cosine, 1e-200, 1e-214);
}

TEST(Extremes, ScalingAllWeightsByAPowerOfTwoChangesNoBit) {
  const draw::Shape shape{.skills = 16, .companies = 10, .concepts = 4, .required = 0.5};
  for (const double relatedness : {0.0, 0.3, 1.0}) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      Random random(seed);
      const reference::World world = draw::random_world(shape, random);
      const skillmatch::Catalog catalog = build::catalog(world);
      reference::Model model = draw::random_model(shape, relatedness, random);
      const skillmatch::Profile profile = build::profile(draw::random_person(shape, random));
      const skillmatch::Ranking before =
          skillmatch::Scorer(catalog, build::model(model)).rank(profile);
      // Steps of 2: √w of an odd power is √2 times as large, which is no power of two.
      for (int k = -600; k <= 600; k += 2) {
        SCOPED_TRACE("seed " + std::to_string(seed) + ", 2^" + std::to_string(k) +
                     ", relatedness " + std::to_string(relatedness));
        reference::Model scaled = model;
        for (double& w : scaled.weights) w = std::ldexp(w, k);
        scaled.breadth_floor = std::ldexp(model.breadth_floor, k);
        const skillmatch::Ranking after =
            skillmatch::Scorer(catalog, build::model(scaled)).rank(profile);
        ASSERT_EQ(after.results.size(), before.results.size());
        for (std::size_t i = 0; i < after.results.size(); ++i) {
          ASSERT_EQ(after.results[i].company, before.results[i].company);
          ASSERT_EQ(after.results[i].score.cosine, before.results[i].score.cosine);
          ASSERT_EQ(after.results[i].score.coverage, before.results[i].score.coverage);
          ASSERT_EQ(after.results[i].score.score, before.results[i].score.score);
        }
      }
    }
  }
}

TEST(Extremes, ScalingAllWeightsByAnOddPowerOfTwoChangesNoBitOfACoverage) {
  const reference::World world = build::world(2, {{{{0, 3.0, 0.3}, {1, 5.0, 0.7}}, {}}});
  const reference::Person person = build::person({1.1, 4.3});
  const skillmatch::Score before = build::score(world, build::plain_model(2), person);
  for (int k = -601; k <= 601; k += 2) {
    reference::Model model = build::plain_model(2);
    for (double& w : model.weights) w = std::ldexp(w, k);
    const skillmatch::Score after = build::score(world, model, person);
    EXPECT_EQ(after.coverage, before.coverage) << k;
    EXPECT_NEAR(after.cosine, before.cosine, 8 * kEpsilon) << k;
  }
}

// The clamp at 1 must hide rounding only.
TEST(Extremes, TheCosineOfAProfileWithItsOwnRequirementsIsOne) {
  const std::size_t skills = 50;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    for (const double low : {0.1, 1e-150, 1e-300}) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", from " + std::to_string(low));
      reference::Person person;
      reference::Company company;
      for (std::size_t s = 0; s < skills; ++s) {
        const double level = std::min(random.log_between(low, 5.0), 5.0);
        person.levels.emplace_back(level);
        company.requirements.push_back({s, level});
      }
      reference::Model model = build::plain_model(skills, 1.0);
      for (double& w : model.weights) w = random.log_between(0.01, 100.0);
      const skillmatch::Score score = build::score(build::world(skills, {company}), model, person);
      EXPECT_LE(score.cosine, 1.0);
      EXPECT_GE(score.cosine, 1.0 - 4 * kEpsilon);
      EXPECT_EQ(score.coverage, 1.0);
    }
  }
}

TEST(Extremes, AFloorAboveAllThatIsAskedLeavesAlmostNoCoverage) {
  const reference::World world = build::world(1, {{{{0, 5.0}}, {}}});
  reference::Model model = build::plain_model(1, 0.0, kLargest);
  model.weights[0] = kDenormal;
  const skillmatch::Score score = build::score(world, model, build::person({5.0}));
  EXPECT_EQ(score.cosine, 1.0);
  EXPECT_EQ(score.coverage, 0.0);
}

}  // namespace extremes_test
