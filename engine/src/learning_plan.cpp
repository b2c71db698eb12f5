#include "learner.h"
#include "parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>
#include <stdexcept>
#include <utility>

#include <skillmatch/learning_plan.h>

namespace skillmatch {
namespace {

using Value = LearningGoal::Value;

// Raises that are made together.
struct Move {
  std::vector<Raise> raises;
  std::optional<CompanyId> company;  // that they bring within reach
  double hours = 0.0;
  double gain = 0.0;

  double gain_per_hour() const noexcept { return gain / hours; }
};

bool is_better(const Move& a, const Move& b) noexcept {
  if (a.gain_per_hour() != b.gain_per_hour()) return a.gain_per_hour() > b.gain_per_hour();
  return a.hours < b.hours;
}

// Somewhere on the way.
struct State {
  Levels levels;
  double value;
  double hours = 0.0;
};

bool is_better(const State& a, const State& b) noexcept {
  return a.value != b.value ? a.value > b.value : a.hours < b.hours;
}

std::vector<CompanyId> difference(const std::vector<CompanyId>& of,
                                  std::vector<CompanyId> without) {
  std::sort(without.begin(), without.end());
  std::vector<CompanyId> result;
  for (const CompanyId company : of) {
    if (!std::binary_search(without.begin(), without.end(), company)) result.push_back(company);
  }
  return result;
}

class Planner {
 public:
  Planner(const Worth& worth, const LearningHours& hours, const Profile& profile, double budget,
          unsigned threads)
      : worth_(worth), hours_(hours), start_(profile), budget_(budget), threads_(threads) {
    find_grids();
  }

  State plan() {
    State now{start_, worth_.value(start_)};
    const std::vector<Move> first = moves(now);
    std::vector<Move> seeds = first;
    State best = grown(now);
    // Every first move leads somewhere else.
    std::erase_if(seeds, [&](const Move& move) { return move.hours > budget_; });
    std::stable_sort(seeds.begin(), seeds.end(),
                     [](const Move& a, const Move& b) { return is_better(a, b); });
    if (seeds.size() > kSeeds) seeds.resize(kSeeds);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      State other = grown(after(now, seeds[i]));
      if (is_better(other, best)) best = std::move(other);
    }
    if (best.hours == 0.0) keep_cheapest(first);
    return best;
  }

  const std::optional<Move>& cheapest() const noexcept { return cheapest_; }

  // The raises of `end` in an order that gains early.
  std::vector<Raise> in_order(const State& end) const {
    return worth_.goal().value == Value::reach ? by_unlocks(end) : by_gain(end);
  }

 private:
  static constexpr std::size_t kSeeds = 8;

  // The levels of each skill that a raise may lead to.
  void find_grids() {
    const Catalog& catalog = worth_.scorer().catalog();
    grids_.resize(catalog.taxonomy().size());
    for (const CompanyId company : worth_.companies()) {
      const Requirements row = catalog.requirements(company);
      for (std::size_t i = 0; i < row.size(); ++i) {
        grids_[index(row[i].skill)].push_back(row[i].level);
      }
    }
    for (std::size_t s = 0; s < grids_.size(); ++s) {
      grids_[s] = level_grid(std::move(grids_[s]), worth_.highest(static_cast<SkillId>(s)));
    }
  }

  double cost(const Levels& levels, const std::vector<Raise>& raises) const {
    double sum = 0.0;
    for (const Raise& r : raises) sum += hours_(r.skill, levels.at(r.skill), r.to);
    return sum;
  }

  static Levels with(Levels levels, const std::vector<Raise>& raises) {
    for (const Raise& r : raises) {
      if (r.to > levels.at(r.skill)) levels.put(r.skill, r.to);
    }
    return levels;
  }

  State after(const State& state, const Move& move) const {
    State next{with(state.levels, move.raises), 0.0, state.hours + move.hours};
    next.value = worth_.value(next.levels);
    return next;
  }

  void evaluate(const State& state, Move& move) const {
    move.hours = cost(state.levels, move.raises);
    move.gain = worth_.value(with(state.levels, move.raises)) - state.value;
  }

  // Everything that gains something from `state`, whatever it costs.
  std::vector<Move> moves(const State& state) const {
    std::vector<Move> moves = worth_.goal().value == Value::reach ? bundles(state) : raises(state);
    for_each_range(threads_, moves.size(),
                   64 / std::min<std::size_t>(64, 1 + worth_.companies().size() / 16),
                   [&](std::size_t begin, std::size_t end) {
                     for (std::size_t i = begin; i < end; ++i) evaluate(state, moves[i]);
                   });
    std::erase_if(moves, [](const Move& move) { return !(move.gain > 0.0); });
    return moves;
  }

