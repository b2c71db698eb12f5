#include "dense_run.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>

namespace skillmatch {
namespace {

// A first score is guessed from so many panels: kGuessRank of their companies reach it, and about
// 64 of the 16,384 that a query is opened with.
constexpr std::size_t kGuessPanels = 16;
constexpr std::size_t kGuessRank = 4;
// Candidates wait until there are so many, so that the best raise the threshold above the others;
// with nibbles, where each costs more, fewer.
constexpr std::size_t kWaiting = 64;
constexpr std::size_t kWaitingNibbles = 32;
// Candidates are considered so many at a time.
constexpr std::size_t kAtOnce = 4;
constexpr std::size_t kFetched = 16;
// The best candidate should stand out from the one at this place.
constexpr std::size_t kCrowd = 15;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

}  // namespace

DenseScan::Run::Run(const DenseScan& scan_, std::span<Query> queries_, CandidateSink& sink_,
                    bool nibbles_)
    : scan(scan_), queries(queries_), sink(sink_), nibbles(nibbles_) {
  const DenseIndex& index = *scan.index_;
  const DenseIndex::Bounds& bounds = nibbles ? index.nibble_bounds() : index.code_bounds();
  panels = {nibbles ? index.nibbles() : index.codes(),
            nibbles ? (index.groups() + 1) / 2 : index.groups(),
            nibbles ? scan.nibble_reach_.data() : scan.panel_reach_.data(), bounds.residual.data(),
            bounds.length.data()};
  query_bytes = panels.groups * kGroupSkills * (nibbles ? 2 : 1);
  codes.resize(query_bytes * queries.size());
  for (std::size_t q = 0; q < queries.size(); q += kTileQueries) {
    interleave(queries.subspan(q, std::min(kTileQueries, queries.size() - q)),
               codes.data() + q * query_bytes);
  }
  capacity = nibbles ? kWaitingNibbles : kWaiting;
  waiting = HugeBuffer<Waiting>(queries.size() * capacity);
  waiting_count.resize(queries.size());
}

void DenseScan::Run::interleave(std::span<const Query> members, std::int8_t* out) const {
  for (std::size_t byte = 0; byte < query_bytes; byte += kGroupSkills) {
    for (const Query& member : members) {
      std::memcpy(out, member.codes_.data() + byte, kGroupSkills);
      out += kGroupSkills;
    }
  }
}

void DenseScan::Run::load(std::size_t member, float needed, const Query& query) {
  tile.reach[member] = needed;
  tile.residual[member] = query.residual_;
  tile.length[member] = query.length_;
}

void DenseScan::Run::load_tile(std::size_t first_query, std::size_t count) {
  tile.codes = codes.data() + first_query * query_bytes;
  for (std::size_t q = 0; q < count; ++q) {
    load(q, queries[first_query + q].needed_, queries[first_query + q]);
  }
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

// Keeps the companies whose score may reach `needed`; where an earlier pass kept those that may
// reach `seen`, only the others.
void DenseScan::Run::collect(std::size_t panel, std::size_t number, const std::int32_t* of,
                             float needed, float seen) {
  const Query& query = queries[number];
  const float* reach = scan.reach_.data() + panel * kPanelCompanies;
  const float scale = nibbles ? scan.index_->nibble_scales()[panel] : 1.0F;
  const float slack =
      query.residual_ * panels.residual[panel] + query.length_ * panels.length[panel];
  std::uint64_t bits = scan.kernels_->reaching(of, reach, needed / scale, slack);
  if (seen < kInfinity) bits &= ~scan.kernels_->reaching(of, reach, seen / scale, slack);
  for (; bits != 0; bits &= bits - 1) {
    const auto company = static_cast<std::size_t>(std::countr_zero(bits));
    const std::size_t place = panel * kPanelCompanies + company;
    Waiting& one = waiting[number * capacity + waiting_count[number]++];
    one = {kInfinity, 0.0F, 0.0F, static_cast<std::uint32_t>(place)};
    if (reach[company] > 0.0F) {
      const float per_sum = scale / reach[company];
      one.bound = (static_cast<float>(of[company]) + slack) * per_sum * kRoundUp;
      one.off = 2.0F * slack * per_sum;
    }
    if (nibbles) scan.prefetch(place);
    if (waiting_count[number] == capacity) flush(number);
  }
}

// The bound from the 8-bit codes and the query in float.
void DenseScan::Run::refine(Waiting& one, const Query& query) const {
  const DenseIndex& index = *scan.index_;
  one.dot = scan.kernels_->dot(scan.codes_of(one.place), index.groups(), query.values_.data());
  const float residual = query.residual_ * index.residual(one.place);
  const float per_sum = kRoundUp / scan.reach_[one.place];
  one.bound = std::min(one.bound, (one.dot * query.slack_ + residual) * per_sum);
  one.off = 2.0F * residual * per_sum;
}

// The bound from the 12 bits of 8-bit and fine codes together.
void DenseScan::Run::refine_more(Waiting& one, const Query& query) const {
  const DenseIndex& index = *scan.index_;
  const float fine =
      scan.kernels_->dot_nibbles(index.fine_codes(one.place), index.chunks(), query.values_.data());
  const float sum = one.dot * query.slack_ + fine / 16.0F - query.sum_ / 2.0F +
                    4.0F * (query.slack_ - 1.0F) * query.sum_ +
                    query.residual_ * index.fine_residual(one.place);
  one.bound = std::min(one.bound, sum / scan.reach_[one.place] * kRoundUp);
  one.off = 0.0F;  // only the score itself can tell more
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

// The most promising first, until none is left that may reach the threshold.
void DenseScan::Run::flush(std::size_t number) {
  const Query& query = queries[number];
  const std::span all(waiting.data() + number * capacity, waiting_count[number]);
  waiting_count[number] = 0;
  const auto sort = [&] {
    std::sort(all.begin(), all.end(),
              [](const Waiting& a, const Waiting& b) { return a.bound > b.bound; });
  };
  sort();
  // Where bounds are too rough to tell the best from the rest, as those of near-duplicates and of
  // nibbles are, all are made finer at once.
  if (all.size() > kCrowd && all[0].bound - all[0].off < all[kCrowd].bound) {
    for (Waiting& one : all) {
      if (one.bound >= query.needed_) refine(one, query);
      __builtin_prefetch(scan.index_->fine_codes(one.place));
    }
    for (Waiting& one : all) {
      if (one.bound >= query.needed_) refine_more(one, query);
    }
    sort();
  }
  // The first ones are asked of memory before the bounds of all are settled.
  for (std::size_t i = 0; i < kFetched && i < all.size() && all[i].bound >= query.needed_; ++i) {
    const CompanyId company = scan.index_->id(all[i].place);
    sink.fetch(std::span(&company, 1));
  }
  std::array<CompanyId, kAtOnce> at_once{};
  std::size_t count = 0;
  for (Waiting& next : all) {
    if (next.bound < query.needed_) break;
    const auto in_doubt = [&] {
      return next.bound >= query.needed_ && next.bound - next.off < query.needed_;
    };
    if (in_doubt()) refine(next, query);
    if (in_doubt()) refine_more(next, query);
    if (next.bound < query.needed_) continue;
    at_once[count++] = scan.index_->id(next.place);
    if (count < kAtOnce) continue;
    raise(number, sink.consider(number, at_once));
    count = 0;
  }
  if (count != 0) raise(number, sink.consider(number, std::span(at_once).first(count)));
}

// Scores that about kGuessRank of kGuessPanels panels reach, from places all over the range: of 64
// groups of companies the greatest each, of these the kGuessRank-th.
std::array<float, kTileQueries> DenseScan::Run::guess(std::size_t first_panel,
                                                      std::size_t last_panel, std::size_t count) {
  std::array<std::array<float, kPanelCompanies>, kTileQueries> greatest{};
  std::fill(std::begin(tile.reach), std::end(tile.reach), 0.0F);
  const std::size_t step = std::max<std::size_t>(1, (last_panel - first_panel) / kGuessPanels);
  for (std::size_t panel = first_panel; panel < last_panel; panel += step) {
    const float* reach = scan.reach_.data() + panel * kPanelCompanies;
    const float scale = nibbles ? scan.index_->nibble_scales()[panel] : 1.0F;
    visit(panel, panel + 1, count, [&](std::size_t, std::size_t member, const std::int32_t* of) {
      std::array<float, kPanelCompanies>& best = greatest[member];
      for (std::size_t c = 0; c < kPanelCompanies; ++c) {
        const float about = static_cast<float>(of[c]) * scale / reach[c];
        best[c] = about > best[c] && reach[c] > 0.0F ? about : best[c];
      }
    });
  }
  std::array<float, kTileQueries> result{};
  for (std::size_t q = 0; q < count; ++q) {
    const auto nth = greatest[q].begin() + kGuessRank - 1;
    std::nth_element(greatest[q].begin(), nth, greatest[q].end(), std::greater<>());
    result[q] = *nth;
  }
  return result;
}

void DenseScan::Run::scan_blocks(std::size_t first_panel, std::size_t last_panel) {
  for (std::size_t panel = first_panel; panel < last_panel; panel += kBlockPanels) {
    each_tile([&](std::size_t q, std::size_t count) {
      scan_tile(panel, std::min(panel + kBlockPanels, last_panel), q, count);
    });
  }
  finish();
}

void DenseScan::Run::finish() {
  for (std::size_t q = 0; q < queries.size(); ++q) flush(q);
}

void DenseScan::Run::scan_tile(std::size_t first_panel, std::size_t last_panel,
                               std::size_t first_query, std::size_t count) {
  load_tile(first_query, count);
  visit(first_panel, last_panel, count,
        [&](std::size_t panel, std::size_t member, const std::int32_t* of) {
          const Query& query = queries[first_query + member];
          collect(panel, first_query + member, of, query.needed_, kInfinity);
          tile.reach[member] = query.needed_;
        });
}

// The first panels of queries without a threshold: companies that reach a guess are considered
// first. Most often the threshold this gives is above the guess; where it is not, those between the
// two follow.
void DenseScan::Run::open(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
                          std::size_t count) {
  load_tile(first_query, count);
  const std::array<float, kTileQueries> guesses = guess(first_panel, last_panel, count);
  const auto limit = [&](std::size_t member) {
    return std::max(queries[first_query + member].needed_, guesses[member]);
  };
  // Rounded down, so that no panel is passed over with a company that reaches the limit.
  for (std::size_t q = 0; q < count; ++q) tile.reach[q] = limit(q) * static_cast<float>(kRoundDown);
  visit(first_panel, last_panel, count,
        [&](std::size_t panel, std::size_t member, const std::int32_t* of) {
          collect(panel, first_query + member, of, limit(member), kInfinity);
          tile.reach[member] = limit(member) * static_cast<float>(kRoundDown);
        });
  for (std::size_t q = 0; q < count; ++q) {
    const std::size_t number = first_query + q;
    flush(number);
    queries[number].opened_ = true;
    if (queries[number].needed_ < guesses[q]) {
      open_below(first_panel, last_panel, number, guesses[q]);
    }
  }
}

// Companies that reach the threshold but not `seen`, of one query.
void DenseScan::Run::open_below(std::size_t first_panel, std::size_t last_panel, std::size_t number,
                                float seen) {
  std::vector<std::int8_t> alone(query_bytes);
  interleave(queries.subspan(number, 1), alone.data());
  const Query& query = queries[number];
  tile.codes = alone.data();
  load(0, query.needed_, query);
  visit(first_panel, last_panel, 1, [&](std::size_t panel, std::size_t, const std::int32_t* of) {
    collect(panel, number, of, query.needed_, seen);
    tile.reach[0] = query.needed_;
  });
}

}  // namespace skillmatch
