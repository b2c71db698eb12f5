// Floor 3: where a score comes from, and what is missing.
#pragma once

#include <optional>
#include <vector>

#include <skillmatch/scorer.h>

namespace skillmatch {

// A required skill that is held below its level (or unknown).
struct MissingSkill {
  SkillId skill;
  std::optional<double> have;  // nothing when unknown
  double need;
  // What it costs: the score with this one skill at the required level, less the score now, both
  // by Scorer. Below 0 where the profile would lose more direction than it gains coverage.
  double loss;
};

// A must that does not pass.
struct GateReason {
  SkillId skill;
  std::optional<double> have;
  double need;
  Gate gate;
};

struct Explanation {
  // Every required skill that gives the score something, the greatest term first (ties by skill).
  // Their cosine and coverage terms sum to the score within 1e-12.
  std::vector<SkillTerm> matched;
  std::vector<SkillTerm> unmatched;   // the required skills that give nothing, by ascending skill
  std::vector<MissingSkill> missing;  // the greatest loss first (ties by skill)
  std::vector<GateReason> gate_reasons;  // by ascending skill
};

// `profile` and `company` must be rankable by `scorer`, as for Scorer::score.
Explanation explain(const Scorer& scorer, const Profile& profile, CompanyId company);

}  // namespace skillmatch
