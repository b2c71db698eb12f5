#include "splits.h"

#include "random.h"
#include "tuning_loss.h"

#include <map>
#include <random>
#include <span>
#include <string_view>
#include <utility>

namespace skillmatch {
namespace {

// Numbers 0 … folds−1 for `count` things, as even as can be, in random order.
std::vector<std::size_t> deal(std::size_t count, std::size_t folds, std::mt19937_64& random) {
  std::vector<std::size_t> result(count);
  for (std::size_t i = 0; i < count; ++i) result[i] = i % folds;
  shuffle(result, random);
  return result;
}

// The query with those companies alone for which `keeps` holds.
template <typename Keeps>
JudgedProfile restricted(const JudgedProfile& query, std::size_t companies, const Keeps& keeps) {
  JudgedProfile result = query;
  std::erase_if(result.graded, [&](const GradedCompany& g) { return !keeps(g.company); });
  if (!query.judged_all) return result;
  result.left_out.clear();
  auto left_out = query.left_out.begin();
  for (std::size_t c = 0; c < companies; ++c) {
    const auto company = static_cast<CompanyId>(c);
    while (left_out != query.left_out.end() && *left_out < company) ++left_out;
    const bool is_left_out = left_out != query.left_out.end() && *left_out == company;
    if (is_left_out || !keeps(company)) result.left_out.push_back(company);
  }
  return result;
}

}  // namespace

std::vector<std::size_t> folds_of(std::span<const std::string_view> ids, std::size_t folds,
                                  std::mt19937_64& random) {
  std::map<std::string_view, std::size_t> number;
  for (const std::string_view id : ids) number.emplace(id, number.size());
  const std::vector<std::size_t> dealt = deal(number.size(), folds, random);
  std::vector<std::size_t> result;
  for (const std::string_view id : ids) result.push_back(dealt[number.at(id)]);
  return result;
}

Splits::Splits(const Catalog& catalog, const Scorer& scorer, Queries queries, Grouping grouping,
               std::size_t folds, std::uint64_t seed)
    : catalog_(catalog), scorer_(scorer), queries_(std::move(queries)), grouping_(grouping) {
  std::mt19937_64 random(seed);
  std::vector<std::string_view> ids;
  for (const JudgedProfile* query : queries_) ids.emplace_back(query->profile.id());
  of_query_ = folds_of(ids, folds, random);
  if (grouping != Grouping::profile) of_company_ = deal(catalog.size(), folds, random);
}

template <typename Keeps>
void Splits::add(Split<JudgedProfile>& split, Queries& side, std::vector<std::size_t>& numbers,
                 std::size_t q, const Keeps& keeps) const {
  if (grouping_ == Grouping::profile) {
    side.push_back(queries_[q]);
  } else {
    JudgedProfile query = restricted(*queries_[q], catalog_.size(), keeps);
    if (!can_learn_from(scorer_, query)) return;
    split.restricted.push_back(std::move(query));
    side.push_back(&split.restricted.back());
  }
  numbers.push_back(q);
}

Split<JudgedProfile> Splits::split(std::size_t fold) const {
  Split<JudgedProfile> split;
  if (grouping_ != Grouping::profile) split.restricted.reserve(2 * queries_.size());
  for (std::size_t q = 0; q < queries_.size(); ++q) {
    const bool is_of_fold = of_query_[q] == fold;
    if (grouping_ == Grouping::company || !is_of_fold) {
      add(split, split.training, split.training_numbers, q,
          [&](CompanyId c) { return fold_of(c) != fold; });
    }
    if (grouping_ == Grouping::company || is_of_fold) {
      add(split, split.held_out, split.held_out_numbers, q,
          [&](CompanyId c) { return fold_of(c) == fold; });
    }
  }
  return split;
}

}  // namespace skillmatch
