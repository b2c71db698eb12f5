#include "parallel.h"

#include <algorithm>

#include <skillmatch/evaluation.h>
#include <skillmatch/top_k.h>

namespace skillmatch {

int grade_of(const JudgedProfile& query, CompanyId company) noexcept {
  const auto at = std::lower_bound(
      query.graded.begin(), query.graded.end(), company,
      [](const GradedCompany& graded, CompanyId id) { return graded.company < id; });
  return at != query.graded.end() && at->company == company ? at->grade : kUnjudged;
}

Measures measure(const JudgedRanking& ranking, const EvaluationOptions& options) {
  return {
      ndcg(ranking, options.k, options.gain), average_precision(ranking), reciprocal_rank(ranking),
      precision(ranking, options.k),          recall(ranking, options.k), kendall_tau(ranking)};
}

std::vector<RankedCompany> rank_candidates(const Scorer& scorer, const JudgedProfile& judged) {
  std::vector<RankedCompany> results;
  const Query query = scorer.prepare(judged.profile);
  if (query.not_ranked()) return results;
  const auto add = [&](CompanyId company) {
    if (scorer.not_ranked(company)) return;
    if (std::binary_search(judged.left_out.begin(), judged.left_out.end(), company)) return;
    results.push_back({company, scorer.score(query, company)});
  };
  if (judged.judged_all) {
    for (std::size_t c = 0; c < scorer.catalog().size(); ++c) add(static_cast<CompanyId>(c));
  } else {
    for (const GradedCompany& graded : judged.graded) add(graded.company);
  }
  std::sort(results.begin(), results.end(), ranks_before);
  return results;
}

JudgedRanking judged_ranking(const Scorer& scorer, const JudgedProfile& query) {
  JudgedRanking ranking;
  for (const RankedCompany& result : rank_candidates(scorer, query)) {
    ranking.ranked.push_back(grade_of(query, result.company));
  }
  for (const GradedCompany& graded : query.graded) ranking.judged.push_back(graded.grade);
  return ranking;
}

std::vector<Measures> evaluate(const Scorer& scorer, std::span<const JudgedProfile* const> queries,
                               const EvaluationOptions& options, unsigned threads) {
  std::vector<Measures> result(queries.size());
  for_each_range(threads, queries.size(), 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t q = begin; q < end; ++q) {
      result[q] = measure(judged_ranking(scorer, *queries[q]), options);
    }
  });
  return result;
}

}  // namespace skillmatch
