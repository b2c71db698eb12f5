// The linear loss's gradient against central differences, its value against plain loops.
#include "feature_loss.h"

#include "support/feature_lists.h"
#include "support/gradient.h"

#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch {
namespace feature_loss_test {

const std::vector<double> kTruth{1.0, -2.0, 0.5, 0.0, 3.0, -1.0};

struct Problem {
  explicit Problem(std::size_t count) : lists(planted_lists(5, count, kTruth)) {
    for (const FeatureList& list : lists) pointers.push_back(&list);
  }
  std::vector<FeatureList> lists;
  std::vector<const FeatureList*> pointers;
};

Eigen::VectorXd somewhere(std::size_t size) {
  return Eigen::VectorXd::LinSpaced(static_cast<Eigen::Index>(size), -0.7, 1.1);
}

TEST(FeatureLoss, GradientIsThatOfCentralDifferences) {
  const Problem problem(150);
  for (const Objective objective : {Objective::listwise, Objective::pairwise, Objective::lambda}) {
    FeatureLoss loss(problem.pointers, {objective, 0.3}, 2.0, 1);
    const Eigen::VectorXd z = somewhere(loss.parameters());
    loss.rank_at(z);
    expect_gradient_matches(loss, z);
  }
}

// With θ = z/σ the loss is the mean over lists of the cross entropy of P = grades/Σ grades and the
// softmax of Σ θ x, and λ Σ z² over the number of lists.
TEST(FeatureLoss, IsTheCrossEntropyOfThePlainLinearScores) {
  const Problem problem(70);
  const FeatureLoss loss(problem.pointers, {Objective::listwise, 0.0}, 2.0, 1);
  const Eigen::VectorXd z = somewhere(loss.parameters());
  const FeatureModel model = loss.model(z);
  std::map<std::uint32_t, double> theta;
  for (const FeatureWeight& w : model.weights) theta[w.number] = w.weight;
  double expected = 2.0 * z.squaredNorm();
  for (const FeatureList& list : problem.lists) {
    double total = 0.0;
    double dot = 0.0;
    double grades = 0.0;
    for (const FeatureDocument& document : list.documents) {
      double score = 0.0;
      for (const Feature& feature : document.features)
        score += theta[feature.number] * feature.value;
      total += std::exp(score);
      dot += document.grade * score;
      grades += document.grade;
    }
    expected += std::log(total) - dot / grades;
  }
  Eigen::VectorXd gradient;
  EXPECT_NEAR(loss(z, gradient), expected / 70.0, 1e-11);
}

TEST(FeatureLoss, AFeatureThatNeverDiffersHasNoWeight) {
  FeatureList list{"q", {{"a", 1, {{1, 0.5}, {7, 3.0}}}, {"b", 0, {{7, 3.0}}}}};
  const std::vector<const FeatureList*> lists{&list};
  const FeatureLoss loss(lists, {}, 1.0, 1);
  ASSERT_EQ(loss.parameters(), 1U);
  const FeatureModel model = loss.model(Eigen::VectorXd::Constant(1, 2.0));
  EXPECT_EQ(model.weights[0].number, 1U);
  EXPECT_EQ(model.weights[0].deviation, 0.25);  // of 0.5 and 0
  EXPECT_EQ(model.weights[0].weight, 8.0);
}

TEST(FeatureLoss, HugeFeaturesCountAsAnyOther) {
  const Problem problem(20);
  std::vector<FeatureList> huge = problem.lists;
  std::vector<const FeatureList*> pointers;
  for (FeatureList& list : huge) {
    for (FeatureDocument& document : list.documents) {
      for (Feature& feature : document.features) feature.value *= 0x1p1000;
    }
    pointers.push_back(&list);
  }
  const FeatureLoss usual(problem.pointers, {}, 2.0, 1);
  const FeatureLoss loss(pointers, {}, 2.0, 1);
  ASSERT_EQ(loss.parameters(), usual.parameters());
  Eigen::VectorXd a;
  Eigen::VectorXd b;
  const Eigen::VectorXd z = somewhere(loss.parameters());
  EXPECT_NEAR(loss(z, a), usual(z, b), 1e-12);
}

TEST(FeatureLoss, SameBitsForAnyNumberOfThreads) {
  const Problem problem(300);
  const FeatureLoss one(problem.pointers, {}, 2.0, 1);
  const FeatureLoss four(problem.pointers, {}, 2.0, 4);
  const Eigen::VectorXd z = somewhere(one.parameters());
  Eigen::VectorXd a;
  Eigen::VectorXd b;
  EXPECT_EQ(one(z, a), four(z, b));
  EXPECT_EQ(a, b);
}

}  // namespace feature_loss_test
}  // namespace skillmatch
