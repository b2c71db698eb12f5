// One check for every analytic gradient: against central differences.
#pragma once

#include <algorithm>
#include <cmath>

#include <Eigen/Core>
#include <gtest/gtest.h>

namespace skillmatch {

// `loss(x, gradient)` returns the loss and writes its gradient, which is right within 1e-7 of the
// steepest slope.
template <typename Loss>
void expect_gradient_matches(const Loss& loss, const Eigen::VectorXd& x) {
  constexpr double kStep = 1e-5;
  Eigen::VectorXd gradient;
  loss(x, gradient);
  ASSERT_EQ(gradient.size(), x.size());
  double greatest = 0.0;
  double error = 0.0;
  Eigen::VectorXd ignored;
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    Eigen::VectorXd up = x;
    Eigen::VectorXd down = x;
    up[i] += kStep;
    down[i] -= kStep;
    const double difference = (loss(up, ignored) - loss(down, ignored)) / (2.0 * kStep);
    greatest = std::max(greatest, std::abs(difference));
    error = std::max(error, std::abs(difference - gradient[i]));
  }
  EXPECT_GT(greatest, 1e-3);
  EXPECT_LT(error / greatest, 1e-7);
}

}  // namespace skillmatch
