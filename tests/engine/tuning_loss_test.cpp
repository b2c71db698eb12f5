// The loss's gradient against central differences, its scores against Scorer's.
#include "tuning_loss.h"

#include "support/build.h"
#include "support/gradient.h"
#include "support/random_data.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/scorer.h>

namespace skillmatch {
namespace tuning_loss_test {

constexpr std::size_t kSkills = 12;
constexpr std::size_t kCompanies = 40;

Catalog random_catalog(draw::Random& random) {
  std::vector<reference::Company> companies(kCompanies);
  for (std::size_t c = 0; c < kCompanies; ++c) {
    for (std::size_t s = 0; s < kSkills; ++s) {
      // Every tenth company requires nothing.
      if (c % 10 == 9 || random.below(3) == 0) continue;
      const double level = 5.0 * (1.0 - random.unit());
      companies[c].requirements.push_back({s, level, 1.0 - 0.9 * random.unit()});
    }
  }
  return build::catalog(build::world(kSkills, std::move(companies)));
}

std::vector<JudgedProfile> random_feedback(draw::Random& random, std::size_t count, bool all) {
  std::vector<JudgedProfile> feedback;
  for (std::size_t q = 0; q < count; ++q) {
    std::vector<HeldSkill> skills;
    for (std::size_t s = 0; s < kSkills; ++s) {
      if (random.below(2) == 0) skills.push_back({static_cast<SkillId>(s), 5.0 * random.unit()});
    }
    if (skills.empty()) skills.push_back({static_cast<SkillId>(0), 3.0});
    JudgedProfile judged{Profile("p" + std::to_string(q), std::move(skills)), {}, all, {}};
    for (std::size_t c = 0; c < kCompanies; ++c) {
      if (random.below(4) == 0) {
        judged.graded.push_back({static_cast<CompanyId>(c), static_cast<int>(random.below(5))});
      } else if (random.below(10) == 0) {
        judged.left_out.push_back(static_cast<CompanyId>(c));
      }
    }
    feedback.push_back(std::move(judged));
  }
  return feedback;
}

// A model some way from the start, so that no term vanishes.
Eigen::VectorXd moved(const TuningLoss& loss, draw::Random& random) {
  Eigen::VectorXd x = loss.start();
  for (Eigen::Index i = 0; i < x.size(); ++i) x[i] += random.unit() - 0.5;
  return x;
}

struct Problem {
  explicit Problem(std::uint64_t seed, std::size_t count, bool all)
      : random(seed),
        catalog(random_catalog(random)),
        feedback(random_feedback(random, count, all)) {
    const Scorer scorer(catalog, Model{});
    for (const JudgedProfile& query : feedback) {
      if (can_learn_from(scorer, query)) usable.push_back(&query);
    }
  }
  draw::Random random;
  Catalog catalog;
  std::vector<JudgedProfile> feedback;
  std::vector<const JudgedProfile*> usable;
};

struct Case {
  Objective objective;
  double noise_floor;
  double start_blend;
  bool all;
};

class TuningGradient : public ::testing::TestWithParam<Case> {};

TEST_P(TuningGradient, IsThatOfCentralDifferences) {
  const Case& c = GetParam();
  Problem problem(11, 70, c.all);
  Model start;
  start.blend = c.start_blend;
  TuningLoss::Options options;
  options.list = {c.objective, c.noise_floor};
  TuningLoss loss(problem.catalog, start, problem.usable, options, 1);
  const Eigen::VectorXd x = moved(loss, problem.random);
  loss.rank_at(x);
  expect_gradient_matches(loss, x);
}

INSTANTIATE_TEST_SUITE_P(All, TuningGradient,
                         ::testing::Values(Case{Objective::listwise, 0.3, 0.5, true},
                                           Case{Objective::listwise, 0.0, 0.5, true},
                                           Case{Objective::listwise, 0.3, 1.0, false},
                                           Case{Objective::listwise, 0.9, 0.0, true},
                                           Case{Objective::pairwise, 0.3, 0.5, true},
                                           Case{Objective::pairwise, 0.3, 0.5, false},
                                           Case{Objective::lambda, 0.3, 0.5, true}));

TEST(TuningLoss, StartsAtTheModelItIsGiven) {
  Problem problem(3, 20, true);
  Model start;
  start.weights.assign(kSkills, 2.0);
  start.weights[3] = 0.0;
  start.blend = 0.7;
  const TuningLoss loss(problem.catalog, start, problem.usable, {}, 1);
  const Model model = loss.model(loss.start());
  EXPECT_EQ(model.weights, start.weights);
  EXPECT_NEAR(model.blend, 0.7, 1e-15);
}

// Without prior and floor the loss of one list is the cross entropy of Scorer's own scores.
TEST(TuningLoss, ScoresAsScorerDoes) {
  Problem problem(5, 50, true);
  Model start;
  start.blend = 0.4;
  TuningLoss::Options options;
  options.list.noise_floor = 0.0;
  options.weight_decay = options.blend_decay = 0.0;
  const TuningLoss loss(problem.catalog, start, problem.usable, options, 1);
  const Eigen::VectorXd x = moved(loss, problem.random);
  const double scale = std::exp(x[x.size() - 2]);
  const Scorer scorer(problem.catalog, loss.model(x));
  double expected = 0.0;
  for (const JudgedProfile* query : problem.usable) {
    const Query prepared = scorer.prepare(query->profile);
    double total = 0.0;
    double grades = 0.0;
    double dot = 0.0;
    for (std::size_t c = 0; c < kCompanies; ++c) {
      const auto id = static_cast<CompanyId>(c);
      if (scorer.not_ranked(id)) continue;
      if (std::count(query->left_out.begin(), query->left_out.end(), id) > 0) continue;
      const double score = scale * scorer.score(prepared, id).score;
      total += std::exp(score);
      for (const GradedCompany& graded : query->graded) {
        if (graded.company != id) continue;
        grades += graded.grade;
        dot += graded.grade * score;
      }
    }
    expected += std::log(total) - dot / grades;
  }
  Eigen::VectorXd gradient;
  EXPECT_NEAR(loss(x, gradient), expected / static_cast<double>(problem.usable.size()), 1e-10);
}

TEST(TuningLoss, SameBitsForAnyNumberOfThreads) {
  Problem problem(9, 150, true);
  const TuningLoss one(problem.catalog, Model{}, problem.usable, {}, 1);
  const TuningLoss four(problem.catalog, Model{}, problem.usable, {}, 4);
  const Eigen::VectorXd x = moved(one, problem.random);
  Eigen::VectorXd a;
  Eigen::VectorXd b;
  EXPECT_EQ(one(x, a), four(x, b));
  EXPECT_EQ(a, b);
}

}  // namespace tuning_loss_test
}  // namespace skillmatch
