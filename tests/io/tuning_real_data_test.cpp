// Tuning on real judgments is better on what it has not seen. The least figures are those that a
// prototype in another language and another library's linear booster had.
#include "support/real_data.h"

#include <gtest/gtest.h>

#include <skillmatch/feature_tuner.h>
#include <skillmatch/io/feature_lists.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/onet.h>
#include <skillmatch/tuner.h>

namespace skillmatch::io {
namespace tuning_real_data_test {

TEST(TuningRealData, OnetsRelatedOccupationsComeHigher) {
  SKIP_WITHOUT_REAL_DATA();
  const OnetImport onet = import_onet(real_data("onet"), OnetValue::importance);
  const Judgments judgments = read_judgments(read_text(real_data("onet/related_dev.qrels")));
  const ResolvedFeedback feedback = resolve(judgments, onet.profiles, onet.catalog);
  TuningOptions options;
  options.blend = false;
  options.weight_decay = 0.1;
  const TuningReport report =
      tune(onet.catalog, built_in_model("cosine").value(), feedback.profiles, options, 2);
  EXPECT_EQ(report.usable, 425U);
  EXPECT_NEAR(report.mean_before.ndcg, 0.546, 0.001);
  EXPECT_GE(report.ndcg.difference, 0.010);
  EXPECT_GT(report.ndcg.low, 0.0);
  EXPECT_EQ(report.verdict, TuningVerdict::better);
}

TEST(TuningRealData, ALinearFunctionOfLetorsFeaturesRanksQueriesNotSeen) {
  SKIP_WITHOUT_REAL_DATA();
  const FeatureLists read =
      read_svmrank(read_text(real_data("letor/rank.train")),
                   read_query_sizes(read_text(real_data("letor/rank.train.query"))));
  EXPECT_EQ(read.lists.size(), 201U);
  const FeatureReport report = tune_features(read.lists, {}, 2);
  EXPECT_EQ(report.usable, 195U);
  EXPECT_GE(report.mean_after.ndcg, 0.765);
  EXPECT_EQ(report.verdict, TuningVerdict::better);
}

}  // namespace tuning_real_data_test
}  // namespace skillmatch::io
