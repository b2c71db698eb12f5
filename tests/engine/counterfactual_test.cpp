// What other levels would make of a company's place: every answer is compared with Scorer::rank of
// the changed profile, and the smallest set with every set.
#include "support/build.h"
#include "support/random_settings.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/counterfactual.h>

namespace counterfactual_test {

using skillmatch::CompanyId;
using skillmatch::FewestRaises;
using skillmatch::Goal;
using skillmatch::LevelChange;
using skillmatch::Place;
using skillmatch::Profile;
using skillmatch::RankOptions;
using skillmatch::WhatIf;

Profile with(Profile profile, const std::vector<LevelChange>& changes) {
  for (const LevelChange& change : changes) profile = profile.with(change.skill, change.to);
  return profile;
}

// By the list of all results.
std::optional<Place> listed(const skillmatch::Scorer& scorer, const Profile& profile,
                            CompanyId company, const RankOptions& options) {
  const skillmatch::Ranking ranking = scorer.rank(profile, options);
  for (std::size_t i = 0; i < ranking.results.size(); ++i) {
    if (ranking.results[i].company != company) continue;
    return Place{ranking.results[i].score, i + 1, ranking.results.size()};
  }
  return std::nullopt;
}

void expect_same(const Place& a, const Place& b) {
  EXPECT_EQ(a.rank, b.rank);
  EXPECT_EQ(a.companies, b.companies);
  EXPECT_EQ(a.score.score, b.score.score);
  EXPECT_EQ(a.score.gate, b.score.gate);
  EXPECT_EQ(a.score.mutual, b.score.mutual);
}

bool reaches(const Goal& goal, const Place& place) {
  return (!goal.rank || place.rank <= *goal.rank) &&
         (!goal.pass_gates || place.score.gate == skillmatch::Gate::pass);
}

std::vector<LevelChange> raises(const Profile& profile, const reference::Company& company) {
  std::vector<LevelChange> changes;
  for (const reference::Requirement& r : company.requirements) {
    const auto have = profile.level(build::skill(r.skill));
    if (have.value_or(0.0) < r.level) changes.push_back({build::skill(r.skill), have, r.level});
  }
  std::sort(changes.begin(), changes.end(),
            [](const LevelChange& a, const LevelChange& b) { return a.skill < b.skill; });
  return changes;
}

const draw::Shape kSmall{.skills = 12, .companies = 9, .concepts = 4, .must = 0.3};

// check(scorer, profile, company, its requirements, options) for companies that have a score.
template <typename Check>
void on_companies(const Check& check) {
  std::size_t checked = 0;
  draw::on_random_settings(kSmall, {0.0, 0.5}, 12,
                           [&](const draw::Setting& s, draw::Random& random) {
                             const Profile profile = build::profile(s.person);
                             RankOptions options;
                             options.mutual = random.chance(0.3) && !profile.wants().empty();
                             for (std::size_t c = 0; c < s.world.companies.size(); c += 2) {
                               const CompanyId company = build::company(c);
                               if (!listed(s.scorer, profile, company, options)) continue;
                               check(s.scorer, profile, company, s.world.companies[c], options);
                               ++checked;
                             }
                           });
  EXPECT_GT(checked, 60U);
}

TEST(Counterfactual, APlaceIsThatInTheListOfAll) {
  on_companies([](const auto& scorer, const Profile& profile, CompanyId company, const auto&,
                  const RankOptions& options) {
    expect_same(skillmatch::place_of(scorer, profile, company, options),
                *listed(scorer, profile, company, options));
    RankOptions cut = options;
    cut.k = 1;
    cut.min_score = 0.99;
    expect_same(skillmatch::place_of(scorer, profile, company, cut),
                *listed(scorer, profile, company, options));
  });
}

TEST(Counterfactual, EveryRaiseIsScoredAgainByItselfBestPlaceFirst) {
  on_companies([](const auto& scorer, const Profile& profile, CompanyId company,
                  const reference::Company& row, const RankOptions& options) {
    const auto found = skillmatch::single_raises(scorer, profile, company, options);
    ASSERT_EQ(found.size(), raises(profile, row).size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_EQ(found[i].changes.size(), 1U);
      EXPECT_EQ(found[i].changes[0].from, profile.level(found[i].changes[0].skill));
      expect_same(found[i].place,
                  *listed(scorer, with(profile, found[i].changes), company, options));
      if (i == 0) continue;
      const Place& a = found[i - 1].place;
      const Place& b = found[i].place;
      EXPECT_LE(a.rank, b.rank);
      if (a.rank != b.rank) continue;
      EXPECT_GE(ranking_score(a.score), ranking_score(b.score));
    }
  });
}

// The size of the smallest set of raises that reaches `goal`, by trying every one.
std::optional<std::size_t> fewest(const skillmatch::Scorer& scorer, const Profile& profile,
                                  CompanyId company, const std::vector<LevelChange>& all,
                                  const Goal& goal, const RankOptions& options) {
  std::optional<std::size_t> best;
  for (std::size_t set = 0; set < std::size_t{1} << all.size(); ++set) {
    std::vector<LevelChange> chosen;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((set >> i & 1U) != 0) chosen.push_back(all[i]);
    }
    if (best && chosen.size() >= *best) continue;
    if (reaches(goal, *listed(scorer, with(profile, chosen), company, options))) {
      best = chosen.size();
    }
  }
  return best;
}

