// Floor 1: how a profile and a company become a score; made by hand or by tuning.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/types.h>

namespace skillmatch {

struct Model {
  std::string name = "balanced";  // what people call it; no part of the score
  std::vector<double> weights;    // w ≥ 0, one a skill; empty means 1 for every skill
  double blend = 0.5;             // β in [0, 1]: the share of cosine; the rest is coverage
  double breadth_floor = 3.0;     // m ≥ 0, in units of w·a: see scorer.h
  double relatedness = 0.0;       // λ in [0, 1]: how much related skills lend each other
};

// "balanced" (β = 1/2), "cosine" (β = 1) or "coverage" (β = 0).
std::optional<Model> built_in_model(std::string_view name);
std::vector<std::string> built_in_model_names();

// Throws std::invalid_argument, naming the part, when `model` is out of range or its weights are
// not one a skill of a taxonomy of `skills` skills.
void check_model(const Model& model, std::size_t skills);

}  // namespace skillmatch
