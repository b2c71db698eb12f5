// A profile made ready for one scorer.
#include "relatedness.h"
#include "scaling.h"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include <skillmatch/scorer.h>

namespace skillmatch {

void Query::index_columns() {
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(16, 2 * columns_.size()));
  shift_ = 32U - static_cast<std::uint32_t>(std::countr_zero(size));
  slots_.assign(size, 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t at = first_slot(columns_[i].skill);
    while (slots_[at] != 0) at = (at + 1) & (size - 1);
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

Query Scorer::prepare(const ProfileView& profile) const {
  const std::size_t skills = catalog_->taxonomy().size();
  Query query;
  std::vector<SkillId> ids;
  std::vector<double> levels;
  ids.reserve(profile.skills.size());
  levels.reserve(profile.skills.size());
  for (const HeldSkill& held : profile.skills) {
    if (index(held.skill) >= skills) {
      throw std::invalid_argument("a skill of the profile is not in the taxonomy");
    }
    ids.push_back(held.skill);
    levels.push_back(held.level);
  }
  std::vector<double> u(ids.size());  // √w u, scaled
  const auto root_weight = [&](std::size_t i) { return root_weights_[index(ids[i])]; };
  scale_products(
      u, [&](std::size_t i) { return root_weight(i) * levels[i]; },
      [&](std::size_t i) {
        return scaled_product({root_weight(i), levels[i]});
      });

  const auto add = [&](SkillId skill, double held, double lent_level, double direction) {
    query.columns_.push_back({skill, held, lent_level, direction, root_weights_[index(skill)],
                              model_.weights[index(skill)]});
  };
  if (model_.relatedness == 0.0) {
    query.columns_.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) add(ids[i], levels[i], levels[i], u[i]);
    query.norm_ = plain_norm(u);
  } else {
    const Eigen::VectorXd directions = relatedness_->times(ids, u);
    const Eigen::VectorXd lent_levels = relatedness_->lent_levels(ids, levels);
    std::size_t next = 0;
    for (std::size_t s = 0; s < skills; ++s) {
      const auto skill = static_cast<SkillId>(s);
      const bool holds = next < ids.size() && ids[next] == skill;
      const auto row = static_cast<Eigen::Index>(s);
      if (holds || directions[row] != 0.0 || lent_levels[row] != 0.0) {
        add(skill, holds ? levels[next] : -1.0, lent_levels[row], directions[row]);
      }
      if (holds) ++next;
    }
    Eigen::VectorXd concept_sums = relatedness_->no_sums();
    query.norm_ = relatedness_->norm(ids, u, concept_sums);
  }
  query.index_columns();
  if (query.norm_ == 0.0) {
    const bool holds_something =
        std::any_of(levels.begin(), levels.end(), [](double level) { return level > 0.0; });
    query.not_ranked_ =
        holds_something ? NotRankedReason::no_profile_weight : NotRankedReason::empty_profile;
  }
  prepare_wants(profile, query);
  return query;
}

void Scorer::prepare_wants(const ProfileView& profile, Query& query) const {
  if (profile.wants.empty()) return;
  query.wants_.assign(catalog_->taxonomy().attributes().size(), 0.0);
  std::vector<double> wants(profile.wants.size());
  scale_products(
      wants, [&](std::size_t i) { return profile.wants[i].importance; },
      [&](std::size_t i) { return scaled_product({profile.wants[i].importance}); });
  for (std::size_t i = 0; i < wants.size(); ++i) {
    const std::size_t attribute = index(profile.wants[i].attribute);
    if (attribute >= query.wants_.size()) {
      throw std::invalid_argument("a wanted attribute is not in the taxonomy");
    }
    query.wants_[attribute] = wants[i];
  }
  query.wants_norm_ = plain_norm(wants);
}

}  // namespace skillmatch
