// NDCG as trec_eval computes it (its ndcg_cut): by score descending and, among equal scores, by
// document name descending; the gain is the grade itself; what is not judged is not relevant.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace trec {

using Grades = std::map<std::string, int>;                // by document
using Run = std::vector<std::pair<double, std::string>>;  // score and document
using Qrels = std::map<std::string, Grades>;              // by query

// Lines of "query 0 document grade".
inline Qrels read_qrels(const std::string& text) {
  Qrels qrels;
  std::istringstream in(text);
  std::string query;
  std::string iteration;
  std::string document;
  int grade = 0;
  while (in >> query >> iteration >> document >> grade) qrels[query][document] = grade;
  return qrels;
}

// Σ gain / log₂(rank + 1) over the first k.
inline double dcg(const std::vector<int>& gains, std::size_t k) {
  double sum = 0.0;
  for (std::size_t i = 0; i < std::min(k, gains.size()); ++i) {
    sum += gains[i] / std::log2(static_cast<double>(i) + 2.0);
  }
  return sum;
}

// 0 where nothing judged is relevant.
inline double ndcg(Run run, const Grades& grades, std::size_t k) {
  std::sort(run.begin(), run.end(), std::greater<>());
  std::vector<int> gains;
  for (const auto& [score, document] : run) {
    const auto at = grades.find(document);
    gains.push_back(at == grades.end() ? 0 : std::max(at->second, 0));
  }
  std::vector<int> ideal;
  for (const auto& [document, grade] : grades) ideal.push_back(std::max(grade, 0));
  std::sort(ideal.begin(), ideal.end(), std::greater<>());
  const double best = dcg(ideal, k);
  return best == 0.0 ? 0.0 : dcg(gains, k) / best;
}

}  // namespace trec
