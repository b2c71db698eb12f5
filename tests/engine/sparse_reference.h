// What a sparse scan is asked, and the scores that it should find, by plain loops in double.
#pragma once

#include "sparse_scan.h"
#include "support/build.h"
#include "support/random_data.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch::sparse {

// What one test case ranks: companies, a model, queries, all as plain as they can be.
struct Case {
  std::size_t skills = 0;
  std::vector<std::vector<Requirement>> companies;
  std::vector<double> weights;
  double blend = 1.0;
  double floor = 3.0;
  std::vector<bool> passed_over;                 // companies whose norms are given as 0
  std::vector<std::vector<ScanColumn>> queries;  // by ascending skill
  std::vector<double> norms;                     // of the queries
};

inline Catalog catalog_of(const Case& c) {
  Catalog catalog(build::taxonomy(build::world(c.skills, {}), 0));
  for (std::size_t i = 0; i < c.companies.size(); ++i) {
    Company company;
    company.id = std::to_string(i);
    catalog.add(std::move(company), c.companies[i]);
  }
  return catalog;
}

struct Norms {
  std::vector<double> cosine;
  std::vector<double> coverage;
};

inline Norms norms_of(const Case& c) {
  Norms norms;
  for (std::size_t i = 0; i < c.companies.size(); ++i) {
    double most = 0.0;  // scaled by it, so that tiny levels do not vanish when squared
    for (const Requirement& r : c.companies[i]) {
      most = std::max(most, std::sqrt(c.weights[index(r.skill)]) * r.importance * r.level);
    }
    double squares = 0.0;
    double sum = 0.0;
    for (const Requirement& r : c.companies[i]) {
      const double w = c.weights[index(r.skill)];
      const double x = std::sqrt(w) * r.importance * r.level;
      if (most > 0.0) squares += (x / most) * (x / most);
      sum += w * r.importance;
    }
    const bool none = most == 0.0 || (!c.passed_over.empty() && c.passed_over[i]);
    norms.cosine.push_back(none ? 0.0 : most * std::sqrt(squares));
    norms.coverage.push_back(none ? 0.0 : std::max(sum, c.floor));
  }
  return norms;
}

// scores[query][company], by the formula of scan.h; below 0 where there is none.
inline std::vector<std::vector<double>> scores_of(const Case& c, const Norms& norms) {
  std::vector<std::vector<double>> scores(c.queries.size());
  for (std::size_t q = 0; q < c.queries.size(); ++q) {
    std::vector<const ScanColumn*> columns(c.skills);
    for (const ScanColumn& column : c.queries[q]) columns[index(column.skill)] = &column;
    for (std::size_t i = 0; i < c.companies.size(); ++i) {
      double score = -1.0;
      if (norms.cosine[i] > 0.0) {
        double cosine = 0.0;
        double coverage = 0.0;
        for (const Requirement& r : c.companies[i]) {
          const ScanColumn* column = columns[index(r.skill)];
          if (column == nullptr) continue;
          cosine += column->root_weight * r.importance * r.level / norms.cosine[i] *
                    (column->direction / c.norms[q]);
          coverage += column->weight * r.importance * std::min(1.0, column->lent_level / r.level);
        }
        score = c.blend * cosine + (1.0 - c.blend) * coverage / norms.coverage[i];
      }
      scores[q].push_back(score);
    }
  }
  return scores;
}

inline void add_query(Case& c, const std::vector<std::pair<std::size_t, double>>& held) {
  std::vector<ScanColumn> columns;
  double squares = 0.0;
  for (const auto& [s, level] : held) {
    const double root = std::sqrt(c.weights[s]);
    if (level * root == 0.0) continue;
    columns.push_back({build::skill(s), root * level, level, root, c.weights[s]});
    squares += root * level * (root * level);
  }
  std::sort(columns.begin(), columns.end(),
            [](const ScanColumn& a, const ScanColumn& b) { return a.skill < b.skill; });
  c.queries.push_back(std::move(columns));
  c.norms.push_back(squares > 0.0 ? std::sqrt(squares) : 1.0);
}

struct Draw {
  std::size_t skills = 60;
  std::size_t companies = 700;
  std::size_t queries = 12;
  double required = 0.2;
  double held = 0.3;
};

template <typename Level, typename Importance>
Case random_case(const Draw& draw, ::draw::Random& random, const Level& level,
                 const Importance& importance) {
  Case c;
  c.skills = draw.skills;
  c.weights.assign(draw.skills, 1.0);
  for (std::size_t i = 0; i < draw.companies; ++i) {
    std::vector<Requirement> row;
    for (std::size_t s = 0; s < draw.skills; ++s) {
      // Popular skills and rare ones.
      const double share = draw.required * 2.0 / (1.0 + static_cast<double>(s) / 20.0);
      if (random.chance(share)) row.push_back({build::skill(s), level(), importance(), false});
    }
    c.companies.push_back(std::move(row));
  }
  for (std::size_t q = 0; q < draw.queries; ++q) {
    std::vector<std::pair<std::size_t, double>> held;
    for (std::size_t s = 0; s < draw.skills; ++s) {
      if (random.chance(draw.held)) held.emplace_back(s, random.between(0.0, 5.0));
    }
    add_query(c, held);
  }
  return c;
}

}  // namespace skillmatch::sparse
