// Floor 3: what to learn next. Which levels to raise, and in what order, so that a number of hours
// (effort.h) is worth the most. What anything is worth is scored by a Scorer with the levels then
// held: there is no formula of its own.
//
// Levels are those that some company of the scope requires, and half levels below the highest of
// them; nothing is raised that nobody asks for.
//
// The search. For the number of companies within reach a move is the bundle that brings one more of
// them there: its musts, then one level after another, each the one that then adds most to the
// score per hour, less what proves needless; where other companies fall out by it, they are a part
// of the bundle too. For a mean score a move raises one skill to one level, or meets all musts of
// one company. Moves are made as long as they fit the budget, each time the one that gains most
// value per hour, from each of the three best first moves (as Khuller, Moss & Naor, The budgeted
// maximum coverage problem, IPL 70, 1999, do from sets of moves); then what was reached is brought
// together anew in one bundle, what can be left out is, and the hours saved are spent again. The
// best plan is kept. A gain that was seen before stands for the gain now until its move comes first
// (Minoux, Accelerated greedy algorithms, 1978). Since neither a number of companies within reach
// nor a cosine is submodular, none of this proves anything: engine/learning.md says how near it was
// measured to come to an exhaustive search.
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
  double reach = 0.6;
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
  double hours = 0.0;                 // of all steps; at most the budget, but for rounding
  std::vector<CompanyId> within_now;  // reach, in the order of the scope
  std::vector<CompanyId> within_then;
  std::vector<LearningStep> steps;
  // Where there is no step: the least that would gain something, whatever it costs. Nothing where
  // no move of the search does.
  std::optional<LearningOffer> cheapest;
  std::size_t considered = 0;  // companies of the scope for which the plan was chosen

  // So many companies decide what is learnt where the scope has more; every value is of the whole
  // scope. For a mean those with the highest scores now: of more than kMostForMean as many as it is
  // of, at most kMostForReach, since every move is scored, not only bundles. For reach the highest
  // that are not within it, and the lowest that are, at most half where there are enough others.
  static constexpr std::size_t kMostForReach = 256;
  static constexpr std::size_t kMostForMean = 64;
};

// A scope: every company, or every one of a field, that has a score; in catalog order. O(N).
std::vector<CompanyId> scored_companies(const Scorer& scorer,
                                        std::optional<FieldId> field = std::nullopt);

// The plan of at most `budget` hours, above 0, for the companies of `scope`, each at most once. A
// profile that holds nothing yet starts with scores of 0. The same for any number of threads.
// Throws std::invalid_argument for a budget or goal out of range, for an empty scope and for
// companies in it that have no score (not_ranked(company)), and for hours of another taxonomy.
LearningPlan learning_plan(const Scorer& scorer, const Profile& profile, const LearningHours& hours,
                           std::span<const CompanyId> scope, double budget,
                           const LearningGoal& goal = {}, unsigned threads = 1);

}  // namespace skillmatch
