// cosine, coverage, blend and gate of one company, against the reference.
#include "support/build.h"
#include "support/random_data.h"
#include "support/reference.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace scorer_test {

using build::kEpsilon;
using draw::Random;
using draw::Shape;
using skillmatch::Gate;

// Every sum has terms ≥ 0 only, so that n roundings move it by at most n·ε/2 of itself. A term
// takes a few roundings, a norm half of those of its square; with relatedness a direction is a sum
// too.
double relative_bound(const reference::World& world) {
  return static_cast<double>(2 * world.skills() + world.concepts + 16) * kEpsilon;
}

void expect_close(double actual, long double expected, double bound) {
  EXPECT_LE(std::abs(static_cast<long double>(actual) - expected), bound * expected)
      << "actual " << actual << ", expected " << static_cast<double>(expected);
}

void expect_scores_match(const Shape& shape, double relatedness, Random& random) {
  const reference::World world = draw::random_world(shape, random);
  const reference::Model model = draw::random_model(shape, relatedness, random);
  const reference::Scorer<long double> expected(world, model);
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Scorer scorer(catalog, build::model(model));
  const double bound = relative_bound(world);
  for (int people = 0; people < 5; ++people) {
    const reference::Person person = draw::random_person(shape, random);
    const skillmatch::Query query = scorer.prepare(build::profile(person));
    for (std::size_t c = 0; c < world.companies.size(); ++c) {
      const reference::Company& company = world.companies[c];
      const bool can_rank = !query.not_ranked() && !scorer.not_ranked(build::company(c));
      ASSERT_EQ(can_rank, expected.can_rank(person, company));
      if (!can_rank) continue;
      const skillmatch::Score actual = scorer.score(query, build::company(c));
      const auto wanted = expected.score(person, company);
      expect_close(actual.cosine, wanted.cosine, bound);
      expect_close(actual.coverage, wanted.coverage, bound);
      expect_close(actual.score, wanted.score, bound);
      EXPECT_EQ(static_cast<int>(actual.gate), static_cast<int>(wanted.gate));
      EXPECT_FALSE(actual.mutual.has_value());
    }
  }
}

TEST(Scorer, MatchesTheReferenceOnRandomWorlds) {
  const Shape shapes[] = {{.skills = 1, .companies = 8, .concepts = 1, .required = 0.8},
                          {.skills = 6, .companies = 30, .concepts = 2, .held = 0.7},
                          {.skills = 30, .companies = 40},
                          {.skills = 64, .companies = 40, .concepts = 12, .required = 0.1},
                          {.skills = 68, .companies = 20, .required = 1.0, .held = 1.0},
                          {.skills = 90, .companies = 30, .concepts = 30, .no_weight = 0.5}};
  for (const double relatedness : {0.0, 0.3, 1.0}) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", relatedness " + std::to_string(relatedness));
      Random random(seed);
      for (const Shape& shape : shapes) expect_scores_match(shape, relatedness, random);
    }
  }
}

// Levels whose squares sum to a square, so that norms, sums and products of both are exact.
std::vector<double> pythagorean(Random& random) {
  static const std::vector<std::vector<double>> tuples = {
      {3, 4},       {1, 2, 2},    {2, 3, 6},    {1, 4, 8},    {2, 6, 9},
      {1, 1, 1, 1}, {1, 1, 3, 5}, {1, 3, 3, 9}, {2, 4, 5, 6}, {1, 1, 7, 7}};
  std::vector<double> levels = tuples[random.below(tuples.size())];
  const double unit = random.of_64ths(16) * 2.0;  // multiples of 1/32, so that all stay ≤ 5
  for (double& level : levels) level *= unit;
  return levels;
}

TEST(Scorer, EqualsTheReferenceOnExactInputs) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const std::size_t skills = 8;
    std::vector<std::size_t> order(skills);
    std::iota(order.begin(), order.end(), 0U);
    reference::Model model = build::plain_model(skills, 0.5);
    for (double& w : model.weights) w = std::exp2(2.0 * static_cast<double>(random.below(5)) - 4.0);

    reference::Person person;
    person.levels.resize(skills);
    random.shuffle(order);
    const std::vector<double> held = pythagorean(random);
    for (std::size_t i = 0; i < held.size(); ++i) {
      // √w · u is the level drawn: its squares are what must sum to a square.
      const double level = held[i] / 16.0 / std::sqrt(model.weights[order[i]]);
      person.levels[order[i]] = level;
    }
    random.shuffle(order);
    const std::vector<double> asked = pythagorean(random);
    reference::Company company;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      // A level that is a power of two keeps u / r exact; the importance carries the rest.
      const double c = asked[i] / 64.0 / std::sqrt(model.weights[order[i]]);
      company.requirements.push_back({order[i], 4.0, c / 4.0, random.chance(0.2)});
    }
    const reference::World world = build::world(skills, {company});
    const auto expected = reference::Scorer<double>(world, model).score(person, company);
    const skillmatch::Score actual = build::score(world, model, person);
    EXPECT_EQ(actual.cosine, expected.cosine);
    EXPECT_EQ(actual.coverage, expected.coverage);
    EXPECT_EQ(actual.score, expected.score);
  }
}

