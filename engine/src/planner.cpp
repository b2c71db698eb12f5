#include "planner.h"

#include "parallel.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <queue>
#include <utility>

namespace skillmatch {
namespace {

using Value = LearningGoal::Value;

// The plan is grown from so many of the best first moves.
constexpr std::size_t kFirstMoves = 3;
// A thread's start is worth so many scores, or so many bundles.
constexpr std::size_t kLeastScores = 2048;
constexpr std::size_t kLeastBundles = 4;
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

bool is_better(const Move& a, const Move& b) noexcept {
  if (a.gain_per_hour() != b.gain_per_hour()) return a.gain_per_hour() > b.gain_per_hour();
  return a.hours < b.hours;
}

// The first of the best.
const Move& best_of(const std::vector<Move>& moves) {
  return *std::min_element(moves.begin(), moves.end(),
                           [](const Move& a, const Move& b) { return is_better(a, b); });
}

}  // namespace

std::vector<CompanyId> difference(const std::vector<CompanyId>& of,
                                  std::vector<CompanyId> without) {
  std::sort(without.begin(), without.end());
  std::vector<CompanyId> result;
  for (const CompanyId company : of) {
    if (!std::binary_search(without.begin(), without.end(), company)) result.push_back(company);
  }
  return result;
}

Planner::Planner(const Worth& worth, const LearningHours& hours, const Profile& profile,
                 double budget, unsigned threads)
    : worth_(worth), hours_(hours), start_(profile), budget_(budget), threads_(threads) {
  find_grids();
}

bool Planner::is_worth_more(const State& a, const State& b) noexcept {
  return a.value != b.value ? a.value > b.value : a.hours < b.hours;
}

std::vector<Raise> Planner::plan() const {
  const State end = best();
  return worth_.goal().value == Value::reach ? by_unlocks(end)
                                             : by_gain(start(), raised(end.levels));
}

std::optional<Move> Planner::cheapest() const {
  std::optional<Move> cheapest;
  for (Move& move : moves(start(), kNoLimit)) {
    if (!cheapest || move.hours < cheapest->hours) cheapest = std::move(move);
  }
  return cheapest;
}

Planner::State Planner::best() const {
  const State now = start();
  std::vector<Move> first = moves(now, budget_);
  if (first.empty()) return now;
  std::stable_sort(first.begin(), first.end(),
                   [](const Move& a, const Move& b) { return is_better(a, b); });
  first.resize(std::min(first.size(), kFirstMoves));
  std::optional<State> best;
  for (const Move& move : first) {
    State end = grown(after(now, move));
    if (!best || is_worth_more(end, *best)) best = std::move(end);
  }
  return std::move(*best);
}

// The levels of each skill that a raise may lead to.
void Planner::find_grids() {
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

double Planner::cost(const Levels& levels, const std::vector<Raise>& raises) const {
  double sum = 0.0;
  for (const Raise& r : raises) sum += hours_(r.skill, levels.at(r.skill), r.to);
  return sum;
}

Levels Planner::with(Levels levels, const std::vector<Raise>& raises) {
  for (const Raise& r : raises) {
    if (r.to > levels.at(r.skill)) levels.put(r.skill, r.to);
  }
  return levels;
}

Planner::State Planner::after(const State& state, const Move& move) const {
  State next{with(state.levels, move.raises), 0.0, state.hours + move.hours};
  next.value = worth_.value(next.levels);
  return next;
}

void Planner::evaluate(const State& state, Move& move) const {
  move.hours = cost(state.levels, move.raises);
  move.gain = worth_.value(with(state.levels, move.raises)) - state.value;
}

// Everything that gains something from `state` and may cost no more than `budget` hours.
std::vector<Move> Planner::moves(const State& state, double budget) const {
  std::vector<Move> moves =
      worth_.goal().value == Value::reach ? bundles(state, budget) : raises(state);
  const std::size_t least = std::max<std::size_t>(1, kLeastScores / worth_.companies().size());
  for_each_range(threads_, moves.size(), least, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) evaluate(state, moves[i]);
  });
  std::erase_if(moves, [&](const Move& m) { return !(m.gain > 0.0 && m.hours <= budget); });
  return moves;
}

std::vector<Move> Planner::bundles(const State& state, double budget, const Levels* most) const {
  const std::vector<Score> scores = worth_.scores(state.levels);
  std::vector<CompanyId> out;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    if (!worth_.is_within(scores[c])) out.push_back(worth_.companies()[c]);
  }
  const std::vector<CompanyId> within = worth_.within(scores);
  std::vector<std::vector<Move>> found(out.size());
  for_each_range(threads_, out.size(), kLeastBundles, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      found[i] = bundles_of(out[i], state, within, budget, most);
    }
  });
  std::vector<Move> moves;
  for (std::vector<Move>& of_one : found) {
    std::move(of_one.begin(), of_one.end(), std::back_inserter(moves));
  }
  return moves;
}

