// One block of the sparse scan and the queries that pass over it: tables, sums, and the companies
// whose sum may reach a threshold.
#pragma once

#include "sparse_scan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace skillmatch {

// More than all that float and double arithmetic can round the bound down by.
inline constexpr double kSlack = 1.0 + 1e-5;

// Factors of the tables are kept within floats so that no product vanishes or overflows: what is
// above 0 is at least kLeast (raised, a bound stays one), and kMost times kLeast is still more
// than any sum can hold.
inline constexpr double kLeast = 1e-18;
inline constexpr double kMost = 1e25;
inline constexpr double kTiny = 1e-300;

inline float factor(double x) noexcept {
  return x > 0.0 ? static_cast<float>(std::min(std::max(x, kLeast), kMost)) : 0.0F;
}

// Sums saturate, as those of the columns do.
inline void add_postings(std::span<const std::uint16_t> postings, const std::uint8_t* table,
                         std::uint8_t* sums) noexcept {
  const auto add = [&](std::uint16_t posting) {
    std::uint8_t& sum = sums[posting >> 4U];
    const auto total = static_cast<std::uint8_t>(sum + table[posting & 15U]);
    sum = static_cast<std::uint8_t>(total | (total < sum ? 255U : 0U));
  };
  std::size_t i = 0;
  for (; i + 4 <= postings.size(); i += 4) {
    // No two are of one company, so that they need not wait for each other.
    add(postings[i]);
    add(postings[i + 1]);
    add(postings[i + 2]);
    add(postings[i + 3]);
  }
  for (; i < postings.size(); ++i) add(postings[i]);
}

// Units that a needed sum takes up at most.
inline constexpr double kUnits = 250.0;
inline constexpr std::size_t kSmallQuery = 128;  // columns whose tables fit the stack
// So many queries together read most of a block, which is then fetched in one go, not line by line
// as they come to need it.
inline constexpr std::size_t kManyQueries = 48;
inline constexpr std::size_t kFirst = 16;  // companies that a query begins with
inline constexpr std::size_t kGroup = 64;  // companies between two looks at the threshold

// The buffers of one call and the steps that both scans share.
class SparseScan::Work {
 public:
  Work(const SparseScan& scan, std::size_t block, std::span<const Query> queries)
      : scan_(scan), index_(*scan.index_), block_(block), companies_(index_.companies(block)) {
    std::size_t most = 0;
    for (const Query& query : queries) most = std::max(most, query.size());
    if (most > kSmallQuery) {
      many_tables_ = std::make_unique<std::uint8_t[]>(most * kSparseCodes);
    }
    tables_ = most > kSmallQuery ? many_tables_.get() : few_tables_.data();
    chunks_ = (companies_.size() + kSparseChunk - 1) / kSparseChunk;
    // One query alone waits for memory: it asks for the next block while it works on this one.
    if (queries.size() >= kManyQueries) index_.fetch(block);
    prefetch_ = queries.size() < 4 && block + 1 < index_.blocks() ? index_.column_bytes() : 0;
  }

  // What each code of this block adds to a sum at most, in score.
  SparseFactors factors(const Query& query, double unit) const noexcept {
    SparseFactors factors;
    factors.direction = query.factors_.data();
    factors.weight = factors.direction + query.size();
    factors.lent = factors.weight + query.size();
    const Block& block = scan_.blocks_[block_];
    const CellMaxima& cells = index_.cells(block_);
    const double direction = kSlack * query.direction_scale_ / block.least_norm / unit;
    const double weight = kSlack * query.weight_scale_ / block.least_coverage / unit;
    for (std::size_t k = 0; k < kSparseCodes; ++k) {
      factors.direction_of[k] = factor(cells.direction[k] * direction);
      factors.weight_of[k] = factor(cells.weight[k] * weight);
      factors.lent_of[k] = factor(cells.lent[k] * kMaxLevel * weight);
    }
    return factors;
  }

  void begin(const Query& query, double unit) noexcept {
    const SparseFactors f = factors(query, unit);
    scan_.kernels_->tables(f, query.size(), tables_);
    sums_.fill(0);
    const std::uint8_t* table = tables_ + kSparseCodes * query.offsets_.size();
    for (const std::uint32_t list : query.lists_) {
      add_postings(index_.postings(block_, list), table, sums_.data());
      table += kSparseCodes;
    }
    if (prefetch_ != 0) {
      const std::size_t after_next = std::min(block_ + 2, index_.blocks() - 1);
      for (const std::uint32_t list : query.lists_) {
        __builtin_prefetch(index_.posting_begin(after_next, list));
        fetch(index_.postings(block_ + 1, list));
      }
    }
  }

