#include "learner.h"

#include "parallel.h"

#include <cmath>
#include <functional>
#include <queue>
#include <utility>

namespace skillmatch {

void Levels::put(SkillId skill, std::optional<double> level) {
  const auto at = skills_.begin() + (place(skill) - skills_.cbegin());
  const bool is_there = at != skills_.end() && at->skill == skill;
  if (!level) {
    if (is_there) skills_.erase(at);
  } else if (is_there) {
    at->level = *level;
  } else {
    skills_.insert(at, {skill, *level});
  }
}

std::vector<Score> Worth::scores(const Levels& levels, unsigned threads) const {
  constexpr std::size_t kLeast = 4096;  // a thread's start is worth
  std::vector<Score> scores(companies_.size(), Score{0.0, 0.0, 0.0, Gate::fail, {}});
  const Query query = scorer_->prepare(levels.view());
  if (query.not_ranked()) return scores;
  for_each_range(threads, scores.size(), kLeast, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) scores[c] = scorer_->score(query, companies_[c]);
  });
  return scores;
}

std::vector<CompanyId> Worth::within(std::span<const Score> scores) const {
  std::vector<CompanyId> result;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    if (is_within(scores[c])) result.push_back(companies_[c]);
  }
  return result;
}

double Worth::value(std::span<const Score> scores) const {
  if (goal_.value == LearningGoal::Value::reach) {
    return static_cast<double>(
        std::count_if(scores.begin(), scores.end(), [&](const Score& s) { return is_within(s); }));
  }
  std::vector<double> best;
  best.reserve(scores.size());
  for (const Score& s : scores) best.push_back(s.gate == Gate::fail ? 0.0 : s.score);
  const std::size_t top = std::min(goal_.top, best.size());
  const auto end = best.begin() + static_cast<std::ptrdiff_t>(top);
  std::partial_sort(best.begin(), end, best.end(), std::greater<>());
  double sum = 0.0;
  for (std::size_t i = 0; i < top; ++i) sum += best[i];
  return sum / static_cast<double>(top);
}

double next_level(double level, double required) noexcept {
  const double half = std::floor(level * 2.0 + 1.0) / 2.0;
  return required > level && required < half ? required : std::min(half, kMaxLevel);
}

double level_before(double level, double required) noexcept {
  const double half = std::max(std::ceil(level * 2.0 - 1.0) / 2.0, 0.0);
  return required < level && required > half ? required : half;
}

namespace {

class Bundle {
 public:
  Bundle(const Worth& worth, const LearningHours& hours, const Levels& start, CompanyId company,
         const Levels* most)
      : worth_(worth), hours_(hours), start_(start), levels_(start), company_(company) {
    const Requirements row = worth.scorer().catalog().requirements(company);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement r = row[i];
      skills_.push_back({r, most == nullptr ? r.level : std::min(r.level, most->at(r.skill))});
    }
  }

  std::optional<std::vector<Raise>> find() {
    for (const Asked& asked : skills_) {
      if (!asked.requirement.must) continue;
      const double need = asked.requirement.level;
      if (levels_.at(asked.requirement.skill) >= need) continue;
      if (asked.most < need) return std::nullopt;
      raise({asked.requirement.skill, need});
    }
    if (!grow()) return std::nullopt;
    trim();
    std::erase_if(raises_, [&](const Raise& raise) {
      return levels_.at(raise.skill) <= start_.at(raise.skill);
    });
    for (Raise& r : raises_) r.to = levels_.at(r.skill);
    return raises_;
  }

 private:
  struct Asked {
    Requirement requirement;
    double most;
  };
  struct Step {
    double gain_per_hour;
    std::size_t asked;
    double to;
    std::size_t made_at;  // after how many raises

    bool operator<(const Step& other) const noexcept {
      if (gain_per_hour != other.gain_per_hour) return gain_per_hour < other.gain_per_hour;
      return asked > other.asked;
    }
  };

  Score score() const {
    const Query query = worth_.scorer().prepare(levels_.view());
    if (query.not_ranked()) return {0.0, 0.0, 0.0, Gate::fail, {}};
    return worth_.scorer().score(query, company_);
  }

  void raise(const Raise& to) {
    levels_.put(to.skill, to.to);
    const auto at = std::find_if(raises_.begin(), raises_.end(),
                                 [&](const Raise& r) { return r.skill == to.skill; });
    if (at == raises_.end()) raises_.push_back(to);
  }

  std::optional<Step> step(std::size_t asked, double now, std::size_t made_at) {
    const auto& [requirement, most] = skills_[asked];
    const SkillId skill = requirement.skill;
    const std::optional<double> before = levels_.known(skill);
    const double from = before.value_or(0.0);
    const double to = std::min(next_level(from, requirement.level), most);
    if (to <= from) return std::nullopt;
    levels_.put(skill, to);
    const double gain = score().score - now;
    levels_.put(skill, before);
    if (gain <= 0.0) return std::nullopt;
    return Step{gain / hours_(skill, from, to), asked, to, made_at};
  }

  // Raises levels until the score is reached.
  bool grow() {
    double now = score().score;
    std::size_t raises = 0;
    std::priority_queue<Step> steps;
    const auto push = [&](std::size_t asked) {
      if (const auto made = step(asked, now, raises)) steps.push(*made);
    };
    while (now < worth_.goal().reach) {
      if (steps.empty()) {
        // What gained nothing before may gain something with what was learnt since.
        for (std::size_t i = 0; i < skills_.size(); ++i) push(i);
        if (steps.empty()) return false;
      }
      const Step best = steps.top();
      steps.pop();
      if (best.made_at != raises) {
        push(best.asked);
        continue;
      }
      raise({skills_[best.asked].requirement.skill, best.to});
      now = score().score;
      ++raises;
      push(best.asked);
    }
    return true;
  }

  // Lowers levels as long as the company stays within reach, each time the one that saves most.
  void trim() {
    for (;;) {
      std::optional<Raise> best;
      double most_saved = 0.0;
      for (const Raise& r : raises_) {
        const std::optional<double> before = levels_.known(r.skill);
        const double from = start_.at(r.skill);
        if (!before || *before <= from) continue;
        const double lower = std::max(level_before(*before, required(r.skill)), from);
        const double saved = hours_(r.skill, lower, *before);
        if (saved <= most_saved) continue;
        levels_.put(r.skill, lower > from ? lower : start_.known(r.skill));
        if (worth_.is_within(score())) {
          best = {r.skill, lower};
          most_saved = saved;
        }
        levels_.put(r.skill, before);
      }
      if (!best) return;
      const bool is_raised = best->to > start_.at(best->skill);
      levels_.put(best->skill, is_raised ? best->to : start_.known(best->skill));
    }
  }

  double required(SkillId skill) const noexcept {
    for (const Asked& asked : skills_) {
      if (asked.requirement.skill == skill) return asked.requirement.level;
    }
    return 0.0;
  }

  const Worth& worth_;
  const LearningHours& hours_;
  const Levels& start_;
  Levels levels_;
  CompanyId company_;
  std::vector<Asked> skills_;
  std::vector<Raise> raises_;  // in the order of learning
};

}  // namespace

std::optional<std::vector<Raise>> raises_to_reach(const Worth& worth, const LearningHours& hours,
                                                  const Levels& levels, CompanyId company,
                                                  const Levels* most) {
  return Bundle(worth, hours, levels, company, most).find();
}

}  // namespace skillmatch
