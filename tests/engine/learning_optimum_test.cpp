// What plans gain, held against an exhaustive search over all levels.
#include "learning_cases.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace learning_optimum_test {

using namespace learning_cases;  // NOLINT: its tests alone

// What `budget` hours are worth at most, over all the levels that the search may lead to.
class Exhaustive {
 public:
  explicit Exhaustive(const Case& c) : case_(c) {
    for (std::size_t s = 0; s < kShape.skills; ++s) {
      std::vector<double> levels;
      for (const CompanyId company : c.scope) {
        const auto r = c.setting.catalog.requirements(company).find(build::skill(s));
        if (r) levels.push_back(r->level);
      }
      const double highest = levels.empty() ? 0.0 : *std::max_element(levels.begin(), levels.end());
      for (int half = 1; 0.5 * half < highest; ++half) levels.push_back(0.5 * half);
      levels_.push_back(std::move(levels));
    }
  }

  double best() {
    best_ = 0.0;
    search(0, case_.profile, case_.budget);
    return best_;
  }

 private:
  void search(std::size_t s, const Profile& profile, double left) {
    if (s == levels_.size()) {
      best_ = std::max(best_, fast_value(profile));
      return;
    }
    search(s + 1, profile, left);
    const double from = case_.profile.level(build::skill(s)).value_or(0.0);
    for (const double level : levels_[s]) {
      const double hours = case_.hours(build::skill(s), from, level);
      if (level <= from || hours > left) continue;
      search(s + 1, profile.with(build::skill(s), level), left - hours);
    }
  }

  // As value(), which would rank everything again a million times.
  double fast_value(const Profile& profile) const {
    const skillmatch::Query query = case_.setting.scorer.prepare(profile);
    if (query.not_ranked()) return 0.0;
    std::vector<double> scores;
    double count = 0.0;
    for (const CompanyId company : case_.scope) {
      const skillmatch::Score score = case_.setting.scorer.score(query, company);
      if (score.gate == Gate::pass && score.score >= case_.goal.reach) count += 1.0;
      scores.push_back(score.gate == Gate::fail ? 0.0 : score.score);
    }
    if (case_.goal.value == Value::reach) return count;
    std::sort(scores.begin(), scores.end(), std::greater<>());
    const std::size_t top = std::min(case_.goal.top, scores.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < top; ++i) sum += scores[i];
    return sum / static_cast<double>(top);
  }

  const Case& case_;
  std::vector<std::vector<double>> levels_;
  double best_ = 0.0;
};

// Over 200 cases: all gains of the plans over all gains of the best, and the mean of their ratios.
void expect_near_the_best(Value goal, double sums, double mean) {
  double gained = 0.0;
  double possible = 0.0;
  double ratios = 0.0;
  double worst = 1.0;
  std::size_t cases = 0;
  std::size_t best_found = 0;
  on_cases(goal, 200, [&](const Case& c) {
    const double now = c.worth(c.profile);
    const double best = Exhaustive(c).best() - now;
    if (best < 1e-9) return;
    const double gain = c.plan().value_then - now;
    EXPECT_LE(gain, best + 1e-12);
    gained += gain;
    possible += best;
    ratios += gain / best;
    worst = std::min(worst, gain / best);
    ++cases;
    if (gain > best * (1.0 - 1e-9)) ++best_found;
  });
  ASSERT_GT(cases, 100U);
  const double mean_ratio = ratios / static_cast<double>(cases);
  EXPECT_GE(gained / possible, sums);
  EXPECT_GE(mean_ratio, mean);
  testing::Test::RecordProperty("sums", std::to_string(gained / possible));
  testing::Test::RecordProperty("mean", std::to_string(mean_ratio));
  testing::Test::RecordProperty("worst", std::to_string(worst));
  testing::Test::RecordProperty("cases", std::to_string(cases));
  testing::Test::RecordProperty("best_found", std::to_string(best_found));
}

TEST(LearningOptimum, BringsNearlyAsManyCompaniesWithinReachAsAnyLevels) {
  expect_near_the_best(Value::reach, 0.95, 0.95);
}

TEST(LearningOptimum, RaisesAMeanNearlyAsFarAsAnyLevels) {
  expect_near_the_best(Value::score, 0.95, 0.95);
}

}  // namespace learning_optimum_test
