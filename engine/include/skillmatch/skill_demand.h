// Floor 1: what companies ask for, taken together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch {

struct SkillDemand {
  SkillId skill;
  std::size_t companies;  // that require it, at least 1
  std::size_t musts;      // of those, for which it is a must
  double median_level;    // over those; of an even number the mean of the two in the middle
};

// Every skill that one of `companies` requires: by how many require it, then by how many of those
// as a must, then by the higher median, then by ascending skill. O(requirements).
std::vector<SkillDemand> skill_demand(const Catalog& catalog, std::span<const CompanyId> companies);

}  // namespace skillmatch
