#include "cross_validation.h"
#include "lbfgs_search.h"
#include "splits.h"
#include "tuning_loss.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <skillmatch/scorer.h>
#include <skillmatch/tuner.h>

namespace skillmatch {
namespace {

constexpr std::array kDecays{0.1, 0.3, 1.0};  // what inner folds choose λ from
constexpr std::array kRelatedness{0.0, 0.1, 0.2, 0.3, 0.5};

// Of whole rankings, which chance moves less than the first ten.
double mean_ndcg(const Catalog& catalog, const Model& model, const Queries& queries,
                 const EvaluationOptions& options, unsigned threads) {
  double sum = 0.0;
  for (const Measures& measures :
       evaluate(Scorer(catalog, model, threads), queries, {kWholeRanking, options.gain}, threads)) {
    sum += measures.ndcg;
  }
  return sum / static_cast<double>(queries.size());
}

void learn_relatedness(const Catalog& catalog, const Queries& queries, const TuningOptions& options,
                       unsigned threads, Model& model) {
  Model trial = model;
  double best = mean_ndcg(catalog, model, queries, options.evaluation, threads);
  for (const double relatedness : kRelatedness) {
    trial.relatedness = relatedness;
    const double found = mean_ndcg(catalog, trial, queries, options.evaluation, threads);
    if (found <= best) continue;
    best = found;
    model.relatedness = relatedness;
  }
}

void need(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

void check(const Catalog& catalog, const Model& start, const TuningOptions& options) {
  check_model(start, catalog.taxonomy().size());
  check_test_options(options);
  need(options.weights || options.blend || options.relatedness, "there is nothing to learn");
}

// What a search ended with.
struct LearntModel {
  Model model;
  Eigen::VectorXd x;  // the parameters of TuningLoss
  double loss = 0.0;
  std::size_t iterations = 0;
  std::string stopped;
};

// How models are learnt: see cross_validation.h.
class ProfileLearner {
 public:
  using Item = JudgedProfile;
  using Fitted = LearntModel;

  ProfileLearner(const Catalog& catalog, const Model& start, const TuningOptions& options,
                 unsigned threads)
      : catalog_(catalog),
        start_(start),
        options_(options),
        threads_(threads),
        start_scorer_(catalog, start, threads) {}

  static std::string_view id(const JudgedProfile& query) { return query.profile.id(); }
  bool can_learn_from(const JudgedProfile& query) const {
    return skillmatch::can_learn_from(start_scorer_, query);
  }
  std::span<const double> decays() const {
    return std::span(kDecays).subspan(0, options_.weights ? kDecays.size() : 1);
  }
  Splits splits(const Queries& queries, std::size_t folds, std::uint64_t seed) const {
    return {catalog_, start_scorer_, queries, options_.grouping, folds, seed};
  }
  LearntModel start(const Queries& /*queries*/) const { return {start_, {}, 0.0, 0, {}}; }
  LearntModel fit(const Queries& queries, double decay) const {
    TuningLoss::Options of_loss = loss_options();
    of_loss.weight_decay = decay;
    TuningLoss loss(catalog_, start_, queries, of_loss, threads_);
    Eigen::VectorXd x = loss.start();
    const Minimum found = minimise_list_loss(loss, options_.objective, x);
    LearntModel learnt{loss.model(x), x, found.loss, found.iterations, found.stopped};
    if (options_.relatedness) {
      learn_relatedness(catalog_, queries, options_, threads_, learnt.model);
    }
    return learnt;
  }
  std::vector<Measures> measures(const LearntModel& learnt, const Queries& queries) const {
    return evaluate(Scorer(catalog_, learnt.model, threads_), queries, options_.evaluation,
                    threads_);
  }
  double loss(const LearntModel& learnt, const Queries& queries) const {
    TuningLoss::Options without_prior = loss_options();
    without_prior.weight_decay = without_prior.blend_decay = 0.0;
    TuningLoss loss(catalog_, start_, queries, without_prior, threads_);
    if (options_.objective == Objective::lambda) loss.rank_at(learnt.x);
    Eigen::VectorXd slopes;
    return loss(learnt.x, slopes);
  }

 private:
  TuningLoss::Options loss_options() const {
    TuningLoss::Options options;
    options.list = {options_.objective, options_.noise_floor};
    options.weights = options_.weights;
    options.blend = options_.blend;
    return options;
  }

  const Catalog& catalog_;
  const Model& start_;
  const TuningOptions& options_;
  unsigned threads_;
  Scorer start_scorer_;
};

}  // namespace

void check_test_options(const TuningOptions& options) {
  need(options.folds >= 2, "tuning needs two folds at least");
  need(options.noise_floor >= 0.0 && options.noise_floor < 1.0, "the noise floor is not in [0, 1)");
  need(!options.weight_decay || (*options.weight_decay >= 0.0 && *options.weight_decay < 1e12),
       "the weight decay is not a number from 0 up");
  need(options.evaluation.k > 0, "k is not above 0");
}

Fit fit(const Catalog& catalog, const Model& start, std::span<const JudgedProfile* const> queries,
        const TuningOptions& options, double weight_decay, unsigned threads) {
  check(catalog, start, options);
  need(weight_decay >= 0.0 && weight_decay < 1e12, "the weight decay is not a number from 0 up");
  const ProfileLearner learner(catalog, start, options, threads);
  need(!queries.empty() &&
           std::all_of(queries.begin(), queries.end(),
                       [&](const JudgedProfile* query) { return learner.can_learn_from(*query); }),
       "a query has no two candidates of different grades, or there is no query");
  LearntModel learnt = learner.fit({queries.begin(), queries.end()}, weight_decay);
  return {std::move(learnt.model), learnt.iterations, learnt.loss, std::move(learnt.stopped)};
}

TuningReport tune(const Catalog& catalog, const Model& start,
                  std::span<const JudgedProfile> feedback, const TuningOptions& options,
                  unsigned threads, const FitProgress& progress) {
  check(catalog, start, options);
  const ProfileLearner learner(catalog, start, options, threads);
  TuningReport report;
  report.model = start;
  CrossValidation<ProfileLearner>(learner, options, progress).run(feedback, report);
  return report;
}

}  // namespace skillmatch
