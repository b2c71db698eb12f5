// Tuning finds weights that made the feedback, and says so when there is nothing to find.
#include "support/build.h"
#include "support/random_data.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/scorer.h>
#include <skillmatch/tuner.h>

namespace skillmatch {
namespace tuner_test {

constexpr std::size_t kSkills = 16;
constexpr std::size_t kCompanies = 120;

Catalog dense_catalog(draw::Random& random) {
  std::vector<reference::Company> companies(kCompanies);
  for (reference::Company& company : companies) {
    for (std::size_t s = 0; s < kSkills; ++s) {
      company.requirements.push_back({s, 5.0 * (1.0 - random.unit())});
    }
  }
  return build::catalog(build::world(kSkills, std::move(companies)));
}

// The ten best companies of each profile under `truth` have the grades 3, 2 and 1.
std::vector<JudgedProfile> feedback_of(const Catalog& catalog, const Model& truth,
                                       std::size_t profiles, draw::Random& random) {
  const Scorer scorer(catalog, truth);
  std::vector<JudgedProfile> feedback;
  for (std::size_t p = 0; p < profiles; ++p) {
    std::vector<HeldSkill> skills;
    for (std::size_t s = 0; s < kSkills; ++s) {
      skills.push_back({static_cast<SkillId>(s), 5.0 * random.unit()});
    }
    JudgedProfile judged{Profile("profile-" + std::to_string(p), std::move(skills)), {}, true, {}};
    const Ranking ranking = scorer.rank(judged.profile, {.k = 10});
    for (std::size_t i = 0; i < ranking.results.size(); ++i) {
      judged.graded.push_back({ranking.results[i].company, i < 2 ? 3 : i < 5 ? 2 : 1});
    }
    std::sort(judged.graded.begin(), judged.graded.end(),
              [](const auto& a, const auto& b) { return a.company < b.company; });
    feedback.push_back(std::move(judged));
  }
  return feedback;
}

struct Planted {
  explicit Planted(std::uint64_t seed, std::size_t profiles = 60)
      : random(seed), catalog(dense_catalog(random)) {
    truth.blend = 1.0;
    truth.weights.assign(kSkills, 0.3);
    for (std::size_t s = 0; s < kSkills; s += 3) truth.weights[s] = 3.0;
    start.blend = 1.0;
    feedback = feedback_of(catalog, truth, profiles, random);
  }
  draw::Random random;
  Catalog catalog;
  Model truth;
  Model start;
  std::vector<JudgedProfile> feedback;
};

TuningOptions quick() {
  TuningOptions options;
  options.blend = false;
  options.weight_decay = 0.2;
  options.evaluation.k = 10;
  return options;
}

TEST(Tuner, FindsTheWeightsThatMadeTheFeedback) {
  const Planted planted(1);
  for (const Objective objective : {Objective::listwise, Objective::pairwise, Objective::lambda}) {
    TuningOptions options = quick();
    options.objective = objective;
    const TuningReport report = tune(planted.catalog, planted.start, planted.feedback, options);
    EXPECT_EQ(report.verdict, TuningVerdict::better);
    EXPECT_EQ(report.usable, planted.feedback.size());
    EXPECT_EQ(report.queries.size(), planted.feedback.size());
    EXPECT_GT(report.ndcg.difference, 0.1) << static_cast<int>(objective);
    EXPECT_GT(report.ndcg.low, 0.05);
    EXPECT_LT(report.ndcg.p, 0.001);
    for (std::size_t s = 0; s < kSkills; ++s) {
      for (std::size_t other = 0; other < kSkills; ++other) {
        if (s % 3 != 0 || other % 3 == 0) continue;
        EXPECT_GT(report.model.weights[s], report.model.weights[other]) << s << " " << other;
      }
    }
  }
}

TEST(Tuner, HeldOutMeasuresAreThoseOfAModelThatHasNotSeenTheQuery) {
  const Planted planted(2);
  const TuningReport report = tune(planted.catalog, planted.start, planted.feedback, quick());
  ASSERT_EQ(report.folds.size(), 5U);
  std::size_t held_out = 0;
  for (const HeldOutFold& fold : report.folds) {
    EXPECT_EQ(fold.training + fold.held_out, planted.feedback.size());
    held_out += fold.held_out;
  }
  EXPECT_EQ(held_out, planted.feedback.size());
  for (std::size_t i = 0; i < report.queries.size(); ++i) {
    const JudgedProfile* query = &planted.feedback[report.queries[i]];
    const Scorer scorer(planted.catalog, report.fold_models[report.fold[i]]);
    EXPECT_EQ(evaluate(scorer, {&query, 1}, {})[0].ndcg, report.after[i].ndcg) << i;
  }
}

TEST(Tuner, TheCurveIsTheSameTestAfterLearningFromLess) {
  const Planted planted(2);
  TuningOptions options = quick();
  options.curve = true;
  std::vector<std::pair<std::size_t, std::size_t>> progress;
  const TuningReport report =
      tune(planted.catalog, planted.start, planted.feedback, options, 1,
           [&](std::size_t done, std::size_t all) { progress.emplace_back(done, all); });
  ASSERT_EQ(report.curve.size(), 3U);
  EXPECT_EQ(report.curve[0].queries, 10U);
  EXPECT_EQ(report.curve[1].queries, 20U);
  EXPECT_EQ(report.curve[2].queries, 48U);  // of the folds' 48
  for (const CurvePoint& point : report.curve) {
    EXPECT_EQ(point.against_start.queries, planted.feedback.size());
    EXPECT_NEAR(point.ndcg - report.mean_before.ndcg, point.against_start.difference, 1e-12);
  }
  EXPECT_EQ(report.curve[2].ndcg, report.mean_after.ndcg);
  EXPECT_GT(report.curve[2].ndcg, report.curve[0].ndcg);
  EXPECT_GT(report.curve[0].against_start.difference, 0.0);
  // Five folds, at three sizes, and one of all.
  ASSERT_EQ(progress.size(), 16U);
  EXPECT_EQ(progress.front(), std::make_pair(std::size_t{1}, std::size_t{16}));
  EXPECT_EQ(progress.back(), std::make_pair(std::size_t{16}, std::size_t{16}));
}

TEST(Tuner, SameBitsForAnyNumberOfThreads) {
  const Planted planted(3, 40);
  TuningOptions options = quick();
  options.blend = true;
  options.weight_decay.reset();
  const TuningReport one = tune(planted.catalog, planted.start, planted.feedback, options, 1);
  const TuningReport three = tune(planted.catalog, planted.start, planted.feedback, options, 3);
  EXPECT_EQ(one.model.weights, three.model.weights);
  EXPECT_EQ(one.model.blend, three.model.blend);
  EXPECT_EQ(one.ndcg.p, three.ndcg.p);
  EXPECT_EQ(one.weight_decay, three.weight_decay);
}

// Grades dealt to other companies at random say nothing about skills.
TEST(Tuner, RefusesPermutedLabels) {
  Planted planted(4, 40);
  int refused = 0;
  for (int round = 0; round < 20; ++round) {
    std::vector<JudgedProfile> feedback = planted.feedback;
    for (JudgedProfile& query : feedback) {
      std::vector<bool> taken(kCompanies);
      for (GradedCompany& graded : query.graded) {
        std::size_t company = planted.random.below(kCompanies);
        while (taken[company]) company = planted.random.below(kCompanies);
        taken[company] = true;
        graded.company = static_cast<CompanyId>(company);
      }
      std::sort(query.graded.begin(), query.graded.end(),
                [](const auto& a, const auto& b) { return a.company < b.company; });
    }
    const TuningReport report = tune(planted.catalog, planted.start, feedback, quick());
    refused += report.verdict == TuningVerdict::better ? 0 : 1;
  }
  EXPECT_GE(refused, 19);
}

TEST(Tuner, SplitsCompaniesToo) {
  const Planted planted(5);
  for (const Grouping grouping : {Grouping::company, Grouping::both}) {
    TuningOptions options = quick();
    options.grouping = grouping;
    const TuningReport report = tune(planted.catalog, planted.start, planted.feedback, options);
    EXPECT_GT(report.ndcg.difference, 0.02);
    EXPECT_GT(report.queries.size(), 30U);
  }
}

TEST(Tuner, NeedsTenQueriesThatSaySomething) {
  Planted planted(6, 12);
  for (std::size_t q = 0; q < 3; ++q) planted.feedback[q].graded.clear();
  const TuningReport report = tune(planted.catalog, planted.start, planted.feedback, quick());
  EXPECT_EQ(report.verdict, TuningVerdict::too_few_profiles);
  EXPECT_EQ(report.usable, 9U);
  EXPECT_EQ(report.skipped, 3U);
  EXPECT_TRUE(report.model.weights == planted.start.weights);
}

// Two hundred preferences of nine people are nine people's.
TEST(Tuner, ListsOfOneProfileCountAsOne) {
  const Planted planted(9, 9);
  std::vector<JudgedProfile> feedback;
  for (int copy = 0; copy < 3; ++copy) {
    feedback.insert(feedback.end(), planted.feedback.begin(), planted.feedback.end());
  }
  const TuningReport report = tune(planted.catalog, planted.start, feedback, quick());
  EXPECT_EQ(report.verdict, TuningVerdict::too_few_profiles);
  EXPECT_EQ(report.usable, 27U);
  EXPECT_EQ(report.profiles, 9U);
}

// Where one person has many lists and others one, the means are still over persons.
TEST(Tuner, MeansAreOverProfilesWhereverTheyAreShown) {
  const Planted planted(10, 24);
  std::vector<JudgedProfile> feedback = planted.feedback;
  for (int copy = 0; copy < 20; ++copy) feedback.push_back(planted.feedback[0]);
  TuningOptions options = quick();
  options.curve = true;
  const TuningReport report = tune(planted.catalog, planted.start, feedback, options);
  EXPECT_EQ(report.profiles, 24U);
  EXPECT_EQ(report.ndcg.queries, 24U);
  double by_hand = 0.0;
  for (std::size_t q = 0; q < 24; ++q) by_hand += report.before[q].ndcg / 24.0;
  EXPECT_NEAR(report.mean_before.ndcg, by_hand, 1e-12);
  EXPECT_NEAR(report.mean_after.ndcg - report.mean_before.ndcg, report.ndcg.difference, 1e-12);
  for (const CurvePoint& point : report.curve) {
    EXPECT_NEAR(point.ndcg - report.mean_before.ndcg, point.against_start.difference, 1e-12);
  }
}

// Twelve profiles in thirty folds: most folds hold nobody out.
TEST(Tuner, FoldsThatHoldNobodyOutAreNotCounted) {
  const Planted planted(11, 12);
  TuningOptions options = quick();
  options.folds = 30;
  const TuningReport report = tune(planted.catalog, planted.start, planted.feedback, options);
  ASSERT_EQ(report.folds.size(), 12U);
  ASSERT_EQ(report.fold_models.size(), 12U);
  for (std::size_t i = 0; i < report.queries.size(); ++i) {
    ASSERT_LT(report.fold[i], report.fold_models.size());
    const JudgedProfile* query = &planted.feedback[report.queries[i]];
    const Scorer scorer(planted.catalog, report.fold_models[report.fold[i]]);
    EXPECT_EQ(evaluate(scorer, {&query, 1}, {})[0].ndcg, report.after[i].ndcg) << i;
  }
}

// One graded company of each profile: on neither side of a split of companies two grades are left.
TEST(Tuner, SaysWhereNoFoldHasSomethingToJudgeBy) {
  const Planted planted(12, 12);
  std::vector<JudgedProfile> feedback = planted.feedback;
  for (JudgedProfile& query : feedback) {
    query.judged_all = false;
    query.graded = {{static_cast<CompanyId>(0), 1}, {static_cast<CompanyId>(1), 0}};
  }
  TuningOptions options = quick();
  options.grouping = Grouping::both;
  options.folds = 20;
  const TuningReport report = tune(planted.catalog, planted.start, feedback, options);
  EXPECT_EQ(report.verdict, TuningVerdict::no_test);
  EXPECT_TRUE(report.folds.empty());
}

TEST(Tuner, FitRefusesWhatItCannotLearnFrom) {
  const Planted planted(13, 12);
  JudgedProfile one_grade = planted.feedback[0];
  one_grade.judged_all = false;
  for (GradedCompany& graded : one_grade.graded) graded.grade = 2;
  const std::vector<const JudgedProfile*> bad{&planted.feedback[1], &one_grade};
  const std::vector<const JudgedProfile*> good{&planted.feedback[1]};
  const auto fit_of = [&](const auto& queries, double decay) {
    return fit(planted.catalog, planted.start, queries, quick(), decay);
  };
  EXPECT_THROW(fit_of(bad, 0.2), std::invalid_argument);
  EXPECT_THROW(fit_of(std::vector<const JudgedProfile*>(), 0.2), std::invalid_argument);
  EXPECT_THROW(fit_of(good, -1.0), std::invalid_argument);
  EXPECT_NO_THROW(fit_of(good, 0.2));
}

TEST(Tuner, KeepsWeightsOfZeroAndNeverGoesBelow) {
  Planted planted(7, 30);
  planted.start.weights.assign(kSkills, 1.0);
  planted.start.weights[5] = 0.0;
  const TuningReport report = tune(planted.catalog, planted.start, planted.feedback, quick());
  EXPECT_EQ(report.model.weights[5], 0.0);
  EXPECT_GT(*std::min_element(report.model.weights.begin() + 6, report.model.weights.end()), 0.0);
}

TEST(Tuner, RefusesOptionsOutOfRange) {
  const Planted planted(8, 10);
  TuningOptions options = quick();
  options.folds = 1;
  EXPECT_THROW(tune(planted.catalog, planted.start, planted.feedback, options),
               std::invalid_argument);
  options = quick();
  options.noise_floor = 1.0;
  EXPECT_THROW(tune(planted.catalog, planted.start, planted.feedback, options),
               std::invalid_argument);
  options = quick();
  options.weights = false;
  EXPECT_THROW(tune(planted.catalog, planted.start, planted.feedback, options),
               std::invalid_argument);
}

}  // namespace tuner_test
}  // namespace skillmatch
