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
  Worth(const Scorer& scorer, const LearningGoal& goal, std::vector<CompanyId> companies)
      : scorer_(&scorer), goal_(goal), companies_(std::move(companies)) {}

  const std::vector<CompanyId>& companies() const noexcept { return companies_; }
  const Scorer& scorer() const noexcept { return *scorer_; }
  const LearningGoal& goal() const noexcept { return goal_; }

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
};

// The raises that bring `company` within reach from `levels`, none of which is needless; nothing
// where none do. No level is raised above `most`, where given.
std::optional<std::vector<Raise>> raises_to_reach(const Worth& worth, const LearningHours& hours,
                                                  const Levels& levels, CompanyId company,
                                                  const Levels* most = nullptr);

// The next level of the grid above `level`: a half level, or `required` where that is nearer.
double next_level(double level, double required) noexcept;
// The one below.
double level_before(double level, double required) noexcept;

}  // namespace skillmatch
