// Floor 3: a linear ranking function learnt from lists of features, so that the tuner can be
// compared on the public sets of learning to rank.
//
// The score of a document is Σ θ_f x_f. As for profiles (tuner.h) it is a loss of each query's
// list, averaged, and L-BFGS that find θ, with the prior λ Σ (σ_f θ_f)² / queries at 0, where σ_f
// is the feature's standard deviation over the documents learnt from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <skillmatch/evaluation.h>
#include <skillmatch/feature_list.h>
#include <skillmatch/held_out.h>
#include <skillmatch/tuner.h>

namespace skillmatch {

struct FeatureWeight {
  std::uint32_t number;
  double weight;     // θ_f
  double deviation;  // σ_f: their product is what a usual difference of the feature does
};

// Features that it does not name have no weight.
struct FeatureModel {
  std::vector<FeatureWeight> weights;  // by ascending number
};

// The grades of the documents in the order of their scores, of equals in that of the list.
JudgedRanking judged_ranking(const FeatureModel& model, const FeatureList& list);

struct FeatureReport : HeldOutTest {
  std::vector<FeatureModel> fold_models;
  FeatureModel model;
};

// As tune(), by lists: none is on both sides. What it is to be better than is the single feature,
// up or down, that has the highest NDCG of whole rankings on the queries learnt from. Of `options`,
// what is to be learnt and the grouping do not apply. The same bits for any number of threads.
// Throws std::invalid_argument for an option out of range.
FeatureReport tune_features(std::span<const FeatureList> lists, const TuningOptions& options,
                            unsigned threads = 1, const FitProgress& progress = {});

}  // namespace skillmatch
