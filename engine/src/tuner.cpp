#include "parallel.h"
#include "splits.h"
#include "tuning_loss.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <memory>
#include <new>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <lbfgs.h>

#include <skillmatch/scorer.h>
#include <skillmatch/tuner.h>

namespace skillmatch {
namespace {

constexpr std::array kDecays{0.05, 0.2, 0.8};  // what inner folds choose λ from
constexpr std::size_t kInnerFolds = 3;
constexpr std::array kRelatedness{0.0, 0.1, 0.2, 0.3, 0.5};
constexpr int kMostIterations = 200;
constexpr int kLambdaRounds = 3;  // ranks are taken anew for each

// What liblbfgs, a library in C, calls for each loss.
struct Search {
  const TuningLoss& loss;
  std::exception_ptr error;
  int iterations = 0;

  static double evaluate(void* instance, const double* x, double* gradient, int size,
                         double /*step*/) {
    auto& search = *static_cast<Search*>(instance);
    const auto parameters = static_cast<Eigen::Index>(search.loss.parameters());
    std::fill_n(gradient, size, 0.0);  // what is beyond the parameters is the library's padding
    try {
      Eigen::VectorXd slopes;
      const double value = search.loss(Eigen::Map<const Eigen::VectorXd>(x, parameters), slopes);
      std::copy_n(slopes.data(), parameters, gradient);
      return value;
    } catch (...) {
      search.error = std::current_exception();
      return 0.0;
    }
  }
  static int progress(void* instance, const double* /*x*/, const double* /*gradient*/,
                      double /*loss*/, double /*x_norm*/, double /*gradient_norm*/, double /*step*/,
                      int /*size*/, int iteration, int /*evaluations*/) {
    auto& search = *static_cast<Search*>(instance);
    search.iterations = iteration;
    return search.error != nullptr ? 1 : 0;
  }
};

std::string words_of(int status) {
  switch (status) {
    case LBFGS_SUCCESS:
    case LBFGS_ALREADY_MINIMIZED:
      return "the slope of the loss vanished";
    case LBFGS_STOP:
      return "the loss fell no further";
    case LBFGSERR_MAXIMUMITERATION:
      return "it reached " + std::to_string(kMostIterations) + " iterations";
    default:
      // A step too small to tell from rounding: as low as doubles can tell.
      return "no step made the loss lower";
  }
}

// Goes from `x` to where the loss is least; returns why it stopped.
std::string minimise(const TuningLoss& loss, Eigen::VectorXd& x, Fit& fit) {
  // The library may ask for a multiple of 16 variables.
  const int size = static_cast<int>((x.size() + 15) / 16 * 16);
  struct Free {
    void operator()(double* p) const noexcept { lbfgs_free(p); }
  };
  const std::unique_ptr<double, Free> variables(lbfgs_malloc(size));
  if (!variables) throw std::bad_alloc();
  std::fill_n(variables.get(), size, 0.0);
  std::copy_n(x.data(), x.size(), variables.get());
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.m = 10;
  parameters.epsilon = 1e-6;
  parameters.past = 3;
  parameters.delta = 1e-6;
  parameters.max_iterations = kMostIterations;
  Search search{loss, nullptr};
  const int status = lbfgs(size, variables.get(), &fit.loss, Search::evaluate, Search::progress,
                           &search, &parameters);
  if (search.error) std::rethrow_exception(search.error);
  if (status == LBFGSERR_OUTOFMEMORY) throw std::bad_alloc();
  std::copy_n(variables.get(), x.size(), x.data());
  Eigen::VectorXd slopes;
  fit.loss = loss(x, slopes);  // after a step that failed, what the library gives is that step's
  fit.iterations += static_cast<std::size_t>(search.iterations);
  return words_of(status);
}

double mean_ndcg(const Catalog& catalog, const Model& model, const Queries& queries,
                 const EvaluationOptions& options, unsigned threads) {
  const Scorer scorer(catalog, model, threads);
  std::vector<double> found(queries.size());
  for_each_range(threads, queries.size(), 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t q = begin; q < end; ++q) {
      found[q] = ndcg(judged_ranking(scorer, *queries[q]), options.k, options.gain);
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

void check(const Catalog& catalog, const Model& start, const TuningOptions& options) {
  check_model(start, catalog.taxonomy().size());
  const auto need = [](bool holds, const char* what) {
    if (!holds) throw std::invalid_argument(what);
  };
  need(options.folds >= 2, "tuning needs two folds at least");
  need(options.noise_floor >= 0.0 && options.noise_floor < 1.0, "the noise floor is not in [0, 1)");
  need(!options.weight_decay || (*options.weight_decay >= 0.0 && *options.weight_decay < 1e12),
       "the weight decay is not a number from 0 up");
  need(options.evaluation.k > 0, "k is not above 0");
  need(options.weights || options.blend || options.relatedness, "there is nothing to learn");
}

class Tuning {
 public:
  Tuning(const Catalog& catalog, const Model& start, const TuningOptions& options, unsigned threads)
      : catalog_(catalog),
        start_(start),
        options_(options),
        threads_(threads),
        start_scorer_(catalog, start, threads) {}

  const Scorer& start_scorer() const noexcept { return start_scorer_; }

  // The greatest gain on inner held-out queries, or the decay that was asked for.
  double weight_decay(const Queries& queries, std::uint64_t seed) const {
    if (options_.weight_decay) return *options_.weight_decay;
    if (!options_.weights || queries.size() < TuningReport::kLeastProfiles) return kDecays[1];
    const Splits splits(catalog_, start_scorer_, queries, options_.grouping, kInnerFolds, seed);
    std::array<double, kDecays.size()> sums{};
    for (std::size_t fold = 0; fold < kInnerFolds; ++fold) {
      const Split split = splits.split(fold);
      if (split.training.empty() || split.held_out.empty()) continue;
      for (std::size_t d = 0; d < kDecays.size(); ++d) {
        const Fit found = fit(catalog_, start_, split.training, options_, kDecays[d], threads_);
        sums[d] += mean_ndcg(catalog_, found.model, split.held_out, options_.evaluation, threads_) *
                   static_cast<double>(split.held_out.size());
      }
    }
    // Of equals the one that changes least.
    std::size_t best = kDecays.size() - 1;
    for (std::size_t d = kDecays.size(); d-- > 0;) {
      if (sums[d] > sums[best]) best = d;
    }
    return kDecays[best];
  }

  void cross_validate(const Queries& queries, TuningReport& report) const {
    const Splits splits(catalog_, start_scorer_, queries, options_.grouping, options_.folds,
                        options_.seed);
    std::vector<Held> before(queries.size());
    std::vector<Held> after(queries.size());
    for (std::size_t f = 0; f < options_.folds; ++f) {
      const Split split = splits.split(f);
      if (split.training.empty() || split.held_out.empty()) continue;
      TuningFold fold{split.training.size(),
                      split.held_out.size(),
                      weight_decay(split.training, options_.seed + f + 1),
                      {}};
      fold.model =
          fit(catalog_, start_, split.training, options_, fold.weight_decay, threads_).model;
      hold(start_scorer_, split, before);
      hold(Scorer(catalog_, fold.model, threads_), split, after);
      report.folds.push_back(std::move(fold));
    }
    for (std::size_t q = 0; q < queries.size(); ++q) {
      if (before[q].times == 0.0) continue;
      report.queries.push_back(q);
      report.before.push_back(before[q].mean());
      report.after.push_back(after[q].mean());
    }
  }

 private:
  // A query's measures, over the folds that it was held out in.
  struct Held {
    Measures sum;
    double times = 0.0;
    Measures mean() const noexcept {
      return {sum.ndcg / times,
              sum.average_precision / times,
              sum.reciprocal_rank / times,
              sum.precision / times,
              sum.recall / times,
              sum.kendall_tau / times};
    }
  };

  void hold(const Scorer& scorer, const Split& split, std::vector<Held>& held) const {
    const std::vector<Measures> measures =
        evaluate(scorer, split.held_out, options_.evaluation, threads_);
    for (std::size_t i = 0; i < measures.size(); ++i) {
      Held& one = held[split.held_out_numbers[i]];
      one.sum.ndcg += measures[i].ndcg;
      one.sum.average_precision += measures[i].average_precision;
      one.sum.reciprocal_rank += measures[i].reciprocal_rank;
      one.sum.precision += measures[i].precision;
      one.sum.recall += measures[i].recall;
      one.sum.kendall_tau += measures[i].kendall_tau;
      one.times += 1.0;
    }
  }

  const Catalog& catalog_;
  const Model& start_;
  const TuningOptions& options_;
  unsigned threads_;
  Scorer start_scorer_;
};

std::vector<double> ndcg_of(const std::vector<Measures>& measures) {
  std::vector<double> result;
  for (const Measures& m : measures) result.push_back(m.ndcg);
  return result;
}

}  // namespace

Fit fit(const Catalog& catalog, const Model& start, std::span<const JudgedProfile* const> queries,
        const TuningOptions& options, double weight_decay, unsigned threads) {
  check(catalog, start, options);
  if (queries.empty()) throw std::invalid_argument("there is no query to learn from");
  TuningLoss::Options of_loss;
  of_loss.list = {options.objective, options.noise_floor};
  of_loss.weight_decay = weight_decay;
  of_loss.weights = options.weights;
  of_loss.blend = options.blend;
  TuningLoss loss(catalog, start, queries, of_loss, threads);
  Eigen::VectorXd x = loss.start();
  Fit result;
  const int rounds = options.objective == Objective::lambda ? kLambdaRounds : 1;
  for (int round = 0; round < rounds; ++round) {
    if (options.objective == Objective::lambda) loss.rank_at(x);
    result.stopped = minimise(loss, x, result);
  }
  result.model = loss.model(x);
  if (options.relatedness) {
    learn_relatedness(catalog, {queries.begin(), queries.end()}, options, threads, result.model);
  }
  return result;
}

TuningReport tune(const Catalog& catalog, const Model& start,
                  std::span<const JudgedProfile> feedback, const TuningOptions& options,
                  unsigned threads) {
  check(catalog, start, options);
  const Tuning tuning(catalog, start, options, threads);
  TuningReport report;
  Queries usable;
  std::vector<std::size_t> numbers;
  for (std::size_t q = 0; q < feedback.size(); ++q) {
    if (!can_learn_from(tuning.start_scorer(), feedback[q])) continue;
    usable.push_back(&feedback[q]);
    numbers.push_back(q);
  }
  report.usable = usable.size();
  report.skipped = feedback.size() - usable.size();
  report.model = start;
  std::set<std::string_view> profiles;
  for (const JudgedProfile* query : usable) profiles.insert(query->profile.id());
  report.profiles = profiles.size();
  if (profiles.size() < TuningReport::kLeastProfiles) return report;
  tuning.cross_validate(usable, report);
  std::vector<std::string_view> ids;
  for (std::size_t& query : report.queries) {
    query = numbers[query];
    ids.push_back(feedback[query].profile.id());
  }
  ComparisonOptions comparing;
  comparing.seed = options.seed;
  report.ndcg = compare_paired(mean_of_each(ids, ndcg_of(report.before)),
                               mean_of_each(ids, ndcg_of(report.after)), comparing);
  report.weight_decay = tuning.weight_decay(usable, options.seed);
  Fit last = fit(catalog, start, usable, options, report.weight_decay, threads);
  report.model = std::move(last.model);
  report.iterations = last.iterations;
  report.stopped = std::move(last.stopped);
  report.verdict = report.queries.empty()  ? TuningVerdict::no_test
                   : report.ndcg.low > 0.0 ? TuningVerdict::better
                                           : TuningVerdict::not_better;
  return report;
}

}  // namespace skillmatch
