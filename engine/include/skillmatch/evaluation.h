// Floor 3: how well a model ranks for profiles whose companies somebody graded.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <skillmatch/feedback.h>
#include <skillmatch/metrics.h>
#include <skillmatch/scorer.h>

namespace skillmatch {

struct EvaluationOptions {
  std::size_t k = 10;  // of NDCG, precision and recall
  Gain gain = Gain::linear;
};

struct Measures {
  double ndcg = 0.0;  // at k
  double average_precision = 0.0;
  double reciprocal_rank = 0.0;
  double precision = 0.0;  // at k
  double recall = 0.0;     // at k
  double kendall_tau = 0.0;
};

inline constexpr std::array<double Measures::*, 6> kMeasures{&Measures::ndcg,
                                                             &Measures::average_precision,
                                                             &Measures::reciprocal_rank,
                                                             &Measures::precision,
                                                             &Measures::recall,
                                                             &Measures::kendall_tau};

Measures measure(const JudgedRanking& ranking, const EvaluationOptions& options);

// What somebody graded `company`; kUnjudged where nobody did.
int grade_of(const JudgedProfile& query, CompanyId company) noexcept;

// The candidates of a query in the order of results (ranks_before): all companies that have a score
// but those left out, or of a query that is not judged_all, those that were graded. Nothing for a
// profile that cannot be ranked.
std::vector<RankedCompany> rank_candidates(const Scorer& scorer, const JudgedProfile& query);

// That ranking beside the judgments.
JudgedRanking judged_ranking(const Scorer& scorer, const JudgedProfile& query);

// The measures of every query, in their order.
std::vector<Measures> evaluate(const Scorer& scorer, std::span<const JudgedProfile* const> queries,
                               const EvaluationOptions& options, unsigned threads = 1);

}  // namespace skillmatch
