// What holds of every score whatever the figures: metamorphic properties on random worlds.
#include "support/build.h"
#include "support/random_settings.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace properties_test {

using build::kEpsilon;
using draw::on_random_settings;
using draw::Random;
using draw::Setting;
using draw::Shape;

constexpr std::uint64_t kSeeds = 40;
const Shape kShape{.skills = 24, .companies = 12, .concepts = 6, .required = 0.4};

// Calls use(score, other_score) for each company with a score for both people.
template <typename Use>
void for_both(const Setting& s, const reference::Person& other, Use use) {
  const skillmatch::Query a = s.scorer.prepare(build::profile(s.person));
  const skillmatch::Query b = s.scorer.prepare(build::profile(other));
  if (a.not_ranked() || b.not_ranked()) return;
  for (std::size_t c = 0; c < s.catalog.size(); ++c) {
    const auto id = build::company(c);
    if (!s.scorer.not_ranked(id)) use(s.scorer.score(a, id), s.scorer.score(b, id));
  }
}

reference::Person scaled(reference::Person person, double factor) {
  for (auto& level : person.levels) {
    if (level) *level *= factor;
  }
  return person;
}

TEST(Properties, ScoresAreInTheUnitInterval) {
  on_random_settings(kShape, {0.0, 0.3, 1.0}, kSeeds, [](const Setting& s, Random&) {
    for_both(s, s.person, [](const skillmatch::Score& score, const skillmatch::Score&) {
      for (const double x : {score.score, score.cosine, score.coverage}) {
        EXPECT_GE(x, 0.0);
        EXPECT_LE(x, 1.0);
      }
    });
  });
}

TEST(Properties, HalvingEveryLevelChangesNoBitOfACosine) {
  on_random_settings(kShape, {0.0, 0.3, 1.0}, kSeeds, [](const Setting& s, Random&) {
    for (const double factor : {0.5, 0x1p-10, 0x1p-400, 0x1p-1000}) {
      for_both(s, scaled(s.person, factor),
               [](const auto& a, const auto& b) { EXPECT_EQ(a.cosine, b.cosine); });
    }
  });
}

TEST(Properties, ScalingEveryLevelMovesACosineByRoundingOnly) {
  on_random_settings(kShape, {0.0, 0.3, 1.0}, kSeeds, [](const Setting& s, Random& random) {
    for_both(s, scaled(s.person, random.between(0.01, 1.0)),
             [](const auto& a, const auto& b) { EXPECT_NEAR(a.cosine, b.cosine, 8 * kEpsilon); });
  });
}

TEST(Properties, LearningNeverLowersACoverage) {
  on_random_settings(kShape, {0.0, 0.3, 1.0}, kSeeds, [](const Setting& s, Random& random) {
    for (int i = 0; i < 20; ++i) {
      reference::Person learnt = s.person;
      auto& level = learnt.levels[random.below(learnt.levels.size())];
      // From unknown to a low level too, where a related skill may already lend more.
      level = random.between(level.value_or(0.0), level ? 5.0 : 0.5);
      for_both(s, learnt, [](const auto& a, const auto& b) { EXPECT_GE(b.coverage, a.coverage); });
    }
  });
}

TEST(Properties, KnowingThatASkillIsMissingChangesNoScore) {
  on_random_settings(kShape, {0.0, 0.3, 1.0}, kSeeds, [](const Setting& s, Random&) {
    reference::Person aware = s.person;
    for (auto& level : aware.levels) level = level.value_or(0.0);
    // With relatedness the zeros change the order in which concepts are summed.
    const double bound = s.model.relatedness == 0.0 ? 0.0 : 8 * kEpsilon;
    for_both(s, aware, [&](const auto& a, const auto& b) {
      EXPECT_NEAR(a.cosine, b.cosine, bound);
      EXPECT_EQ(a.coverage, b.coverage);
    });
  });
}

TEST(Properties, ExtraSkillsChangeNoCoverage) {
  on_random_settings(kShape, {0.0}, kSeeds, [](const Setting& s, Random& random) {
    for (std::size_t c = 0; c < s.catalog.size(); ++c) {
      const auto id = build::company(c);
      std::vector<bool> required(s.world.skills());
      for (const auto& r : s.world.companies[c].requirements) required[r.skill] = true;
      reference::Person broader = s.person;
      for (std::size_t k = 0; k < required.size(); ++k) {
        if (!required[k]) broader.levels[k] = random.between(0.1, 5.0);
      }
      const skillmatch::Query a = s.scorer.prepare(build::profile(s.person));
      const skillmatch::Query b = s.scorer.prepare(build::profile(broader));
      if (a.not_ranked() || b.not_ranked() || s.scorer.not_ranked(id)) continue;
      EXPECT_EQ(s.scorer.score(a, id).coverage, s.scorer.score(b, id).coverage);
    }
  });
}

TEST(Properties, OrderOfRequirementsAndSkillsChangesNoBit) {
  on_random_settings(kShape, {0.0, 0.3, 1.0}, kSeeds, [](const Setting& s, Random& random) {
    reference::World shuffled = s.world;
    for (auto& company : shuffled.companies) random.shuffle(company.requirements);
    const skillmatch::Catalog catalog = build::catalog(shuffled);
    const skillmatch::Scorer scorer(catalog, build::model(s.model));
    std::vector<skillmatch::HeldSkill> held = build::profile(s.person).skills();
    random.shuffle(held);
    const skillmatch::Query a = s.scorer.prepare(build::profile(s.person));
    const skillmatch::Query b = scorer.prepare(skillmatch::Profile("shuffled", held));
    ASSERT_EQ(a.not_ranked(), b.not_ranked());
    if (a.not_ranked()) return;
    for (std::size_t c = 0; c < catalog.size(); ++c) {
      const auto id = build::company(c);
      ASSERT_EQ(s.scorer.not_ranked(id), scorer.not_ranked(id));
      if (scorer.not_ranked(id)) continue;
      EXPECT_EQ(s.scorer.score(a, id).cosine, scorer.score(b, id).cosine);
      EXPECT_EQ(s.scorer.score(a, id).coverage, scorer.score(b, id).coverage);
    }
  });
}

TEST(Properties, NoWeightsAreWeightsOfOne) {
  on_random_settings(kShape, {0.0, 0.3}, kSeeds, [](const Setting& s, Random&) {
    skillmatch::Model none = build::model(s.model);
    none.weights.clear();
    skillmatch::Model ones = none;
    ones.weights.assign(s.world.skills(), 1.0);
    const skillmatch::Scorer a(s.catalog, none);
    const skillmatch::Scorer b(s.catalog, ones);
    const skillmatch::Ranking x = a.rank(build::profile(s.person));
    const skillmatch::Ranking y = b.rank(build::profile(s.person));
    ASSERT_EQ(x.results.size(), y.results.size());
    for (std::size_t i = 0; i < x.results.size(); ++i) {
      EXPECT_EQ(x.results[i].company, y.results[i].company);
      EXPECT_EQ(x.results[i].score.score, y.results[i].score.score);
    }
  });
}

}  // namespace properties_test
