// What tuning found, for people (a table, a page) and for programs (JSON).
#pragma once

#include "output.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/feature_tuner.h>
#include <skillmatch/held_out.h>
#include <skillmatch/tuner.h>

namespace skillmatch::cli {

// A weight that is not where it began, of all queries and over the folds. Of a skill by what
// factor, of a feature in standard deviations.
struct MovedWeight {
  std::string id;
  std::string name;
  double value;
  double least;
  double most;
  double deviation = 1.0;  // of a feature: its own weight is value / deviation
};

// What was judged, in numbers.
struct JudgedSource {
  std::string name;  // of the file
  std::size_t lists = 0;
  std::size_t judgments = 0;
};

// A tuning of weights or of features, as all reports see it.
struct TuningView {
  const HeldOutTest& test;
  const TuningOptions& options;
  JudgedSource source;
  std::vector<std::string> query_ids;  // of test.queries
  std::vector<MovedWeight> moved;      // the one that moved most first
  // Blend and relatedness before and after; nothing of features.
  struct Parts {
    double start_blend;
    double blend;
    double start_relatedness;
    double relatedness;
  };
  std::optional<Parts> parts;
  std::vector<std::pair<std::string, std::string>> facts;  // hashes of the data, and every option

  bool is_of_features() const noexcept { return !parts; }
  // "ndcg@10"
  std::string ndcg_name() const { return "ndcg@" + std::to_string(options.evaluation.k); }
};

std::vector<MovedWeight> moved_weights(const Catalog& catalog, const Model& start,
                                       const TuningReport& report);
std::vector<MovedWeight> moved_weights(const FeatureReport& report);

// "425 profiles", "50 lists of 12 profiles", "195 queries": what can be learnt from.
std::string usable_text(const TuningView& view);
// One sentence: whether to use what was learnt, or why not.
std::string verdict_text(const TuningView& view);
// "better", "too_few_profiles", …
std::string_view word_of(TuningVerdict verdict);
// What judgments are not.
inline constexpr std::string_view kNotOutcomes =
    "judgments are not outcomes: a gain says that rankings come closer to what was judged";

std::string tuning_table(const TuningView& view, const Terminal& terminal);
std::string tuning_json(const TuningView& view);
std::string tuning_page(const TuningView& view);

}  // namespace skillmatch::cli
