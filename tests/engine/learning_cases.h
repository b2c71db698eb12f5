// Small random catalogs to plan for, and what levels are worth there by Scorer::rank.
#pragma once

#include "support/build.h"
#include "support/random_settings.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/learning_plan.h>

namespace learning_cases {

using skillmatch::CompanyId;
using skillmatch::Effort;
using skillmatch::Gate;
using skillmatch::LearningGoal;
using skillmatch::LearningHours;
using skillmatch::LearningPlan;
using skillmatch::LearningStep;
using skillmatch::Profile;
using skillmatch::RankedCompany;
using skillmatch::Scorer;
using Value = LearningGoal::Value;

// By the list of all results.
inline std::vector<CompanyId> within(const Scorer& scorer, const Profile& profile,
                                     const std::vector<CompanyId>& scope,
                                     const LearningGoal& goal) {
  std::vector<CompanyId> result;
  const skillmatch::Ranking ranking = scorer.rank(profile);
  for (const CompanyId company : scope) {
    for (const RankedCompany& r : ranking.results) {
      if (r.company == company && r.score.gate == Gate::pass && r.score.score >= goal.reach) {
        result.push_back(company);
      }
    }
  }
  return result;
}

inline double value(const Scorer& scorer, const Profile& profile,
                    const std::vector<CompanyId>& scope, const LearningGoal& goal) {
  if (goal.value == Value::reach) {
    return static_cast<double>(within(scorer, profile, scope, goal).size());
  }
  std::vector<double> scores;
  for (const RankedCompany& r : scorer.rank(profile).results) {
    if (std::find(scope.begin(), scope.end(), r.company) == scope.end()) continue;
    scores.push_back(r.score.gate == Gate::fail ? 0.0 : r.score.score);
  }
  scores.resize(scope.size());  // without a score: 0
  std::sort(scores.begin(), scores.end(), std::greater<>());
  const std::size_t top = std::min(goal.top, scores.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < top; ++i) sum += scores[i];
  return sum / static_cast<double>(top);
}

struct Case {
  const draw::Setting& setting;
  Profile profile;
  std::vector<CompanyId> scope;  // what has a score
  LearningHours hours;
  LearningGoal goal;
  double budget;

  double worth(const Profile& of) const { return value(setting.scorer, of, scope, goal); }
  LearningPlan plan(unsigned threads = 1) const {
    return skillmatch::learning_plan(setting.scorer, profile, hours, scope, budget, goal, threads);
  }
};

constexpr draw::Shape kShape{.skills = 5,
                             .companies = 6,
                             .concepts = 3,
                             .attributes = 0,
                             .required = 0.6,
                             .held = 0.6,
                             .must = 0.1,
                             .no_weight = 0.0};

// check(case) for `seeds` small settings, every third of them with relatedness.
template <typename Check>
void on_cases(Value goal, std::uint64_t seeds, const Check& check) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    const draw::Setting setting(kShape, seed % 3 == 0 ? 0.5 : 0.0, random);
    std::vector<CompanyId> scope;
    for (std::size_t c = 0; c < setting.catalog.size(); ++c) {
      if (!setting.scorer.not_ranked(build::company(c))) scope.push_back(build::company(c));
    }
    if (scope.empty()) continue;
    const Profile profile = build::profile(setting.person);
    LearningGoal wanted;
    wanted.value = goal;
    wanted.reach = 0.6 + 0.1 * static_cast<double>(random.below(4));
    wanted.top = 1 + random.below(4);
    const double budget = 50.0 * std::exp2(static_cast<double>(random.below(5)));
    check(Case{setting, profile, scope,
               LearningHours(Effort{}, setting.catalog.taxonomy(), profile), wanted, budget});
  }
}

}  // namespace learning_cases
