#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <skillmatch/effort.h>

namespace skillmatch {
namespace {

bool is_positive(double x) noexcept { return x > 0.0 && std::isfinite(x); }

}  // namespace

LearningHours::LearningHours(Effort effort, const Taxonomy& taxonomy, const Profile& profile)
    : effort_(std::move(effort)), related_(taxonomy.size()) {
  for (const double hours : effort_.hours) {
    if (!is_positive(hours)) throw std::invalid_argument("hours are not above 0");
  }
  if (!(effort_.related_saves >= 0.0 && effort_.related_saves < 1.0)) {
    throw std::invalid_argument("what a related skill saves is outside [0, 1)");
  }
  if (effort_.factors.empty()) effort_.factors.assign(taxonomy.size(), 1.0);
  if (effort_.factors.size() != taxonomy.size()) {
    throw std::invalid_argument("not one factor a skill");
  }
  for (const double factor : effort_.factors) {
    if (!is_positive(factor)) throw std::invalid_argument("a factor is not above 0");
  }
  std::vector<double> best(taxonomy.concepts().size());
  for (const HeldSkill& held : profile.skills()) {
    for (const ConceptId c : taxonomy.skill(held.skill).broader) {
      best[index(c)] = std::max(best[index(c)], held.level);
    }
  }
  // The skill's own level is among them, and saves nothing above itself.
  for (std::size_t s = 0; s < related_.size(); ++s) {
    for (const ConceptId c : taxonomy.skill(static_cast<SkillId>(s)).broader) {
      related_[s] = std::max(related_[s], best[index(c)]);
    }
  }
}

double LearningHours::operator()(SkillId skill, double from, double to) const noexcept {
  const double related = related_[index(skill)];
  const auto part = [](double low, double high) { return std::max(high - low, 0.0); };
  double hours = 0.0;
  for (std::size_t l = 0; l < effort_.hours.size(); ++l) {
    const double low = std::max(from, static_cast<double>(l));
    const double high = std::min(to, static_cast<double>(l + 1));
    const double cheaper = part(low, std::min(high, related));
    hours += effort_.hours[l] * (part(low, high) - effort_.related_saves * cheaper);
  }
  return effort_.factors[index(skill)] * hours;
}

}  // namespace skillmatch