// The raises that bring `company` within reach; where others fall out by them, also those that keep
// them there.
std::vector<Move> Planner::bundles_of(CompanyId company, const State& state,
                                      const std::vector<CompanyId>& within, double budget,
                                      const Levels* most) const {
  std::vector<Move> moves;
  std::vector<CompanyId> targets{company};
  for (std::size_t before = 0; targets.size() > before;) {
    auto raises = raises_to_reach(worth_, hours_, state.levels, targets, budget, most);
    if (!raises) break;
    before = targets.size();
    for (const CompanyId lost :
         difference(within, worth_.within(worth_.scores(with(state.levels, *raises))))) {
      if (std::find(targets.begin(), targets.end(), lost) == targets.end()) {
        targets.push_back(lost);
      }
    }
    moves.push_back({std::move(*raises), company});
  }
  return moves;
}

// One skill to each level of its grid, and all musts of a company whose gate is not passed.
std::vector<Move> Planner::raises(const State& state) const {
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
Planner::State Planner::grown(State state) const {
  for (;;) {
    state = worth_.goal().value == Value::reach ? grown_by_bundles(std::move(state))
                                                : grown_by_raises(std::move(state));
    State slim = trimmed(state);
    const bool is_smaller = slim.hours < state.hours;
    state = std::move(slim);
    if (!is_smaller) return state;
  }
}

Planner::State Planner::grown_by_bundles(State state) const {
  for (;;) {
    std::vector<Move> found = moves(state, budget_ - state.hours);
    if (found.empty()) return state;
    state = after(state, best_of(found));
  }
}

// A gain that was seen before is taken for the most that a move still gains, until it comes
// first.
Planner::State Planner::grown_by_raises(State state) const {
  for (;;) {
    std::vector<Move> found = moves(state, budget_ - state.hours);
    const auto is_worse = [&](std::size_t a, std::size_t b) {
      if (is_better(found[a], found[b])) return false;
      return is_better(found[b], found[a]) || a > b;
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(is_worse)> queue(is_worse);
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
Planner::State Planner::trimmed(State state) const {
  if (worth_.goal().value == Value::reach) {
    const std::vector<CompanyId> within = worth_.within(worth_.scores(state.levels));
    if (const auto raises = raises_to_reach(worth_, hours_, start_, within, state.hours)) {
      State other{with(start_, *raises), 0.0, cost(start_, *raises)};
      other.value = worth_.value(other.levels);
      if (is_worth_more(other, state)) state = std::move(other);
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

std::vector<Raise> Planner::raised(const Levels& levels) const {
  std::vector<Raise> result;
  for (const HeldSkill& held : levels.skills()) {
    if (held.level > start_.at(held.skill)) result.push_back({held.skill, held.level});
  }
  return result;
}

// The companies that `end` brings within reach, each time the one that takes the fewest hours for
// what it gains; what is left of the raises comes last.
std::vector<Raise> Planner::by_unlocks(const State& end) const {
  std::vector<Raise> order;
  State state = start();
  while (state.value < end.value) {
    std::vector<Move> found = bundles(state, kNoLimit, &end.levels);
    for (Move& move : found) evaluate(state, move);
    std::erase_if(found, [](const Move& move) { return !(move.gain > 0.0); });
    Move next;
    if (found.empty()) {
      for (const Raise& r : raised(end.levels)) {
        if (r.to > state.levels.at(r.skill)) next.raises.push_back(r);
      }
      if (next.raises.empty()) break;
      evaluate(state, next);
    } else {
      next = best_of(found);
    }
    const std::vector<Raise> sorted = by_gain(state, next.raises);
    order.insert(order.end(), sorted.begin(), sorted.end());
    state = after(state, next);
  }
  return order;
}

// Each time the raise that gains most per hour, or loses least.
std::vector<Raise> Planner::by_gain(State state, std::vector<Raise> left) const {
  std::vector<Raise> order;
  while (!left.empty()) {
    std::vector<Move> found;
    for (const Raise& r : left) {
      found.push_back({{r}, {}});
      evaluate(state, found.back());
    }
    const Move& best = best_of(found);
    state = after(state, best);
    order.push_back(best.raises.front());
    left.erase(left.begin() + (&best - found.data()));
  }
  return order;
}

}  // namespace skillmatch
