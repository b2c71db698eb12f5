// What to learn next: every number of a plan is scored again by Scorer::rank.
#include "learning_cases.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace learning_plan_test {

using namespace learning_cases;  // NOLINT: its tests alone

TEST(LearningPlan, EveryStepIsScoredAgain) {
  for (const Value goal : {Value::reach, Value::score}) {
    std::size_t steps = 0;
    std::size_t unlocked = 0;
    on_cases(goal, 60, [&](const Case& c) {
      const LearningPlan plan = c.plan();
      EXPECT_EQ(plan.value_now, c.worth(c.profile));
      EXPECT_EQ(plan.within_now, within(c.setting.scorer, c.profile, c.scope, c.goal));
      Profile then = c.profile;
      double hours = 0.0;
      std::vector<CompanyId> reached = plan.within_now;
      for (const LearningStep& step : plan.steps) {
        const double from = then.level(step.change.skill).value_or(0.0);
        EXPECT_EQ(step.change.from, then.level(step.change.skill));
        EXPECT_GT(step.change.to, from);
        EXPECT_EQ(step.hours, c.hours(step.change.skill, from, step.change.to));
        hours += step.hours;
        EXPECT_EQ(step.total_hours, hours);
        then = then.with(step.change.skill, step.change.to);
        EXPECT_EQ(step.value, c.worth(then));
        const auto now = within(c.setting.scorer, then, c.scope, c.goal);
        for (const CompanyId company : step.unlocks) reached.push_back(company);
        for (const CompanyId company : step.loses) std::erase(reached, company);
        std::sort(reached.begin(), reached.end());
        EXPECT_EQ(reached, now);
        unlocked += step.unlocks.size();
        ++steps;
      }
      EXPECT_EQ(plan.value_then, c.worth(then));
      EXPECT_EQ(plan.within_then, reached);
      EXPECT_EQ(plan.hours, hours);
      EXPECT_LE(plan.hours, c.budget * (1.0 + 1e-12));
      EXPECT_GE(plan.value_then, plan.value_now);
      EXPECT_EQ(plan.value_then > plan.value_now, !plan.steps.empty());
      EXPECT_EQ(plan.considered, c.scope.size());
    });
    EXPECT_GT(steps, 60U);
    EXPECT_GT(unlocked, 10U);
  }
}

TEST(LearningPlan, NoSkillCanBeLeftOutAtNoLoss) {
  for (const Value goal : {Value::reach, Value::score}) {
    on_cases(goal, 100, [&](const Case& c) {
      const LearningPlan plan = c.plan();
      for (const LearningStep& left_out : plan.steps) {
        Profile without = c.profile;
        for (const LearningStep& step : plan.steps) {
          if (step.change.skill == left_out.change.skill) continue;
          without = without.with(step.change.skill, step.change.to);
        }
        EXPECT_LT(c.worth(without), plan.value_then);
      }
    });
  }
}

// Which of the moves that a greedy search takes first is best need not be so for more hours.
TEST(LearningPlan, MoreHoursSeldomGainLess) {
  for (const Value goal : {Value::reach, Value::score}) {
    double sums[4] = {};
    on_cases(goal, 60, [&](const Case& c) {
      for (std::size_t i = 0; i < 4; ++i) {
        Case more = c;
        more.budget = 50.0 * std::exp2(static_cast<double>(i));
        sums[i] += more.plan().value_then;
      }
    });
    EXPECT_LT(sums[0], sums[1]);
    EXPECT_LT(sums[1], sums[2]);
    EXPECT_LT(sums[2], sums[3]);
  }
}

void expect_same(const LearningPlan& a, const LearningPlan& b) {
  EXPECT_EQ(a.value_then, b.value_then);
  ASSERT_EQ(a.steps.size(), b.steps.size());
  for (std::size_t i = 0; i < a.steps.size(); ++i) {
    EXPECT_EQ(a.steps[i].change.skill, b.steps[i].change.skill);
    EXPECT_EQ(a.steps[i].change.to, b.steps[i].change.to);
    EXPECT_EQ(a.steps[i].value, b.steps[i].value);
    EXPECT_EQ(a.steps[i].unlocks, b.steps[i].unlocks);
  }
}

