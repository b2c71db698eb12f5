// One ranking in every format.
#pragma once

#include "output.h"

#include <optional>
#include <string>
#include <vector>

#include <skillmatch/explain.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {

struct RankingView {
  const Scorer& scorer;
  const Profile& profile;
  const Ranking& ranking;
  std::vector<Explanation> explanations;  // one a result
  Language language = Language::en;
  bool explain = false;  // the table shows every term
};

std::string ranking_text(const RankingView& view, Format format, const Terminal& terminal);

}  // namespace skillmatch::cli
