#include "cross_validation.h"
#include "lbfgs_search.h"
#include "parallel.h"
#include "splits.h"
#include "tuning_loss.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <skillmatch/scorer.h>
#include <skillmatch/tuner.h>

namespace skillmatch {
namespace {

constexpr std::array kDecays{0.1, 0.3, 1.0};  // what inner folds choose λ from
constexpr std::array kRelatedness{0.0, 0.1, 0.2, 0.3, 0.5};

double mean_ndcg(const Catalog& catalog, const Model& model, const Queries& queries,
                 const EvaluationOptions& options, unsigned threads) {
  const Scorer scorer(catalog, model, threads);
  std::vector<double> found(queries.size());
  for_each_range(threads, queries.size(), 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t q = begin; q < end; ++q) {
      found[q] = ndcg(judged_ranking(scorer, *queries[q]), kWholeRanking, options.gain);
    }
  });
  return std::accumulate(found.begin(), found.end(), 0.0) /
         static_cast<double>(std::max<std::size_t>(1, queries.size()));
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

TuningLoss::Options loss_options(const TuningOptions& options) {
  TuningLoss::Options of_loss;
  of_loss.list = {options.objective, options.noise_floor};
  of_loss.weights = options.weights;
  of_loss.blend = options.blend;
  return of_loss;
}

// How models are learnt: see cross_validation.h.
class ProfileLearner {
 public:
  using Item = JudgedProfile;
  using Fitted = Fit;

  ProfileLearner(const Catalog& catalog, const Model& start, const TuningOptions& options,
                 unsigned threads)
      : catalog_(catalog),
        start_{start, 0, 0.0, 0.0, {}},
        options_(options),
        threads_(threads),
        start_scorer_(catalog, start, threads) {}

  const Scorer& start_scorer() const noexcept { return start_scorer_; }

  static std::string_view id(const JudgedProfile& query) { return query.profile.id(); }
  std::span<const double> decays() const {
    return std::span(kDecays).subspan(0, options_.weights ? kDecays.size() : 1);
  }
  Splits splits(const Queries& queries, std::size_t folds, std::uint64_t seed) const {
    return {catalog_, start_scorer_, queries, options_.grouping, folds, seed};
  }
  const Fit& start(const Queries& /*queries*/) const { return start_; }
  Fit fit(const Queries& queries, double decay) const {
    return skillmatch::fit(catalog_, start_.model, queries, options_, decay, threads_);
  }
  std::vector<Measures> measures(const Fit& fit, const Queries& queries) const {
    return evaluate(Scorer(catalog_, fit.model, threads_), queries, options_.evaluation, threads_);
  }
  double loss(const Fit& fit, const Queries& queries) const {
    TuningLoss::Options options = loss_options(options_);
    options.weight_decay = options.blend_decay = 0.0;
    TuningLoss loss(catalog_, fit.model, queries, options, threads_);
    Eigen::VectorXd x = loss.start(fit.scale);
    if (options_.objective == Objective::lambda) loss.rank_at(x);
    Eigen::VectorXd slopes;
    return loss(x, slopes);
  }

 private:
  const Catalog& catalog_;
  Fit start_;
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
  const Scorer scorer(catalog, start);
  need(!queries.empty() && std::all_of(queries.begin(), queries.end(),
                                       [&](const auto* q) { return can_learn_from(scorer, *q); }),
       "a query has no two candidates of different grades, or there is no query");
  TuningLoss::Options of_loss = loss_options(options);
  of_loss.weight_decay = weight_decay;
  TuningLoss loss(catalog, start, queries, of_loss, threads);
  Eigen::VectorXd x = loss.start();
  Fit result;
  Minimum found = minimise_list_loss(loss, options.objective, x);
  result.loss = found.loss;
  result.iterations = found.iterations;
  result.stopped = std::move(found.stopped);
  result.model = loss.model(x);
  result.scale = loss.scale(x);
  if (options.relatedness) {
    learn_relatedness(catalog, {queries.begin(), queries.end()}, options, threads, result.model);
  }
  return result;
}

TuningReport tune(const Catalog& catalog, const Model& start,
                  std::span<const JudgedProfile> feedback, const TuningOptions& options,
                  unsigned threads, const FitProgress& progress) {
  check(catalog, start, options);
  const ProfileLearner learner(catalog, start, options, threads);
  TuningReport report;
  Queries usable;
  std::vector<std::size_t> places;
  std::set<std::string_view> profiles;
  for (std::size_t q = 0; q < feedback.size(); ++q) {
    if (!can_learn_from(learner.start_scorer(), feedback[q])) continue;
    usable.push_back(&feedback[q]);
    places.push_back(q);
    profiles.insert(feedback[q].profile.id());
  }
  report.usable = usable.size();
  report.profiles = profiles.size();
  report.skipped = feedback.size() - usable.size();
  report.model = start;
  if (report.profiles < HeldOutTest::kLeastProfiles) return report;
  CrossValidation<ProfileLearner> validation(learner, options, progress);
  auto result = validation.run(usable, places, report);
  for (Fit& fold : result.folds) report.fold_models.push_back(std::move(fold.model));
  report.model = std::move(result.all.model);
  return report;
}

}  // namespace skillmatch
