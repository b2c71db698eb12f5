// The search of learning_plan.h on the companies that decide.
#pragma once

#include "learner.h"

#include <optional>
#include <vector>

#include <skillmatch/learning_plan.h>

namespace skillmatch {

// Raises that are made together.
struct Move {
  std::vector<Raise> raises;         // in the order of learning
  std::optional<CompanyId> company;  // that they bring within reach
  double hours = 0.0;
  double gain = 0.0;

  double gain_per_hour() const noexcept { return gain / hours; }
};

// Those of `of` that are not among `without`, in their order.
std::vector<CompanyId> difference(const std::vector<CompanyId>& of, std::vector<CompanyId> without);

class Planner {
 public:
  // Everything must outlive it.
  Planner(const Worth& worth, const LearningHours& hours, const Profile& profile, double budget,
          unsigned threads);

  // What to raise, in the order of learning; nothing where nothing is gained within the budget.
  std::vector<Raise> plan() const;

  // The move that gains something for the fewest hours, whatever they are.
  std::optional<Move> cheapest() const;

 private:
  // Somewhere on the way.
  struct State {
    Levels levels;
    double value;
    double hours = 0.0;
  };
  static bool is_worth_more(const State& a, const State& b) noexcept;

  State start() const { return {start_, worth_.value(start_)}; }
  void find_grids();
  double cost(const Levels& levels, const std::vector<Raise>& raises) const;
  static Levels with(Levels levels, const std::vector<Raise>& raises);
  std::vector<Raise> raised(const Levels& levels) const;
  State after(const State& state, const Move& move) const;
  void evaluate(const State& state, Move& move) const;

  std::vector<Move> moves(const State& state, double budget) const;
  std::vector<Move> bundles(const State& state, double budget, const Levels* most = nullptr) const;
  std::vector<Move> bundles_of(CompanyId company, const State& state,
                               const std::vector<CompanyId>& within, double budget,
                               const Levels* most) const;
  std::vector<Move> raises(const State& state) const;

  State best() const;
  State grown(State state) const;
  State grown_by_bundles(State state) const;
  State grown_by_raises(State state) const;
  State trimmed(State state) const;

  std::vector<Raise> by_unlocks(const State& end) const;
  std::vector<Raise> by_gain(State state, std::vector<Raise> left) const;

  const Worth& worth_;
  const LearningHours& hours_;
  Levels start_;
  double budget_;
  unsigned threads_;
  std::vector<std::vector<double>> grids_;  // by skill: the levels that a raise may lead to
};

}  // namespace skillmatch
