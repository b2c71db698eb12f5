// What the commands that look into models share.
#pragma once

#include "command.h"
#include "words.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/model.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

inline constexpr Option kTopWeightsOption{
    "top", 'n', "N|all", "20", "how many weights to show, those that differ by most times first"};

struct WeightChange {
  SkillId skill;
  double from;
  double to;

  double times() const { return to / from; }  // infinite from 0
};

// The skills that weigh differently, the greatest factor first, so what begins or ends at 0 before
// all others; of equals in the order of the taxonomy.
std::vector<WeightChange> weight_changes(const Model& from, const Model& to,
                                         const Taxonomy& taxonomy);

// The parts of a model that are one number, by the names that files have for them.
struct ModelPart {
  std::string_view id;
  std::string_view Words::*word;
  double Model::*value;
};
inline constexpr std::array<ModelPart, 3> kModelParts{{
    {"blend", &Words::blend, &Model::blend},
    {"breadth_floor", &Words::breadth_floor, &Model::breadth_floor},
    {"relatedness", &Words::relatedness, &Model::relatedness},
}};

// For people: few digits, since weights may be huge where nothing held them.
std::string weight_text(double x);
std::string figure_text(double x);

// "(17 more weights; --top all shows every one)"; empty for none.
std::string more_weights(std::size_t all, std::size_t shown, Language language);

}  // namespace skillmatch::cli
