// The measures against worked examples and against their definitions written out.
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/metrics.h>

namespace skillmatch {
namespace metrics_test {

// Ranked: grades 2, none, 0, 1; judged beside them: a 3 that was not ranked.
const JudgedRanking kExample{{2, kUnjudged, 0, 1}, {2, 0, 1, 3}};

TEST(Metrics, WorkedExample) {
  const double dcg = 2.0 / std::log2(2.0) + 1.0 / std::log2(5.0);
  const double ideal = 3.0 / std::log2(2.0) + 2.0 / std::log2(3.0) + 1.0 / std::log2(4.0);
  EXPECT_DOUBLE_EQ(ndcg(kExample, 10), dcg / ideal);
  EXPECT_DOUBLE_EQ(ndcg(kExample, 1), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(average_precision(kExample), (1.0 + 2.0 / 4.0) / 3.0);
  EXPECT_DOUBLE_EQ(reciprocal_rank(kExample), 1.0);
  EXPECT_DOUBLE_EQ(precision(kExample, 5), 2.0 / 5.0);
  EXPECT_DOUBLE_EQ(recall(kExample, 2), 1.0 / 3.0);
  // Judged in this order: 2, 0, 1. Pairs: 2 before 0 and before 1 are right, 0 before 1 is not.
  EXPECT_DOUBLE_EQ(kendall_tau(kExample), 1.0 / 3.0);
}

TEST(Metrics, ExponentialGain) {
  const double dcg = 3.0 + 1.0 / std::log2(5.0);
  const double ideal = 7.0 + 3.0 / std::log2(3.0) + 1.0 / 2.0;
  EXPECT_DOUBLE_EQ(ndcg(kExample, 10, Gain::exponential), dcg / ideal);
}

// 2^2000 is beyond doubles; its share of itself is not.
TEST(Metrics, ExponentialGainOfHugeGradesIsANumber) {
  EXPECT_DOUBLE_EQ(ndcg({{2000}, {2000}}, 10, Gain::exponential), 1.0);
  EXPECT_DOUBLE_EQ(ndcg({{0, 2000}, {2000}}, 10, Gain::exponential), 1.0 / std::log2(3.0));
}

TEST(Metrics, NothingRelevantIsZero) {
  const JudgedRanking query{{0, kUnjudged, -1}, {0, -1}};
  EXPECT_EQ(ndcg(query, 10), 0.0);
  EXPECT_EQ(average_precision(query), 0.0);
  EXPECT_EQ(reciprocal_rank(query), 0.0);
  EXPECT_EQ(precision(query, 3), 0.0);
  EXPECT_EQ(recall(query, 3), 0.0);
}

TEST(Metrics, NegativeGradesGainNothing) {
  const JudgedRanking query{{-2, 1}, {-2, 1}};
  EXPECT_DOUBLE_EQ(ndcg(query, 10), 1.0 / std::log2(3.0));
}

TEST(Metrics, TauOfTiedGradesCountsThemInTheDenominator) {
  // Grades 1, 1, 0 in this order: two right pairs of the two that differ, three pairs of places.
  EXPECT_DOUBLE_EQ(kendall_tau({{1, 1, 0}, {1, 1, 0}}), 2.0 / std::sqrt(2.0 * 3.0));
  EXPECT_EQ(kendall_tau({{1, 1}, {1, 1}}), 0.0);
}

// The best possible order has 1 in every measure that can reach it, and no order has more.
TEST(Metrics, NoOrderBeatsTheIdealOne) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    JudgedRanking query;
    for (int i = 0; i < 20; ++i) query.judged.push_back(static_cast<int>(random() % 5));
    query.judged[0] = 1;
    query.ranked = query.judged;
    std::shuffle(query.ranked.begin(), query.ranked.end(), random);
    for (const Gain gain : {Gain::linear, Gain::exponential}) {
      for (const std::size_t k : {std::size_t{1}, std::size_t{10}, kWholeRanking}) {
        EXPECT_LE(ndcg(query, k, gain), 1.0 + 1e-15);
      }
    }
    std::sort(query.ranked.rbegin(), query.ranked.rend());
    EXPECT_DOUBLE_EQ(ndcg(query, 10), 1.0);
    EXPECT_DOUBLE_EQ(average_precision(query), 1.0);
    EXPECT_DOUBLE_EQ(recall(query, 20), 1.0);
  }
}

}  // namespace metrics_test
}  // namespace skillmatch
