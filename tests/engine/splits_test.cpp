// What the two sides of a split have in common: nothing of what the grouping names.
#include "splits.h"

#include "support/build.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch {
namespace splits_test {

constexpr std::size_t kCompanies = 40;

struct Problem {
  Problem() {
    for (std::size_t p = 0; p < 20; ++p) {
      JudgedProfile query{
          Profile("p" + std::to_string(p / 2), {{static_cast<SkillId>(0), 4.0}}), {}, true, {}};
      for (std::size_t c = 0; c < kCompanies; c += 2) {
        query.graded.push_back({static_cast<CompanyId>(c), static_cast<int>((c + p) % 3)});
      }
      query.left_out = {static_cast<CompanyId>(39)};
      feedback.push_back(std::move(query));
    }
    for (const JudgedProfile& query : feedback) queries.push_back(&query);
  }
  Catalog catalog = build::catalog(
      build::world(1, std::vector<reference::Company>(kCompanies, {{{0, 3.0}}, {}})));
  std::vector<JudgedProfile> feedback;
  Queries queries;
};

std::set<std::string> profiles_of(const Queries& queries) {
  std::set<std::string> ids;
  for (const JudgedProfile* query : queries) ids.insert(query->profile.id());
  return ids;
}

std::set<std::size_t> candidates_of(const Queries& queries) {
  std::set<std::size_t> companies;
  for (const JudgedProfile* query : queries) {
    for (std::size_t c = 0; c < kCompanies; ++c) {
      const auto id = static_cast<CompanyId>(c);
      if (std::count(query->left_out.begin(), query->left_out.end(), id) == 0) companies.insert(c);
    }
    for (const GradedCompany& graded : query->graded) companies.insert(index(graded.company));
  }
  return companies;
}

template <typename T>
std::size_t in_common(const std::set<T>& a, const std::set<T>& b) {
  std::vector<T> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

TEST(Splits, ShareNothingOfWhatIsGrouped) {
  const Problem problem;
  const Scorer scorer(problem.catalog, Model{});
  for (const Grouping grouping : {Grouping::profile, Grouping::company, Grouping::both}) {
    const Splits splits(problem.catalog, scorer, problem.queries, grouping, 4, 1);
    std::multiset<std::size_t> held_out;
    std::set<std::size_t> companies;
    for (std::size_t fold = 0; fold < 4; ++fold) {
      const Split<JudgedProfile> split = splits.split(fold);
      ASSERT_FALSE(split.training.empty());
      ASSERT_FALSE(split.held_out.empty());
      const bool groups_profiles = grouping != Grouping::company;
      const bool groups_companies = grouping != Grouping::profile;
      const std::size_t profiles =
          in_common(profiles_of(split.training), profiles_of(split.held_out));
      EXPECT_EQ(profiles == 0, groups_profiles);
      const auto tested = candidates_of(split.held_out);
      EXPECT_EQ(in_common(candidates_of(split.training), tested) == 0, groups_companies);
      held_out.insert(split.held_out_numbers.begin(), split.held_out_numbers.end());
      companies.insert(tested.begin(), tested.end());
      for (std::size_t i = 0; i < split.training.size(); ++i) {
        EXPECT_EQ(split.training[i]->profile.id(),
                  problem.queries[split.training_numbers[i]]->profile.id());
      }
    }
    // Everybody is held out, and every company but the one left out is somewhere tested.
    EXPECT_EQ(std::set<std::size_t>(held_out.begin(), held_out.end()).size(), 20U);
    EXPECT_EQ(held_out.size(), grouping == Grouping::company ? 80U : 20U);
    EXPECT_EQ(companies.size(), kCompanies - 1);
  }
}

}  // namespace splits_test
}  // namespace skillmatch