TEST(Counterfactual, FewestRaisesAreTheFewestOfAllSets) {
  std::size_t several = 0;
  std::size_t none = 0;
  on_companies([&](const auto& scorer, const Profile& profile, CompanyId company,
                   const reference::Company& row, const RankOptions& options) {
    const std::vector<LevelChange> all = raises(profile, row);
    for (const Goal& goal : {Goal{1, false}, Goal{3, true}, Goal{std::nullopt, true}}) {
      const FewestRaises found = skillmatch::fewest_raises(scorer, profile, company, goal, options);
      EXPECT_TRUE(found.is_proven);
      expect_same(skillmatch::all_raised(scorer, profile, company, options).place,
                  *listed(scorer, with(profile, all), company, options));
      const auto expected = fewest(scorer, profile, company, all, goal, options);
      ASSERT_EQ(found.found.has_value(), expected.has_value());
      if (!expected) {
        ++none;
        continue;
      }
      EXPECT_EQ(found.found->changes.size(), *expected);
      several += *expected > 1 ? 1 : 0;
      const Place place = *listed(scorer, with(profile, found.found->changes), company, options);
      expect_same(found.found->place, place);
      EXPECT_TRUE(reaches(goal, place));
    }
  });
  EXPECT_GT(several, 10U);
  EXPECT_GT(none, 5U);
}

TEST(Counterfactual, NoLevelOfTheFewestIsHigherThanItNeedsToBe) {
  on_companies([](const auto& scorer, const Profile& profile, CompanyId company, const auto&,
                  const RankOptions& options) {
    const Goal goal{2, false};
    const auto found = skillmatch::fewest_raises(scorer, profile, company, goal, options).found;
    if (!found) return;
    for (std::size_t i = 0; i < found->changes.size(); ++i) {
      std::vector<LevelChange> lower = found->changes;
      lower[i].to = std::ceil(lower[i].to * 2.0 - 1.0) / 2.0;
      if (lower[i].to <= lower[i].from.value_or(0.0)) continue;
      // Those before it were lowered after it was, so only the first is at its own lowest.
      if (i > 0) break;
      EXPECT_FALSE(reaches(goal, *listed(scorer, with(profile, lower), company, options)));
    }
  });
}

