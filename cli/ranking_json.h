// One ranking as "skillmatch/ranking@1" (data/schema/ranking.schema.json), and the parts of it that
// other results have too.
#pragma once

#include "ranking_output.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <skillmatch/counterfactual.h>

namespace skillmatch::cli {

nlohmann::ordered_json ranking_json(const RankingView& view);
// Results, then companies that are not ranked, one object a line, each with the profile's id.
std::string ranking_json_lines(const RankingView& view);

// null where it is unknown.
nlohmann::ordered_json have_json(const std::optional<double>& have);
nlohmann::ordered_json changes_json(const std::vector<LevelChange>& changes,
                                    const Taxonomy& taxonomy);
nlohmann::ordered_json model_json(const Model& model, const Taxonomy& taxonomy);
// A company's place, score and terms.
nlohmann::ordered_json result_json(const Scorer& scorer, const RankedCompany& result,
                                   const Explanation& explanation, std::size_t rank,
                                   Language language);

}  // namespace skillmatch::cli
