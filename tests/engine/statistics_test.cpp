// The sign-flip test against all assignments of signs, the interval against the normal one.
#include <cmath>
#include <random>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/statistics.h>

namespace skillmatch {
namespace statistics_test {

double exact_p(const std::vector<double>& differences) {
  double total = 0.0;
  for (const double x : differences) total += x;
  std::size_t as_far = 0;
  const std::size_t all = std::size_t{1} << differences.size();
  for (std::size_t signs = 0; signs < all; ++signs) {
    double sum = 0.0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      sum += (signs >> i & 1U) != 0 ? differences[i] : -differences[i];
    }
    if (std::abs(sum) >= std::abs(total) - 1e-12) ++as_far;
  }
  return static_cast<double>(as_far) / static_cast<double>(all);
}

TEST(PairedComparison, PIsThatOfAllAssignmentsOfSigns) {
  std::mt19937 random(3);
  for (int round = 0; round < 8; ++round) {
    std::vector<double> before(12, 0.5);
    std::vector<double> after;
    for (const double x : before) {
      after.push_back(x + 0.01 * (static_cast<double>(random() % 21) - 8.0));
    }
    std::vector<double> differences;
    for (std::size_t i = 0; i < before.size(); ++i) differences.push_back(after[i] - before[i]);
    const double p = exact_p(differences);
    ComparisonOptions options;
    options.sign_flips = 50'000;
    const Comparison found = compare_paired(before, after, options);
    // Five standard errors of a share of 50,000.
    EXPECT_NEAR(found.p, p, 5.0 * std::sqrt(p * (1.0 - p) / 50'000.0) + 1e-4);
  }
}

TEST(PairedComparison, IntervalOfManyQueriesIsNearlyNormal) {
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0.02, 0.1);
  std::vector<double> before(400, 0.0);
  std::vector<double> after;
  for (std::size_t i = 0; i < before.size(); ++i) after.push_back(noise(random));
  const Comparison found = compare_paired(before, after);
  EXPECT_NEAR(found.low, found.difference - 1.96 * found.standard_error, 0.001);
  EXPECT_NEAR(found.high, found.difference + 1.96 * found.standard_error, 0.001);
  EXPECT_EQ(found.better + found.worse, 400U);
}

TEST(PairedComparison, SeedDecidesAndNothingElse) {
  const std::vector<double> before{0.1, 0.2, 0.3, 0.4, 0.5};
  const std::vector<double> after{0.2, 0.1, 0.5, 0.5, 0.55};
  ComparisonOptions options;
  const Comparison a = compare_paired(before, after, options);
  const Comparison b = compare_paired(before, after, options);
  options.seed = 2;
  const Comparison c = compare_paired(before, after, options);
  EXPECT_EQ(a.p, b.p);
  EXPECT_EQ(a.low, b.low);
  EXPECT_NE(a.p, c.p);
}

TEST(MeanOfEach, AveragesGroupsInTheirOrder) {
  const std::vector<std::string_view> groups{"b", "a", "b"};
  const std::vector<double> values{1.0, 5.0, 3.0};
  EXPECT_EQ(mean_of_each(groups, values), (std::vector<double>{2.0, 5.0}));
}

TEST(PairedComparison, NoQueriesAndNoDifference) {
  EXPECT_EQ(compare_paired({}, {}).p, 1.0);
  const std::vector<double> same{0.3, 0.4};
  const Comparison found = compare_paired(same, same);
  EXPECT_EQ(found.p, 1.0);
  EXPECT_EQ(found.difference, 0.0);
  EXPECT_EQ(found.low, 0.0);
  EXPECT_EQ(found.high, 0.0);
}

TEST(PairedComparison, RefusesWhatDoesNotFit) {
  const std::vector<double> one{0.1};
  EXPECT_THROW(compare_paired(one, {}), std::invalid_argument);
  ComparisonOptions options;
  options.confidence = 1.0;
  EXPECT_THROW(compare_paired(one, one, options), std::invalid_argument);
}

// Of 51 queries five changed, four for the better: the interval lies above 0, and flipping signs at
// random does as well one time in sixteen.
TEST(PairedComparison, AHandfulOfChangesIsNoSureGain) {
  const std::vector<double> before(51, 0.5);
  std::vector<double> after = before;
  for (std::size_t i = 0; i < 4; ++i) after[i] += 0.04;
  after[4] -= 0.005;
  const Comparison few = compare_paired(before, after);
  EXPECT_GT(few.low, 0.0);
  EXPECT_GT(few.p, 0.05);
  EXPECT_FALSE(is_surely_better(few));
  for (std::size_t i = 5; i < 20; ++i) after[i] += 0.04;
  EXPECT_TRUE(is_surely_better(compare_paired(before, after)));
  EXPECT_FALSE(is_surely_better(compare_paired(after, before)));
}

}  // namespace statistics_test
}  // namespace skillmatch
