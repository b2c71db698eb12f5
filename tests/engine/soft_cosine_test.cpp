// Relatedness: what skills that share a concept lend each other, and what they do not.
#include "support/build.h"
#include "support/random_data.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace soft_cosine_test {

using build::kEpsilon;
using draw::Random;
using draw::Shape;

// Skills 0 and 1 share concept 0; skill 2 has none; skill 3 has concepts 0 and 1.
reference::World related_world(std::vector<reference::Company> companies) {
  reference::World world = build::world(4, std::move(companies));
  world.concepts = 2;
  world.broader = {{0}, {0}, {}, {0, 1}};
  return world;
}

skillmatch::Score score(const reference::Company& company, double relatedness,
                        std::vector<std::optional<double>> levels) {
  return build::score(related_world({company}), build::plain_model(4, 0.5, 0.0, relatedness),
                      build::person(std::move(levels)));
}

TEST(SoftCosine, IsTheShareOfRelatednessBetweenTwoSkillsOfOneConcept) {
  const reference::Company asks_1{{{1, 4.0}}, {}};
  for (const double relatedness : {0.0, 0.25, 0.5, 1.0}) {
    const auto result = score(asks_1, relatedness, {2.0, std::nullopt, std::nullopt, std::nullopt});
    EXPECT_EQ(result.cosine, relatedness);
    EXPECT_EQ(result.coverage, relatedness * 0.5);
  }
}

TEST(SoftCosine, LendsNothingWithoutASharedConcept) {
  const reference::Company asks_2{{{2, 4.0}}, {}};
  const auto result = score(asks_2, 1.0, {5.0, 5.0, std::nullopt, 5.0});
  EXPECT_EQ(result.cosine, 0.0);
  EXPECT_EQ(result.coverage, 0.0);
}

TEST(SoftCosine, SharesASkillOutBetweenItsConcepts) {
  // One of the two concepts of skill 3 is shared with skill 1: K is λ/√2 there.
  const reference::Company asks_1{{{1, 4.0}}, {}};
  const auto result = score(asks_1, 0.5, {std::nullopt, std::nullopt, std::nullopt, 2.0});
  EXPECT_NEAR(result.cosine, 0.5 / std::sqrt(2.0), 4 * kEpsilon);
  EXPECT_EQ(result.coverage, 0.25);  // a level is lent whole, however many concepts
}

TEST(SoftCosine, ChangesNothingForOneSkillAgainstItself) {
  for (std::size_t s = 0; s < 4; ++s) {
    std::vector<std::optional<double>> levels(4);
    levels[s] = 3.0;
    const auto result = score({{{s, 4.0}}, {}}, 0.3, levels);
    EXPECT_NEAR(result.cosine, 1.0, 4 * kEpsilon);
    EXPECT_EQ(result.coverage, 0.75);
  }
}

TEST(SoftCosine, NeverLowersAHeldLevelByALentOne) {
  const reference::Company asks_0{{{0, 4.0}}, {}};
  EXPECT_EQ(score(asks_0, 0.5, {1.0, 4.0, std::nullopt, std::nullopt}).coverage, 0.5);
  EXPECT_EQ(score(asks_0, 0.5, {3.0, 4.0, std::nullopt, std::nullopt}).coverage, 0.75);
}

TEST(SoftCosine, LendsNothingToAGate) {
  const reference::Company must_1{{{1, 1.0, 1.0, true}}, {}};
  EXPECT_EQ(score(must_1, 1.0, {5.0, std::nullopt, std::nullopt, std::nullopt}).gate,
            skillmatch::Gate::unknown);
  EXPECT_EQ(score(must_1, 1.0, {5.0, 0.5, std::nullopt, 5.0}).gate, skillmatch::Gate::fail);
}

TEST(SoftCosine, WithoutAnyConceptIsTheCosine) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const Shape shape{.skills = 12, .companies = 6, .concepts = 0};
    const reference::World world = draw::random_world(shape, random);
    const reference::Person person = draw::random_person(shape, random);
    reference::Model model = draw::random_model(shape, 0.0, random);
    const skillmatch::Catalog catalog = build::catalog(world);
    const auto ranking = [&] {
      return skillmatch::Scorer(catalog, build::model(model)).rank(build::profile(person));
    };
    const skillmatch::Ranking without = ranking();
    model.relatedness = 0.7;
    const skillmatch::Ranking with = ranking();
    ASSERT_EQ(with.results.size(), without.results.size());
    for (std::size_t i = 0; i < with.results.size(); ++i) {
      EXPECT_EQ(with.results[i].score.score, without.results[i].score.score);
    }
  }
}

// Two entries would add up to a column of length √2.
TEST(SoftCosine, IsGuardedAgainstAConceptGivenTwice) {
  skillmatch::Taxonomy taxonomy;
  const auto concept_id = taxonomy.add_concept({"databases", {}});
  skillmatch::Skill sql;
  sql.id = "sql";
  sql.broader = {concept_id, concept_id};
  EXPECT_THROW(taxonomy.add_skill(sql), std::invalid_argument);
  EXPECT_EQ(taxonomy.size(), 0U);
}

}  // namespace soft_cosine_test