  SparseColumns columns(const Query& query) const noexcept {
    return {index_.columns(block_),
            query.offsets_.data(),
            tables_,
            query.offsets_.size(),
            chunks_,
            prefetch_};
  }

  // Hands on those of `hits` that reach the threshold (in units), which may rise meanwhile.
  void consider(std::size_t number, Query& query, double unit, std::size_t hits,
                CandidateSink& sink) {
    const float* factors = scan_.factors_.data() + block_ * kSparseBlock;
    std::array<CompanyId, kGroup> group;
    std::size_t size = 0;
    float needed = needed_units(query, unit);
    const auto flush = [&] {
      if (size == 0) return;
      sink.fetch(std::span(group).first(size));
      query.threshold_ = sink.consider(number, std::span(group).first(size));
      needed = needed_units(query, unit);
      size = 0;
    };
    for (std::size_t h = 0; h < hits; ++h) {
      const SparseHit hit = hits_[h];
      // Without a branch, which would be guessed wrong at every other hit. Places behind the last
      // company have factor 0, as those without a score.
      const float most = factors[hit.position];
      const bool reaches = (static_cast<float>(hit.sum) * most >= needed) | (hit.sum == 255);
      group[size] = companies_[std::min<std::size_t>(hit.position, companies_.size() - 1)];
      size += static_cast<std::size_t>(reaches & (most > 0.0F));
      if (size == kGroup) flush();
    }
    flush();
  }

  void scan(std::size_t number, Query& query, CandidateSink& sink) {
    const double unit = query.threshold_ * scan_.blocks_[block_].spread / kUnits;
    begin(query, unit);
    const ChunkSums needed = needed_sums(query, unit, 1);
    const std::size_t hits =
        scan_.kernels_->scan(columns(query), sums_.data(), needed.data(), hits_.data());
    consider(number, query, unit, hits, sink);
  }

  // Without a threshold that helps: the companies of the highest sums first, until there is one.
  void start(std::size_t number, Query& query, CandidateSink& sink) {
    const double unit = start_unit(query);
    begin(query, unit);
    scan_.kernels_->add(columns(query), sums_.data());
    unsigned above = 256;  // these sums have been considered
    for (std::size_t wanted = kFirst; above > 0; wanted *= 4) {
      const bool guess = wanted == kFirst || query.threshold_ <= 0.0;
      const unsigned low = guess ? sum_of_best(wanted, above) : 0;
      const ChunkSums needed = needed_sums(query, unit, low);
      if (*std::min_element(needed.begin(), needed.end()) >= above) return;
      const std::size_t hits = scan_.kernels_->list(
          sums_.data(), chunks_, needed.data(), static_cast<std::uint8_t>(above - 1), hits_.data());
      consider(number, query, unit, hits, sink);
      above = low;
    }
  }

  static void fetch(std::span<const std::uint16_t> postings) noexcept {
    if (postings.empty()) return;
    for (std::size_t i = 0; i < postings.size(); i += 32) __builtin_prefetch(&postings[i]);
    __builtin_prefetch(&postings.back());
  }
  // Both run ahead of a query: where its postings are, then the postings.
  void fetch_begins(const Query& query) const noexcept {
    for (const std::uint32_t list : query.lists_) {
      __builtin_prefetch(index_.posting_begin(block_, list));
    }
  }
  void fetch(const Query& query) const noexcept {
    for (const std::uint32_t list : query.lists_) fetch(index_.postings(block_, list));
  }

  void fetch_ahead(std::span<const Query> queries, std::size_t i) const noexcept {
    if (i + 1 < queries.size()) fetch(queries[i + 1]);
    if (i + 4 < queries.size()) fetch_begins(queries[i + 4]);
  }

  void run(std::size_t number, Query& query, CandidateSink& sink) {
    if (empty()) return;
    if (query.started_ && query.threshold_ > 0.0) {
      scan(number, query, sink);
    } else {
      start(number, query, sink);
      query.started_ = true;
    }
  }

  // Sets `needed` for thresholds of companies, in a unit that all queries share.
  void prepare_each(std::span<const double> thresholds) noexcept {
    const float* factors = scan_.factors_.data() + block_ * kSparseBlock;
    double total = 0.0;
    double most = 0.0;
    std::size_t above = 0;
    for (std::size_t i = 0; i < companies_.size(); ++i) {
      if (factors[i] == 0.0F || thresholds[skillmatch::index(companies_[i])] <= 0.0) continue;
      const double needed = thresholds[skillmatch::index(companies_[i])] / double{factors[i]};
      total += needed;
      most = std::max(most, needed);
      ++above;
    }
    // Companies far above the others may saturate, and are then looked at.
    unit_ = above == 0 ? 1.0 / kUnits
                       : std::min(most, 1.5 * total / static_cast<double>(above)) / kUnits;
    needed_.fill(255);
    for (std::size_t i = 0; i < companies_.size(); ++i) set_needed(i, thresholds);
  }

