#include "dense_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

namespace skillmatch {
namespace {

// Of 64 panels: their codes of 128 skills are 512 KB and stay in a second-level cache of 1 MB for
// all queries.
constexpr std::size_t kBlockPanels = 64;
// A first threshold is looked for among so many panels.
constexpr std::size_t kOpeningPanels = 16;
// … as the score that so many of them reach.
constexpr std::size_t kOpeningCompanies = 16;
// Candidates wait until there are so many, so that the best raise the threshold above the others.
constexpr std::size_t kWaiting = 64;
// Candidates are considered so many at a time.
constexpr std::size_t kAtOnce = 4;

// Sums, norms and limits in float are off by less than 2^-20 of their terms.
constexpr double kRoundDown = 1.0 - 4e-6;
constexpr double kRoundUp = 1.0 + 4e-6;
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
  const std::size_t width = (index_->groups() + 3) / 4 * 4 * kGroupSkills;
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
  result.slack_ = 1.0 + (static_cast<double>(width) + 16.0) * 0x1p-23;
  result.residual_ = static_cast<float>(std::sqrt(square) * kRoundUp);
  result.length_ = static_cast<float>(std::sqrt(off) * kRoundUp);
  result.pending_.reserve(kWaiting);
  return result;
}

std::size_t DenseScan::blocks() const noexcept {
  return (index_->panels() + kBlockPanels - 1) / kBlockPanels;
}

// One call of scan(): up to 6 queries at a time through one block at a time.
struct DenseScan::Run {
  const DenseScan& scan;
  std::span<Query> queries;
  CandidateSink& sink;
  DensePanels panels;
  bool nibbles;

  alignas(64) std::array<std::int32_t, kTileQueries* kPanelCompanies> sums = {};
  std::vector<std::int8_t> codes = {};
  DenseTile tile = {};
  std::array<float, kTileQueries> guesses = {};

