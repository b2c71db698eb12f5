#include "column_table.h"
#include "parallel.h"
#include "scan_set.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <skillmatch/candidates.h>

namespace skillmatch {
namespace {

// Queries that pass over the companies together.
constexpr std::size_t kGroup = 256;
// Fewer scores than this take less time than starting a thread.
constexpr std::size_t kScoresWorthAThread = 2'000;

bool is_before(const Score& a, std::uint64_t record_a, const Score& b,
               std::uint64_t record_b) noexcept {
  const bool a_fails = a.gate == Gate::fail;
  const bool b_fails = b.gate == Gate::fail;
  if (a_fails != b_fails) return b_fails;
  if (ranking_score(a) != ranking_score(b)) return ranking_score(a) > ranking_score(b);
  return record_a < record_b;
}

}  // namespace

bool candidate_ranks_before(const RankedCandidate& a, const RankedCandidate& b) noexcept {
  return is_before(a.score, a.record, b.score, b.record);
}

// Profiles that can be ranked, made ready.
struct CandidateLists::Group {
  std::vector<Query> queries;
  std::vector<std::uint64_t> records;
  std::vector<std::string_view> profiles;
};

class CandidateLists::Sink final : public CandidateSink {
 public:
  Sink(CandidateLists& lists, const Group& group)
      : lists_(lists), group_(group), table_(lists.scorer_->catalog().taxonomy().size()) {}

  double consider(std::size_t query, std::span<const CompanyId> companies) override {
    table_.set(group_.queries[query]);
    for (const CompanyId company : companies) lists_.consider(group_, query, table_, company);
    return -1.0;  // each company has its own threshold
  }

 private:
  CandidateLists& lists_;
  const Group& group_;
  ColumnTable table_;
};

CandidateLists::CandidateLists(const Scorer& scorer, const RankOptions& options)
    : scorer_(&scorer),
      options_(options),
      lists_(scorer.catalog().size()),
      thresholds_(scorer.catalog().size(), -1.0) {}

std::optional<NotRankedReason> CandidateLists::not_ranked(CompanyId company) const noexcept {
  return scorer_->not_ranked(company, options_);
}

std::size_t CandidateLists::add(std::span<const ProfileView> profiles,
                                std::span<const std::uint64_t> records, unsigned threads) {
  if (profiles.size() != records.size()) {
    throw std::invalid_argument("there is not one record a profile");
  }
  std::size_t not_ranked_count = 0;
  Group group;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    Query query = scorer_->prepare(profiles[i]);
    if (Scorer::not_ranked(query, options_)) {
      ++not_ranked_count;
    } else {
      group.queries.push_back(std::move(query));
      group.records.push_back(records[i]);
      group.profiles.push_back(profiles[i].id);
    }
    if (group.queries.size() == kGroup || (i + 1 == profiles.size() && !group.queries.empty())) {
      add_group(group, threads);
      group = {};
    }
  }
  return not_ranked_count;
}

// Threads take different companies, so that each list belongs to one of them.
void CandidateLists::add_group(const Group& group, unsigned threads) {
  const std::size_t companies = lists_.size();
  const auto parts = static_cast<unsigned>(std::clamp<std::size_t>(
      group.queries.size() * companies / kScoresWorthAThread, 1, std::max(threads, 1U)));
  const ScanSet* scans = scorer_->scans_.get();
  if (scans != nullptr && scans->scans_each()) {
    for_each_part(parts, [&](unsigned part) {
      Sink sink(*this, group);
      scans->scan_each(*scorer_, group.queries, thresholds_, part, parts, sink);
    });
    return;
  }
  for_each_part(parts, [&](unsigned part) {
    ColumnTable table(scorer_->catalog().taxonomy().size());
    for (std::size_t q = 0; q < group.queries.size(); ++q) {
      table.set(group.queries[q]);
      for (std::size_t c = companies * part / parts; c < companies * (part + 1) / parts; ++c) {
        if (scorer_->not_ranked(static_cast<CompanyId>(c))) continue;
        consider(group, q, table, static_cast<CompanyId>(c));
      }
    }
  });
}

void CandidateLists::consider(const Group& group, std::size_t q, const ColumnTable& table,
                              CompanyId company) {
  if (!scorer_->is_asked_for(company, options_)) return;
  if (options_.mutual && scorer_->offers_nothing(company)) return;
  RankedCompany result{company, {}};
  if (!scorer_->score_for(group.queries[q], table, options_, result)) return;
  if (enters(company, result.score, group.records[q])) {
    push(company, {group.records[q], std::string(group.profiles[q]), result.score});
  }
}

bool CandidateLists::enters(CompanyId company, const Score& score,
                            std::uint64_t record) const noexcept {
  const auto& list = lists_[index(company)];
  if (list.size() < options_.k) return true;
  return options_.k > 0 && is_before(score, record, list.front().score, list.front().record);
}

void CandidateLists::push(CompanyId company, RankedCandidate candidate) {
  auto& list = lists_[index(company)];
  if (list.size() >= options_.k) {
    std::pop_heap(list.begin(), list.end(), candidate_ranks_before);
    list.pop_back();
  }
  list.push_back(std::move(candidate));
  std::push_heap(list.begin(), list.end(), candidate_ranks_before);
  // Before k candidates that do not fail are known, one of any score may enter.
  if (list.size() >= options_.k && list.front().score.gate != Gate::fail) {
    thresholds_[index(company)] = least_score(ranking_score(list.front().score), options_);
  }
}

std::vector<RankedCandidate> CandidateLists::best(CompanyId company) const {
  std::vector<RankedCandidate> result = lists_[index(company)];
  std::sort(result.begin(), result.end(), candidate_ranks_before);
  return result;
}

void CandidateLists::restore(CompanyId company, std::vector<RankedCandidate> candidates) {
  for (RankedCandidate& candidate : candidates) {
    if (enters(company, candidate.score, candidate.record)) push(company, std::move(candidate));
  }
}

}  // namespace skillmatch
