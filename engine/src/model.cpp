#include <array>
#include <stdexcept>

#include <skillmatch/model.h>

namespace skillmatch {
namespace {

struct BuiltIn {
  std::string_view name;
  double blend;
};
constexpr std::array kBuiltIn{BuiltIn{"balanced", 0.5}, BuiltIn{"cosine", 1.0},
                              BuiltIn{"coverage", 0.0}};

}  // namespace

std::optional<Model> built_in_model(std::string_view name) {
  for (const BuiltIn& built_in : kBuiltIn) {
    if (built_in.name != name) continue;
    Model model;
    model.name = built_in.name;
    model.blend = built_in.blend;
    return model;
  }
  return std::nullopt;
}

std::vector<std::string> built_in_model_names() {
  std::vector<std::string> names;
  for (const BuiltIn& built_in : kBuiltIn) names.emplace_back(built_in.name);
  return names;
}

void check_model(const Model& model, std::size_t skills) {
  if (!is_fraction(model.blend)) throw std::invalid_argument("blend is outside [0, 1]");
  if (!is_fraction(model.relatedness)) throw std::invalid_argument("relatedness is outside [0, 1]");
  if (!is_weight(model.breadth_floor)) {
    throw std::invalid_argument("breadth floor is below 0 or not finite");
  }
  if (model.weights.empty()) return;
  if (model.weights.size() != skills) {
    throw std::invalid_argument("weights are not one a skill");
  }
  for (const double w : model.weights) {
    if (!is_weight(w)) throw std::invalid_argument("a weight is below 0 or not finite");
  }
}

}  // namespace skillmatch