  Run(const DenseScan& scan_, std::span<Query> queries_, CandidateSink& sink_);
  void block(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
             std::size_t count);
  void load_tile(std::span<const Query> members);
  void load(std::size_t member, const Query& query);
  template <typename Visit>
  void visit(std::size_t first_panel, std::size_t last_panel, std::size_t count, Visit found);
  void guess(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
             std::size_t count);
  void open(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
            std::size_t count);
  float panel_slack(std::size_t panel, const Query& query) const;
  std::uint64_t reaching(std::size_t panel, const std::int32_t* of, const Query& query,
                         float needed) const;
  float bound(std::size_t place, const Query& query) const;
  void collect(std::size_t panel, std::size_t number, const std::int32_t* of, float needed,
               float seen);
  void raise(std::size_t number, double threshold);
  void flush(std::size_t number);
};

DenseScan::Run::Run(const DenseScan& scan_, std::span<Query> queries_, CandidateSink& sink_)
    : scan(scan_), queries(queries_), sink(sink_), nibbles(queries_.size() == 1) {
  const DenseIndex& index = *scan.index_;
  const DenseIndex::Bounds& bounds = nibbles ? index.nibble_bounds() : index.code_bounds();
  panels = {nibbles ? index.nibbles() : index.codes(),
            nibbles ? (index.groups() + 1) / 2 : index.groups(),
            nibbles ? scan.nibble_reach_.data() : scan.panel_reach_.data(), bounds.residual.data(),
            bounds.length.data()};
  codes.resize((index.groups() + 1) * kGroupSkills * kTileQueries);
}

void DenseScan::Run::load(std::size_t member, const Query& query) {
  tile.reach[member] = query.needed_;
  tile.residual[member] = query.residual_;
  tile.length[member] = query.length_;
}

void DenseScan::Run::load_tile(std::span<const Query> members) {
  const std::size_t groups = nibbles ? panels.groups * 2 : panels.groups;
  for (std::size_t q = 0; q < members.size(); ++q) {
    for (std::size_t g = 0; g < groups; ++g) {
      std::memcpy(codes.data() + (g * members.size() + q) * kGroupSkills,
                  members[q].codes_.data() + g * kGroupSkills, kGroupSkills);
    }
    load(q, members[q]);
  }
  tile.codes = codes.data();
}

template <typename Visit>
void DenseScan::Run::visit(std::size_t first_panel, std::size_t last_panel, std::size_t count,
                           Visit found) {
  const DenseKernels::Scan next =
      nibbles ? scan.kernels_->scan_nibbles : scan.kernels_->scan[count - 1];
  for (std::size_t panel = first_panel;; ++panel) {
    DenseHit hit = next(panels, tile, panel, last_panel, sums.data());
    if (hit.queries == 0) return;
    panel = hit.panel;
    for (; hit.queries != 0; hit.queries &= hit.queries - 1) {
      const auto member = static_cast<std::size_t>(std::countr_zero(hit.queries));
      found(panel, member, sums.data() + member * kPanelCompanies);
    }
  }
}

// What errors add to the sums of a panel at most.
float DenseScan::Run::panel_slack(std::size_t panel, const Query& query) const {
  return query.residual_ * panels.residual[panel] + query.length_ * panels.length[panel];
}

std::uint64_t DenseScan::Run::reaching(std::size_t panel, const std::int32_t* of,
                                       const Query& query, float needed) const {
  const float scale = nibbles ? scan.index_->nibble_scales()[panel] : 1.0F;
  return scan.kernels_->reaching(of, scan.reach_.data() + panel * kPanelCompanies, needed / scale,
                                 panel_slack(panel, query));
}

// Of the cosine, from the 8-bit codes and the query in float.
float DenseScan::Run::bound(std::size_t place, const Query& query) const {
  const DenseIndex& index = *scan.index_;
  const std::size_t panel = place / kPanelCompanies;
  const float dot = scan.kernels_->dot(
      index.codes() + panel * index.groups() * kGroupBytes + place % kPanelCompanies * kGroupSkills,
      index.groups(), query.values_.data());
  const double sum =
      static_cast<double>(dot) * query.slack_ +
      static_cast<double>(query.residual_) * static_cast<double>(index.residual(place));
  const auto reach = static_cast<double>(scan.reach_[place]);
  return reach > 0.0 ? static_cast<float>(sum / reach * kRoundUp) : kInfinity;
}

// Keeps the companies whose score may reach `needed`; where an earlier pass kept those that may
// reach `seen`, only the others.
void DenseScan::Run::collect(std::size_t panel, std::size_t number, const std::int32_t* of,
                             float needed, float seen) {
  Query& query = queries[number];
  const std::uint64_t before = seen < kInfinity ? reaching(panel, of, query, seen) : 0;
  for (std::uint64_t bits = reaching(panel, of, query, needed); bits != 0; bits &= bits - 1) {
    const auto company = static_cast<std::size_t>(std::countr_zero(bits));
    const std::size_t place = panel * kPanelCompanies + company;
    const float most = needed > 0.0F || seen < kInfinity ? bound(place, query) : kInfinity;
    if (most < needed) continue;
    if ((before >> company & 1U) != 0 && most >= seen) continue;
    query.pending_.push_back({most, scan.index_->id(place)});
  }
}

void DenseScan::Run::raise(std::size_t number, double threshold) {
  Query& query = queries[number];
  double cosine = threshold;
  if (scan.blend_ < 1.0) {
    cosine = scan.blend_ > 0.0 ? (threshold - (1.0 - scan.blend_) - 1e-9) / scan.blend_ : 0.0;
  }
  const double needed = std::clamp(cosine / query.score_unit_, 0.0, 1e30) * kRoundDown;
  query.needed_ = std::max(query.needed_, static_cast<float>(needed));
}

void DenseScan::Run::flush(std::size_t number) {
  Query& query = queries[number];
  std::sort(query.pending_.begin(), query.pending_.end(),
            [](const Query::Pending& a, const Query::Pending& b) { return a.bound > b.bound; });
  std::array<CompanyId, kAtOnce> at_once{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < query.pending_.size(); ++i) {
    if (query.pending_[i].bound < query.needed_) break;
    at_once[count++] = query.pending_[i].company;
    if (count == kAtOnce) {
      raise(number, sink.consider(number, at_once));
      count = 0;
    }
  }
  if (count != 0) raise(number, sink.consider(number, std::span(at_once).first(count)));
  query.pending_.clear();
}

// Scores that about kOpeningCompanies companies reach: of 64 groups of companies the greatest each,
// of these the kOpeningCompanies-th.
void DenseScan::Run::guess(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
                           std::size_t count) {
  std::array<std::array<float, kPanelCompanies>, kTileQueries> greatest{};
  for (float& reach : tile.reach) reach = 0.0F;
  const std::size_t last = std::min(last_panel, first_panel + kOpeningPanels);
  visit(first_panel, last, count,
        [&](std::size_t panel, std::size_t member, const std::int32_t* of) {
          const float* reach = scan.reach_.data() + panel * kPanelCompanies;
          const float slack = panel_slack(panel, queries[first_query + member]);
          const float scale = nibbles ? scan.index_->nibble_scales()[panel] : 1.0F;
          std::array<float, kPanelCompanies>& best = greatest[member];
          for (std::size_t c = 0; c < kPanelCompanies; ++c) {
            const float least = (static_cast<float>(of[c]) - slack) * scale / reach[c];
            best[c] = least > best[c] && reach[c] > 0.0F ? least : best[c];
          }
        });
  for (std::size_t q = 0; q < count; ++q) {
    const Query& query = queries[first_query + q];
    guesses[q] = query.needed_;
    if (query.opened_) continue;
    const auto nth = greatest[q].begin() + kOpeningCompanies - 1;
    std::nth_element(greatest[q].begin(), nth, greatest[q].end(), std::greater<>());
    guesses[q] = std::max(query.needed_, *nth);
  }
}

void DenseScan::Run::block(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
                           std::size_t count) {
  const std::span<Query> members = queries.subspan(first_query, count);
  load_tile(members);
  const bool opening = std::any_of(members.begin(), members.end(),
                                   [](const Query& query) { return !query.opened_; });
  if (opening) {
    open(first_panel, last_panel, first_query, count);
    return;
  }
  visit(first_panel, last_panel, count,
        [&](std::size_t panel, std::size_t member, const std::int32_t* of) {
          const std::size_t number = first_query + member;
          Query& query = queries[number];
          collect(panel, number, of, query.needed_, kInfinity);
          if (query.pending_.size() < kWaiting) return;
          flush(number);
          load(member, query);
        });
}

// The first block of a query without a threshold: the companies that reach a guess are considered
// first, then those that reach the threshold this has given, which most often is above the guess.
void DenseScan::Run::open(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
                          std::size_t count) {
  guess(first_panel, last_panel, first_query, count);
  for (std::size_t q = 0; q < count; ++q) tile.reach[q] = guesses[q];
  visit(first_panel, last_panel, count,
        [&](std::size_t panel, std::size_t member, const std::int32_t* of) {
          collect(panel, first_query + member, of, guesses[member], kInfinity);
        });
  for (std::size_t q = 0; q < count; ++q) {
    Query& query = queries[first_query + q];
    query.opened_ = true;
    flush(first_query + q);
    const float seen = guesses[q];
    if (query.needed_ >= seen) continue;
    load_tile(queries.subspan(first_query + q, 1));
    visit(first_panel, last_panel, 1, [&](std::size_t panel, std::size_t, const std::int32_t* of) {
      collect(panel, first_query + q, of, query.needed_, seen);
    });
    flush(first_query + q);
  }
}

void DenseScan::scan(std::size_t first, std::size_t last, std::span<Query> queries,
                     CandidateSink& sink) const {
  if (queries.empty()) return;
  Run run(*this, queries, sink);
  for (std::size_t q = 0; q < queries.size(); ++q) {
    run.raise(q, sink.consider(q, {}));
    queries[q].opened_ = queries[q].opened_ || queries[q].needed_ > 0.0F;
  }
  for (std::size_t block = first; block < last; ++block) {
    const std::size_t begin = block * kBlockPanels;
    const std::size_t end = std::min(begin + kBlockPanels, index_->panels());
    for (std::size_t q = 0; q < queries.size(); q += kTileQueries) {
      run.block(begin, end, q, std::min(kTileQueries, queries.size() - q));
    }
  }
  for (std::size_t q = 0; q < queries.size(); ++q) run.flush(q);
}

}  // namespace skillmatch
