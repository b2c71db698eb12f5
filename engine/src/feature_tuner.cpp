#include "cross_validation.h"
#include "feature_loss.h"
#include "lbfgs_search.h"
#include "splits.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <skillmatch/feature_tuner.h>

namespace skillmatch {
namespace {

// What inner folds choose λ from. The loss of a list of 15 documents moves a standardised weight
// about as much as a prior of 10 holds it.
constexpr std::array kDecays{1.0, 10.0, 100.0, 1000.0};

using Lists = std::vector<const FeatureList*>;

double score_of(const FeatureModel& model, const FeatureDocument& document) {
  double score = 0.0;
  auto weight = model.weights.begin();
  for (const Feature& feature : document.features) {
    while (weight != model.weights.end() && weight->number < feature.number) ++weight;
    if (weight == model.weights.end()) break;
    if (weight->number == feature.number) score += weight->weight * feature.value;
  }
  return score;
}

struct FeatureFit {
  FeatureModel model;
  std::size_t iterations = 0;
  std::string stopped;
};

class ListSplits {
 public:
  ListSplits(const Lists& lists, std::size_t folds, std::uint64_t seed) : lists_(lists) {
    std::mt19937_64 random(seed);
    std::vector<std::string_view> ids;
    for (const FeatureList* list : lists) ids.emplace_back(list->query);
    folds_ = folds_of(ids, folds, random);
  }
  Split<FeatureList> split(std::size_t fold) const {
    Split<FeatureList> split;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      const bool is_held_out = folds_[i] == fold;
      (is_held_out ? split.held_out : split.training).push_back(lists_[i]);
      (is_held_out ? split.held_out_numbers : split.training_numbers).push_back(i);
    }
    return split;
  }

 private:
  const Lists& lists_;
  std::vector<std::size_t> folds_;
};

// See cross_validation.h.
class FeatureLearner {
 public:
  using Item = FeatureList;
  using Fitted = FeatureFit;

  FeatureLearner(const TuningOptions& options, unsigned threads)
      : options_(options), threads_(threads) {}

  static std::string_view id(const FeatureList& list) { return list.query; }
  static bool can_learn_from(const FeatureList& list) {
    return std::any_of(list.documents.begin(), list.documents.end(), [&](const FeatureDocument& d) {
      return d.grade != list.documents[0].grade;
    });
  }
  static const auto& decays() { return kDecays; }
  static ListSplits splits(const Lists& lists, std::size_t folds, std::uint64_t seed) {
    return {lists, folds, seed};
  }

  FeatureFit start(const Lists& lists) const {
    // A feature changes the lists that have it and leaves the others in their order.
    std::map<std::uint32_t, std::vector<std::size_t>> lists_of;
    std::vector<double> unranked;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      unranked.push_back(whole_ndcg({}, *lists[i]));
      for (const FeatureDocument& document : lists[i]->documents) {
        for (const Feature& feature : document.features) {
          std::vector<std::size_t>& of = lists_of[feature.number];
          if (of.empty() || of.back() != i) of.push_back(i);
        }
      }
    }
    FeatureFit best;
    double most = 0.0;
    for (const auto& [number, having] : lists_of) {
      for (const double weight : {1.0, -1.0}) {
        const FeatureModel single{{{number, weight, 1.0}}};
        double gain = 0.0;
        for (const std::size_t i : having) gain += whole_ndcg(single, *lists[i]) - unranked[i];
        if (!best.model.weights.empty() && gain <= most) continue;
        most = gain;
        best.model = single;
      }
    }
    return best;
  }

  FeatureFit fit(const Lists& lists, double decay) const {
    FeatureLoss loss(lists, {options_.objective, options_.noise_floor}, decay, threads_);
    Eigen::VectorXd z = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(loss.parameters()));
    FeatureFit result;
    result.stopped = "no feature differs enough";
    if (z.size() == 0) return result;
    const Minimum found = minimise_list_loss(loss, options_.objective, z);
    return {loss.model(z), found.iterations, found.stopped};
  }

  std::vector<Measures> measures(const FeatureFit& fit, const Lists& lists) const {
    std::vector<Measures> result;
    for (const FeatureList* list : lists) {
      result.push_back(measure(judged_ranking(fit.model, *list), options_.evaluation));
    }
    return result;
  }
  double loss(const FeatureFit& fit, const Lists& lists) const {
    double sum = 0.0;
    for (const FeatureList* list : lists) {
      GradedList graded;
      std::vector<double> scores;
      for (const FeatureDocument& document : list->documents) {
        graded.grades.push_back(document.grade);
        scores.push_back(score_of(fit.model, document));
      }
      graded.rank_by(scores);
      std::vector<double> slopes(scores.size());
      sum += list_loss(graded, scores, {options_.objective, options_.noise_floor}, slopes);
    }
    return sum / static_cast<double>(lists.size());
  }

 private:
  double whole_ndcg(const FeatureModel& model, const FeatureList& list) const {
    return ndcg(judged_ranking(model, list), kWholeRanking, options_.evaluation.gain);
  }

  const TuningOptions& options_;
  unsigned threads_;
};

}  // namespace

JudgedRanking judged_ranking(const FeatureModel& model, const FeatureList& list) {
  std::vector<double> scores;
  JudgedRanking ranking;
  for (const FeatureDocument& document : list.documents) {
    scores.push_back(score_of(model, document));
    ranking.judged.push_back(document.grade);
  }
  for (const std::size_t i : best_first(scores)) ranking.ranked.push_back(ranking.judged[i]);
  return ranking;
}

FeatureReport tune_features(std::span<const FeatureList> lists, const TuningOptions& options,
                            unsigned threads, const FitProgress& progress) {
  check_test_options(options);
  FeatureReport report;
  const FeatureLearner learner(options, threads);
  CrossValidation<FeatureLearner>(learner, options, progress).run(lists, report);
  return report;
}

}  // namespace skillmatch
