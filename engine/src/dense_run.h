// One call of DenseScan::scan(): up to 6 queries at a time through one block of panels at a time,
// and the candidates on their way to the sink.
#pragma once

#include "dense_scan.h"

#include <array>

namespace skillmatch {

// Of 64 panels: their codes of 128 skills are 512 KB and stay in a second-level cache of 1 MB for
// all queries.
inline constexpr std::size_t kBlockPanels = 64;

// Sums, norms and limits in float are off by less than 2^-20 of their terms.
inline constexpr double kRoundDown = 1.0 - 4e-6;
inline constexpr float kRoundUp = 1.0F + 4e-6F;

struct DenseScan::Run {
  struct Waiting {
    float bound;  // of the cosine, in units of the query's score_unit_
    float off;    // the cosine may be so much below it
    float dot;    // (q/s)·u, once it is refined
    std::uint32_t place;
  };

  const DenseScan& scan;
  std::span<Query> queries;
  CandidateSink& sink;
  bool nibbles;
  DensePanels panels;
  std::size_t query_bytes;  // of codes

  std::vector<std::int8_t> codes;  // of all tiles
  std::size_t capacity;
  HugeBuffer<Waiting> waiting;  // `capacity` of each query
  std::vector<std::size_t> waiting_count;
  DenseTile tile = {};
  alignas(64) std::array<std::int32_t, kTileQueries* kPanelCompanies> sums = {};

  Run(const DenseScan& scan_, std::span<Query> queries_, CandidateSink& sink_, bool nibbles_);
  void interleave(std::span<const Query> members, std::int8_t* out) const;
  void load_tile(std::size_t first_query, std::size_t count);
  void load(std::size_t member, float needed, const Query& query);
  template <typename Visit>
  void visit(std::size_t first_panel, std::size_t last_panel, std::size_t count, Visit found);

  template <typename Work>
  void each_tile(Work work);
  void scan_blocks(std::size_t first_panel, std::size_t last_panel);
  void finish();
  void scan_tile(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
                 std::size_t count);
  std::array<float, kTileQueries> guess(std::size_t first_panel, std::size_t last_panel,
                                        std::size_t count);
  void open(std::size_t first_panel, std::size_t last_panel, std::size_t first_query,
            std::size_t count);
  void open_below(std::size_t first_panel, std::size_t last_panel, std::size_t number, float seen);

  void collect(std::size_t panel, std::size_t number, const std::int32_t* of, float needed,
               float seen);
  void raise(std::size_t number, double threshold);
  void refine(Waiting& one, const Query& query) const;
  void refine_more(Waiting& one, const Query& query) const;
  void flush(std::size_t number);
};

template <typename Work>
void DenseScan::Run::each_tile(Work work) {
  for (std::size_t q = 0; q < queries.size(); q += kTileQueries) {
    work(q, std::min(kTileQueries, queries.size() - q));
  }
}

}  // namespace skillmatch
