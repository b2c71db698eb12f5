// What is learnt from some queries, tested on others.
//
// A Learner says how, with
//   Item, Fitted                  what is learnt from; what is learnt: model, iterations, stopped
//   id(item)                      queries of one id are one person's
//   can_learn_from(item)          whether its candidates have an order
//   decays()                      what inner folds choose λ from, ascending
//   splits(queries, folds, seed)  an object whose split(fold) is a Split<Item>
//   start(queries)                what there is without learning from them
//   fit(queries, λ)
//   measures(fitted, queries)
//   loss(fitted, queries)         without the prior: chance moves it less than NDCG
#pragma once

#include "random.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <random>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <skillmatch/held_out.h>
#include <skillmatch/tuner.h>

namespace skillmatch {

// Throws std::invalid_argument where one that concerns the test or the loss is out of range.
void check_test_options(const TuningOptions& options);

// One side learnt from, the other judged on. Numbers are those of the queries that were split.
template <typename Item>
struct Split {
  std::vector<Item> restricted;  // queries where they are not those of the feedback
  std::vector<const Item*> training;
  std::vector<std::size_t> training_numbers;
  std::vector<const Item*> held_out;
  std::vector<std::size_t> held_out_numbers;
};

template <typename Learner>
class CrossValidation {
 public:
  using Item = typename Learner::Item;
  using Fitted = typename Learner::Fitted;
  using Queries = std::vector<const Item*>;

  // All arguments must outlive this.
  CrossValidation(const Learner& learner, const TuningOptions& options, const FitProgress& progress)
      : learner_(learner), options_(options), progress_(progress) {}

