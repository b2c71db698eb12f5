// Random catalogs whose companies are of fields, as plain values and as the engine's.
#pragma once

#include "support/build.h"
#include "support/random_data.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/catalog.h>
#include <skillmatch/scorer.h>

namespace field_world {

inline constexpr std::size_t kFields = 5;
inline constexpr draw::Shape kShape{.skills = 12, .companies = 15, .required = 0.25, .must = 0.2};

// The last field has no company, and about one company in six is of no field.
struct Setting {
  reference::World world;
  std::vector<std::optional<std::size_t>> fields;  // of each company
  skillmatch::Catalog catalog;
  skillmatch::Scorer scorer;

  explicit Setting(draw::Random& random)
      : world(draw::random_world(kShape, random)),
        fields(random_fields(random)),
        catalog(catalog_of(world, fields)),
        scorer(catalog, build::model(draw::random_model(kShape, 0.3, random))) {}
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

 private:
  static std::vector<std::optional<std::size_t>> random_fields(draw::Random& random) {
    std::vector<std::optional<std::size_t>> fields(kShape.companies);
    for (auto& field : fields) {
      if (!random.chance(1.0 / 6.0)) field = random.below(kFields - 1);
    }
    return fields;
  }
  static skillmatch::Catalog catalog_of(const reference::World& world,
                                        const std::vector<std::optional<std::size_t>>& fields) {
    const skillmatch::Catalog plain = build::catalog(world);
    skillmatch::Catalog catalog(plain.taxonomy());
    for (std::size_t f = 0; f < kFields; ++f) {
      catalog.add_field({"field " + std::to_string(f), {"field " + std::to_string(f), {}}, {}, {}});
    }
    for (std::size_t c = 0; c < plain.size(); ++c) {
      skillmatch::Company company = plain.company(build::company(c));
      if (fields[c]) company.field = static_cast<skillmatch::FieldId>(*fields[c]);
      const skillmatch::Requirements row = plain.requirements(build::company(c));
      std::vector<skillmatch::Requirement> requirements;
      for (std::size_t i = 0; i < row.size(); ++i) requirements.push_back(row[i]);
      catalog.add(std::move(company), std::move(requirements));
    }
    return catalog;
  }
};

// check(setting, random) for the seeds from 1 to `seeds`.
template <typename Check>
void on_settings(std::uint64_t seeds, Check check) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    const Setting setting(random);
    check(setting, random);
  }
}

// The score of what Scorer::rank puts first in a field; 0 where its gate fails.
inline std::optional<double> fit(const skillmatch::Scorer& scorer,
                                 const skillmatch::Profile& profile, std::size_t field) {
  skillmatch::RankOptions options;
  options.k = 1;
  options.field = static_cast<skillmatch::FieldId>(field);
  const auto results = scorer.rank(profile, options).results;
  if (results.empty()) return std::nullopt;
  const skillmatch::Score& score = results[0].score;
  return score.gate == skillmatch::Gate::fail ? 0.0 : score.score;
}

}  // namespace field_world
