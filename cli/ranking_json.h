// One ranking as "skillmatch/ranking@1" (data/schema/ranking.schema.json).
#pragma once

#include "ranking_output.h"

#include <nlohmann/json.hpp>

namespace skillmatch::cli {

nlohmann::ordered_json ranking_json(const RankingView& view);
// Results, then companies that are not ranked, one object a line, each with the profile's id.
std::string ranking_json_lines(const RankingView& view);

}  // namespace skillmatch::cli
