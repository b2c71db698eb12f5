#include "scan_set.h"

#include "column_table.h"
#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

// Queries that share a block of the index while it is in the second-level cache.
constexpr std::size_t kQueriesAtOnce = 512;
// Below so many companies a result, scoring all of them is as fast.
constexpr std::size_t kLeastCompaniesPerResult = 16;

// The best threshold that any thread has for one query; it only rises.
class SharedThreshold {
 public:
  double raise(double threshold) noexcept {
    double now = value_.load(std::memory_order_relaxed);
    while (now < threshold &&
           !value_.compare_exchange_weak(now, threshold, std::memory_order_relaxed)) {
    }
    return std::max(now, threshold);
  }

 private:
  std::atomic<double> value_{-1.0};
};

}  // namespace

// The mutual score 2sx/(s + x) of a score s is at most 2s/(s + 1), with x = 1: s must reach m/(2 −
// m), less what rounding may take.
double least_score(double least, const RankOptions& options) noexcept {
  if (!options.mutual || least <= 0.0) return least;
  return least / (2.0 - least) * (1.0 - 1e-12);
}

// Scores candidates and keeps the k best of each query: of those companies whose gate does not
// fail, or only of those whose gate does.
class ScanSet::Sink final : public CandidateSink {
 public:
  Sink(const Scorer& scorer, std::span<const Query* const> queries, const RankOptions& options,
       bool failing, std::span<SharedThreshold> shared)
      : scorer_(scorer),
        queries_(queries),
        options_(options),
        failing_(failing),
        shared_(shared),
        columns_(scorer.catalog().taxonomy().size()),
        best_(queries.size(), TopK(options.k, scorer.catalog().size())),
        considered_(queries.size()),
        is_seeded_(queries.size()),
        seeds_(queries.size()) {}

  std::vector<TopK>& best() noexcept { return best_; }

  double consider(std::size_t query, std::span<const CompanyId> companies) override {
    if (companies.empty()) return threshold(query);
    considered_[query] += companies.size();
    columns_.set(*queries_[query]);
    const std::vector<CompanyId>& seeds = seeds_[query];
    for (const CompanyId company : companies) {
      if (std::binary_search(seeds.begin(), seeds.end(), company)) continue;
      RankedCompany result{company, {}};
      if (is_counted(query, result)) best_[query].push(result);
    }
    if (considered_[query] > kManyCandidates && !is_seeded_[query] && threshold(query) <= 0.0) {
      seed(query);
    }
    return threshold(query);
  }

  void fetch(std::span<const CompanyId> companies) const noexcept override {
    for (const CompanyId company : companies) scorer_.prefetch(company);
  }

  // What a score must reach to count.
  double threshold(std::size_t query) noexcept {
    double least = options_.min_score > 0.0 ? options_.min_score : -1.0;
    const TopK& best = best_[query];
    if (best.is_full()) least = std::max(least, ranking_score(best.worst().score));
    if (is_seeded_[query]) least = std::max(least, best.is_full() ? kLeastScore : kNone);
    if (!shared_.empty()) least = shared_[query].raise(least);
    return least_score(least, options_);
  }

 private:
  static constexpr std::size_t kManyCandidates = 256;
  // Less than any score above 0 that keeps its digits.
  static constexpr double kLeastScore = 1e-305;
  static constexpr double kNone = 2.0;  // more than any score

  // A profile that shares skills with fewer than k companies has 0 as its k-th best score, which
  // all companies reach. Of those that score 0 the first k of the catalog come first; when these
  // are known, a company needs a score above 0 to count.
  // Where fewer than k count at all, that finds all of them.
  void seed(std::size_t query) {
    is_seeded_[query] = true;
    const std::vector<RankedCompany> kept = best_[query].take_sorted();
    for (const RankedCompany& result : kept) best_[query].push(result);
    std::vector<CompanyId>& seeds = seeds_[query];
    for (std::size_t c = 0; c < scorer_.catalog().size() && seeds.size() < options_.k; ++c) {
      RankedCompany result{static_cast<CompanyId>(c), {}};
      if (!is_counted(query, result)) continue;
      seeds.push_back(result.company);
      const bool is_kept = std::any_of(kept.begin(), kept.end(), [&](const RankedCompany& r) {
        return r.company == result.company;
      });
      if (!is_kept) best_[query].push(result);
    }
  }

