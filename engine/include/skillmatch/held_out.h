// Floor 3: what queries that were held out say of what was learnt from the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <skillmatch/evaluation.h>
#include <skillmatch/statistics.h>

namespace skillmatch {

// Why what was learnt is, or is not, to be used.
enum class TuningVerdict : std::uint8_t {
  better,
  too_few_profiles,  // fewer than kLeastProfiles can be learnt from
  no_test,           // no fold has something to learn from and something to be judged by
  // The gain on held-out profiles is not is_surely_better(). A gain above one standard error let 33
  // of 200 sets of permuted labels pass, the interval alone 5.
  not_better,
};

struct HeldOutFold {
  std::size_t training = 0;  // queries
  std::size_t held_out = 0;
  double weight_decay = 0.0;  // as chosen
};

// The same test after learning from a part of each fold's training queries.
struct CurvePoint {
  std::size_t queries = 0;  // learnt from; of the last point, the fewest of any fold
  double ndcg = 0.0;        // the mean of held-out profiles
  Comparison against_start;
};

struct HeldOutTest {
  static constexpr std::size_t kLeastProfiles = 10;

  TuningVerdict verdict = TuningVerdict::too_few_profiles;
  std::size_t usable = 0;    // queries that can be learnt from
  std::size_t profiles = 0;  // different ones among them
  std::size_t skipped = 0;   // those with one grade only, or whose profile cannot be ranked
  // Of each usable query, held out: before anything was learnt, and under what has not seen it.
  std::vector<std::size_t> queries;  // their places in the feedback
  std::vector<std::size_t> fold;  // that held each out; the last of them where companies are split
  std::vector<Measures> before;
  std::vector<Measures> after;
  // Several queries of one profile count as one: means are over profiles.
  Measures mean_before;
  Measures mean_after;
  Comparison ndcg;  // after against before
  std::vector<HeldOutFold> folds;
  std::vector<CurvePoint> curve;  // where it was asked for
  // Of what was learnt from all usable queries.
  double weight_decay = 0.0;
  std::size_t iterations = 0;
  std::string stopped;  // why the last search ended, in words
};

// Called after each fit with how many are done of how many, from the thread that called.
using FitProgress = std::function<void(std::size_t done, std::size_t all)>;

}  // namespace skillmatch
