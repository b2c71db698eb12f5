#include "dense_scan.h"

#include "dense_run.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace skillmatch {
namespace {

// A query without a threshold begins with so many blocks.
constexpr std::size_t kOpeningBlocks = 4;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

}  // namespace

DenseScan::DenseScan(const DenseIndex& index, RowNorms norms, double blend, Kernel kernel)
    : index_(&index), blend_(blend), kernels_(&dense_kernels(kernel)) {
  const std::size_t places = index.panels() * kPanelCompanies;
  reach_.assign(places, kInfinity);
  panel_reach_.assign(index.panels(), kInfinity);
  nibble_reach_.resize(index.panels());
  std::vector<double> reach(index.companies());
  unit_ = 0.0;
  for (std::size_t place = 0; place < index.companies(); ++place) {
    reach[place] = norms.cosine[skillmatch::index(index.id(place))] * index.inverse_scale(place);
    unit_ = std::max(unit_, reach[place]);
  }
  if (!(unit_ > 0.0)) unit_ = 1.0;
  for (std::size_t place = 0; place < index.companies(); ++place) {
    if (norms.cosine[skillmatch::index(index.id(place))] <= 0.0) continue;
    const double relative = reach[place] / unit_;
    // Where a float has no digits left, 0: any company reaches 0.
    reach_[place] = relative < 1e-30 ? 0.0F : static_cast<float>(relative);
    float& panel = panel_reach_[place / kPanelCompanies];
    panel = std::min(panel, reach_[place]);
  }
  for (std::size_t p = 0; p < index.panels(); ++p) {
    // 1e30 · needed is beyond any sum, and finite.
    panel_reach_[p] = std::min(panel_reach_[p], 1e30F);
    nibble_reach_[p] = panel_reach_[p] / index.nibble_scales()[p];
  }
}

DenseScan::Query DenseScan::prepare(const ScanQuery& query) const {
  const std::size_t width = index_->chunks() * 32;
  Query result;
  result.values_.assign(width, 0.0F);
  result.codes_.assign(width, 0);
  double greatest = 0.0;
  for (const ScanColumn& column : query.columns) {
    greatest = std::max(greatest, column.direction / query.norm * column.root_weight);
  }
  if (!(greatest > 0.0)) return result;
  // No sum of products may pass 2^31.
  const double most =
      std::min<double>(kernels_->greatest_query_code,
                       std::floor(2147483647.0 / (255.0 * static_cast<double>(index_->skills()))));
  const double scale = greatest / most;
  double square = 0.0;
  double off = 0.0;
  for (const ScanColumn& column : query.columns) {
    const double x = column.direction / query.norm * column.root_weight / scale;
    const double code = std::min(std::nearbyint(x), most);
    result.values_[skillmatch::index(column.skill)] = static_cast<float>(x);
    result.codes_[skillmatch::index(column.skill)] = static_cast<std::int8_t>(code);
    square += x * x;
    off += (x - code) * (x - code);
  }
  result.score_unit_ = scale / unit_;
  result.slack_ = 1.0F + (static_cast<float>(width) + 16.0F) * 0x1p-23F;
  for (const float x : result.values_) result.sum_ += x;
  result.sum_ *= kRoundUp;
  result.residual_ = static_cast<float>(std::sqrt(square) * double{kRoundUp});
  result.length_ = static_cast<float>(std::sqrt(off) * double{kRoundUp});
  return result;
}

const std::uint8_t* DenseScan::codes_of(std::size_t place) const noexcept {
  return index_->codes() + place / kPanelCompanies * index_->groups() * kGroupBytes +
         place % kPanelCompanies * kGroupSkills;
}

void DenseScan::prefetch(std::size_t place) const noexcept {
  const std::uint8_t* codes = codes_of(place);
  for (std::size_t g = 0; g < index_->groups(); ++g) __builtin_prefetch(codes + g * kGroupBytes);
}

std::size_t DenseScan::blocks() const noexcept {
  return (index_->panels() + kBlockPanels - 1) / kBlockPanels;
}

void DenseScan::scan(std::size_t first, std::size_t last, std::span<Query> queries,
                     CandidateSink& sink) const {
  if (queries.empty()) return;
  const auto panel = [&](std::size_t block) {
    return std::min(block * kBlockPanels, index_->panels());
  };
  Run run(*this, queries, sink, false);
  for (std::size_t q = 0; q < queries.size(); ++q) run.raise(q, sink.consider(q, {}));
  const bool opening = std::any_of(queries.begin(), queries.end(), [](const Query& query) {
    return !query.opened_ && query.needed_ <= 0.0F;
  });
  std::size_t block = first;
  if (opening) {
    block = std::min(last, first + kOpeningBlocks);
    run.each_tile(
        [&](std::size_t q, std::size_t count) { run.open(panel(first), panel(block), q, count); });
  }
  // A single query is bound by memory: half the bytes are worth more candidates.
  if (queries.size() == 1) {
    run.finish();
    Run(*this, queries, sink, true).scan_blocks(panel(block), panel(last));
    return;
  }
  run.scan_blocks(panel(block), panel(last));
}

}  // namespace skillmatch
