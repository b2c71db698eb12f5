#include <algorithm>
#include <string>
#include <utility>

#include <skillmatch/evaluation.h>
#include <skillmatch/pair_features.h>

namespace skillmatch {
namespace {

std::vector<Feature> features_of(const Scorer& scorer, const Query& query,
                                 const RankedCompany& scored) {
  std::vector<Feature> features{{kCosineFeature, scored.score.cosine},
                                {kCoverageFeature, scored.score.coverage}};
  for (const SkillTerm& part : scorer.parts(query, scored.company)) {
    if (part.cosine_term == 0.0) continue;
    features.push_back({feature_of(part.requirement.skill), part.cosine_term});
  }
  return features;
}

}  // namespace

std::vector<Feature> pair_features(const Scorer& scorer, const Query& query, CompanyId company) {
  return features_of(scorer, query, {company, scorer.score(query, company)});
}

FeatureList feature_list(const Scorer& scorer, const JudgedProfile& judged) {
  FeatureList list{judged.profile.id(), {}};
  const Query query = scorer.prepare(judged.profile);
  for (const RankedCompany& candidate : rank_candidates(scorer, judged)) {
    list.documents.push_back({std::string(scorer.catalog().company_id(candidate.company)),
                              std::max(grade_of(judged, candidate.company), 0),
                              features_of(scorer, query, candidate)});
  }
  return list;
}

}  // namespace skillmatch
