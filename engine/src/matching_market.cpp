#include "parallel.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/matching_market.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

std::uint64_t lot_of(std::string_view id, std::uint64_t seed) noexcept {
  return XXH3_64bits_withSeed(id.data(), id.size(), seed);
}

std::vector<CompanyId> with_a_place(const Catalog& catalog,
                                    const std::vector<std::uint32_t>& capacities) {
  if (capacities.size() != catalog.size()) {
    throw std::invalid_argument("there is not one capacity a company");
  }
  std::vector<CompanyId> ids;
  for (std::size_t c = 0; c < capacities.size(); ++c) {
    if (capacities[c] > 0) ids.push_back(static_cast<CompanyId>(c));
  }
  return ids;
}

Catalog only(const Catalog& catalog, const std::vector<CompanyId>& ids) {
  Catalog result(catalog.taxonomy());
  for (const Field& field : catalog.fields()) result.add_field(field);
  for (const CompanyId id : ids) {
    const Requirements row = catalog.requirements(id);
    std::vector<Requirement> requirements;
    for (std::size_t i = 0; i < row.size(); ++i) requirements.push_back(row[i]);
    result.add_sorted(catalog.company(id), requirements);
  }
  return result;
}

MarketCounts counts_of(const MarketResult& result) {
  MarketCounts counts;
  for (const CandidateResult& candidate : result.candidates) {
    const std::optional<UnmatchedReason> reason = candidate.unmatched();
    if (!reason) {
      ++counts.matched;
    } else if (*reason == UnmatchedReason::all_full) {
      ++counts.all_full;
    } else {
      ++(*reason == UnmatchedReason::not_ranked ? counts.not_ranked : counts.nothing_listed);
    }
  }
  for (const CompanyResult& company : result.companies) counts.places += company.places;
  return counts;
}

bool is_listable(const RankedCompany& result) noexcept {
  return result.score.gate != Gate::fail && ranking_score(result.score) > 0.0;
}

}  // namespace

MatchingMarket::MatchingMarket(const Catalog& catalog, Model model,
                               std::vector<std::uint32_t> capacities, const MarketOptions& options,
                               unsigned threads)
    : options_(options),
      capacities_(std::move(capacities)),
      open_ids_(with_a_place(catalog, capacities_)),
      open_(only(catalog, open_ids_)),
      index_(open_, {.threads = threads}),
      scorer_(index_, std::move(model), threads) {
  if (options.list_length == 0) throw std::invalid_argument("lists of no company match nobody");
  for (std::size_t c = 0; c < open_.size(); ++c) {
    if (open_.company_table().has_offers(c)) ++offering_;
  }
}

CompanyId MatchingMarket::in_catalog(CompanyId open) const noexcept {
  return open_ids_[index(open)];
}

void MatchingMarket::add(std::span<const ProfileView> profiles, unsigned threads) {
  std::vector<List> lists = lists_of(profiles, threads);
  for (std::size_t p = 0; p < profiles.size(); ++p) {
    const std::string_view id = profiles[p].id;
    candidates_.push_back(
        {std::string(id), lot_of(id, options_.seed), scorer_.prepare(profiles[p]).not_ranked()});
    for (const RankedCompany& result : lists[p]) {
      lists_.companies.push_back(in_catalog(result.company));
      scores_.push_back(result.score.score);
      mutuals_.push_back(result.score.mutual.value_or(-1.0));
    }
    lists_.begin.push_back(lists_.companies.size());
  }
}

std::vector<MatchingMarket::List> MatchingMarket::lists_of(std::span<const ProfileView> profiles,
                                                           unsigned threads) const {
  std::vector<List> lists(profiles.size());
  std::vector<std::size_t> numbers(profiles.size());
  for (std::size_t p = 0; p < numbers.size(); ++p) numbers[p] = p;
  // One more than are needed, to see whether the list ends among equals. Then the lot, not the
  // order of the catalog, must say which of them are on it, and all of them are needed.
  const std::size_t length = std::min(options_.list_length, open_.size());
  for (std::size_t k = length + 1; !numbers.empty(); k *= 2) {
    std::vector<ProfileView> asked;
    for (const std::size_t p : numbers) asked.push_back(profiles[p]);
    std::vector<List> best = best_of(asked, k, threads);
    std::vector<std::size_t> open_ended;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const bool may_go_on =
          best[i].size() == k && is_listable(best[i].back()) &&
          ranking_score(best[i].back().score) == ranking_score(best[i][length - 1].score);
      if (may_go_on) open_ended.push_back(numbers[i]);
      lists[numbers[i]] = std::move(best[i]);
    }
    numbers = std::move(open_ended);
  }
  for_each_range(threads, profiles.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      finish(lists[p], lot_of(profiles[p].id, options_.seed));
    }
  });
  return lists;
}

// The k best companies of each profile under ranks_before, by the mutual score where there is one.
std::vector<MatchingMarket::List> MatchingMarket::best_of(const std::vector<ProfileView>& profiles,
                                                          std::size_t k, unsigned threads) const {
  std::vector<ProfileView> plain;
  std::vector<ProfileView> wanting;
  const auto wants = [&](const ProfileView& profile) {
    return !profile.wants.empty() && offering_ > 0;
  };
  for (const ProfileView& profile : profiles) (wants(profile) ? wanting : plain).push_back(profile);
  RankOptions options{.k = k, .min_score = options_.min_score};
  std::vector<Ranking> by_score = scorer_.rank_all(plain, options, threads);
  options.mutual = true;
  std::vector<Ranking> by_mutual = scorer_.rank_all(wanting, options, threads);
  if (offering_ < open_.size() && !wanting.empty()) {
    // The k best of those that offer nothing are among so many of all.
    options.mutual = false;
    options.k = k + offering_;
    std::vector<Ranking> others = scorer_.rank_all(wanting, options, threads);
    for (std::size_t i = 0; i < wanting.size(); ++i) {
      List& results = by_mutual[i].results;
      for (const RankedCompany& result : others[i].results) {
        if (!open_.company_table().has_offers(index(result.company))) results.push_back(result);
      }
      std::sort(results.begin(), results.end(), ranks_before);
      results.resize(std::min(results.size(), k));
    }
  }
  std::vector<List> best;
  auto next_by_score = by_score.begin();
  auto next_by_mutual = by_mutual.begin();
  for (const ProfileView& profile : profiles) {
    best.push_back(std::move((wants(profile) ? next_by_mutual++ : next_by_score++)->results));
  }
  return best;
}