TEST(Counterfactual, WhatIsReachedAlreadyTakesNoChange) {
  const reference::World world = build::world(2, {{{{0, 2.0}}, {}}, {{{1, 2.0}}, {}}});
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Scorer scorer(catalog, build::model(build::plain_model(2)));
  const FewestRaises found = skillmatch::fewest_raises(
      scorer, build::profile(build::person({2.0, 1.0})), build::company(0), Goal{1, true});
  ASSERT_TRUE(found.found.has_value());
  EXPECT_TRUE(found.found->changes.empty());
  EXPECT_EQ(found.found->place.rank, 1U);
}

// 30 skills asked: more sets than can be tried where the rank of 25 of them at once is asked for.
TEST(Counterfactual, AManySidedCompanyIsAnsweredOneByOneAndSaysSo) {
  constexpr std::size_t kSkills = 30;
  std::vector<reference::Requirement> many;
  for (std::size_t s = 0; s < kSkills; ++s) many.push_back({s, 3.0, 1.0, s < 25});
  std::vector<std::optional<double>> levels(kSkills, 1.0);
  const reference::World world = build::world(kSkills, {{many, {}}, {{{29, 1.0}}, {}}});
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Scorer scorer(catalog, build::model(build::plain_model(kSkills)));
  const FewestRaises found = skillmatch::fewest_raises(
      scorer, build::profile(build::person(levels)), build::company(0), Goal{std::nullopt, true});
  EXPECT_FALSE(found.is_proven);
  ASSERT_TRUE(found.found.has_value());
  ASSERT_EQ(found.found->changes.size(), 25U);
  for (std::size_t s = 0; s < 25; ++s) {
    EXPECT_EQ(found.found->changes[s].skill, build::skill(s));
    EXPECT_EQ(found.found->changes[s].to, 3.0);
  }
}

// The other company asks for the same, and comes first in the catalog: nothing reaches rank 1, but
// not all sets of 30 were tried.
TEST(Counterfactual, WhatWasNotFoundIsProvenOnlyWhereAllWasTried) {
  for (const std::size_t skills : {std::size_t{6}, std::size_t{30}}) {
    std::vector<reference::Requirement> asked;
    for (std::size_t s = 0; s < skills; ++s) asked.push_back({s, 3.0});
    const reference::World world = build::world(skills, {{asked, {}}, {asked, {}}});
    const skillmatch::Catalog catalog = build::catalog(world);
    const skillmatch::Scorer scorer(catalog, build::model(build::plain_model(skills)));
    const std::vector<std::optional<double>> levels(skills, 1.0);
    const FewestRaises found = skillmatch::fewest_raises(
        scorer, build::profile(build::person(levels)), build::company(1), Goal{1, false});
    EXPECT_FALSE(found.found.has_value());
    EXPECT_EQ(found.is_proven, skills == 6);
  }
}

TEST(Counterfactual, WhatHasNoPlaceIsRefused) {
  const reference::World world = build::world(2, {{{{0, 2.0}}, {}}, {{}, {}}});
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Scorer scorer(catalog, build::model(build::plain_model(2)));
  const Profile someone = build::profile(build::person({2.0, 1.0}));
  const Profile nobody = build::profile(build::person({0.0, std::nullopt}));
  RankOptions mutual;
  mutual.mutual = true;
  EXPECT_THROW(skillmatch::place_of(scorer, someone, build::company(1)), std::invalid_argument);
  EXPECT_THROW(skillmatch::place_of(scorer, someone, build::company(2)), std::invalid_argument);
  EXPECT_THROW(skillmatch::place_of(scorer, nobody, build::company(0)), std::invalid_argument);
  EXPECT_THROW(skillmatch::place_of(scorer, someone, build::company(0), mutual),
               std::invalid_argument);
  EXPECT_THROW(skillmatch::fewest_raises(scorer, someone, build::company(0), Goal{}),
               std::invalid_argument);
  EXPECT_THROW(skillmatch::fewest_raises(scorer, someone, build::company(0), Goal{0, false}),
               std::invalid_argument);
}

}  // namespace counterfactual_test
