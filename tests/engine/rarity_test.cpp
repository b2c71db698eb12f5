// Weights by rarity against plain loops, and what they change in a ranking.
#include "support/build.h"
#include "support/random_data.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/rarity.h>

namespace rarity_test {

TEST(RarityWeights, FollowTheirFormula) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    draw::Shape shape;
    shape.required = random.unit();
    const reference::World world = draw::random_world(shape, random);
    std::vector<double> expected;
    double requirements = 0.0;
    double sum = 0.0;
    for (std::size_t s = 0; s < world.skills(); ++s) {
      double times = 0.0;
      for (const reference::Company& company : world.companies) {
        for (const reference::Requirement& r : company.requirements) times += r.skill == s ? 1 : 0;
      }
      const double n = static_cast<double>(world.companies.size());
      expected.push_back(std::log((n + 1.0) / (times + 1.0)) + 1.0);
      requirements += times;
      sum += times * expected.back();
    }
    const std::vector<double> weights = skillmatch::rarity_weights(build::catalog(world));
    ASSERT_EQ(weights.size(), expected.size());
    double mean = 0.0;
    for (std::size_t s = 0; s < weights.size(); ++s) {
      EXPECT_NEAR(weights[s], expected[s] * requirements / sum, 1e-13 * weights[s]);
      for (const reference::Company& company : world.companies) {
        for (const reference::Requirement& r : company.requirements) {
          if (r.skill == s) mean += weights[s] / requirements;
        }
      }
    }
    EXPECT_NEAR(mean, 1.0, 1e-12);
  }
}

TEST(RarityWeights, AreOneWhereNothingIsRequired) {
  EXPECT_EQ(skillmatch::rarity_weights(build::catalog(build::world(3, {}))),
            std::vector<double>(3, 1.0));
  EXPECT_EQ(skillmatch::rarity_weights(build::catalog(build::world(2, {{}, {}}))),
            std::vector<double>(2, 1.0));
}

TEST(RarityWeights, LetTheRareSkillDecide) {
  // Each company shares one skill with the person; the second's is asked for by nobody else.
  const reference::World world = build::world(
      4, {{{{0, 3.0}, {2, 3.0}}, {}}, {{{1, 3.0}, {2, 3.0}}, {}}, {{{0, 3.0}, {3, 3.0}}, {}}});
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Profile profile = build::profile(build::person({3.0, 3.0}));
  const auto first = [&](const skillmatch::Model& model) {
    return skillmatch::Scorer(catalog, model).rank(profile, {.k = 1}).results[0].company;
  };
  skillmatch::Model model = skillmatch::built_in_model("cosine").value();
  EXPECT_EQ(first(model), build::company(0));  // a tie, in catalog order
  model.weights = skillmatch::rarity_weights(catalog);
  EXPECT_EQ(first(model), build::company(1));
}

}  // namespace rarity_test
