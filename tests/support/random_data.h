// Random worlds for the reference and the engine. Own distributions on a standard generator: those
// of the library differ between implementations, and a seed must mean the same case everywhere.
#pragma once

#include "support/reference.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

namespace draw {

class Random {
 public:
  explicit Random(std::uint64_t seed) : generator_(seed) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(generator_() % n); }
  double unit() { return static_cast<double>(generator_() >> 11U) * 0x1p-53; }  // in [0, 1)
  bool chance(double p) { return unit() < p; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  // low · (high / low)^unit(): as many small ones as great ones. The range may be all of double.
  double log_between(double low, double high) {
    return std::exp2(between(std::log2(low), std::log2(high)));
  }
  // A positive multiple of 1/64, at most `most` / 64.
  double of_64ths(std::size_t most) { return static_cast<double>(1 + below(most)) / 64.0; }

  template <typename Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::mt19937_64 generator_;
};

struct Shape {
  std::size_t skills = 30;
  std::size_t companies = 40;
  std::size_t concepts = 8;
  std::size_t attributes = 4;
  double required = 0.3;   // share of the skills that a company requires
  double held = 0.4;       // share of the skills that a person knows a level of
  double must = 0.1;       // share of the requirements
  double no_weight = 0.1;  // share of the skills
};

inline reference::Company random_company(const Shape& shape, Random& random) {
  reference::Company company;
  for (std::size_t s = 0; s < shape.skills; ++s) {
    if (!random.chance(shape.required)) continue;
    // Whole levels often, as people write them: ties and levels met exactly matter.
    const double level =
        random.chance(0.5) ? static_cast<double>(1 + random.below(5)) : 5.0 * (1.0 - random.unit());
    company.requirements.push_back(
        {s, level, random.chance(0.5) ? 1.0 : 1.0 - random.unit(), random.chance(shape.must)});
  }
  random.shuffle(company.requirements);
  for (std::size_t a = 0; a < shape.attributes; ++a) {
    company.offers.push_back(random.between(0.0, 5.0));
  }
  return company;
}

inline reference::World random_world(const Shape& shape, Random& random) {
  reference::World world;
  world.concepts = shape.concepts;
  world.broader.resize(shape.skills);
  for (auto& broader : world.broader) {
    for (std::size_t c = 0; c < shape.concepts; ++c) {
      if (random.chance(1.5 / static_cast<double>(shape.concepts))) broader.push_back(c);
    }
  }
  for (std::size_t c = 0; c < shape.companies; ++c) {
    world.companies.push_back(random_company(shape, random));
  }
  return world;
}

inline reference::Person random_person(const Shape& shape, Random& random) {
  reference::Person person;
  person.levels.resize(shape.skills);
  for (auto& level : person.levels) {
    if (!random.chance(shape.held)) continue;
    level = random.chance(0.5) ? static_cast<double>(random.below(6)) : random.between(0.0, 5.0);
  }
  for (std::size_t a = 0; a < shape.attributes; ++a) {
    person.wants.push_back(1.0 - random.unit());
  }
  return person;
}

inline reference::Model random_model(const Shape& shape, double relatedness, Random& random) {
  reference::Model model;
  for (std::size_t s = 0; s < shape.skills; ++s) {
    const bool none = random.chance(shape.no_weight);
    model.weights.push_back(none ? 0.0 : random.log_between(0x1p-6, 0x1p+6));
  }
  const double blends[] = {0.0, 0.25, 0.5, 0.7, 1.0};
  const double floors[] = {0.0, 1.0, 3.0, 20.0};
  model.blend = blends[random.below(5)];
  model.breadth_floor = floors[random.below(4)];
  model.relatedness = relatedness;
  return model;
}

}  // namespace draw