  // Scores result.company, if it is asked for; whether it counts in this pass.
  bool is_counted(std::size_t query, RankedCompany& result) const noexcept {
    if (!scorer_.is_asked_for(result.company, options_)) return false;
    if (scorer_.not_ranked(result.company, options_)) return false;
    const bool reaches = scorer_.score_for(*queries_[query], columns_, options_, result);
    return reaches && (result.score.gate == Gate::fail) == failing_;
  }

  const Scorer& scorer_;
  std::span<const Query* const> queries_;
  const RankOptions& options_;
  bool failing_;
  std::span<SharedThreshold> shared_;
  ColumnTable columns_;  // of the query that was considered last
  std::vector<TopK> best_;
  std::vector<std::size_t> considered_;
  std::vector<bool> is_seeded_;
  std::vector<std::vector<CompanyId>> seeds_;  // ascending
};

bool ScanSet::scans_each() const noexcept { return std::holds_alternative<SparseScan>(scan_); }

void ScanSet::scan_each(const Scorer& scorer, std::span<const Query> queries,
                        std::span<const double> thresholds, unsigned part, unsigned parts,
                        CandidateSink& sink) const {
  const auto& scan = std::get<SparseScan>(scan_);
  std::vector<SparseScan::Query> scanned;
  std::vector<ScanColumn> columns;
  scanned.reserve(queries.size());
  for (std::size_t q = 0; q < queries.size(); ++q) {
    scanned.push_back(scan.prepare(scan_query(queries[q], columns)));
    if (part == 0) sink.consider(q, scorer.extreme_);
  }
  for (std::size_t block = scan.blocks() * part / parts; block < scan.blocks() * (part + 1) / parts;
       ++block) {
    scan.scan_each(block, scanned, thresholds, sink);
  }
}

ScanSet::ScanSet(Index index, Scan scan, std::size_t companies)
    : index_(std::move(index)), scan_(std::move(scan)), companies_(companies) {}

std::shared_ptr<const ScanSet> ScanSet::make(const Index& index, const Scorer& scorer) {
  using Layout = Index::Layout;
  if (index.layout() == Layout::none) return nullptr;
  // The dense scan bounds the cosine; of a blend it only knows that the coverage is at most 1.
  if (index.layout() == Layout::dense && scorer.model().blend < 1.0) return nullptr;
  std::vector<double> norms(scorer.rows_.size());
  std::vector<double> coverages(scorer.rows_.size());
  for (std::size_t c = 0; c < norms.size(); ++c) {
    if (scorer.rows_[c].norm == 0.0) continue;
    norms[c] = scorer.rows_[c].norm;
    coverages[c] = scorer.rows_[c].coverage;
  }
  // Rows that need scaling are scored in any case.
  for (const CompanyId extreme : scorer.extreme_) {
    norms[skillmatch::index(extreme)] = coverages[skillmatch::index(extreme)] = 0.0;
  }
  const RowNorms row_norms{norms, coverages};
  const double blend = scorer.model().blend;
  Scan scan = index.layout() == Layout::sparse ? Scan(SparseScan(*index.sparse_, row_norms, blend))
                                               : Scan(DenseScan(*index.dense_, row_norms, blend));
  return std::shared_ptr<const ScanSet>(new ScanSet(index, std::move(scan), norms.size()));
}

bool ScanSet::suits(const RankOptions& options) const noexcept {
  return options.k > 0 && options.k <= companies_ / kLeastCompaniesPerResult;
}

