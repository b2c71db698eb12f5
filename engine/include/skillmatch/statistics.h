// Floor 3: whether one model is better than another on the same queries, and how sure that is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace skillmatch {

struct ComparisonOptions {
  std::size_t sign_flips = 20'000;
  std::size_t resamples = 10'000;
  double confidence = 0.95;  // of the interval, in (0, 1)
  std::uint64_t seed = 1;
};

// The mean of after − before, query by query.
struct Comparison {
  std::size_t queries = 0;
  double difference = 0.0;
  double standard_error = 0.0;  // of the mean; 0 for fewer than two queries
  // Percentile bootstrap over queries (Efron 1979).
  double low = 0.0;
  double high = 0.0;
  // Two-sided paired sign-flip test (Fisher 1935): (b + 1)/(B + 1), where b of B random assignments
  // of signs give a mean at least as far from 0.
  double p = 1.0;
  std::size_t better = 0;  // queries
  std::size_t worse = 0;
};

// Whether the interval is above 0 and p below 0.05: where a handful of queries changed, an interval
// may end at 0 by the luck of the draw alone.
bool is_surely_better(const Comparison& comparison) noexcept;

// The same on every machine for the same seed. Throws std::invalid_argument when the two are not of
// one length or an option is out of range.
Comparison compare_paired(std::span<const double> before, std::span<const double> after,
                          const ComparisonOptions& options = {});

// The mean of the values of each group, in the order in which groups first appear. Several lists of
// one person say less than as many people: they are compared as one. One group a value.
std::vector<double> mean_of_each(std::span<const std::string_view> groups,
                                 std::span<const double> values);
// The mean of those; 0 of none.
double mean_over_groups(std::span<const std::string_view> groups, std::span<const double> values);

}  // namespace skillmatch
