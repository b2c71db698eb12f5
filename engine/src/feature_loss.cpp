#include "feature_loss.h"

#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>

namespace skillmatch {
namespace {

constexpr std::size_t kListsAtOnce = 64;

// Below it nothing is left of a feature's squares.
constexpr double kLeastValue = 1e-100;

struct Moments {
  double scale =
      0.0;  // the greatest magnitude; what follows is in its unit, so that no square overflows
  double mean = 0.0;
  double squares = 0.0;  // Σ (x − mean)² of the documents that name the feature
  double count = 0.0;
};

// Of each feature that differs among the documents, where not named it is 0.
std::map<std::uint32_t, double> deviations_of(std::span<const FeatureList* const> lists) {
  std::map<std::uint32_t, Moments> moments;
  double documents = 0.0;
  for (const FeatureList* list : lists) {
    for (const FeatureDocument& document : list->documents) {
      for (const Feature& feature : document.features) {
        double& scale = moments[feature.number].scale;
        scale = std::max(scale, std::abs(feature.value));
      }
    }
  }
  for (const FeatureList* list : lists) {
    for (const FeatureDocument& document : list->documents) {
      documents += 1.0;
      for (const Feature& feature : document.features) {
        // Welford (1962): no difference of large squares.
        Moments& m = moments[feature.number];
        if (m.scale < kLeastValue) continue;
        const double value = feature.value / m.scale;
        m.count += 1.0;
        const double away = value - m.mean;
        m.mean += away / m.count;
        m.squares += away * (value - m.mean);
      }
    }
  }
  std::map<std::uint32_t, double> deviations;
  for (const auto& [number, m] : moments) {
    // Joined with documents − count zeros (Chan, Golub & LeVeque 1979).
    const double squares =
        m.squares + m.mean * m.mean * m.count * (documents - m.count) / documents;
    const double deviation = m.scale * std::sqrt(squares / documents);
    if (deviation > 0.0) deviations.emplace(number, deviation);
  }
  return deviations;
}

}  // namespace

FeatureLoss::FeatureLoss(std::span<const FeatureList* const> lists, const ListLossOptions& options,
                         double weight_decay, unsigned threads)
    : options_(options), weight_decay_(weight_decay), threads_(threads), list_count_(lists.size()) {
  const std::map<std::uint32_t, double> deviations = deviations_of(lists);
  deviations_.resize(static_cast<Eigen::Index>(deviations.size()));
  for (const auto& [number, deviation] : deviations) {
    deviations_[static_cast<Eigen::Index>(numbers_.size())] = deviation;
    numbers_.push_back(number);
  }
  for (std::size_t first = 0; first < lists.size(); first += kListsAtOnce) {
    Block block;
    std::vector<Eigen::Triplet<double>> cells;
    block.begin.push_back(0);
    for (const FeatureList* list :
         lists.subspan(first, std::min(kListsAtOnce, lists.size() - first))) {
      GradedList graded;
      std::size_t row = block.begin.back();
      for (const FeatureDocument& document : list->documents) {
        graded.grades.push_back(document.grade);
        for (const Feature& feature : document.features) {
          const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), feature.number);
          if (at == numbers_.end() || *at != feature.number) continue;
          const auto column = at - numbers_.begin();
          cells.emplace_back(static_cast<int>(row), static_cast<int>(column),
                             feature.value / deviations_[column]);
        }
        ++row;
      }
      block.begin.push_back(row);
      block.lists.push_back(std::move(graded));
    }
    block.features.resize(static_cast<Eigen::Index>(block.begin.back()),
                          static_cast<Eigen::Index>(numbers_.size()));
    block.features.setFromTriplets(cells.begin(), cells.end());
    blocks_.push_back(std::move(block));
  }
}

double FeatureLoss::operator()(const Eigen::VectorXd& z, Eigen::VectorXd& gradient) const {
  std::vector<double> losses(blocks_.size());
  std::vector<Eigen::VectorXd> gradients(blocks_.size());
  std::atomic<std::size_t> next{0};
  const auto run = [&](unsigned) {
    for (std::size_t b; (b = next.fetch_add(1)) < blocks_.size();) {
      const Block& block = blocks_[b];
      const Eigen::VectorXd scores = block.features * z;
      Eigen::VectorXd slopes(scores.size());
      for (std::size_t i = 0; i < block.lists.size(); ++i) {
        const std::size_t begin = block.begin[i];
        const std::size_t size = block.begin[i + 1] - begin;
        losses[b] += list_loss(block.lists[i], std::span(scores.data() + begin, size), options_,
                               std::span(slopes.data() + begin, size));
      }
      gradients[b] = block.features.transpose() * slopes;
    }
  };
  for_each_part(static_cast<unsigned>(std::clamp<std::size_t>(threads_, 1, blocks_.size())), run);
  const double share = 1.0 / static_cast<double>(list_count_);
  double loss = weight_decay_ * z.squaredNorm();
  gradient = 2.0 * weight_decay_ * z;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {  // in the order of the lists
    loss += losses[b];
    gradient += gradients[b];
  }
  gradient *= share;
  return loss * share;
}

FeatureModel FeatureLoss::model(const Eigen::VectorXd& z) const {
  FeatureModel model;
  for (std::size_t f = 0; f < numbers_.size(); ++f) {
    const auto i = static_cast<Eigen::Index>(f);
    model.weights.push_back({numbers_[f], z[i] / deviations_[i], deviations_[i]});
  }
  return model;
}

void FeatureLoss::rank_at(const Eigen::VectorXd& z) {
  for (Block& block : blocks_) {
    const Eigen::VectorXd scores = block.features * z;
    for (std::size_t i = 0; i < block.lists.size(); ++i) {
      const std::size_t begin = block.begin[i];
      block.lists[i].rank_by(std::span(scores.data() + begin, block.begin[i + 1] - begin));
    }
  }
}

}  // namespace skillmatch
