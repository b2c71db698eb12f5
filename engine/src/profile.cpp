#include "sorted_unique.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <skillmatch/profile.h>

namespace skillmatch {

Profile::Profile(std::string id, std::vector<HeldSkill> skills, std::vector<Want> wants)
    : id_(std::move(id)), skills_(std::move(skills)), wants_(std::move(wants)) {
  for (const HeldSkill& s : skills_) {
    if (!is_level(s.level)) throw std::invalid_argument("a level held is outside [0, 5]");
  }
  for (const Want& w : wants_) {
    if (!is_importance(w.importance)) throw std::invalid_argument("a want is outside (0, 1]");
  }
  sort_unique(skills_, &HeldSkill::skill, "a skill is held twice");
  sort_unique(wants_, &Want::attribute, "an attribute is wanted twice");
}

std::optional<double> Profile::level(SkillId skill) const noexcept {
  const auto at =
      std::lower_bound(skills_.begin(), skills_.end(), skill,
                       [](const HeldSkill& held, SkillId wanted) { return held.skill < wanted; });
  if (at == skills_.end() || at->skill != skill) return std::nullopt;
  return at->level;
}

Profile Profile::with(SkillId skill, double level) const {
  std::vector<HeldSkill> skills = skills_;
  std::erase_if(skills, [skill](const HeldSkill& held) { return held.skill == skill; });
  skills.push_back({skill, level});
  return Profile(id_, std::move(skills), wants_);
}

}  // namespace skillmatch
