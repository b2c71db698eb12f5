// Rankings of one or many profiles: every company scored, or those that an index lets through.
#include "column_table.h"
#include "parallel.h"
#include "scan_set.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <skillmatch/scorer.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

// Queries that meet a row while it is in the first-level cache.
constexpr std::size_t kQueriesAtOnce = 8;

}  // namespace

bool Scorer::is_asked_for(CompanyId company, const RankOptions& options) const noexcept {
  return !options.field || catalog_->field_of(company) == options.field;
}

std::optional<NotRankedReason> Scorer::not_ranked(const Query& query,
                                                  const RankOptions& options) noexcept {
  if (options.mutual && query.wants_.empty()) return NotRankedReason::no_wants;
  return query.not_ranked_;
}

std::vector<std::vector<RankedCompany>> Scorer::best_plainly(std::span<const Query> queries,
                                                             const RankOptions& options) const {
  std::vector<std::vector<RankedCompany>> results;
  std::vector<ColumnTable> tables(std::min(kQueriesAtOnce, queries.size()),
                                  ColumnTable(catalog_->taxonomy().size()));
  while (results.size() < queries.size()) {
    const std::span group =
        queries.subspan(results.size(), std::min(kQueriesAtOnce, queries.size() - results.size()));
    for (std::size_t q = 0; q < group.size(); ++q) tables[q].set(group[q]);
    std::vector<TopK> best(group.size(), TopK(options.k, catalog_->size()));
    for (std::size_t c = 0; c < catalog_->size(); ++c) {
      RankedCompany result{static_cast<CompanyId>(c), {}};
      if (!is_asked_for(result.company, options)) continue;
      if (not_ranked(result.company, options)) continue;
      for (std::size_t q = 0; q < group.size(); ++q) {
        if (score_for(group[q], tables[q], options, result)) best[q].push(result);
      }
    }
    for (TopK& top : best) results.push_back(top.take_sorted());
  }
  return results;
}

std::vector<std::vector<RankedCompany>> Scorer::best(std::span<const Query> queries,
                                                     const RankOptions& options,
                                                     unsigned threads) const {
  return scans_ != nullptr && scans_->suits(options)
             ? scans_->best(*this, queries, options, threads)
             : best_plainly(queries, options);
}

Ranking Scorer::rank(const Profile& profile, const RankOptions& options, unsigned threads) const {
  if (options.mutual && profile.wants().empty()) {
    throw std::invalid_argument("a mutual ranking needs a profile that wants something");
  }
  const Query query = prepare(profile);
  Ranking ranking;
  ranking.not_ranked_profile = query.not_ranked();
  if (!ranking.not_ranked_profile) {
    ranking.results = std::move(best(std::span(&query, 1), options, threads)[0]);
  }
  std::size_t asked_for = 0;
  const auto add = [&](CompanyId company) {
    if (!is_asked_for(company, options)) return;
    ++asked_for;
    std::optional<NotRankedReason> reason = query.not_ranked();
    if (!reason) reason = not_ranked(company, options);
    if (reason) ranking.not_ranked.push_back({company, *reason});
  };
  const bool all = query.not_ranked() || options.field || options.mutual;
  if (all) {
    for (std::size_t c = 0; c < catalog_->size(); ++c) add(static_cast<CompanyId>(c));
  } else {
    for (const CompanyId company : unranked_) add(company);
    asked_for = catalog_->size();
  }
  ranking.scored = asked_for - ranking.not_ranked.size();
  return ranking;
}

std::size_t Scorer::count_scored(const RankOptions& options) const noexcept {
  if (!options.field && !options.mutual) return catalog_->size() - unranked_.size();
  std::size_t count = 0;
  for (std::size_t c = 0; c < catalog_->size(); ++c) {
    const auto company = static_cast<CompanyId>(c);
    if (is_asked_for(company, options) && !not_ranked(company, options)) ++count;
  }
  return count;
}

std::vector<Ranking> Scorer::rank_all(std::span<const ProfileView> profiles,
                                      const RankOptions& options, unsigned threads) const {
  std::vector<Ranking> rankings(profiles.size());
  const std::size_t scored = count_scored(options);
  for_each_range(threads, profiles.size(), 1, [&](std::size_t begin, std::size_t end) {
    std::vector<Query> queries;
    std::vector<std::size_t> numbers;
    queries.reserve(end - begin);
    for (std::size_t p = begin; p < end; ++p) {
      Query query = prepare(profiles[p]);
      rankings[p].not_ranked_profile = not_ranked(query, options);
      if (rankings[p].not_ranked_profile) continue;
      rankings[p].scored = scored;
      numbers.push_back(p);
      queries.push_back(std::move(query));
    }
    std::vector<std::vector<RankedCompany>> results = best(queries, options, 1);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      rankings[numbers[i]].results = std::move(results[i]);
    }
  });
  return rankings;
}

}  // namespace skillmatch
