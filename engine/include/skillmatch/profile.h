// Floor 1: what one person can do, and what that person asks of a company.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/types.h>

namespace skillmatch {

struct HeldSkill {
  SkillId skill;
  double level;  // in [0, 5]; 0 is "known to be none"
};

struct Want {
  AttributeId attribute;
  double importance;  // in (0, 1]
};

// A profile that somebody else holds. Whoever makes one vouches for what Profile's constructor
// checks.
struct ProfileView {
  std::string_view id;
  std::span<const HeldSkill> skills;  // ascending
  std::span<const Want> wants;        // ascending
};

class Profile {
 public:
  // Throws std::invalid_argument for a level or importance out of range and for anything given
  // twice. The order given does not matter.
  explicit Profile(std::string id, std::vector<HeldSkill> skills, std::vector<Want> wants = {});

  const std::string& id() const noexcept { return id_; }
  const std::vector<HeldSkill>& skills() const noexcept { return skills_; }  // ascending
  const std::vector<Want>& wants() const noexcept { return wants_; }         // ascending

  ProfileView view() const noexcept { return {id_, skills_, wants_}; }

  // The level held; nothing when it is unknown.
  std::optional<double> level(SkillId skill) const noexcept;

  // This profile with `skill` at `level`: the ground of every "what if".
  Profile with(SkillId skill, double level) const;

 private:
  std::string id_;
  std::vector<HeldSkill> skills_;
  std::vector<Want> wants_;
};

}  // namespace skillmatch
