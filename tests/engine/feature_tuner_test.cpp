// A linear ranking function is found where there is one, and refused where there is none.
#include "support/feature_lists.h"

#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/feature_tuner.h>

namespace skillmatch {
namespace feature_tuner_test {

const std::vector<double> kTruth{1.0, -2.0, 0.5, 0.0, 3.0, -1.0};

TEST(FeatureTuner, FindsTheFunctionThatMadeTheGrades) {
  const std::vector<FeatureList> lists = planted_lists(1, 60, kTruth);
  for (const Objective objective : {Objective::listwise, Objective::pairwise, Objective::lambda}) {
    TuningOptions options;
    options.objective = objective;
    const FeatureReport report = tune_features(lists, options);
    EXPECT_EQ(report.verdict, TuningVerdict::better);
    EXPECT_EQ(report.queries.size(), 60U);
    EXPECT_GT(report.mean_after.ndcg, 0.95);
    EXPECT_GT(report.ndcg.low, 0.05);
    ASSERT_EQ(report.model.weights.size(), kTruth.size());
    for (std::size_t f = 0; f < kTruth.size(); ++f) {
      const FeatureWeight& w = report.model.weights[f];
      EXPECT_EQ(w.number, 2 * f + 1);
      if (kTruth[f] == 0.0) continue;
      EXPECT_GT(w.weight * kTruth[f], 0.0) << w.number;
    }
  }
}

TEST(FeatureTuner, StartsAtTheBestSingleFeatureOfTheQueriesLearntFrom) {
  // Feature 9 alone decides, downwards.
  const std::vector<FeatureList> lists = planted_lists(2, 20, {0, 0, 0, 0, -1.0});
  TuningOptions options;
  options.weight_decay = 1.0;
  const FeatureReport report = tune_features(lists, options);
  for (std::size_t i = 0; i < report.queries.size(); ++i) {
    const FeatureModel single{{{9, -1.0, 1.0}}};
    const JudgedRanking ranking = judged_ranking(single, lists[report.queries[i]]);
    EXPECT_EQ(report.before[i].ndcg, ndcg(ranking, 10)) << i;
  }
  EXPECT_EQ(report.verdict, TuningVerdict::not_better);
}

TEST(FeatureTuner, HeldOutMeasuresAreThoseOfAModelThatHasNotSeenTheQuery) {
  const std::vector<FeatureList> lists = planted_lists(3, 40, kTruth);
  const FeatureReport report = tune_features(lists, {});
  ASSERT_EQ(report.fold_models.size(), 5U);
  for (std::size_t i = 0; i < report.queries.size(); ++i) {
    const JudgedRanking ranking =
        judged_ranking(report.fold_models[report.fold[i]], lists[report.queries[i]]);
    EXPECT_EQ(report.after[i].ndcg, ndcg(ranking, 10)) << i;
  }
}

TEST(FeatureTuner, RefusesPermutedGrades) {
  int refused = 0;
  for (std::uint64_t round = 0; round < 20; ++round) {
    std::vector<FeatureList> lists = planted_lists(100 + round, 40, kTruth);
    std::mt19937_64 random(round);
    for (FeatureList& list : lists) {
      for (std::size_t i = list.documents.size(); i > 1; --i) {
        std::swap(list.documents[i - 1].grade, list.documents[random() % i].grade);
      }
    }
    TuningOptions options;
    options.weight_decay = 4.0;
    refused += tune_features(lists, options).verdict == TuningVerdict::better ? 0 : 1;
  }
  EXPECT_GE(refused, 19);
}

TEST(FeatureTuner, SkipsListsOfOneGradeAndSaysWhenTooFewAreLeft) {
  std::vector<FeatureList> lists = planted_lists(4, 12, kTruth);
  for (std::size_t l = 0; l < 3; ++l) {
    for (FeatureDocument& document : lists[l].documents) document.grade = 2;
  }
  lists[3].documents.clear();
  const FeatureReport report = tune_features(lists, {});
  EXPECT_EQ(report.usable, 8U);
  EXPECT_EQ(report.skipped, 4U);
  EXPECT_EQ(report.verdict, TuningVerdict::too_few_profiles);
}

TEST(FeatureTuner, EqualScoresKeepTheOrderOfTheList) {
  const FeatureList list{"q", {{"a", 1, {}}, {"b", 3, {{2, 1.0}}}, {"c", 2, {{4, 9.0}}}}};
  EXPECT_EQ(judged_ranking({{{2, 1.0, 1.0}}}, list).ranked, (std::vector<int>{3, 1, 2}));
  EXPECT_EQ(judged_ranking({{{2, 1.0, 1.0}, {4, -1.0, 1.0}}}, list).ranked,
            (std::vector<int>{3, 1, 2}));
  EXPECT_EQ(judged_ranking({}, list).ranked, (std::vector<int>{1, 3, 2}));
}

TEST(FeatureTuner, SameBitsForAnyNumberOfThreads) {
  const std::vector<FeatureList> lists = planted_lists(6, 100, kTruth);
  const FeatureReport one = tune_features(lists, {}, 1);
  const FeatureReport three = tune_features(lists, {}, 3);
  ASSERT_EQ(one.model.weights.size(), three.model.weights.size());
  for (std::size_t f = 0; f < one.model.weights.size(); ++f) {
    EXPECT_EQ(one.model.weights[f].weight, three.model.weights[f].weight);
  }
  EXPECT_EQ(one.ndcg.p, three.ndcg.p);
}

TEST(FeatureTuner, RefusesOptionsOutOfRange) {
  TuningOptions options;
  options.folds = 1;
  EXPECT_THROW(tune_features({}, options), std::invalid_argument);
}

}  // namespace feature_tuner_test
}  // namespace skillmatch