TEST(Scorer, GivesTheFiguresWorkedByHand) {
  // u = (3, 4), c = (4, 3): cosine 24 / 25; coverage (3/4 + 1) / 2.
  const reference::World world = build::world(2, {{{{0, 4.0}, {1, 3.0}}, {}}});
  const skillmatch::Score score =
      build::score(world, build::plain_model(2, 0.5), build::person({3.0, 4.0}));
  EXPECT_EQ(score.cosine, 24.0 / 25.0);
  EXPECT_EQ(score.coverage, 0.875);
  EXPECT_EQ(score.score, 0.5 * (24.0 / 25.0) + 0.4375);
}

TEST(Scorer, DividesTheCoverageOfAShortListByTheBreadthFloor) {
  const reference::World world = build::world(2, {{{{0, 4.0}}, {}}});
  const reference::Person person = build::person({4.0, std::nullopt});
  EXPECT_EQ(build::score(world, build::plain_model(2, 0.0, 4.0), person).coverage, 0.25);
  EXPECT_EQ(build::score(world, build::plain_model(2, 0.0, 1.0), person).coverage, 1.0);
  EXPECT_EQ(build::score(world, build::plain_model(2, 0.0, 0.0), person).coverage, 1.0);
}

TEST(Scorer, ScoresACompanyThatSharesNothingZero) {
  const reference::World world = build::world(2, {{{{1, 4.0}}, {}}});
  const skillmatch::Score score =
      build::score(world, build::plain_model(2), build::person({5.0, std::nullopt}));
  EXPECT_EQ(score.score, 0.0);
  EXPECT_EQ(score.cosine, 0.0);
  EXPECT_EQ(score.coverage, 0.0);
}

TEST(Scorer, RefusesASkillOrAttributeOutsideTheTaxonomy) {
  const skillmatch::Catalog catalog = build::catalog(build::world(2, {{{{1, 4.0}}, {1.0}}}));
  const skillmatch::Scorer scorer(catalog, {});
  EXPECT_THROW(scorer.prepare(skillmatch::Profile("p", {{build::skill(2), 1.0}})),
               std::invalid_argument);
  EXPECT_THROW(
      scorer.prepare(skillmatch::Profile("p", {{static_cast<skillmatch::SkillId>(-1), 1}})),
      std::invalid_argument);
  EXPECT_THROW(scorer.prepare(skillmatch::Profile("p", {{build::skill(0), 1.0}},
                                                  {{static_cast<skillmatch::AttributeId>(1), 1}})),
               std::invalid_argument);
}

TEST(Scorer, RefusesAModelThatDoesNotFit) {
  const skillmatch::Catalog catalog = build::catalog(build::world(3, {}));
  skillmatch::Model model;
  model.weights = {1.0, 1.0};
  EXPECT_THROW(skillmatch::Scorer(catalog, model), std::invalid_argument);
}

struct GateCase {
  std::optional<double> first;
  std::optional<double> second;
  Gate gate;
};

TEST(Gate, IsTheWorstOfTheMusts) {
  // Skills 0 and 1 are musts at 3; skill 2 is asked for at 5 but is no must.
  const reference::World world =
      build::world(3, {{{{0, 3.0, 1.0, true}, {1, 3.0, 0.1, true}, {2, 5.0}}, {}}});
  const GateCase cases[] = {{3.0, 3.0, Gate::pass},
                            {5.0, 3.5, Gate::pass},
                            {3.0, std::nullopt, Gate::unknown},
                            {std::nullopt, std::nullopt, Gate::unknown},
                            {3.0, 2.5, Gate::fail},
                            {2.5, std::nullopt, Gate::fail},
                            {std::nullopt, 0.0, Gate::fail},
                            {3.0, std::nextafter(3.0, 0.0), Gate::fail}};
  for (const GateCase& c : cases) {
    const reference::Person person = build::person({c.first, c.second, 1.0});
    EXPECT_EQ(build::score(world, build::plain_model(3), person).gate, c.gate);
  }
}

TEST(Gate, ChangesNoScore) {
  const reference::Person person = build::person({1.0, 2.0});
  const reference::World with = build::world(2, {{{{0, 3.0, 1.0, true}, {1, 3.0}}, {}}});
  const reference::World without = build::world(2, {{{{0, 3.0}, {1, 3.0}}, {}}});
  EXPECT_EQ(build::score(with, build::plain_model(2), person).score,
            build::score(without, build::plain_model(2), person).score);
}

TEST(Gate, IsNotPassedThroughASkillOfWeightZero) {
  const reference::World world = build::world(2, {{{{0, 3.0, 1.0, true}, {1, 3.0}}, {}}});
  reference::Model model = build::plain_model(2);
  model.weights[0] = 0.0;
  EXPECT_EQ(build::score(world, model, build::person({1.0, 2.0})).gate, Gate::fail);
}

}  // namespace scorer_test