// Orders equals by lot and cuts the list to its length.
void MatchingMarket::finish(List& list, std::uint64_t lot) const {
  std::erase_if(list, [](const RankedCompany& result) { return !is_listable(result); });
  std::sort(list.begin(), list.end(), [&](const RankedCompany& a, const RankedCompany& b) {
    const double score_a = ranking_score(a.score);
    const double score_b = ranking_score(b.score);
    if (score_a != score_b) return score_a > score_b;
    const std::string_view id_a = open_.company_id(a.company);
    const std::string_view id_b = open_.company_id(b.company);
    return std::pair(lot_of(id_a, lot), id_a) < std::pair(lot_of(id_b, lot), id_b);
  });
  list.resize(std::min(list.size(), options_.list_length));
}

PreferenceLists MatchingMarket::lists(unsigned threads) const {
  struct Listed {
    double score;
    std::uint32_t candidate;
    std::size_t pair;
  };
  PreferenceLists lists = lists_;
  lists.capacities = capacities_;
  lists.places.resize(lists.companies.size());
  std::vector<std::size_t> begin(capacities_.size() + 1, 0);
  for (const CompanyId company : lists.companies) ++begin[index(company) + 1];
  for (std::size_t c = 0; c < capacities_.size(); ++c) begin[c + 1] += begin[c];
  std::vector<Listed> listed(lists.companies.size());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t c = 0; c < candidates_.size(); ++c) {
    for (std::size_t pair = lists.begin[c]; pair < lists.begin[c + 1]; ++pair) {
      listed[next[index(lists.companies[pair])]++] = {scores_[pair], static_cast<std::uint32_t>(c),
                                                      pair};
    }
  }
  const auto is_before = [&](const Listed& a, const Listed& b) {
    if (a.score != b.score) return a.score > b.score;
    const Candidate& first = candidates_[a.candidate];
    const Candidate& second = candidates_[b.candidate];
    if (first.lot != second.lot) return first.lot < second.lot;
    return std::pair(std::string_view(first.id), a.candidate) <
           std::pair(std::string_view(second.id), b.candidate);
  };
  for_each_range(threads, capacities_.size(), 1, [&](std::size_t from, std::size_t to) {
    for (std::size_t c = from; c < to; ++c) {
      const std::span of_company = std::span(listed).subspan(begin[c], begin[c + 1] - begin[c]);
      std::sort(of_company.begin(), of_company.end(), is_before);
      std::uint32_t place = 0;
      for (const Listed& one : of_company) lists.places[one.pair] = place++;
    }
  });
  return lists;
}

std::optional<NearMiss> MatchingMarket::nearest(std::size_t candidate, const PreferenceLists& lists,
                                                const std::vector<CompanyResult>& companies) const {
  std::optional<NearMiss> nearest;
  for (std::size_t pair = lists.begin[candidate]; pair < lists.begin[candidate + 1]; ++pair) {
    const CompanyId company = lists.companies[pair];
    const double lowest = companies[index(company)].lowest_score.value_or(0.0);
    if (!nearest || lowest - scores_[pair] < nearest->lowest_score - nearest->score) {
      nearest = {company, scores_[pair], lowest};
    }
  }
  return nearest;
}

MarketResult MatchingMarket::match(OptimalFor optimal_for, unsigned threads) const {
  const PreferenceLists lists = this->lists(threads);
  const Matching matching = stable_matching(lists, optimal_for);
  MarketResult result;
  result.check = check_stability(lists, matching);
  for (const std::uint32_t capacity : capacities_) {
    result.companies.push_back({capacity, 0, 0, {}, {}});
  }
  for (std::size_t c = 0; c < open_.size(); ++c) {
    const auto open = static_cast<CompanyId>(c);
    result.companies[index(in_catalog(open))].not_ranked = scorer_.not_ranked(open);
  }
  for (const CompanyId company : lists.companies) ++result.companies[index(company)].listed_by;
  for (std::size_t c = 0; c < matching.size(); ++c) {
    const std::size_t listed = lists.begin[c + 1] - lists.begin[c];
    result.candidates.push_back({candidates_[c].id, listed, {}, candidates_[c].not_ranked, {}});
    if (!matching[c]) continue;
    const std::size_t pair = *matching[c];
    CompanyResult& company = result.companies[index(lists.companies[pair])];
    ++company.taken;
    company.lowest_score = std::min(company.lowest_score.value_or(1.0), scores_[pair]);
    result.candidates[c].match = {
        lists.companies[pair], scores_[pair],
        mutuals_[pair] < 0.0 ? std::nullopt : std::optional(mutuals_[pair]),
        pair - lists.begin[c] + 1, std::size_t{lists.places[pair]} + 1};
  }
  for (std::size_t c = 0; c < matching.size(); ++c) {
    if (!matching[c]) result.candidates[c].nearest = nearest(c, lists, result.companies);
  }
  result.counts = counts_of(result);
  return result;
}

}  // namespace skillmatch
