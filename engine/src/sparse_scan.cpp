#include "sparse_scan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

namespace skillmatch {
namespace {

// More than all that float and double arithmetic can round the bound down by.
constexpr double kSlack = 1.0 + 1e-5;

// Factors of the tables are kept within floats so that no product vanishes or overflows: what is
// above 0 is at least kLeast (raised, a bound stays one), and kMost times kLeast is still more
// than any sum can hold.
constexpr double kLeast = 1e-18;
constexpr double kMost = 1e25;
constexpr double kTiny = 1e-300;

float factor(double x) noexcept {
  return x > 0.0 ? static_cast<float>(std::min(std::max(x, kLeast), kMost)) : 0.0F;
}

// Units that a needed sum takes up at most.
constexpr double kUnits = 250.0;
constexpr std::size_t kSmallQuery = 128;  // columns whose tables fit the stack
constexpr std::size_t kFirst = 24;        // companies that a query begins with
constexpr std::size_t kGroup = 64;        // companies between two looks at the threshold

}  // namespace

SparseScan::SparseScan(const SparseIndex& index, RowNorms norms, double blend, Kernel kernel)
    : index_(&index),
      kernels_(&sparse_kernels(kernel)),
      blend_(blend),
      blocks_(index.blocks()),
      factors_(index.blocks() * kSparseBlock),
      chunk_factors_(index.blocks() * kSparseChunks) {
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    Block& block = blocks_[b];
    const std::span<const CompanyId> companies = index.companies(b);
    block.least_norm = block.least_coverage = std::numeric_limits<double>::infinity();
    for (const CompanyId id : companies) {
      if (norms.cosine[skillmatch::index(id)] <= 0.0) continue;
      ++block.scored;
      block.least_norm = std::min(block.least_norm, norms.cosine[skillmatch::index(id)]);
      block.least_coverage = std::min(block.least_coverage, norms.coverage[skillmatch::index(id)]);
    }
    double total = 0.0;
    float* factors = factors_.data() + b * kSparseBlock;
    for (std::size_t i = 0; i < companies.size(); ++i) {
      const std::size_t c = skillmatch::index(companies[i]);
      if (norms.cosine[c] <= 0.0) continue;
      const double direction = blend > 0.0 ? block.least_norm / norms.cosine[c] : 0.0;
      const double coverage = blend < 1.0 ? block.least_coverage / norms.coverage[c] : 0.0;
      const double most = std::max({direction, coverage, kLeast});
      total += 1.0 / most;
      factors[i] = static_cast<float>(most * (1.0 + 1e-6));
      float& chunk = chunk_factors_[b * kSparseChunks + i / kSparseChunk];
      chunk = std::max(chunk, factors[i]);
    }
    // Twice the mean excess over 1: companies further out may saturate and are then looked at.
    if (block.scored > 0) {
      block.spread = 1.0 + 2.0 * std::min(1.0, total / static_cast<double>(block.scored) - 1.0);
    }
  }
}

