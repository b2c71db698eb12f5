// Relatedness is learnt where it made the feedback.
#include "support/build.h"
#include "support/random_data.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/tuner.h>

namespace skillmatch {
namespace relatedness_tuning_test {

constexpr std::size_t kSkills = 24;
constexpr std::size_t kCompanies = 80;

// Sparse rows over skills of which three each share a concept.
Catalog related_catalog(draw::Random& random) {
  reference::World world = build::world(kSkills, std::vector<reference::Company>(kCompanies));
  world.concepts = kSkills / 3;
  for (std::size_t s = 0; s < kSkills; ++s) world.broader[s] = {s / 3};
  for (std::size_t c = 0; c < kCompanies; ++c) {
    std::vector<reference::Requirement>& row = world.companies[c].requirements;
    for (std::size_t s = 0; s < kSkills; ++s) {
      if (random.below(5) == 0) row.push_back({s, 1.0 + static_cast<double>(random.below(5))});
    }
    if (row.empty()) row.push_back({c % kSkills, 3.0});
  }
  return build::catalog(world);
}

TEST(RelatednessTuning, FindsWhatMadeTheFeedbackAndKeepsZeroWhereNothingDid) {
  draw::Random random(3);
  const Catalog catalog = related_catalog(random);
  for (const double truth : {0.0, 0.3}) {
    Model made_by;
    made_by.blend = 1.0;
    made_by.relatedness = truth;
    const Scorer scorer(catalog, made_by);
    std::vector<JudgedProfile> feedback;
    for (int p = 0; p < 30; ++p) {
      std::vector<HeldSkill> skills;
      for (std::size_t s = 0; s < kSkills; ++s) {
        if (random.below(6) == 0) skills.push_back({static_cast<SkillId>(s), 4.0});
      }
      if (skills.empty()) skills.push_back({static_cast<SkillId>(0), 4.0});
      JudgedProfile query{Profile("p" + std::to_string(p), std::move(skills)), {}, true, {}};
      const Ranking ranking = scorer.rank(query.profile, {.k = 10});
      for (std::size_t i = 0; i < ranking.results.size(); ++i) {
        query.graded.push_back({ranking.results[i].company, static_cast<int>(4 - i / 3)});
      }
      std::sort(query.graded.begin(), query.graded.end(),
                [](const auto& a, const auto& b) { return a.company < b.company; });
      feedback.push_back(std::move(query));
    }
    Model start;
    start.blend = 1.0;
    TuningOptions options;
    options.weights = options.blend = false;
    options.relatedness = true;
    const TuningReport report = tune(catalog, start, feedback, options);
    EXPECT_EQ(report.model.relatedness, truth);
    EXPECT_EQ(report.verdict, truth > 0.0 ? TuningVerdict::better : TuningVerdict::not_better);
  }
}

}  // namespace relatedness_tuning_test
}  // namespace skillmatch
