// What to learn next, and what a field asks for, in every format.
#pragma once

#include "output.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <skillmatch/effort.h>
#include <skillmatch/learning_plan.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>
#include <skillmatch/skill_demand.h>

namespace skillmatch::cli {

struct AdviceView {
  const Scorer& scorer;
  const Profile& profile;
  const Effort& effort;
  LearningGoal goal;
  std::optional<CompanyId> goal_company;  // whose score is the goal
  double budget;
  std::size_t companies;   // of the plan
  std::size_t not_ranked;  // that were asked for and have no score
  LearningPlan plan;
  std::optional<FieldId> field;
  std::size_t field_companies;      // those that `demand` is of
  std::vector<SkillDemand> demand;  // of the field
  Language language = Language::en;
};

// `format` is table, json or markdown.
std::string advice_text(const AdviceView& view, Format format, const Terminal& terminal);

// The same as a part of a page (page.h).
std::string advice_html(const AdviceView& view);

}  // namespace skillmatch::cli
