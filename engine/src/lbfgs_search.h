// The search for where a smooth loss is least: liblbfgs's L-BFGS (Liu & Nocedal 1989).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include <Eigen/Core>

#include <skillmatch/tuner.h>

namespace skillmatch {

// The loss at x; writes its gradient.
using SmoothLoss = std::function<double(const Eigen::VectorXd& x, Eigen::VectorXd& gradient)>;

struct Minimum {
  double loss = 0.0;
  std::size_t iterations = 0;
  std::string stopped;  // why, in words
};

// Goes from `x` to where the loss is least.
Minimum minimise(const SmoothLoss& loss, Eigen::VectorXd& x);

// The same for a loss of lists: for Objective::lambda ranks are taken anew three times.
template <typename Loss>
Minimum minimise_list_loss(Loss& loss, Objective objective, Eigen::VectorXd& x) {
  constexpr int kLambdaRounds = 3;
  Minimum result;
  for (int round = 0; round < (objective == Objective::lambda ? kLambdaRounds : 1); ++round) {
    if (objective == Objective::lambda) loss.rank_at(x);
    Minimum found = minimise(std::cref(loss), x);
    found.iterations += result.iterations;
    result = std::move(found);
  }
  return result;
}

}  // namespace skillmatch