  std::vector<Move> bundles(const State& state, const Levels* most = nullptr) const {
    const std::vector<Score> scores = worth_.scores(state.levels);
    std::vector<CompanyId> out;
    for (std::size_t c = 0; c < scores.size(); ++c) {
      if (!worth_.is_within(scores[c])) out.push_back(worth_.companies()[c]);
    }
    const std::vector<CompanyId> within = worth_.within(scores);
    std::vector<Move> moves(out.size());
    for_each_range(threads_, out.size(), 4, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) moves[i] = bundle(state, out[i], within, most);
    });
    std::erase_if(moves, [](const Move& move) { return move.raises.empty(); });
    return moves;
  }

  // The raises that bring `company` within reach and keep there what is there; none where there are
  // none.
  Move bundle(const State& state, CompanyId company, const std::vector<CompanyId>& within,
              const Levels* most) const {
    std::vector<CompanyId> targets{company};
    for (;;) {
      auto raises = raises_to_reach(worth_, hours_, state.levels, targets, most);
      if (!raises) return {};
      const std::size_t before = targets.size();
      for (const CompanyId lost :
           difference(within, worth_.within(worth_.scores(with(state.levels, *raises))))) {
        if (std::find(targets.begin(), targets.end(), lost) == targets.end()) {
          targets.push_back(lost);
        }
      }
      if (targets.size() == before) return {std::move(*raises), company};
    }
  }

  // One skill to each level of its grid, and all musts of a company whose gate is not passed.
  std::vector<Move> raises(const State& state) const {
    std::vector<Move> moves;
    for (std::size_t s = 0; s < grids_.size(); ++s) {
      const auto skill = static_cast<SkillId>(s);
      const double held = state.levels.at(skill);
      for (const double level : grids_[s]) {
        if (level > held) moves.push_back({{{skill, level}}, {}});
      }
    }
    const std::vector<Score> scores = worth_.scores(state.levels);
    for (std::size_t c = 0; c < scores.size(); ++c) {
      if (scores[c].gate != Gate::fail) continue;
      Move move;
      const Requirements row = worth_.scorer().catalog().requirements(worth_.companies()[c]);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const Requirement r = row[i];
        if (r.must && state.levels.at(r.skill) < r.level) move.raises.push_back({r.skill, r.level});
      }
      if (move.raises.size() > 1) moves.push_back(std::move(move));
    }
    return moves;
  }

  // The state with what else fits the budget.
  State grown(State state) const {
    for (;;) {
      state = worth_.goal().value == Value::reach ? grown_by_bundles(std::move(state))
                                                  : grown_by_raises(std::move(state));
      State slim = trimmed(state);
      const bool is_smaller = slim.hours < state.hours;
      state = std::move(slim);
      if (!is_smaller) return state;
    }
  }

  State grown_by_bundles(State state) const {
    for (;;) {
      std::vector<Move> found = moves(state);
      std::erase_if(found, [&](const Move& m) { return state.hours + m.hours > budget_; });
      if (found.empty()) return state;
      state = after(
          state, *std::min_element(found.begin(), found.end(),
                                   [](const Move& a, const Move& b) { return is_better(a, b); }));
    }
  }

  // A gain that was seen before is taken for the most that a move still gains, until it comes
  // first.
  State grown_by_raises(State state) const {
    for (;;) {
      std::vector<Move> found = moves(state);
      const auto is_worse = [&](std::size_t a, std::size_t b) {
        if (is_better(found[a], found[b])) return false;
        return is_better(found[b], found[a]) || a > b;
      };
      std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(is_worse)> queue(
          is_worse);
      std::vector<std::size_t> seen_at(found.size(), 0);
      for (std::size_t i = 0; i < found.size(); ++i) {
        if (state.hours + found[i].hours <= budget_) queue.push(i);
      }
      if (queue.empty()) return state;
      std::size_t made = 0;
      while (!queue.empty()) {
        const std::size_t i = queue.top();
        queue.pop();
        if (seen_at[i] != made) {
          evaluate(state, found[i]);
          seen_at[i] = made;
          if (found[i].gain > 0.0 && state.hours + found[i].hours <= budget_) queue.push(i);
          continue;
        }
        state = after(state, found[i]);
        ++made;
      }
    }
  }

  // At least as good for fewer hours: the companies within reach brought there all at once from the
  // start, and nothing learnt that can be left out at no loss.
  State trimmed(State state) const {
    if (worth_.goal().value == Value::reach) {
      const std::vector<CompanyId> within = worth_.within(worth_.scores(state.levels));
      if (const auto raises = raises_to_reach(worth_, hours_, start_, within)) {
        State other{with(start_, *raises), 0.0, cost(start_, *raises)};
        other.value = worth_.value(other.levels);
        if (is_better(other, state)) state = std::move(other);
      }
    }
    for (;;) {
      std::optional<State> best;
      for (const Raise& raise : raised(state.levels)) {
        const std::vector<double>& grid = grids_[index(raise.skill)];
        const double from = start_.at(raise.skill);
        for (double lower = raise.to; lower > from;) {
          const auto next = std::lower_bound(grid.begin(), grid.end(), lower);
          lower = next == grid.begin() ? from : std::max(*(next - 1), from);
          State tried = state;
          tried.levels.put(raise.skill, lower > from ? lower : start_.known(raise.skill));
          tried.value = worth_.value(tried.levels);
          if (tried.value < state.value) break;
          tried.hours -= hours_(raise.skill, lower, raise.to);
          if (!best || tried.hours < best->hours) best = std::move(tried);
        }
      }
      if (!best) break;
      state = std::move(*best);
    }
    state.hours = cost(start_, raised(state.levels));
    return state;
  }

  std::vector<Raise> raised(const Levels& levels) const {
    std::vector<Raise> result;
    for (const HeldSkill& held : levels.skills()) {
      if (held.level > start_.at(held.skill)) result.push_back({held.skill, held.level});
    }
    return result;
  }

  void keep_cheapest(const std::vector<Move>& first) {
    for (const Move& move : first) {
      if (!cheapest_ || move.hours < cheapest_->hours) cheapest_ = move;
    }
  }

  // The companies that `end` brings within reach, each time the one that takes the fewest hours for
  // what it gains; what is left of the raises comes last.
  std::vector<Raise> by_unlocks(const State& end) const {
    std::vector<Raise> order;
    State state{start_, worth_.value(start_)};
    while (state.value < end.value) {
      std::vector<Move> found = bundles(state, &end.levels);
      for (Move& move : found) evaluate(state, move);
      std::erase_if(found, [](const Move& move) { return !(move.gain > 0.0); });
      Move next;
      if (found.empty()) {
        for (const Raise& r : raised(end.levels)) {
          if (r.to > state.levels.at(r.skill)) next.raises.push_back(r);
        }
        if (next.raises.empty()) break;
      } else {
        next = *std::min_element(found.begin(), found.end(),
                                 [](const Move& a, const Move& b) { return is_better(a, b); });
      }
      order.insert(order.end(), next.raises.begin(), next.raises.end());
      state = after(state, next);
    }
    return order;
  }

  std::vector<Raise> by_gain(const State& end) const {
    std::vector<Raise> left = raised(end.levels);
    std::vector<Raise> order;
    State state{start_, worth_.value(start_)};
    while (!left.empty()) {
      std::vector<Move> found;
      for (const Raise& r : left) {
        found.push_back({{r}, {}});
        evaluate(state, found.back());
      }
      const auto best = std::min_element(
          found.begin(), found.end(), [](const Move& a, const Move& b) { return is_better(a, b); });
      const auto at = best - found.begin();
      state = after(state, *best);
      order.push_back(left[static_cast<std::size_t>(at)]);
      left.erase(left.begin() + at);
    }
    return order;
  }

  const Worth& worth_;
  const LearningHours& hours_;
  Levels start_;
  double budget_;
  unsigned threads_;
  std::vector<std::vector<double>> grids_;  // by skill, ascending; of the goal `score`
  std::optional<Move> cheapest_;
};

