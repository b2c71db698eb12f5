// Floor 3: how good a ranking is, by what people judged: measures as trec_eval defines them
// (Voorhees & Harman 2005; https://github.com/usnistgov/trec_eval), and Kendall's tau.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace skillmatch {

// A grade of at least 1 says "relevant"; nobody judged what has no grade, which counts as 0.
inline constexpr int kUnjudged = std::numeric_limits<int>::min();

// One query's ranking beside all its judgments.
struct JudgedRanking {
  std::vector<int> ranked;  // the grade of each result, best first; kUnjudged where there is none
  std::vector<int> judged;  // every grade given for the query, of what was ranked or not
};

enum class Gain : std::uint8_t {
  linear,       // a grade itself (Järvelin & Kekäläinen 2002): trec_eval's
  exponential,  // 2^grade − 1 (Burges et al. 2005)
};

inline constexpr std::size_t kWholeRanking = std::numeric_limits<std::size_t>::max();

// All but tau lie in [0, 1] and are 0 for a query without a relevant judgment. k > 0.

// Σ_{i ≤ k} gain_i / log₂(i + 1), over the same of the best possible order of all judged.
double ndcg(const JudgedRanking& query, std::size_t k, Gain gain = Gain::linear);
// The mean over all relevant judgments of the precision at the place where each was ranked.
double average_precision(const JudgedRanking& query);
// 1 over the place of the first relevant result.
double reciprocal_rank(const JudgedRanking& query);
// How much of the first k places is relevant; places behind the end are not.
double precision(const JudgedRanking& query, std::size_t k);
// How much of what is relevant is in the first k places.
double recall(const JudgedRanking& query, std::size_t k);
// Kendall's τ-b (1945) between the order of the judged results and their grades, in [−1, 1]: all
// places differ, grades may be tied. 0 where fewer than two grades differ.
double kendall_tau(const JudgedRanking& query);

}  // namespace skillmatch
