#include "random.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include <skillmatch/statistics.h>

namespace skillmatch {
namespace {

double mean(std::span<const double> values) noexcept {
  double sum = 0.0;
  for (const double x : values) sum += x;
  return sum / static_cast<double>(values.size());
}

double p_of_sign_flips(std::span<const double> differences, std::size_t flips,
                       std::mt19937_64& random) {
  double total = 0.0;
  double size = 0.0;
  for (const double x : differences) {
    total += x;
    size += std::abs(x);
  }
  // Less what rounding may take from a sum of the same numbers with other signs.
  const double reached = std::abs(total) - 1e-12 * size;
  std::size_t as_far = 0;
  for (std::size_t round = 0; round < flips; ++round) {
    double sum = 0.0;
    std::uint64_t signs = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      if (i % 64 == 0) signs = random();
      sum += (signs & 1U) != 0 ? differences[i] : -differences[i];
      signs >>= 1U;
    }
    if (std::abs(sum) >= reached) ++as_far;
  }
  return static_cast<double>(as_far + 1) / static_cast<double>(flips + 1);
}

void bootstrap(std::span<const double> differences, const ComparisonOptions& options,
               std::mt19937_64& random, Comparison& result) {
  std::vector<double> means(options.resamples);
  for (double& resampled : means) {
    double sum = 0.0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      sum += differences[below(random, differences.size())];
    }
    resampled = sum / static_cast<double>(differences.size());
  }
  std::sort(means.begin(), means.end());
  const double tail = (1.0 - options.confidence) / 2.0;
  const auto at = [&](double share) {
    return means[static_cast<std::size_t>(
        std::lround(share * static_cast<double>(means.size() - 1)))];
  };
  result.low = at(tail);
  result.high = at(1.0 - tail);
}

}  // namespace

Comparison compare_paired(std::span<const double> before, std::span<const double> after,
                          const ComparisonOptions& options) {
  if (before.size() != after.size()) {
    throw std::invalid_argument("there is not one value before for each after");
  }
  if (options.sign_flips == 0 || options.resamples == 0 || !(options.confidence > 0.0) ||
      !(options.confidence < 1.0)) {
    throw std::invalid_argument("an option of the comparison is out of range");
  }
  Comparison result;
  result.queries = before.size();
  if (before.empty()) return result;
  std::vector<double> differences(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    differences[i] = after[i] - before[i];
    result.better += differences[i] > 0.0 ? 1U : 0U;
    result.worse += differences[i] < 0.0 ? 1U : 0U;
  }
  result.difference = mean(differences);
  if (differences.size() > 1) {
    double squares = 0.0;
    for (const double x : differences) squares += (x - result.difference) * (x - result.difference);
    const double n = static_cast<double>(differences.size());
    result.standard_error = std::sqrt(squares / (n - 1.0) / n);
  }
  std::mt19937_64 random(options.seed);
  result.p = p_of_sign_flips(differences, options.sign_flips, random);
  bootstrap(differences, options, random, result);
  return result;
}

bool is_surely_better(const Comparison& comparison) noexcept {
  return comparison.low > 0.0 && comparison.p < 0.05;
}

std::vector<double> mean_of_each(std::span<const std::string_view> groups,
                                 std::span<const double> values) {
  std::vector<double> sums;
  std::vector<double> counts;
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::size_t number = numbers.try_emplace(groups[i], sums.size()).first->second;
    if (number == sums.size()) {
      sums.push_back(0.0);
      counts.push_back(0.0);
    }
    sums[number] += values[i];
    counts[number] += 1.0;
  }
  for (std::size_t g = 0; g < sums.size(); ++g) sums[g] /= counts[g];
  return sums;
}

double mean_over_groups(std::span<const std::string_view> groups, std::span<const double> values) {
  const std::vector<double> means = mean_of_each(groups, values);
  double sum = 0.0;
  for (const double mean : means) sum += mean;
  return means.empty() ? 0.0 : sum / static_cast<double>(means.size());
}

}  // namespace skillmatch
