#include <cmath>
#include <cstddef>

#include <skillmatch/rarity.h>

namespace skillmatch {

std::vector<double> rarity_weights(const Catalog& catalog) {
  const RequirementTable& table = catalog.requirement_table();
  std::vector<double> required(catalog.taxonomy().size());
  table.skills().visit(0, table.entries(), [&](auto skills) {
    for (const auto skill : skills) required[skill] += 1.0;
  });
  const double companies = static_cast<double>(catalog.size()) + 1.0;
  std::vector<double> weights;
  double sum = 0.0;
  for (const double times : required) {
    weights.push_back(std::log(companies / (times + 1.0)) + 1.0);
    sum += times * weights.back();
  }
  if (sum == 0.0) return std::vector<double>(required.size(), 1.0);
  const double scale = static_cast<double>(table.entries()) / sum;
  for (double& weight : weights) weight *= scale;
  return weights;
}

}  // namespace skillmatch
