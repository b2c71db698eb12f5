// The same ranking as a careful programmer writes it in an afternoon: the mark to compare with.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <Eigen/SparseCore>

#include <skillmatch/catalog.h>
#include <skillmatch/profile.h>

namespace reference_ranking {

using Scored = std::pair<double, std::size_t>;  // score, number of the company

// The k best by score, then by number.
inline void keep_best(std::vector<Scored>& scored, std::size_t k) {
  const auto end = scored.begin() + static_cast<std::ptrdiff_t>(std::min(k, scored.size()));
  std::partial_sort(scored.begin(), end, scored.end(), [](const Scored& a, const Scored& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  scored.erase(end, scored.end());
}

// One vector of structs a company; cosine and coverage summed in one loop; no gates, no weights.
class PlainLoop {
 public:
  explicit PlainLoop(const skillmatch::Catalog& catalog) : skills_(catalog.taxonomy().size()) {
    for (std::size_t c = 0; c < catalog.size(); ++c) {
      const auto row = catalog.requirements(static_cast<skillmatch::CompanyId>(c));
      std::vector<Entry> entries;
      double square = 0.0;
      double asked = 0.0;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const skillmatch::Requirement r = row[i];
        entries.push_back({r.skill, r.level, r.importance});
        square += r.importance * r.level * r.importance * r.level;
        asked += r.importance;
      }
      companies_.push_back({std::move(entries), std::sqrt(square), std::max(asked, 3.0)});
    }
  }

  std::vector<Scored> rank(const skillmatch::Profile& profile, std::size_t k) const {
    std::vector<double> u(skills_, 0.0);
    double square = 0.0;
    for (const skillmatch::HeldSkill& s : profile.skills()) {
      u[skillmatch::index(s.skill)] = s.level;
      square += s.level * s.level;
    }
    const double norm = std::sqrt(square);
    std::vector<Scored> scored;
    scored.reserve(companies_.size());
    for (std::size_t c = 0; c < companies_.size(); ++c) {
      double dot = 0.0;
      double held = 0.0;
      for (const Entry& e : companies_[c].entries) {
        const double level = u[skillmatch::index(e.skill)];
        dot += level * e.importance * e.level;
        held += e.importance * std::min(level / e.level, 1.0);
      }
      const double score =
          0.5 * dot / (norm * companies_[c].norm) + 0.5 * held / companies_[c].asked;
      scored.emplace_back(score, c);
    }
    keep_best(scored, k);
    return scored;
  }

 private:
  struct Entry {
    skillmatch::SkillId skill;
    double level;
    double importance;
  };
  struct Row {
    std::vector<Entry> entries;
    double norm;
    double asked;
  };
  std::size_t skills_;
  std::vector<Row> companies_;
};

// The cosine alone, as one product of a sparse matrix of unit rows and a dense vector.
class SparseProduct {
 public:
  explicit SparseProduct(const skillmatch::Catalog& catalog)
      : rows_(static_cast<Eigen::Index>(catalog.size()),
              static_cast<Eigen::Index>(catalog.taxonomy().size())) {
    rows_.reserve(static_cast<Eigen::Index>(catalog.requirement_count()));
    for (std::size_t c = 0; c < catalog.size(); ++c) {
      const auto row = catalog.requirements(static_cast<skillmatch::CompanyId>(c));
      double square = 0.0;
      for (std::size_t i = 0; i < row.size(); ++i) square += std::pow(product(row[i]), 2);
      rows_.startVec(static_cast<Eigen::Index>(c));
      for (std::size_t i = 0; i < row.size(); ++i) {
        rows_.insertBack(static_cast<Eigen::Index>(c),
                         static_cast<Eigen::Index>(skillmatch::index(row[i].skill))) =
            product(row[i]) / std::sqrt(square);
      }
    }
    rows_.finalize();
  }

  std::vector<Scored> rank(const skillmatch::Profile& profile, std::size_t k) const {
    Eigen::VectorXd u = Eigen::VectorXd::Zero(rows_.cols());
    for (const skillmatch::HeldSkill& s : profile.skills()) {
      u[static_cast<Eigen::Index>(skillmatch::index(s.skill))] = s.level;
    }
    u.normalize();
    const Eigen::VectorXd cosines = rows_ * u;
    std::vector<Scored> scored;
    scored.reserve(static_cast<std::size_t>(cosines.size()));
    for (Eigen::Index c = 0; c < cosines.size(); ++c) {
      scored.emplace_back(cosines[c], static_cast<std::size_t>(c));
    }
    keep_best(scored, k);
    return scored;
  }

 private:
  static double product(const skillmatch::Requirement& r) { return r.importance * r.level; }

  Eigen::SparseMatrix<double, Eigen::RowMajor> rows_;
};

}  // namespace reference_ranking
