// Floor 1: how many hours it takes to learn a skill. Nobody can know that of one person: it is a
// stated assumption, made of few numbers that anybody can change.
//
//   hours(s, a → b) = f_s · ∫ from a to b of h(l) · (1 − ρ where l is below a related level) dl
//
// h(l) is Effort::hours of the whole level that l lies in, so that hours are linear within a level;
// f_s is the factor of the skill; the related level is the best level held of a skill that shares a
// broader concept with s, and ρ the share that it saves.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch {

struct Effort {
  // From level 0 to 1, …, from 4 to 5; each above 0. Twice as many for each further level.
  std::array<double, 5> hours{20.0, 40.0, 80.0, 160.0, 320.0};
  double related_saves = 0.5;   // ρ, in [0, 1)
  std::vector<double> factors;  // f, one a skill and above 0, or empty: 1 for all
};

// The hours of one person, as known at the outset: what is learnt on the way makes nothing cheaper,
// so that hours add up and do not depend on the order of learning.
class LearningHours {
 public:
  // O(S + concepts). Throws std::invalid_argument for numbers out of range and factors that are not
  // one a skill of `taxonomy`.
  LearningHours(Effort effort, const Taxonomy& taxonomy, const Profile& profile);

  // Of a skill from level `from` to level `to`, both in [0, 5]; 0 where to ≤ from. What is unknown
  // is learnt from 0.
  double operator()(SkillId skill, double from, double to) const noexcept;

  std::size_t skills() const noexcept { return related_.size(); }  // S

  // The best level held of the skill or of one that is related to it; 0 without.
  double related_level(SkillId skill) const noexcept { return related_[index(skill)]; }

 private:
  Effort effort_;
  std::vector<double> related_;  // S
};

}  // namespace skillmatch
