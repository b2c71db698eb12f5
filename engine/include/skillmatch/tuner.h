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
#include <skillmatch/model.h>
#include <skillmatch/statistics.h>

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
};

// Why tuned weights are, or are not, to be used.
enum class TuningVerdict : std::uint8_t {
  better,
  too_few_profiles,  // fewer than kLeastProfiles can be learnt from
  no_test,           // no fold has something to learn from and something to be judged by
  // The interval of the gain on held-out profiles is not above 0. A gain above one standard error
  // is not enough: it let 33 of 200 sets of permuted labels pass, this one 5.
  not_better,
};

struct TuningFold {
  std::size_t training = 0;  // queries
  std::size_t held_out = 0;
  double weight_decay = 0.0;  // as chosen
  Model model;
};

struct TuningReport {
  static constexpr std::size_t kLeastProfiles = 10;

  TuningVerdict verdict = TuningVerdict::too_few_profiles;
  std::size_t usable = 0;    // queries that can be learnt from
  std::size_t profiles = 0;  // different ones among them
  std::size_t skipped = 0;   // those with one grade only, or whose profile cannot be ranked
  // Of each usable query, held out: under the start model and under one that has not seen it.
  std::vector<std::size_t> queries;  // their places in the feedback
  std::vector<Measures> before;
  std::vector<Measures> after;
  Comparison ndcg;  // after against before; several queries of one profile count as one
  std::vector<TuningFold> folds;
  // Of all usable queries; to be used where the verdict is `better`.
  Model model;
  double weight_decay = 0.0;
  std::size_t iterations = 0;
  std::string stopped;  // why the last search ended, in words
};

// Reports on `folds` models learnt from parts of `feedback`, and on the one learnt from all of it.
// The same bits for any number of threads. Throws std::invalid_argument for a start model that does
// not fit the catalog or an option out of range.
TuningReport tune(const Catalog& catalog, const Model& start,
                  std::span<const JudgedProfile> feedback, const TuningOptions& options,
                  unsigned threads = 1);

// One fit without any test.
struct Fit {
  Model model;
  std::size_t iterations = 0;
  double loss = 0.0;
  std::string stopped;
};
Fit fit(const Catalog& catalog, const Model& start, std::span<const JudgedProfile* const> queries,
        const TuningOptions& options, double weight_decay, unsigned threads = 1);

}  // namespace skillmatch
