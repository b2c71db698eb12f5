#include <algorithm>

#include <skillmatch/explain.h>

namespace skillmatch {

Explanation explain(const Scorer& scorer, const Profile& profile, CompanyId company) {
  const Query query = scorer.prepare(profile);
  const double now = scorer.score(query, company).score;

  Explanation result;
  for (const SkillTerm& term : scorer.terms(query, company)) {
    const Requirement& r = term.requirement;
    const double have = term.have.value_or(0.0);
    const bool gives = term.cosine_term + term.coverage_term > 0.0;
    (gives ? result.matched : result.unmatched).push_back(term);
    if (have >= r.level) continue;
    const Query learnt = scorer.prepare(profile.with(r.skill, r.level));
    result.missing.push_back(
        {r.skill, term.have, r.level, scorer.score(learnt, company).score - now});
    if (r.must) {
      result.gate_reasons.push_back({r.skill, term.have, r.level, gate_of(term.have, r.level)});
    }
  }
  // Both lists are by ascending skill so far, which a stable sort keeps among equals.
  std::stable_sort(result.matched.begin(), result.matched.end(),
                   [](const SkillTerm& a, const SkillTerm& b) {
                     return a.cosine_term + a.coverage_term > b.cosine_term + b.coverage_term;
                   });
  std::stable_sort(result.missing.begin(), result.missing.end(),
                   [](const MissingSkill& a, const MissingSkill& b) { return a.loss > b.loss; });
  return result;
}

}  // namespace skillmatch
