// How badly the scores of one list order its grades, and the slope of that for each score.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <skillmatch/tuner.h>

namespace skillmatch {

struct ListLossOptions {
  Objective objective = Objective::listwise;
  double noise_floor = 0.3;  // ε in [0, 1): of the listwise loss
};

// The numbers of the scores, the highest first; of equals in their order.
std::vector<std::size_t> best_first(std::span<const double> scores);

// The candidates of one query. There are two different grades.
struct GradedList {
  std::vector<double> grades;  // ≥ 0
  // Objective::lambda: the discount 1/log₂(rank + 1) of each under the model so far.
  std::vector<double> discounts;

  // Writes the discounts of the order of `scores`, of equals that of the list.
  void rank_by(std::span<const double> scores);
};

// listwise: with P = grades/Σ grades, Q = softmax(scores) and Q' = (1−ε)Q + ε/n the loss is
//   −Σ P ln Q'. The floor ε bounds what one wrong label costs.
// pairwise: the mean of ln(1 + e^{−(s_i − s_j)}) over all pairs with grade i above grade j.
// lambda: their sum, each times |gain_i − gain_j| · |discount_i − discount_j| over the ideal DCG.
// Writes the loss's derivative by each score to `slopes`.
double list_loss(const GradedList& list, std::span<const double> scores,
                 const ListLossOptions& options, std::span<double> slopes);

}  // namespace skillmatch
