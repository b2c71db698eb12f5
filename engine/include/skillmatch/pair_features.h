// Floor 3: a profile and a company as numbers, for models that are learnt elsewhere.
//
//   1      cosine
//   2      coverage
//   2 + s  the part of skill s, counted from 1 in the order of the taxonomy, in the cosine:
//          w u_s (a r)_s / (|u|_w |c|_w); with relatedness c_s (K u)_s over the norms of K, as
//          scorer.h has it
//
// Those of the skills sum to the cosine (within 1e-12). Nothing of it hangs on the blend.
#pragma once

#include <cstdint>
#include <vector>

#include <skillmatch/feature_list.h>
#include <skillmatch/feedback.h>
#include <skillmatch/scorer.h>
#include <skillmatch/types.h>

namespace skillmatch {

inline constexpr std::uint32_t kCosineFeature = 1;
inline constexpr std::uint32_t kCoverageFeature = 2;
constexpr std::uint32_t feature_of(SkillId skill) noexcept {
  return kCoverageFeature + 1 + static_cast<std::uint32_t>(skill);
}

// Cosine and coverage always, of the others those that are not 0. As for Scorer::score, the query
// and the company must be rankable.
std::vector<Feature> pair_features(const Scorer& scorer, const Query& query, CompanyId company);

// The candidates of rank_candidates(), in their order, by id. A grade is 0 where nobody gave one or
// one below 0.
FeatureList feature_list(const Scorer& scorer, const JudgedProfile& query);

}  // namespace skillmatch
