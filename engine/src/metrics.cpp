#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include <skillmatch/metrics.h>

namespace skillmatch {
namespace {

bool is_relevant(int grade) noexcept { return grade >= 1; }

// `greatest` is that of all judged: 2^grade may be beyond doubles, 2^(grade − greatest) is not.
double gain_of(int grade, int greatest, Gain gain) noexcept {
  if (grade <= 0) return 0.0;
  return gain == Gain::linear ? grade : std::exp2(grade - greatest) - std::exp2(-greatest);
}

double discounted(const std::vector<int>& grades, int greatest, std::size_t k, Gain gain) noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < std::min(k, grades.size()); ++i) {
    sum += gain_of(grades[i], greatest, gain) / std::log2(static_cast<double>(i + 2));
  }
  return sum;
}

double count_relevant(const std::vector<int>& grades, std::size_t k = kWholeRanking) noexcept {
  const auto end = grades.begin() + static_cast<std::ptrdiff_t>(std::min(k, grades.size()));
  return static_cast<double>(std::count_if(grades.begin(), end, is_relevant));
}

double ratio(double part, double whole) noexcept { return whole > 0.0 ? part / whole : 0.0; }

}  // namespace

double ndcg(const JudgedRanking& query, std::size_t k, Gain gain) {
  std::vector<int> ideal = query.judged;
  std::sort(ideal.begin(), ideal.end(), std::greater<>());
  const int greatest = ideal.empty() ? 0 : ideal.front();
  return ratio(discounted(query.ranked, greatest, k, gain), discounted(ideal, greatest, k, gain));
}

double average_precision(const JudgedRanking& query) {
  double sum = 0.0;
  double found = 0.0;
  for (std::size_t i = 0; i < query.ranked.size(); ++i) {
    if (!is_relevant(query.ranked[i])) continue;
    found += 1.0;
    sum += found / static_cast<double>(i + 1);
  }
  return ratio(sum, count_relevant(query.judged));
}

double reciprocal_rank(const JudgedRanking& query) {
  const auto first = std::find_if(query.ranked.begin(), query.ranked.end(), is_relevant);
  return first == query.ranked.end() ? 0.0
                                     : 1.0 / static_cast<double>(first - query.ranked.begin() + 1);
}

double precision(const JudgedRanking& query, std::size_t k) {
  return ratio(count_relevant(query.ranked, k), static_cast<double>(k));
}

double recall(const JudgedRanking& query, std::size_t k) {
  return ratio(count_relevant(query.ranked, k), count_relevant(query.judged));
}

// Of every pair of judged results: +1 where the one that comes first has the higher grade, −1 where
// it has the lower. Grades are few, so each result is compared with how many of each came before.
double kendall_tau(const JudgedRanking& query) {
  std::map<int, double> before;
  double size = 0.0;
  double agreement = 0.0;
  double untied = 0.0;
  for (const int grade : query.ranked) {
    if (grade == kUnjudged) continue;
    for (const auto& [other, count] : before) {
      if (other == grade) continue;
      untied += count;
      agreement += other > grade ? count : -count;
    }
    before[grade] += 1.0;
    size += 1.0;
  }
  return ratio(agreement, std::sqrt(untied * size * (size - 1.0) / 2.0));
}

}  // namespace skillmatch
