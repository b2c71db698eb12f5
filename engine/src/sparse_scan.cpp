#include "sparse_scan.h"

#include "sparse_block.h"

#include <algorithm>
#include <limits>

namespace skillmatch {

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

void SparseScan::scan(std::size_t block, std::span<Query> queries, CandidateSink& sink) const {
  Work work(*this, block, queries);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    work.fetch_ahead(queries, i);
    work.run(i, queries[i], sink);
  }
}

void SparseScan::scan_each(std::size_t block, std::span<Query> queries,
                           std::span<const double> thresholds, CandidateSink& sink) const {
  Work work(*this, block, queries);
  if (work.empty()) return;
  work.prepare_each(thresholds);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    work.fetch_ahead(queries, i);
    work.scan_each(i, queries[i], thresholds, sink);
  }
}

}  // namespace skillmatch
