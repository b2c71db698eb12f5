#include "model_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace skillmatch::cli {
namespace {

std::string with_digits(const char* format, double x) {
  if (std::isinf(x)) return "∞";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), format, x);
  return text.data();
}

}  // namespace

std::vector<WeightChange> weight_changes(const Model& from, const Model& to,
                                         const Taxonomy& taxonomy) {
  const auto weight = [](const Model& model, std::size_t s) {
    return model.weights.empty() ? 1.0 : model.weights[s];
  };
  std::vector<WeightChange> changes;
  for (std::size_t s = 0; s < taxonomy.size(); ++s) {
    const WeightChange change{static_cast<SkillId>(s), weight(from, s), weight(to, s)};
    if (change.from != change.to) changes.push_back(change);
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const WeightChange& a, const WeightChange& b) {
                     return std::abs(std::log(a.times())) > std::abs(std::log(b.times()));
                   });
  return changes;
}

std::string weight_text(double x) { return with_digits("%.3g", x); }
std::string figure_text(double x) { return with_digits("%.6g", x); }

std::string more_weights(std::size_t all, std::size_t shown, Language language) {
  if (all <= shown) return {};
  return "(" + std::to_string(all - shown) + std::string(words(language).more_weights) + ")";
}

}  // namespace skillmatch::cli
