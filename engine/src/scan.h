// What a Scorer hands to a fast scan, and what the scan hands back: the few companies whose score
// may reach a threshold. A scan only ever leaves out companies by a proven upper bound of
//
//   score(c) = β · Σ_s (√w_s a r)·direction_s / (norm · n_c)
//            + (1−β) · Σ_s w_s a · min(û_s/r, 1) / A_c
//
// (scorer.h has the formulas); Scorer::score() alone computes what is reported.
#pragma once

#include <cstddef>
#include <span>

#include <skillmatch/types.h>

namespace skillmatch {

// By catalog position, under one model. Companies that have no score, or that the scorer looks at
// in any case, have 0 in both: a scan passes over them.
struct RowNorms {
  std::span<const double> cosine;    // n_c = √(cᵀKc)
  std::span<const double> coverage;  // A_c = max(Σ w a, m)
};

// A skill that adds to some score of a query: direction and û are not both 0.
struct ScanColumn {
  SkillId skill;
  double direction;
  double lent_level;   // û in [0, 5]
  double root_weight;  // √w
  double weight;       // w
};

struct ScanQuery {
  std::span<const ScanColumn> columns;  // by ascending skill
  double norm = 0.0;                    // > 0
};

// Where the candidates of a scan go.
class CandidateSink {
 public:
  CandidateSink() = default;
  CandidateSink(const CandidateSink&) = delete;
  CandidateSink& operator=(const CandidateSink&) = delete;
  virtual ~CandidateSink() = default;

  // Companies whose score may reach the threshold of query number `query`. Returns its threshold
  // from now on, at least the one before: a company whose score is below it no longer counts; one
  // that equals it does. Below 0 while every company counts.
  virtual double consider(std::size_t query, std::span<const CompanyId> companies) = 0;

  // Companies that will be considered soon: asks memory for what that takes.
  virtual void fetch(std::span<const CompanyId> /*companies*/) const noexcept {}
};

}  // namespace skillmatch
