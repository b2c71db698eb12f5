// What is found to be learnt next for one profile, as commands show it.
#pragma once

#include "advice_output.h"

#include <cstddef>
#include <optional>
#include <vector>

#include <skillmatch/effort.h>
#include <skillmatch/learning_plan.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {

// The companies that a plan is for.
struct AdviceScope {
  std::vector<CompanyId> companies;            // that have a score
  std::size_t not_ranked = 0;                  // that have none
  std::optional<FieldId> field = {};           // of which all of them are
  std::optional<CompanyId> goal_company = {};  // the only one, whose score is the goal
};

// Every company, or every one of a field.
AdviceScope whole_scope(const Scorer& scorer, std::optional<FieldId> field);

// The plan, and where the scope has a field, what its companies ask for. `scorer`, `profile` and
// `effort` must outlive the view. Throws as learning_plan.
AdviceView advice_view(const Scorer& scorer, const Profile& profile, const Effort& effort,
                       const AdviceScope& scope, double budget, const LearningGoal& goal,
                       unsigned threads, Language language);

}  // namespace skillmatch::cli
