// What companies ask for together, counted again by plain loops.
#include "support/build.h"
#include "support/random_data.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/skill_demand.h>

namespace skill_demand_test {

using skillmatch::CompanyId;
using skillmatch::SkillDemand;

TEST(SkillDemand, CountsCompaniesMustsAndTheLevelInTheMiddle) {
  const skillmatch::Catalog catalog =
      build::catalog(build::world(3, {{{{0, 2.0}, {1, 4.0, 1.0, true}}, {}},
                                      {{{0, 5.0}, {1, 1.0}}, {}},
                                      {{{0, 3.0}, {2, 1.0, 1.0, true}}, {}}}));
  const std::vector<CompanyId> all{build::company(0), build::company(1), build::company(2)};
  const auto demand = skillmatch::skill_demand(catalog, all);
  ASSERT_EQ(demand.size(), 3U);
  EXPECT_EQ(demand[0].skill, build::skill(0));
  EXPECT_EQ(demand[0].companies, 3U);
  EXPECT_EQ(demand[0].musts, 0U);
  EXPECT_EQ(demand[0].median_level, 3.0);
  EXPECT_EQ(demand[1].skill, build::skill(1));
  EXPECT_EQ(demand[1].musts, 1U);
  EXPECT_EQ(demand[1].median_level, 2.5);
  EXPECT_EQ(demand[2].skill, build::skill(2));
  EXPECT_EQ(skillmatch::skill_demand(catalog, std::vector{build::company(1)}).size(), 2U);
  EXPECT_TRUE(skillmatch::skill_demand(catalog, {}).empty());
}

TEST(SkillDemand, IsWhatEveryCompanySaysInOrder) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    draw::Random random(seed);
    const reference::World world = draw::random_world({.skills = 12, .companies = 15}, random);
    std::vector<CompanyId> companies;
    for (std::size_t c = 0; c < world.companies.size(); c += 2) {
      companies.push_back(build::company(c));
    }
    const auto demand = skillmatch::skill_demand(build::catalog(world), companies);
    std::size_t asked = 0;
    for (std::size_t s = 0; s < world.skills(); ++s) {
      std::vector<double> levels;
      std::size_t musts = 0;
      for (const CompanyId company : companies) {
        for (const auto& r : world.companies[skillmatch::index(company)].requirements) {
          if (r.skill != s) continue;
          levels.push_back(r.level);
          musts += r.must ? 1 : 0;
        }
      }
      const auto at = std::find_if(demand.begin(), demand.end(), [&](const SkillDemand& d) {
        return d.skill == build::skill(s);
      });
      ASSERT_EQ(at == demand.end(), levels.empty());
      if (levels.empty()) continue;
      ++asked;
      std::sort(levels.begin(), levels.end());
      EXPECT_EQ(at->companies, levels.size());
      EXPECT_EQ(at->musts, musts);
      EXPECT_EQ(at->median_level,
                (levels[(levels.size() - 1) / 2] + levels[levels.size() / 2]) / 2);
    }
    EXPECT_EQ(demand.size(), asked);
    for (std::size_t i = 1; i < demand.size(); ++i) {
      EXPECT_GE(demand[i - 1].companies, demand[i].companies);
    }
  }
}

}  // namespace skill_demand_test
