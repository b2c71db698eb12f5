// Catalogs and profiles of a size and shape as they occur, the same for every run.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/profile.h>

namespace workload {

// Skills, their number and how unevenly they are asked for.
//   job_skills: 13,939 skills (the skills of ESCO), the r-th most frequent one with a probability
//               of 1/(r + 10) (Zipf–Mandelbrot); 20 to 60 requirements a company, 15 to 35 a
//               profile
//   onet:       68 abilities and skills, each asked for by every occupation, as O*NET does
enum class Shape { job_skills, onet };

constexpr std::size_t skills_of(Shape shape) { return shape == Shape::onet ? 68 : 13'939; }

class Generator {
 public:
  Generator(Shape shape, std::uint64_t seed) : shape_(shape), random_(seed) {
    const std::size_t skills = skills_of(shape);
    double sum = 0.0;
    for (std::size_t r = 0; r < skills; ++r) {
      sum += 1.0 / (static_cast<double>(r) + 11.0);
      cumulated_.push_back(sum);
    }
    // Frequent skills are not the first of a taxonomy: they are spread over it.
    skill_of_rank_.resize(skills);
    std::iota(skill_of_rank_.begin(), skill_of_rank_.end(), 0U);
    std::mt19937_64 shuffle(5);
    for (std::size_t i = skills; i > 1; --i) {
      std::swap(skill_of_rank_[i - 1], skill_of_rank_[shuffle() % i]);
    }
    drawn_.assign(skills, false);
  }

  // Between `least` and `most` different skills with levels 1 to 5; for onet all skills, with
  // levels in hundredths.
  std::vector<std::pair<std::size_t, double>> draw(std::size_t least, std::size_t most) {
    std::vector<std::pair<std::size_t, double>> result;
    if (shape_ == Shape::onet) {
      for (std::size_t s = 0; s < skills_of(shape_); ++s) {
        result.emplace_back(s, static_cast<double>(1 + random_() % 500) / 100.0);
      }
      return result;
    }
    const std::size_t count = least + random_() % (most - least + 1);
    while (result.size() < count) {
      const double x = static_cast<double>(random_() >> 11U) * 0x1p-53 * cumulated_.back();
      const auto at = std::upper_bound(cumulated_.begin(), cumulated_.end() - 1, x);
      const std::size_t s = skill_of_rank_[static_cast<std::size_t>(at - cumulated_.begin())];
      if (drawn_[s]) continue;
      drawn_[s] = true;
      result.emplace_back(s, static_cast<double>(1 + random_() % 5));
    }
    for (const auto& [s, level] : result) drawn_[s] = false;
    return result;
  }

 private:
  Shape shape_;
  std::mt19937_64 random_;
  std::vector<double> cumulated_;
  std::vector<std::size_t> skill_of_rank_;
  std::vector<bool> drawn_;
};

inline skillmatch::Catalog make_catalog(Shape shape, std::size_t companies) {
  skillmatch::Taxonomy taxonomy;
  for (std::size_t s = 0; s < skills_of(shape); ++s) {
    skillmatch::Skill skill;
    skill.id = "skill-" + std::to_string(s);
    taxonomy.add_skill(std::move(skill));
  }
  skillmatch::Catalog catalog(std::move(taxonomy));
  Generator generator(shape, 1001);
  for (std::size_t c = 0; c < companies; ++c) {
    std::vector<skillmatch::Requirement> requirements;
    for (const auto& [s, level] : generator.draw(20, 60)) {
      // Every tenth is only nice to have, every fiftieth a must.
      requirements.push_back(
          {static_cast<skillmatch::SkillId>(s), level, s % 10 == 3 ? 0.5 : 1.0, s % 50 == 7});
    }
    skillmatch::Company company;
    company.id = "company-" + std::to_string(c);
    catalog.add(std::move(company), std::move(requirements));
  }
  return catalog;
}

// Built once a size, and kept: a million companies take longer to make than to rank.
inline const skillmatch::Catalog& catalog(Shape shape, std::size_t companies) {
  static std::map<std::pair<Shape, std::size_t>, skillmatch::Catalog> made;
  const auto key = std::pair(shape, companies);
  const auto at = made.find(key);
  if (at != made.end()) return at->second;
  return made.emplace(key, make_catalog(shape, companies)).first->second;
}

// 15 to 35 skills, 25 in the mean; number `n` of any.
inline skillmatch::Profile profile(Shape shape, std::uint64_t n) {
  Generator generator(shape, 2002 + n);
  std::vector<skillmatch::HeldSkill> skills;
  for (const auto& [s, level] : generator.draw(15, 35)) {
    skills.push_back({static_cast<skillmatch::SkillId>(s), level});
  }
  return skillmatch::Profile("someone", std::move(skills));
}

}  // namespace workload
