// Floor 3: what to learn next. Which levels to raise, and in what order, so that a number of hours
// (effort.h) is worth the most. What anything is worth is scored by a Scorer with the levels then
// held: there is no formula of its own.
//
// The search. A move raises one skill by one level of its grid (half levels, and the levels that
// the company in question requires), or is the bundle that brings one company within reach: its
// musts, then one grid level after another, each the one that then adds most to the company's
// score per hour (lazily: Minoux, Accelerated greedy algorithms, 1978), less what proves needless.
// The plan grows by the move that gains most value per hour and fits what is left of the budget;
// then it is grown again from every one of the best first moves, and the best plan is kept (as
// Khuller, Moss & Naor, The budgeted maximum coverage problem, IPL 70, 1999, do from sets of
// moves). Since neither the number of companies within reach nor a cosine is submodular, that
// proves nothing; how near it comes to an exhaustive search is measured: see learning.md.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <skillmatch/counterfactual.h>
#include <skillmatch/effort.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch {

struct LearningGoal {
  enum class Value {
    reach,  // how many companies are within reach
    score,  // the mean score of the `top` best companies; where a gate fails, 0 is its score
  };
  Value value = Value::reach;
  // A company is within reach if its score is not below this and all of its musts are met; in
  // [0, 1]. Companies that come within reach are told of for either value.
  double reach = 0.7;
  std::size_t top = 10;  // at least 1; all companies where there are fewer
};

struct LearningStep {
  LevelChange change;
  double hours;                    // of this step
  double total_hours;              // of the steps up to this one
  double value;                    // after it
  std::vector<CompanyId> unlocks;  // come within reach with it, in the order of the scope
  std::vector<CompanyId> loses;    // are within reach no more: a cosine may fall by learning
};

// What would gain something if the budget were greater.
struct LearningOffer {
  std::vector<LevelChange> changes;  // by ascending skill
  double hours;
  double value;                      // with them
  std::optional<CompanyId> company;  // that comes within reach with them
};

struct LearningPlan {
  double value_now = 0.0;
  double value_then = 0.0;
  double hours = 0.0;                 // of all steps; at most the budget
  std::vector<CompanyId> within_now;  // reach, in the order of the scope
  std::vector<CompanyId> within_then;
  std::vector<LearningStep> steps;
  // Where there is no step: the least that would gain something, whatever it costs. Nothing where
  // no move of the search does.
  std::optional<LearningOffer> cheapest;
  std::size_t considered = 0;  // companies of the scope for which the plan was chosen

  // So many companies with the highest scores now decide what is learnt where the scope has more;
  // every value is of the whole scope.
  static constexpr std::size_t kMostConsidered = 256;
};

// The plan of at most `budget` hours, above 0, for the companies of `scope`, each at most once. A
// profile that holds nothing yet starts with scores of 0. The same for any number of threads.
// Throws std::invalid_argument for a budget or goal out of range, for an empty scope and for
// companies in it that have no score (not_ranked(company)), and for hours of another taxonomy.
LearningPlan learning_plan(const Scorer& scorer, const Profile& profile, const LearningHours& hours,
                           std::span<const CompanyId> scope, double budget,
                           const LearningGoal& goal = {}, unsigned threads = 1);

}  // namespace skillmatch
