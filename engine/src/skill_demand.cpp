#include <algorithm>
#include <tuple>

#include <skillmatch/skill_demand.h>

namespace skillmatch {
namespace {

double median(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

}  // namespace

std::vector<SkillDemand> skill_demand(const Catalog& catalog,
                                      std::span<const CompanyId> companies) {
  std::vector<std::vector<double>> levels(catalog.taxonomy().size());
  std::vector<std::size_t> musts(levels.size());
  for (const CompanyId company : companies) {
    const Requirements row = catalog.requirements(company);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement requirement = row[i];
      levels[index(requirement.skill)].push_back(requirement.level);
      if (requirement.must) ++musts[index(requirement.skill)];
    }
  }
  std::vector<SkillDemand> demand;
  for (std::size_t s = 0; s < levels.size(); ++s) {
    if (levels[s].empty()) continue;
    const std::size_t count = levels[s].size();
    demand.push_back({static_cast<SkillId>(s), count, musts[s], median(levels[s])});
  }
  std::stable_sort(demand.begin(), demand.end(), [](const SkillDemand& a, const SkillDemand& b) {
    return std::tie(a.companies, a.musts, a.median_level) >
           std::tie(b.companies, b.musts, b.median_level);
  });
  return demand;
}

}  // namespace skillmatch
