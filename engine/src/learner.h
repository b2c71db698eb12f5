// Somebody who learns: the levels held on the way, and what they are worth.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <skillmatch/effort.h>
#include <skillmatch/learning_plan.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch {

// A profile's skills without the rest, cheap to change.
class Levels {
 public:
  explicit Levels(const Profile& profile) : skills_(profile.skills()) {}

  std::optional<double> known(SkillId skill) const noexcept {
    const auto at = place(skill);
    return at != skills_.end() && at->skill == skill ? std::optional(at->level) : std::nullopt;
  }
  double at(SkillId skill) const noexcept { return known(skill).value_or(0.0); }

  // Nothing: unknown.
  void put(SkillId skill, std::optional<double> level);

  ProfileView view() const noexcept { return {{}, skills_, {}}; }
  const std::vector<HeldSkill>& skills() const noexcept { return skills_; }

 private:
  std::vector<HeldSkill>::const_iterator place(SkillId skill) const noexcept {
    return std::lower_bound(
        skills_.begin(), skills_.end(), skill,
        [](const HeldSkill& held, SkillId wanted) { return held.skill < wanted; });
  }

  std::vector<HeldSkill> skills_;  // ascending
};

struct Raise {
  SkillId skill;
  double to;
};

// What levels are worth to a goal for some companies.
class Worth {
 public:
  // Everything must outlive it; the companies have scores.
  Worth(const Scorer& scorer, const LearningGoal& goal, std::vector<CompanyId> companies);

  const std::vector<CompanyId>& companies() const noexcept { return companies_; }
  const Scorer& scorer() const noexcept { return *scorer_; }
  const LearningGoal& goal() const noexcept { return goal_; }

  // The highest level of a skill that one of them requires; 0 where none does.
  double highest(SkillId skill) const noexcept { return highest_[index(skill)]; }

  // One a company. A profile that holds nothing has scores of 0 and gates that fail.
  std::vector<Score> scores(const Levels& levels, unsigned threads = 1) const;
  bool is_within(const Score& score) const noexcept {
    return score.gate == Gate::pass && score.score >= goal_.reach;
  }
  std::vector<CompanyId> within(std::span<const Score> scores) const;

  double value(std::span<const Score> scores) const;
  double value(const Levels& levels) const { return value(scores(levels)); }

 private:
  const Scorer* scorer_;
  LearningGoal goal_;
  std::vector<CompanyId> companies_;
  std::vector<double> highest_;  // S
};

// The raises that bring all of `companies` within reach from `levels`, none of which is needless;
// nothing where none were found for about `budget` hours. No level is raised above `most`, where
// given.
std::optional<std::vector<Raise>> raises_to_reach(const Worth& worth, const LearningHours& hours,
                                                  const Levels& levels,
                                                  std::span<const CompanyId> companies,
                                                  double budget, const Levels* most = nullptr);

// `required` and the half levels below `highest`; ascending.
std::vector<double> level_grid(std::vector<double> required, double highest);

}  // namespace skillmatch