SparseScan::Query SparseScan::prepare(const ScanQuery& query) const {
  struct Part {
    std::uint32_t number;
    double direction;
    double weight;
    double lent;
  };
  Query result;
  std::vector<Part> columns;
  std::vector<Part> lists;
  columns.reserve(query.columns.size());
  lists.reserve(query.columns.size());
  for (const ScanColumn& column : query.columns) {
    const Part part{0, blend_ > 0.0 ? std::max(0.0, column.root_weight * column.direction) : 0.0,
                    blend_ < 1.0 && column.lent_level > 0.0 ? column.weight : 0.0,
                    column.lent_level};
    if (part.direction == 0.0 && part.weight == 0.0) continue;
    result.direction_scale_ = std::max(result.direction_scale_, part.direction);
    result.weight_scale_ = std::max(result.weight_scale_, part.weight);
    if (const auto number = index_->column_of(column.skill)) {
      columns.push_back({*number, part.direction, part.weight, part.lent});
    } else if (const auto list = index_->list_of(column.skill)) {
      lists.push_back({*list, part.direction, part.weight, part.lent});
    }
  }
  const std::size_t size = columns.size() + lists.size();
  result.factors_.resize(3 * size);
  result.direction_scale_ = std::max(result.direction_scale_, kTiny);
  result.weight_scale_ = std::max(result.weight_scale_, kTiny);
  std::size_t at = 0;
  const auto add = [&](const Part& part) {
    result.factors_[at] = factor(part.direction / result.direction_scale_);
    result.factors_[size + at] = factor(part.weight / result.weight_scale_);
    result.factors_[2 * size + at] =
        factor(part.weight / result.weight_scale_ * (part.lent / kMaxLevel));
    ++at;
  };
  for (const Part& part : columns) {
    result.offsets_.push_back(static_cast<std::uint32_t>(part.number * kSparseColumnBytes));
    add(part);
  }
  for (const Part& part : lists) {
    result.lists_.push_back(part.number);
    add(part);
  }
  // From here on a unit of the factors is a share of the score, but for n' and A'.
  result.direction_scale_ *= blend_ / query.norm;
  result.weight_scale_ *= 1.0 - blend_;
  return result;
}

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
      for (const std::uint16_t posting : index_.postings(block_, list)) {
        std::uint8_t& sum = sums_[posting >> 4U];
        const unsigned total = unsigned{sum} + table[posting & 15U];
        sum = static_cast<std::uint8_t>(total < 255U ? total : 255U);
      }
      table += kSparseCodes;
    }
    if (prefetch_ != 0) {
      for (const std::uint32_t list : query.lists_) {
        const std::uint16_t* next = index_.postings(block_ + 1, list).data();
        __builtin_prefetch(next);
        __builtin_prefetch(next + 32);
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
      query.threshold_ = sink.consider(number, std::span(group).first(size));
      needed = needed_units(query, unit);
      size = 0;
    };
    for (std::size_t h = 0; h < hits; ++h) {
      const SparseHit hit = hits_[h];
      if (hit.position >= companies_.size()) continue;
      const float most = factors[hit.position];
      if (most == 0.0F) continue;
      if (hit.sum < 255 && static_cast<float>(hit.sum) * most < needed) continue;
      group[size++] = companies_[hit.position];
      if (size == kGroup) flush();
    }
    flush();
  }

  void scan(std::size_t number, Query& query, CandidateSink& sink) {
    const Block& block = scan_.blocks_[block_];
    const double unit = query.threshold_ * block.spread / kUnits;
    begin(query, unit);
    std::array<std::uint8_t, kSparseChunks> needed;
    const double units = query.threshold_ / (unit * kSlack);
    for (std::size_t chunk = 0; chunk < chunks_; ++chunk) {
      const double most = scan_.chunk_factors_[block_ * kSparseChunks + chunk];
      // At least 1: a company without a skill of the query has no score to reach it with.
      const double sum = std::ceil(units / std::max(most, kLeast));
      needed[chunk] = static_cast<std::uint8_t>(std::min(std::max(sum, 1.0), 255.0));
    }
    const std::size_t hits =
        scan_.kernels_->scan(columns(query), sums_.data(), needed.data(), hits_.data());
    consider(number, query, unit, hits, sink);
  }

  // Without a threshold that helps: the companies of the highest sums first, until there is one.
  void start(std::size_t number, Query& query, CandidateSink& sink) {
    const double unit = start_unit(query);
    begin(query, unit);
    scan_.kernels_->add(columns(query), sums_.data());
    const std::size_t size = chunks_ * kSparseChunk;
    std::size_t wanted = kFirst;
    unsigned above = 256;
    while (above > 0) {
      unsigned low = 0;
      unsigned high = above;  // fewer than `wanted` sums are at least `high`
      while (high - low > 1) {
        const unsigned middle = (low + high) / 2;
        const bool enough =
            scan_.kernels_->count(sums_.data(), size, static_cast<std::uint8_t>(middle)) >= wanted;
        (enough ? low : high) = middle;
      }
      // All of the lowest is taken where that is what is left.
      if (query.threshold_ > 0.0) {
        const double least = std::floor(query.threshold_ / (unit * kSlack));
        if (least >= above) return;
        low = std::max({low, 1U, static_cast<unsigned>(least)});
        if (query.started_) low = std::max(1U, static_cast<unsigned>(least));
      }
      if (low >= above) return;
      const std::size_t hits =
          scan_.kernels_->list(sums_.data(), size, static_cast<std::uint8_t>(low),
                               static_cast<std::uint8_t>(above - 1), hits_.data());
      consider(number, query, unit, hits, sink);
      query.started_ = true;
      above = low;
      if (above == 1 && query.threshold_ > 0.0) return;
      wanted *= 4;
    }
  }

  // What sums of the companies must reach, in score: t/φ, and the greatest t.
  void take_thresholds(std::span<const double> thresholds) {
    wanted_.assign(chunks_ * kSparseChunk, 0.0F);
    greatest_ = 0.0;
    for (std::size_t i = 0; i < companies_.size(); ++i) take_threshold(i, thresholds);
  }

  void scan_each(std::size_t number, Query& query, std::span<const double> thresholds,
                 CandidateSink& sink) {
    const double unit =
        greatest_ > 0.0 ? greatest_ * scan_.blocks_[block_].spread / kUnits : start_unit(query);
    begin(query, unit);
    // Rounded down to at most the next whole unit above: the sums are whole.
    const auto scale = static_cast<float>(1.0 / (unit * kSlack) * (1.0 - 1e-5));
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      needed_each_[i] = static_cast<std::uint8_t>(
          static_cast<int>(std::min(wanted_[i] * scale, 254.0F) + 0.999F));
    }
    const float* factors = scan_.factors_.data() + block_ * kSparseBlock;
    const std::size_t hits =
        scan_.kernels_->scan_each(columns(query), sums_.data(), needed_each_.data(), hits_.data());
    for (std::size_t h = 0; h < hits; ++h) {
      const std::size_t position = hits_[h].position;
      if (position >= companies_.size() || factors[position] == 0.0F) continue;
      sink.consider(number, companies_.subspan(position, 1));
      take_threshold(position, thresholds);
    }
  }

  void fetch_begins(const Query& query) const noexcept {
    for (const std::uint32_t list : query.lists_) __builtin_prefetch(index_.begin_of(block_, list));
  }
  // Asks for the postings of a query.
  void fetch(const Query& query) const noexcept {
    for (const std::uint32_t list : query.lists_) {
      const std::uint16_t* next = index_.postings(block_, list).data();
      __builtin_prefetch(next);
      __builtin_prefetch(next + 32);
    }
  }

  void run(std::size_t number, Query& query, CandidateSink& sink) {
    if (scan_.blocks_[block_].scored == 0) return;
    if (query.size() == 0 && query.threshold_ > 0.0) return;
    if (query.started_ && query.threshold_ > 0.0) {
      scan(number, query, sink);
    } else {
      start(number, query, sink);
      query.started_ = true;
    }
  }

 private:
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

  void take_threshold(std::size_t position, std::span<const double> thresholds) noexcept {
    const double factor = scan_.factors_[block_ * kSparseBlock + position];
    const double threshold = thresholds[skillmatch::index(companies_[position])];
    if (factor == 0.0 || threshold <= 0.0) return;
    greatest_ = std::max(greatest_, threshold);
    wanted_[position] = static_cast<float>(std::min(threshold / factor, kMost));
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
  std::array<SparseHit, kSparseBlock> hits_;
  // Of scan_each().
  std::vector<float> wanted_;
  double greatest_ = 0.0;
  alignas(64) std::array<std::uint8_t, kSparseBlock> needed_each_;
};

void SparseScan::scan(std::size_t block, std::span<Query> queries, CandidateSink& sink) const {
  Work work(*this, block, queries);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    if (i + 1 < queries.size()) work.fetch(queries[i + 1]);
    if (i + 2 < queries.size()) work.fetch_begins(queries[i + 2]);
    work.run(i, queries[i], sink);
  }
}

void SparseScan::scan_each(std::size_t block, std::span<Query> queries,
                           std::span<const double> thresholds, CandidateSink& sink) const {
  if (blocks_[block].scored == 0) return;
  Work work(*this, block, queries);
  work.take_thresholds(thresholds);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    work.scan_each(i, queries[i], thresholds, sink);
  }
}

}  // namespace skillmatch
