// The table that finds the columns of a query, against a walk over the profile.
#include "column_table.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch {
namespace column_table_test {

constexpr std::uint32_t kSkills = 700;

Catalog catalog_of_skills() {
  Taxonomy taxonomy;
  for (std::uint32_t s = 0; s < kSkills; ++s) {
    Skill skill;
    skill.id = "skill-" + std::to_string(s);
    taxonomy.add_skill(std::move(skill));
  }
  return Catalog(std::move(taxonomy));
}

// Holds every `step`-th skill.
Profile profile_of(std::uint32_t step) {
  std::vector<HeldSkill> skills;
  for (std::uint32_t s = 0; s < kSkills; s += step) {
    skills.push_back({static_cast<SkillId>(s), 3.0});
  }
  return Profile("p", std::move(skills));
}

TEST(ColumnTable, FindsWhatTheQueryHasAndNothingOfTheQueryBefore) {
  const Catalog catalog = catalog_of_skills();
  const Scorer scorer(catalog, Model{});
  std::vector<std::uint16_t> asked;
  for (std::uint16_t s = 1; s < kSkills; s += 2) asked.push_back(s);
  asked.push_back(0);
  // 700, 234, 350 and 8 columns: more and fewer than a byte can number, by turns.
  const std::vector<std::uint32_t> steps{1, 3, 2, 100, 1, 700, 2};
  std::vector<Query> queries;
  for (const std::uint32_t step : steps) queries.push_back(scorer.prepare(profile_of(step)));
  ColumnTable table(kSkills);
  for (std::size_t q = 0; q < queries.size(); ++q) {
    table.set(queries[q]);
    std::vector<std::uint32_t> positions(asked.size());
    std::vector<std::uint32_t> columns(asked.size());
    const std::size_t found =
        table.find_all(std::span<const std::uint16_t>(asked), positions.data(), columns.data());
    std::size_t expected = 0;
    for (std::uint32_t i = 0; i < asked.size(); ++i) {
      if (asked[i] % steps[q] != 0) continue;
      ASSERT_LT(expected, found) << "step " << steps[q];
      EXPECT_EQ(positions[expected], i) << "step " << steps[q];
      EXPECT_EQ(columns[expected], asked[i] / steps[q]) << "step " << steps[q];
      ++expected;
    }
    EXPECT_EQ(found, expected) << "step " << steps[q];
  }
}

}  // namespace column_table_test
}  // namespace skillmatch