ScanQuery ScanSet::scan_query(const Query& query, std::vector<ScanColumn>& columns) {
  columns.clear();
  for (const Query::Column& c : query.columns_) {
    if (c.direction == 0.0 && c.lent_level == 0.0) continue;
    columns.push_back({c.skill, c.direction, c.lent_level, c.root_weight, c.weight});
  }
  return {columns, query.norm_};
}

template <typename AnyScan>
std::vector<TopK> ScanSet::pass(const AnyScan& scan, const Scorer& scorer,
                                std::span<const Query* const> queries, const RankOptions& options,
                                bool failing, unsigned threads) {
  const auto parts = static_cast<unsigned>(
      std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(1, scan.blocks() / 8)));
  std::vector<SharedThreshold> shared(parts > 1 ? queries.size() : 0);
  std::vector<std::unique_ptr<Sink>> sinks;
  for (unsigned part = 0; part < parts; ++part) {
    sinks.push_back(std::make_unique<Sink>(scorer, queries, options, failing, shared));
  }
  for_each_part(parts, [&](unsigned part) {
    std::vector<typename AnyScan::Query> scanned;
    std::vector<ScanColumn> columns;
    scanned.reserve(queries.size());
    for (std::size_t q = 0; q < queries.size(); ++q) {
      scanned.push_back(scan.prepare(scan_query(*queries[q], columns)));
      // Rows that need scaling are known to no scan.
      if (part == 0) sinks[part]->consider(q, scorer.extreme_);
    }
    scan.scan(scan.blocks() * part / parts, scan.blocks() * (part + 1) / parts, scanned,
              *sinks[part]);
  });
  std::vector<TopK> best = std::move(sinks[0]->best());
  for (std::size_t q = 0; parts > 1 && q < queries.size(); ++q) {
    std::vector<RankedCompany> all = best[q].take_sorted();
    for (unsigned part = 1; part < parts; ++part) {
      const std::vector<RankedCompany> others = sinks[part]->best()[q].take_sorted();
      all.insert(all.end(), others.begin(), others.end());
    }
    // Two parts may have seeded the same companies.
    std::sort(all.begin(), all.end(), ranks_before);
    const auto end = std::unique(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.company == b.company;
    });
    for (auto result = all.begin(); result != end; ++result) best[q].push(*result);
  }
  return best;
}

// Companies whose gate fails come after all others, whatever their score. A first pass leaves them
// out, so that the k-th best score is one that a company must reach to count; a second one finds
// them for the queries that have fewer than k others.
std::vector<std::vector<RankedCompany>> ScanSet::best(const Scorer& scorer,
                                                      std::span<const Query> queries,
                                                      const RankOptions& options,
                                                      unsigned threads) const {
  const bool gates = scorer.catalog().requirement_table().musts().size() > 0;
  std::vector<std::vector<RankedCompany>> results;
  while (results.size() < queries.size()) {
    const std::size_t count = std::min(kQueriesAtOnce, queries.size() - results.size());
    std::vector<const Query*> group;
    for (const Query& query : queries.subspan(results.size(), count)) group.push_back(&query);
    const auto run = [&](std::span<const Query* const> asked, bool failing) {
      return std::visit(
          [&](const auto& scan) { return pass(scan, scorer, asked, options, failing, threads); },
          scan_);
    };
    std::vector<TopK> best = run(group, false);
    std::vector<const Query*> open;
    for (std::size_t q = 0; gates && q < count; ++q) {
      if (!best[q].is_full()) open.push_back(group[q]);
    }
    if (!open.empty()) {
      std::vector<TopK> failing = run(open, true);
      for (std::size_t q = 0, o = 0; o < open.size(); ++q) {
        if (group[q] != open[o]) continue;
        for (const RankedCompany& result : failing[o++].take_sorted()) best[q].push(result);
      }
    }
    for (TopK& top : best) results.push_back(top.take_sorted());
  }
  return results;
}

}  // namespace skillmatch
