// Who is matched with whom, who is not and why, in every format.
#pragma once

#include "output.h"

#include <cstddef>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/matching_market.h>

namespace skillmatch::cli {

struct MatchView {
  const Catalog& catalog;
  const Model& model;  // as MatchingMarket has it
  const MarketResult& result;
  const MarketOptions& options;
  OptimalFor optimal_for;
  std::size_t top;  // rows of a table that is for people
  Language language;
};

std::string match_text(const MatchView& view, Format format, const Terminal& terminal);

// The sums and the check, a line each, which a table ends with.
std::vector<std::string> match_summary(const MatchView& view);

}  // namespace skillmatch::cli