  // `report` is a HeldOutTest with fold_models and a model, which stays as it is where there are
  // too few profiles.
  template <typename Report>
  void run(std::span<const Item> items, Report& report) {
    Queries queries;
    std::vector<std::size_t> places;
    std::set<std::string_view> profiles;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!learner_.can_learn_from(items[i])) continue;
      queries.push_back(&items[i]);
      places.push_back(i);
      profiles.insert(learner_.id(items[i]));
    }
    report.usable = queries.size();
    report.profiles = profiles.size();
    report.skipped = items.size() - queries.size();
    if (report.profiles < HeldOutTest::kLeastProfiles) return;
    for (Fitted& fitted : test(queries, places, report)) {
      report.fold_models.push_back(std::move(fitted.model));
    }
    report.weight_decay = weight_decay(queries, options_.seed);
    Fitted all = fit(queries, report.weight_decay);
    report.model = std::move(all.model);
    report.iterations = all.iterations;
    report.stopped = std::move(all.stopped);
  }

 private:
  static constexpr std::size_t kInnerFolds = 3;

  // Writes what held-out queries say, and returns what each fold learnt.
  std::vector<Fitted> test(const Queries& queries, const std::vector<std::size_t>& places,
                           HeldOutTest& test) {
    const auto splits = learner_.splits(queries, options_.folds, options_.seed);
    std::vector<std::size_t> kept;  // folds with both sides
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (std::size_t fold = 0; fold < options_.folds; ++fold) {
      const Split<Item> split = splits.split(fold);
      if (split.training.empty() || split.held_out.empty()) continue;
      fewest = std::min(fewest, split.training.size());
      kept.push_back(fold);
    }
    const std::vector<std::size_t> sizes =
        options_.curve && !kept.empty() ? curve_sizes(fewest) : std::vector<std::size_t>();
    const std::size_t of_one = chooses() ? kInnerFolds * learner_.decays().size() + 1 : 1;
    all_ = of_one * (kept.size() * (sizes.size() + 1) + 1);

    std::vector<Fitted> fitted_folds;
    Held before(queries.size());
    Held after(queries.size());
    std::vector<Held> of_size(sizes.size(), Held(queries.size()));
    const std::vector<std::size_t> order = random_order(queries.size());
    std::vector<std::size_t> fold_of(queries.size());
    for (const std::size_t fold : kept) {
      const Split<Item> split = splits.split(fold);
      const std::uint64_t seed = options_.seed + fold + 1;
      const double decay = weight_decay(split.training, seed);
      fitted_folds.push_back(fit(split.training, decay));
      before.add(learner_.measures(learner_.start(split.training), split.held_out), split);
      after.add(learner_.measures(fitted_folds.back(), split.held_out), split);
      for (const std::size_t number : split.held_out_numbers) fold_of[number] = test.folds.size();
      test.folds.push_back({split.training.size(), split.held_out.size(), decay});
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        const Queries part = first_of(split, order, sizes[i]);
        const Fitted fitted = fit(part, weight_decay(part, seed));
        of_size[i].add(learner_.measures(fitted, split.held_out), split);
      }
    }
    std::vector<std::string_view> ids;
    for (std::size_t q = 0; q < queries.size(); ++q) {
      if (before.times(q) == 0.0) continue;
      ids.push_back(learner_.id(*queries[q]));
      test.fold.push_back(fold_of[q]);
      test.queries.push_back(places[q]);
    }
    test.before = before.means();
    test.after = after.means();
    test.ndcg = compare(ids, test.before, test.after);
    for (const auto measure : kMeasures) {
      test.mean_before.*measure = mean_over_groups(ids, values_of(test.before, measure));
      test.mean_after.*measure = mean_over_groups(ids, values_of(test.after, measure));
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const std::vector<Measures> measures = of_size[i].means();
      test.curve.push_back({sizes[i], mean_over_groups(ids, values_of(measures, &Measures::ndcg)),
                            compare(ids, test.before, measures)});
    }
    if (!sizes.empty()) test.curve.push_back({fewest, test.mean_after.ndcg, test.ndcg});

    test.verdict = test.queries.empty()          ? TuningVerdict::no_test
                   : is_surely_better(test.ndcg) ? TuningVerdict::better
                                                 : TuningVerdict::not_better;
    return fitted_folds;
  }

  // The measures of queries, each the mean over the folds that it was held out in.
  class Held {
   public:
    explicit Held(std::size_t queries) : sums_(queries), times_(queries) {}
    double times(std::size_t query) const { return times_[query]; }
    void add(const std::vector<Measures>& measures, const Split<Item>& split) {
      for (std::size_t i = 0; i < measures.size(); ++i) {
        const std::size_t query = split.held_out_numbers[i];
        for (const auto measure : kMeasures) sums_[query].*measure += measures[i].*measure;
        times_[query] += 1.0;
      }
    }
    // Of the queries that were held out.
    std::vector<Measures> means() const {
      std::vector<Measures> result;
      for (std::size_t q = 0; q < sums_.size(); ++q) {
        if (times_[q] == 0.0) continue;
        result.push_back(sums_[q]);
        for (const auto measure : kMeasures) result.back().*measure /= times_[q];
      }
      return result;
    }

   private:
    std::vector<Measures> sums_;
    std::vector<double> times_;
  };

  static std::vector<double> values_of(const std::vector<Measures>& measures,
                                       double Measures::*measure) {
    std::vector<double> values;
    for (const Measures& m : measures) values.push_back(m.*measure);
    return values;
  }

  bool chooses() const { return !options_.weight_decay && learner_.decays().size() > 1; }

  Fitted fit(const Queries& queries, double decay) {
    Fitted fitted = learner_.fit(queries, decay);
    ++done_;
    if (progress_) progress_(done_, all_);
    return fitted;
  }

  // The lowest loss on inner held-out queries, or the decay that was asked for.
  double weight_decay(const Queries& queries, std::uint64_t seed) {
    if (options_.weight_decay) return *options_.weight_decay;
    const auto& decays = learner_.decays();
    if (decays.size() == 1 || queries.size() < HeldOutTest::kLeastProfiles) {
      if (chooses()) all_ -= kInnerFolds * decays.size();
      return decays[decays.size() / 2];
    }
    const auto splits = learner_.splits(queries, kInnerFolds, seed);
    std::vector<double> sums(decays.size());
    for (std::size_t fold = 0; fold < kInnerFolds; ++fold) {
      const Split<Item> split = splits.split(fold);
      if (split.training.empty() || split.held_out.empty()) {
        all_ -= decays.size();
        continue;
      }
      for (std::size_t d = 0; d < decays.size(); ++d) {
        sums[d] += learner_.loss(fit(split.training, decays[d]), split.held_out) *
                   static_cast<double>(split.held_out.size());
      }
    }
    // Of equals the one that changes least.
    std::size_t best = decays.size() - 1;
    for (std::size_t d = decays.size(); d-- > 0;) {
      if (sums[d] < sums[best]) best = d;
    }
    return decays[best];
  }

  // 10, 20, 50, 100, … below `all`.
  static std::vector<std::size_t> curve_sizes(std::size_t all) {
    std::vector<std::size_t> sizes;
    for (std::size_t power = HeldOutTest::kLeastProfiles;; power *= 10) {
      for (const std::size_t size : {power, 2 * power, 5 * power}) {
        if (size >= all) return sizes;
        sizes.push_back(size);
      }
    }
  }

  std::vector<std::size_t> random_order(std::size_t queries) const {
    std::vector<std::size_t> order(queries);
    for (std::size_t q = 0; q < queries; ++q) order[q] = q;
    std::mt19937_64 random(options_.seed);
    shuffle(order, random);
    return order;
  }

  // The first `size` training queries in this order of all, so that of every fold more queries are
  // the same ones and others.
  static Queries first_of(const Split<Item>& split, const std::vector<std::size_t>& order,
                          std::size_t size) {
    std::vector<const Item*> of_number(order.size(), nullptr);
    for (std::size_t i = 0; i < split.training.size(); ++i) {
      of_number[split.training_numbers[i]] = split.training[i];
    }
    Queries part;
    for (std::size_t i = 0; part.size() < size; ++i) {
      if (of_number[order[i]] != nullptr) part.push_back(of_number[order[i]]);
    }
    return part;
  }

  Comparison compare(const std::vector<std::string_view>& ids, const std::vector<Measures>& before,
                     const std::vector<Measures>& after) const {
    ComparisonOptions options;
    options.seed = options_.seed;
    return compare_paired(mean_of_each(ids, values_of(before, &Measures::ndcg)),
                          mean_of_each(ids, values_of(after, &Measures::ndcg)), options);
  }

  const Learner& learner_;
  const TuningOptions& options_;
  const FitProgress& progress_;
  std::size_t done_ = 0;
  std::size_t all_ = 0;
};

}  // namespace skillmatch