// More companies than decide, and enough work for threads to share.
TEST(LearningPlan, IsTheSameForAnyNumberOfThreadsAndCountsEveryCompany) {
  draw::Random random(3);
  const draw::Shape shape{.skills = 20, .companies = 700, .concepts = 5, .attributes = 0};
  const draw::Setting setting(shape, 0.0, random);
  std::vector<CompanyId> scope;
  for (std::size_t c = 0; c < setting.catalog.size(); ++c) {
    if (!setting.scorer.not_ranked(build::company(c))) scope.push_back(build::company(c));
  }
  const Profile profile = build::profile(setting.person);
  for (const Value goal : {Value::reach, Value::score}) {
    LearningGoal wanted;
    wanted.value = goal;
    const Case c{setting, profile, scope, LearningHours({}, setting.catalog.taxonomy(), profile),
                 wanted,  60.0};
    const LearningPlan plan = c.plan(1);
    EXPECT_EQ(plan.considered,
              goal == Value::reach ? LearningPlan::kMostForReach : LearningPlan::kMostForMean);
    EXPECT_FALSE(plan.steps.empty());
    Profile then = profile;
    for (const LearningStep& step : plan.steps) {
      then = then.with(step.change.skill, step.change.to);
    }
    EXPECT_EQ(plan.value_then, c.worth(then));
    for (const unsigned threads : {2U, 5U}) expect_same(plan, c.plan(threads));
  }
}

struct Small {
  skillmatch::Catalog catalog;
  Scorer scorer;
  Profile profile;
  std::vector<CompanyId> scope;
  LearningHours hours;

  Small(const reference::World& world, const reference::Model& model,
        const std::vector<std::optional<double>>& levels)
      : catalog(build::catalog(world)),
        scorer(catalog, build::model(model)),
        profile(build::profile(build::person(levels))),
        hours({}, catalog.taxonomy(), profile) {
    for (std::size_t c = 0; c < catalog.size(); ++c) scope.push_back(build::company(c));
  }
  Small(const Small&) = delete;
  Small& operator=(const Small&) = delete;

  LearningPlan plan(double budget, const LearningGoal& goal = {}) const {
    return skillmatch::learning_plan(scorer, profile, hours, scope, budget, goal);
  }
};

// Skill 0 is asked by more companies than decide, which are within reach, and skill 1 by three that
// are not and have lower scores.
TEST(LearningPlan, PlansForTheRestWhereMoreThanDecideAreWithinReach) {
  std::vector<reference::Company> companies(300, {{{0, 1.0}}, {}});
  for (int c = 0; c < 3; ++c) companies.push_back({{{1, 1.0}}, {}});
  const Small small(build::world(2, std::move(companies)), build::plain_model(2, 0.0), {1.0});
  const LearningPlan plan = small.plan(20.0);
  EXPECT_EQ(plan.considered, LearningPlan::kMostForReach);
  EXPECT_EQ(plan.value_now, 300.0);
  EXPECT_EQ(plan.value_then, 303.0);
}

// By coverage alone: 0.6 of skill 0 at 5 is level 3, and both musts at once open the second
// company, which neither of them does.
const reference::World kTwoMusts =
    build::world(4, {{{{0, 5.0}}, {}}, {{{1, 1.0, 1.0, true}, {2, 1.0, 1.0, true}}, {}}});

TEST(LearningPlan, TakesWhatOnlyTogetherGainsSomething) {
  const Small small(kTwoMusts, build::plain_model(4, 0.0), {std::nullopt, 0.0, 0.0, 1.0});
  for (const Value goal : {Value::reach, Value::score}) {
    LearningGoal wanted;
    wanted.value = goal;
    wanted.top = 1;
    const LearningPlan plan = small.plan(45.0, wanted);
    ASSERT_EQ(plan.steps.size(), 2U);
    EXPECT_EQ(plan.hours, 40.0);
    EXPECT_EQ(plan.value_then, 1.0);
    EXPECT_TRUE(plan.steps[0].unlocks.empty());
    EXPECT_EQ(plan.steps[1].unlocks, std::vector{build::company(1)});
    EXPECT_FALSE(plan.cheapest.has_value());
  }
}

TEST(LearningPlan, SaysTheLeastThatWouldGainSomethingWhereTheBudgetDoesNotDo) {
  const Small small(kTwoMusts, build::plain_model(4, 0.0), {std::nullopt, 0.0, 0.0, 1.0});
  const LearningPlan plan = small.plan(39.0);
  EXPECT_TRUE(plan.steps.empty());
  EXPECT_EQ(plan.hours, 0.0);
  EXPECT_EQ(plan.value_then, plan.value_now);
  ASSERT_TRUE(plan.cheapest.has_value());
  EXPECT_EQ(plan.cheapest->hours, 40.0);
  EXPECT_EQ(plan.cheapest->value, 1.0);
  EXPECT_EQ(plan.cheapest->company, build::company(1));
  ASSERT_EQ(plan.cheapest->changes.size(), 2U);
  EXPECT_EQ(plan.cheapest->changes[0].skill, build::skill(1));
  EXPECT_EQ(plan.cheapest->changes[0].from, 0.0);
  EXPECT_EQ(plan.cheapest->changes[1].to, 1.0);
}

