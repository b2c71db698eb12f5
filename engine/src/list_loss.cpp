#include "list_loss.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace skillmatch {
namespace {

double listwise(const GradedList& list, std::span<const double> scores, double floor,
                std::span<double> slopes) {
  const double most = *std::max_element(scores.begin(), scores.end());
  const double grades = std::accumulate(list.grades.begin(), list.grades.end(), 0.0);
  const double even = floor / static_cast<double>(scores.size());
  double total = 0.0;
  for (std::size_t i = 0; i < scores.size(); ++i) total += slopes[i] = std::exp(scores[i] - most);
  double loss = 0.0;
  double pulled = 0.0;
  // With Q in `slopes`: T_i = P_i (1−ε) Q_i / Q'_i pulls score i up, Q_i ΣT pushes it down.
  for (std::size_t i = 0; i < scores.size(); ++i) {
    slopes[i] /= total;
    const double share = list.grades[i] / grades;
    if (share == 0.0) continue;
    const double mixed = (1.0 - floor) * slopes[i] + even;
    // Without a floor Q may vanish: its logarithm is known all the same.
    loss -= share * (floor > 0.0 ? std::log(mixed) : scores[i] - most - std::log(total));
    pulled += floor > 0.0 ? share * (1.0 - floor) * slopes[i] / mixed : share;
  }
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double q = slopes[i];
    const double share = list.grades[i] / grades;
    const double pull =
        floor > 0.0 ? share * (1.0 - floor) * q / ((1.0 - floor) * q + even) : share;
    slopes[i] = q * pulled - pull;
  }
  return loss;
}

// ln(1 + e^{−x}) without overflow.
double logistic_loss(double x) noexcept {
  return x > 0.0 ? std::log1p(std::exp(-x)) : std::log1p(std::exp(x)) - x;
}

double ideal_gain(const std::vector<double>& grades) {
  std::vector<double> ideal = grades;
  std::sort(ideal.begin(), ideal.end(), std::greater<>());
  double sum = 0.0;
  for (std::size_t i = 0; i < ideal.size(); ++i) {
    sum += ideal[i] / std::log2(static_cast<double>(i + 2));
  }
  return sum;
}

double pairwise(const GradedList& list, std::span<const double> scores, bool weighs,
                std::span<double> slopes) {
  std::fill(slopes.begin(), slopes.end(), 0.0);
  double loss = 0.0;
  double pairs = 0.0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (list.grades[i] <= 0.0) continue;  // of no pair the better one
    for (std::size_t j = 0; j < scores.size(); ++j) {
      if (list.grades[j] >= list.grades[i]) continue;
      const double weight = weighs ? (list.grades[i] - list.grades[j]) *
                                         std::abs(list.discounts[i] - list.discounts[j])
                                   : 1.0;
      const double apart = scores[i] - scores[j];
      loss += weight * logistic_loss(apart);
      const double slope = -weight / (1.0 + std::exp(apart));
      slopes[i] += slope;
      slopes[j] -= slope;
      pairs += 1.0;
    }
  }
  const double unit = 1.0 / (weighs ? ideal_gain(list.grades) : pairs);
  for (double& slope : slopes) slope *= unit;
  return loss * unit;
}

}  // namespace

std::vector<std::size_t> best_first(std::span<const double> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  return order;
}

void GradedList::rank_by(std::span<const double> scores) {
  const std::vector<std::size_t> order = best_first(scores);
  discounts.resize(scores.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    discounts[order[rank]] = 1.0 / std::log2(static_cast<double>(rank + 2));
  }
}

double list_loss(const GradedList& list, std::span<const double> scores,
                 const ListLossOptions& options, std::span<double> slopes) {
  if (options.objective == Objective::listwise) {
    return listwise(list, scores, options.noise_floor, slopes);
  }
  return pairwise(list, scores, options.objective == Objective::lambda, slopes);
}

}  // namespace skillmatch
