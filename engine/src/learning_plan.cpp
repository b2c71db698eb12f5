#include "learner.h"
#include "planner.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include <skillmatch/learning_plan.h>

namespace skillmatch {
namespace {

void check(const Scorer& scorer, const LearningHours& hours, std::span<const CompanyId> scope,
           double budget, const LearningGoal& goal) {
  if (!(budget > 0.0 && std::isfinite(budget)))
    throw std::invalid_argument("the budget is not above 0");
  if (!is_fraction(goal.reach)) throw std::invalid_argument("reach is outside [0, 1]");
  if (hours.skills() != scorer.catalog().taxonomy().size()) {
    throw std::invalid_argument("hours of another taxonomy");
  }
  if (goal.top == 0) throw std::invalid_argument("the mean of no company");
  if (scope.empty()) throw std::invalid_argument("no company to plan for");
  for (const CompanyId company : scope) {
    if (index(company) >= scorer.catalog().size()) throw std::invalid_argument("no such company");
    if (scorer.not_ranked(company)) throw std::invalid_argument("the company cannot be ranked");
  }
  std::vector<CompanyId> sorted(scope.begin(), scope.end());
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw std::invalid_argument("a company is planned for twice");
  }
}

std::size_t most_considered(const LearningGoal& goal) noexcept {
  if (goal.value == LearningGoal::Value::reach) return LearningPlan::kMostForReach;
  return std::clamp(goal.top, LearningPlan::kMostForMean, LearningPlan::kMostForReach);
}

// The companies that decide, in the order of the scope: those with the highest scores. Where what
// is within reach counts, those of them that are not there yet, or a profile that reaches many
// would have nothing to gain; beside them, at most half where there are enough, the lowest of those
// that are, as they fall out first.
std::vector<CompanyId> considered(const Worth& all, const std::vector<Score>& scores) {
  const std::vector<CompanyId>& scope = all.companies();
  const std::size_t most = most_considered(all.goal());
  if (scope.size() <= most) return scope;
  std::vector<std::size_t> order(scope.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return scores[a].score != scores[b].score ? scores[a].score > scores[b].score : a < b;
  });
  std::size_t within = 0;  // of those that decide
  if (all.goal().value == LearningGoal::Value::reach) {
    const auto first_within = std::stable_partition(
        order.begin(), order.end(), [&](std::size_t c) { return !all.is_within(scores[c]); });
    const auto outside = static_cast<std::size_t>(first_within - order.begin());
    within = std::min(scope.size() - outside, std::max(most / 2, most - std::min(most, outside)));
  }
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(most - within),
              order.end() - static_cast<std::ptrdiff_t>(within));
  std::sort(order.begin(), order.end());
  std::vector<CompanyId> result;
  for (const std::size_t c : order) result.push_back(scope[c]);
  return result;
}

}  // namespace

std::vector<CompanyId> scored_companies(const Scorer& scorer, std::optional<FieldId> field) {
  std::vector<CompanyId> companies;
  for (std::size_t c = 0; c < scorer.catalog().size(); ++c) {
    const auto company = static_cast<CompanyId>(c);
    if (field && scorer.catalog().field_of(company) != field) continue;
    if (!scorer.not_ranked(company)) companies.push_back(company);
  }
  return companies;
}

LearningPlan learning_plan(const Scorer& scorer, const Profile& profile, const LearningHours& hours,
                           std::span<const CompanyId> scope, double budget,
                           const LearningGoal& goal, unsigned threads) {
  check(scorer, hours, scope, budget, goal);
  const Worth all(scorer, goal, {scope.begin(), scope.end()});
  Levels levels(profile);
  std::vector<Score> scores = all.scores(levels, threads);
  const Worth chosen(scorer, goal, considered(all, scores));
  const Planner planner(chosen, hours, profile, budget, threads);

  LearningPlan plan;
  plan.considered = chosen.companies().size();
  plan.value_now = all.value(scores);
  plan.value_then = plan.value_now;
  plan.within_now = all.within(scores);
  plan.within_then = plan.within_now;
  for (const Raise& raise : planner.plan()) {
    LearningStep step;
    step.change = {raise.skill, levels.known(raise.skill), raise.to};
    step.hours = hours(raise.skill, levels.at(raise.skill), raise.to);
    plan.hours += step.hours;
    step.total_hours = plan.hours;
    levels.put(raise.skill, raise.to);
    scores = all.scores(levels, threads);
    step.value = plan.value_then = all.value(scores);
    std::vector<CompanyId> within = all.within(scores);
    step.unlocks = difference(within, plan.within_then);
    step.loses = difference(plan.within_then, within);
    plan.within_then = std::move(within);
    plan.steps.push_back(std::move(step));
  }
  if (!plan.steps.empty()) return plan;
  if (const auto move = planner.cheapest()) {
    LearningOffer offer{{}, move->hours, 0.0, move->company};
    for (const Raise& r : move->raises) {
      offer.changes.push_back({r.skill, levels.known(r.skill), r.to});
    }
    std::sort(offer.changes.begin(), offer.changes.end(),
              [](const LevelChange& a, const LevelChange& b) { return a.skill < b.skill; });
    for (const Raise& r : move->raises) levels.put(r.skill, r.to);
    offer.value = all.value(all.scores(levels, threads));
    plan.cheapest = std::move(offer);
  }
  return plan;
}

}  // namespace skillmatch
