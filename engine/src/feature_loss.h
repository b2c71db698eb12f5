// The loss of a linear ranking function over lists of features, and its gradient.
#pragma once

#include "list_loss.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <skillmatch/feature_list.h>
#include <skillmatch/feature_tuner.h>

namespace skillmatch {

// With z_f = σ_f θ_f as parameters, the mean of list_loss over the queries for the scores
// Σ z_f x_f / σ_f, and λ Σ z_f² / queries. A feature that never differs has no parameter.
class FeatureLoss {
 public:
  // Every list has two different grades.
  FeatureLoss(std::span<const FeatureList* const> lists, const ListLossOptions& options,
              double weight_decay, unsigned threads);

  std::size_t parameters() const noexcept { return numbers_.size(); }
  // The same bits for any number of threads.
  double operator()(const Eigen::VectorXd& z, Eigen::VectorXd& gradient) const;
  FeatureModel model(const Eigen::VectorXd& z) const;

  // For Objective::lambda: ranks are from now on those at `z`.
  void rank_at(const Eigen::VectorXd& z);

 private:
  // Lists that one thread takes together.
  struct Block {
    Eigen::SparseMatrix<double, Eigen::RowMajor> features;  // documents × parameters: x/σ
    std::vector<GradedList> lists;
    std::vector<std::size_t> begin;  // of each list's documents, and the end
  };

  ListLossOptions options_;
  double weight_decay_;
  unsigned threads_;
  std::size_t list_count_;
  std::vector<std::uint32_t> numbers_;  // of the parameters, ascending
  Eigen::ArrayXd deviations_;
  std::vector<Block> blocks_;
};

}  // namespace skillmatch
