// A world, a model and a person of one seed, with the reference's scorer and the engine's.
#pragma once

#include "support/build.h"
#include "support/random_data.h"

#include <cstdint>
#include <initializer_list>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/catalog.h>
#include <skillmatch/scorer.h>

namespace draw {

struct Setting {
  reference::World world;
  reference::Model model;
  reference::Person person;
  reference::Scorer<long double> expected;
  skillmatch::Catalog catalog;
  skillmatch::Scorer scorer;

  Setting(const Shape& shape, double relatedness, Random& random)
      : world(random_world(shape, random)),
        model(random_model(shape, relatedness, random)),
        person(random_person(shape, random)),
        expected(world, model),
        catalog(build::catalog(world)),
        scorer(catalog, build::model(model)) {}
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;
};

// check(setting, random) for each of these relatednesses and the seeds from 1 to `seeds`.
template <typename Check>
void on_random_settings(const Shape& shape, std::initializer_list<double> relatednesses,
                        std::uint64_t seeds, Check check) {
  for (const double relatedness : relatednesses) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", relatedness " + std::to_string(relatedness));
      Random random(seed);
      const Setting setting(shape, relatedness, random);
      check(setting, random);
    }
  }
}

}  // namespace draw
