// The reference's worlds as the engine's types, and short ways to small ones.
#pragma once

#include "support/reference.h"

#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>
#include <skillmatch/taxonomy.h>

namespace build {

inline constexpr double kEpsilon = 0x1p-52;
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

inline skillmatch::SkillId skill(std::size_t i) { return static_cast<skillmatch::SkillId>(i); }
inline skillmatch::CompanyId company(std::size_t i) {
  return static_cast<skillmatch::CompanyId>(i);
}

inline skillmatch::Taxonomy taxonomy(const reference::World& world, std::size_t attributes) {
  skillmatch::Taxonomy result;
  for (std::size_t c = 0; c < world.concepts; ++c) {
    result.add_concept({"concept " + std::to_string(c), {}});
  }
  for (std::size_t s = 0; s < world.skills(); ++s) {
    skillmatch::Skill added;
    added.id = "skill " + std::to_string(s);
    for (const std::size_t c : world.broader[s]) {
      added.broader.push_back(static_cast<skillmatch::ConceptId>(c));
    }
    result.add_skill(added);
  }
  for (std::size_t a = 0; a < attributes; ++a) {
    result.add_attribute({"attribute " + std::to_string(a), {}, {}});
  }
  return result;
}

inline skillmatch::Catalog catalog(const reference::World& world) {
  std::size_t attributes = 0;
  for (const auto& c : world.companies) attributes = std::max(attributes, c.offers.size());
  skillmatch::Catalog result(taxonomy(world, attributes));
  for (std::size_t c = 0; c < world.companies.size(); ++c) {
    skillmatch::Company added;
    added.id = "company " + std::to_string(c);
    const auto& offers = world.companies[c].offers;
    for (std::size_t a = 0; a < offers.size(); ++a) {
      added.offers.push_back({static_cast<skillmatch::AttributeId>(a), offers[a]});
    }
    std::vector<skillmatch::Requirement> requirements;
    for (const reference::Requirement& r : world.companies[c].requirements) {
      requirements.push_back({skill(r.skill), r.level, r.importance, r.must});
    }
    result.add(std::move(added), std::move(requirements));
  }
  return result;
}

inline skillmatch::Model model(const reference::Model& from) {
  skillmatch::Model result;
  result.weights = from.weights;
  result.blend = from.blend;
  result.breadth_floor = from.breadth_floor;
  result.relatedness = from.relatedness;
  return result;
}

inline skillmatch::Profile profile(const reference::Person& person) {
  std::vector<skillmatch::HeldSkill> skills;
  for (std::size_t s = 0; s < person.levels.size(); ++s) {
    if (person.levels[s]) skills.push_back({skill(s), *person.levels[s]});
  }
  std::vector<skillmatch::Want> wants;
  for (std::size_t a = 0; a < person.wants.size(); ++a) {
    if (person.wants[a] == 0.0) continue;  // what is not wanted is absent
    wants.push_back({static_cast<skillmatch::AttributeId>(a), person.wants[a]});
  }
  return skillmatch::Profile("someone", std::move(skills), std::move(wants));
}

// A world of `skills` unrelated skills and these companies.
inline reference::World world(std::size_t skills, std::vector<reference::Company> companies) {
  reference::World result;
  result.broader.resize(skills);
  result.companies = std::move(companies);
  return result;
}

// A person who holds these levels of skills 0, 1, 2, …
inline reference::Person person(std::vector<std::optional<double>> levels) {
  return {std::move(levels), {}};
}

inline reference::Model plain_model(std::size_t skills, double blend = 0.5,
                                    double breadth_floor = 0.0, double relatedness = 0.0) {
  return {std::vector<double>(skills, 1.0), blend, breadth_floor, relatedness};
}

inline skillmatch::Score score(const skillmatch::Catalog& catalog, const reference::Model& by,
                               const reference::Person& person, std::size_t of = 0) {
  const skillmatch::Scorer scorer(catalog, model(by));
  return scorer.score(scorer.prepare(profile(person)), company(of));
}

inline skillmatch::Score score(const reference::World& world, const reference::Model& by,
                               const reference::Person& person, std::size_t of = 0) {
  return score(catalog(world), by, person, of);
}

}  // namespace build