  void scan_each(std::size_t number, Query& query, std::span<const double> thresholds,
                 CandidateSink& sink) {
    begin(query, unit_);
    const std::size_t hits =
        scan_.kernels_->scan_each(columns(query), sums_.data(), needed_.data(), hits_.data());
    std::array<CompanyId, kGroup> group;
    std::array<std::uint16_t, kGroup> positions;
    std::size_t size = 0;
    const auto flush = [&] {
      if (size == 0) return;
      static_cast<void>(sink.consider(number, std::span(group).first(size)));
      for (std::size_t i = 0; i < size; ++i) set_needed(positions[i], thresholds);
      size = 0;
    };
    for (std::size_t h = 0; h < hits; ++h) {
      const std::size_t position = hits_[h].position;
      if (position >= companies_.size()) continue;
      if (scan_.factors_[block_ * kSparseBlock + position] == 0.0F) continue;
      positions[size] = hits_[h].position;
      group[size++] = companies_[position];
      if (size == kGroup) flush();
    }
    flush();
  }

  bool empty() const noexcept { return scan_.blocks_[block_].scored == 0; }

 private:
  void set_needed(std::size_t position, std::span<const double> thresholds) noexcept {
    const double factor = scan_.factors_[block_ * kSparseBlock + position];
    const double threshold = thresholds[skillmatch::index(companies_[position])];
    if (factor == 0.0) return;
    const double sum = std::ceil(threshold / (factor * unit_ * kSlack));
    needed_[position] =
        threshold <= 0.0 ? std::uint8_t{0} : static_cast<std::uint8_t>(std::clamp(sum, 1.0, 255.0));
  }

  using ChunkSums = std::array<std::uint8_t, kSparseChunks>;
  // What a sum must be to reach the threshold in each chunk, and `least` in any case.
  ChunkSums needed_sums(const Query& query, double unit, unsigned least) const noexcept {
    ChunkSums needed;
    needed.fill(255);
    const double units = query.threshold_ / (unit * kSlack);
    // A company without a skill of the query has no score to reach more than 0 with.
    if (units > 0.0) least = std::max(least, 1U);
    for (std::size_t chunk = 0; chunk < chunks_; ++chunk) {
      const double most = scan_.chunk_factors_[block_ * kSparseChunks + chunk];
      const double sum = std::ceil(units / std::max(most, kLeast));
      needed[chunk] = static_cast<std::uint8_t>(std::clamp(sum, static_cast<double>(least), 255.0));
    }
    return needed;
  }

  // The greatest sum below `above` that `wanted` companies reach; 0 where there are fewer.
  unsigned sum_of_best(std::size_t wanted, unsigned above) const noexcept {
    unsigned low = 0;
    while (above - low > 1) {
      const unsigned middle = (low + above) / 2;
      const bool enough = scan_.kernels_->count(sums_.data(), chunks_ * kSparseChunk,
                                                static_cast<std::uint8_t>(middle)) >= wanted;
      (enough ? low : above) = middle;
    }
    return low;
  }

  float needed_units(const Query& query, double unit) const noexcept {
    return static_cast<float>(query.threshold_ / (unit * kSlack));
  }

  // So that a score of 1, or the most that the query can reach, is just below 255.
  double start_unit(const Query& query) const noexcept {
    const SparseFactors f = factors(query, 1.0);
    double most = 0.0;
    float direction = 0.0F;
    float weight = 0.0F;
    for (std::size_t k = 0; k < kSparseCodes; ++k) {
      direction = std::max(direction, f.direction_of[k]);
      weight = std::max(weight, f.weight_of[k]);
    }
    for (std::size_t i = 0; i < query.size(); ++i) {
      most += f.direction[i] * direction + f.weight[i] * weight;
    }
    return std::max(std::min(most, scan_.blocks_[block_].spread), 1e-200) / kUnits;
  }

  const SparseScan& scan_;
  const SparseIndex& index_;
  std::size_t block_;
  std::span<const CompanyId> companies_;
  std::size_t chunks_ = 0;
  std::size_t prefetch_ = 0;
  std::uint8_t* tables_ = nullptr;
  std::unique_ptr<std::uint8_t[]> many_tables_;
  alignas(64) std::array<std::uint8_t, kSmallQuery * kSparseCodes> few_tables_;
  alignas(64) std::array<std::uint8_t, kSparseBlock> sums_;
  alignas(64) std::array<std::uint8_t, kSparseBlock> needed_;  // prepare_each
  double unit_ = 0.0;                                          // prepare_each
  std::array<SparseHit, kSparseBlock> hits_;
};

}  // namespace skillmatch