TEST(LearningPlan, OffersNothingNeedless) {
  std::size_t offers = 0;
  on_cases(Value::reach, 100, [&](const Case& c) {
    Case one = c;
    one.budget = 1.0;
    const auto offer = one.plan().cheapest;
    if (!offer) return;
    ++offers;
    for (const auto& lowered : offer->changes) {
      Profile without = c.profile;
      double hours = 0.0;
      for (const auto& change : offer->changes) {
        hours += c.hours(change.skill, change.from.value_or(0.0), change.to);
        if (change.skill == lowered.skill) continue;
        without = without.with(change.skill, change.to);
      }
      EXPECT_NEAR(offer->hours, hours, 1e-9);
      EXPECT_LT(c.worth(without), offer->value);
    }
  });
  EXPECT_GT(offers, 40U);
}

TEST(LearningPlan, UnlocksWhatTakesFewestHoursFirst) {
  const Small small(kTwoMusts, build::plain_model(4, 0.0), {std::nullopt, 0.0, 0.0, 1.0});
  const LearningPlan plan = small.plan(1000.0);
  ASSERT_EQ(plan.steps.size(), 3U);
  EXPECT_EQ(plan.steps[1].value, 1.0);
  EXPECT_EQ(plan.steps[2].change.skill, build::skill(0));
  EXPECT_EQ(plan.steps[2].change.from, std::nullopt);
  EXPECT_EQ(plan.steps[2].change.to, 3.0);
  EXPECT_EQ(plan.steps[2].total_hours, 40.0 + 140.0);
  EXPECT_EQ(plan.value_then, 2.0);
}

TEST(LearningPlan, BeginsWithNothingWhereNothingIsHeld) {
  const Small small(kTwoMusts, build::plain_model(4, 0.0), {});
  const LearningPlan plan = small.plan(40.0);
  EXPECT_EQ(plan.value_now, 0.0);
  EXPECT_EQ(plan.value_then, 1.0);
  ASSERT_EQ(plan.steps.size(), 2U);
  EXPECT_EQ(plan.steps[0].change.from, std::nullopt);
}

TEST(LearningPlan, HasNothingToOfferWhereAllIsReachedOrNothingCanBe) {
  const Small all(kTwoMusts, build::plain_model(4, 0.0), {5.0, 1.0, 1.0, 0.0});
  const LearningPlan reached = all.plan(100.0);
  EXPECT_EQ(reached.value_now, 2.0);
  EXPECT_TRUE(reached.steps.empty());
  EXPECT_FALSE(reached.cheapest.has_value());
  // Two skills are asked, with a breadth floor that no two can fill.
  const Small none(kTwoMusts, build::plain_model(4, 0.0, 10.0), {1.0});
  const LearningPlan never = none.plan(100.0);
  EXPECT_EQ(never.value_then, 0.0);
  EXPECT_TRUE(never.steps.empty());
  EXPECT_FALSE(never.cheapest.has_value());
}

TEST(LearningPlan, RefusesWhatHasNoAnswer) {
  const Small small(kTwoMusts, build::plain_model(4), {1.0});
  LearningGoal no_top;
  no_top.top = 0;
  LearningGoal beyond;
  beyond.reach = 1.5;
  for (const double budget : {0.0, -1.0, build::kNan, build::kInfinity}) {
    EXPECT_THROW(small.plan(budget), std::invalid_argument);
  }
  EXPECT_THROW(small.plan(1.0, no_top), std::invalid_argument);
  EXPECT_THROW(small.plan(1.0, beyond), std::invalid_argument);
  const auto plan = [&](const std::vector<CompanyId>& scope, const LearningHours& hours) {
    return skillmatch::learning_plan(small.scorer, small.profile, hours, scope, 10.0);
  };
  EXPECT_THROW(plan({}, small.hours), std::invalid_argument);
  EXPECT_THROW(plan({build::company(2)}, small.hours), std::invalid_argument);
  EXPECT_THROW(plan({build::company(0), build::company(0)}, small.hours), std::invalid_argument);
  const Small other(build::world(2, {{{{0, 2.0}}, {}}, {{}, {}}}), build::plain_model(2), {1.0});
  EXPECT_THROW(plan(small.scope, other.hours), std::invalid_argument);
  EXPECT_THROW(other.plan(10.0), std::invalid_argument);  // one of its companies asks for nothing
}

}  // namespace learning_plan_test
