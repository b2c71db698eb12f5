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

Worth::Worth(const Scorer& scorer, const LearningGoal& goal, std::vector<CompanyId> companies)
    : scorer_(&scorer),
      goal_(goal),
      companies_(std::move(companies)),
      highest_(scorer.catalog().taxonomy().size()) {
  for (const CompanyId company : companies_) {
    const Requirements row = scorer.catalog().requirements(company);
    for (std::size_t i = 0; i < row.size(); ++i) {
      double& highest = highest_[index(row[i].skill)];
      highest = std::max(highest, row[i].level);
    }
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

std::vector<double> level_grid(std::vector<double> required, double highest) {
  for (double level = 0.5; level < highest; level += 0.5) required.push_back(level);
  std::sort(required.begin(), required.end());
  required.erase(std::unique(required.begin(), required.end()), required.end());
  return required;
}

namespace {

class Bundle {
 public:
  Bundle(const Worth& worth, const LearningHours& hours, const Levels& start,
         std::span<const CompanyId> companies, double budget, const Levels* most)
      : worth_(worth),
        hours_(hours),
        start_(start),
        levels_(start),
        companies_(companies),
        budget_(budget) {
    std::vector<Requirement> all;
    for (const CompanyId company : companies) {
      const Requirements row = worth.scorer().catalog().requirements(company);
      for (std::size_t i = 0; i < row.size(); ++i) all.push_back(row[i]);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Requirement& a, const Requirement& b) { return a.skill < b.skill; });
    for (auto at = all.begin(); at != all.end();) {
      Asked asked{at->skill, 0.0, kMaxLevel, {}};
      if (most != nullptr) asked.most = most->at(asked.skill);
      for (; at != all.end() && at->skill == asked.skill; ++at) {
        asked.grid.push_back(at->level);
        if (at->must) asked.must = std::max(asked.must, at->level);
      }
      if (most != nullptr) asked.grid.push_back(asked.most);
      asked.grid = level_grid(std::move(asked.grid), worth.highest(asked.skill));
      asked_.push_back(std::move(asked));
    }
  }

  std::optional<std::vector<Raise>> find() {
    for (const Asked& asked : asked_) {
      if (asked.must == 0.0 || levels_.at(asked.skill) >= asked.must) continue;
      if (asked.most < asked.must) return std::nullopt;
      raise(asked.skill, asked.must);
    }
    if (!grow()) return std::nullopt;
    trim();
    std::vector<Raise> raises;
    for (const SkillId skill : raised_) {
      if (levels_.at(skill) > start_.at(skill)) raises.push_back({skill, levels_.at(skill)});
    }
    return raises;
  }

 private:
  struct Asked {
    SkillId skill;
    double must;  // the highest level of a must; 0 without
    double most;  // that it may be raised to
    std::vector<double> grid;
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
  struct Progress {
    double sum = 0.0;  // of the scores, each as far as it matters
    bool is_done = true;
  };

  Progress progress() const {
    const Query query = worth_.scorer().prepare(levels_.view());
    if (query.not_ranked()) return {0.0, false};
    Progress progress;
    for (const CompanyId company : companies_) {
      const Score score = worth_.scorer().score(query, company);
      progress.sum += std::min(score.score, worth_.goal().reach);
      progress.is_done = progress.is_done && worth_.is_within(score);
    }
    return progress;
  }

  void raise(SkillId skill, double to) {
    last_hours_ = hours_(skill, levels_.at(skill), to);
    total_hours_ += last_hours_;
    levels_.put(skill, to);
    if (std::find(raised_.begin(), raised_.end(), skill) == raised_.end()) raised_.push_back(skill);
  }

  // The next level of a skill's grid that gains something; only the very next one unless `far`.
  std::optional<Step> step(std::size_t number, double now, std::size_t made_at, bool far) {
    const Asked& asked = asked_[number];
    const std::optional<double> before = levels_.known(asked.skill);
    const double from = before.value_or(0.0);
    std::optional<Step> found;
    for (auto next = std::upper_bound(asked.grid.begin(), asked.grid.end(), from);
         next != asked.grid.end() && *next <= asked.most && !found; ++next) {
      levels_.put(asked.skill, *next);
      const double gain = progress().sum - now;
      if (gain > 0.0) {
        found = {gain / hours_(asked.skill, from, *next), number, *next, made_at};
      }
      if (!far) break;
    }
    levels_.put(asked.skill, before);
    return found;
  }

  // Raises levels until all scores are reached.
  bool grow() {
    Progress now = progress();
    std::size_t raises = 0;
    std::priority_queue<Step> steps;
    const auto push = [&](std::size_t asked, bool far) {
      if (const auto made = step(asked, now.sum, raises, far)) steps.push(*made);
    };
    while (!now.is_done) {
      // What a raise too many costs may be saved again.
      if (total_hours_ - last_hours_ > budget_) return false;
      // What gained nothing before may gain something with what was learnt since, or from a higher
      // level on.
      for (const bool far : {false, true}) {
        if (!steps.empty()) break;
        for (std::size_t i = 0; i < asked_.size(); ++i) push(i, far);
      }
      if (steps.empty()) return false;
      const Step best = steps.top();
      steps.pop();
      if (best.made_at != raises) {
        push(best.asked, false);
        continue;
      }
      raise(asked_[best.asked].skill, best.to);
      now = progress();
      ++raises;
      push(best.asked, false);
    }
    return true;
  }

  // Lowers levels as long as all stay within reach, each time the one that saves most.
  void trim() {
    for (;;) {
      const Asked* best = nullptr;
      double best_level = 0.0;
      double most_saved = 0.0;
      for (const Asked& asked : asked_) {
        const std::optional<double> before = levels_.known(asked.skill);
        const double from = start_.at(asked.skill);
        if (!before || *before <= from) continue;
        const auto next = std::lower_bound(asked.grid.begin(), asked.grid.end(), *before);
        const double lower = next == asked.grid.begin() ? from : std::max(*(next - 1), from);
        const double saved = hours_(asked.skill, lower, *before);
        if (saved <= most_saved) continue;
        put_back(asked.skill, lower);
        if (progress().is_done) {
          best = &asked;
          best_level = lower;
          most_saved = saved;
        }
        levels_.put(asked.skill, before);
      }
      if (best == nullptr) return;
      put_back(best->skill, best_level);
    }
  }

  // To `level`, or to what it was at the start.
  void put_back(SkillId skill, double level) {
    levels_.put(skill, level > start_.at(skill) ? level : start_.known(skill));
  }

  const Worth& worth_;
  const LearningHours& hours_;
  const Levels& start_;
  Levels levels_;
  std::span<const CompanyId> companies_;
  double budget_;
  double total_hours_ = 0.0;
  double last_hours_ = 0.0;
  std::vector<Asked> asked_;     // by ascending skill
  std::vector<SkillId> raised_;  // in the order of learning
};

}  // namespace

std::optional<std::vector<Raise>> raises_to_reach(const Worth& worth, const LearningHours& hours,
                                                  const Levels& levels,
                                                  std::span<const CompanyId> companies,
                                                  double budget, const Levels* most) {
  return Bundle(worth, hours, levels, companies, budget, most).find();
}

}  // namespace skillmatch