void check(const Scorer& scorer, std::span<const CompanyId> scope, double budget,
           const LearningGoal& goal) {
  if (!(budget > 0.0 && std::isfinite(budget)))
    throw std::invalid_argument("the budget is not above 0");
  if (!is_fraction(goal.reach)) throw std::invalid_argument("reach is outside [0, 1]");
  if (goal.top == 0) throw std::invalid_argument("the mean of no company");
  if (scope.empty()) throw std::invalid_argument("no company to plan for");
  for (const CompanyId company : scope) {
    if (index(company) >= scorer.catalog().size()) throw std::invalid_argument("no such company");
    if (scorer.not_ranked(company)) throw std::invalid_argument("the company cannot be ranked");
  }
}

// The companies with the highest scores, in the order of the scope.
std::vector<CompanyId> considered(const std::vector<CompanyId>& scope,
                                  const std::vector<Score>& scores) {
  if (scope.size() <= LearningPlan::kMostConsidered) return scope;
  std::vector<std::size_t> best(scope.size());
  std::iota(best.begin(), best.end(), 0);
  const auto end = best.begin() + LearningPlan::kMostConsidered;
  std::partial_sort(best.begin(), end, best.end(), [&](std::size_t a, std::size_t b) {
    return scores[a].score != scores[b].score ? scores[a].score > scores[b].score : a < b;
  });
  std::sort(best.begin(), end);
  std::vector<CompanyId> result;
  for (auto at = best.begin(); at != end; ++at) result.push_back(scope[*at]);
  return result;
}

}  // namespace

LearningPlan learning_plan(const Scorer& scorer, const Profile& profile, const LearningHours& hours,
                           std::span<const CompanyId> scope, double budget,
                           const LearningGoal& goal, unsigned threads) {
  check(scorer, scope, budget, goal);
  const Worth all(scorer, goal, {scope.begin(), scope.end()});
  Levels levels(profile);
  std::vector<Score> scores = all.scores(levels, threads);
  const Worth chosen(scorer, goal, considered(all.companies(), scores));
  Planner planner(chosen, hours, profile, budget, threads);
  const State end = planner.plan();

  LearningPlan plan;
  plan.considered = chosen.companies().size();
  plan.value_now = all.value(scores);
  plan.value_then = plan.value_now;
  plan.within_now = all.within(scores);
  plan.within_then = plan.within_now;
  for (const Raise& raise : planner.in_order(end)) {
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
  if (const auto& move = planner.cheapest(); move && plan.steps.empty()) {
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
