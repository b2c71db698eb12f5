// Floor 3: weights and blend learnt from feedback, and whether they may be trusted.
//
// Tuning makes the listwise loss of Cao et al. (2007) small, with a floor under the model's
// probabilities so that wrong labels cost a bounded amount and a prior that holds weights near
// those it starts from; by L-BFGS (Liu & Nocedal 1989). A model is judged on profiles, companies or
// both that it has not seen (Grouping).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/evaluation.h>
#include <skillmatch/feedback.h>
#include <skillmatch/held_out.h>
#include <skillmatch/model.h>

namespace skillmatch {

enum class Objective : std::uint8_t {
  listwise,  // cross entropy of the grades' shares and the scores' softmax
  pairwise,  // logistic loss of every pair of different grades (Burges et al. 2005)
  lambda,    // the same, weighed by what exchanging the pair changes NDCG (Burges 2010), of linear
             // gain and over the whole list
};

// What the two sides of a split have no part in common of.
enum class Grouping : std::uint8_t {
  profile,  // no profile is on both sides
  company,  // no company is: those of the test are not candidates in training, nor the others there
  both,     // neither
};

struct TuningOptions {
  bool weights = true;
  bool blend = true;
  bool relatedness = false;
  Objective objective = Objective::listwise;
  Grouping grouping = Grouping::profile;
  std::size_t folds = 5;               // of the test, and of the choice of `weight_decay`
  std::uint64_t seed = 1;              // of the folds and of the statistics
  std::optional<double> weight_decay;  // λ; nothing: chosen by inner folds
  double noise_floor = 0.3;            // ε
  EvaluationOptions evaluation;        // what counts is its NDCG
  bool curve = false;                  // whether to learn from parts of each fold too
};

struct TuningReport : HeldOutTest {
  std::vector<Model> fold_models;  // one a fold
  // Of all usable queries; to be used where the verdict is `better`.
  Model model;
};

// Reports on `folds` models learnt from parts of `feedback`, and on the one learnt from all of it.
// The same bits for any number of threads. Throws std::invalid_argument for a start model that does
// not fit the catalog or an option out of range.
TuningReport tune(const Catalog& catalog, const Model& start,
                  std::span<const JudgedProfile> feedback, const TuningOptions& options,
                  unsigned threads = 1, const FitProgress& progress = {});

// One fit without any test. Throws std::invalid_argument as tune() does, for a weight decay out of
// range, and where there is no query or one without two candidates of different grades.
struct Fit {
  Model model;
  std::size_t iterations = 0;
  double loss = 0.0;
  std::string stopped;
};
Fit fit(const Catalog& catalog, const Model& start, std::span<const JudgedProfile* const> queries,
        const TuningOptions& options, double weight_decay, unsigned threads = 1);

}  // namespace skillmatch
