#include "relatedness.h"

#include <algorithm>
#include <cmath>

namespace skillmatch {
namespace {

Eigen::Index row_of(SkillId skill) { return static_cast<Eigen::Index>(index(skill)); }

}  // namespace

Relatedness::Relatedness(const Taxonomy& taxonomy, double lambda)
    : lambda_(lambda), skills_(static_cast<Eigen::Index>(taxonomy.size())) {
  if (lambda_ == 0.0) return;
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t s = 0; s < taxonomy.size(); ++s) {
    const std::vector<ConceptId>& broader = taxonomy.skills()[s].broader;
    const double length = std::sqrt(static_cast<double>(broader.size()));
    for (const ConceptId c : broader) {
      entries.emplace_back(static_cast<int>(s), static_cast<int>(index(c)), 1.0 / length);
    }
  }
  concepts_of_.resize(skills_, static_cast<Eigen::Index>(taxonomy.concepts().size()));
  concepts_of_.setFromTriplets(entries.begin(), entries.end());
}

// The part of K_ss that is not through shared concepts.
double Relatedness::own_share(Eigen::Index skill) const {
  if (lambda_ == 0.0) return 1.0;
  const bool alone = concepts_of_.innerVector(skill).nonZeros() == 0;
  return alone ? 1.0 : 1.0 - lambda_;
}

void Relatedness::add_to_sums(std::span<const SkillId> skills, std::span<const double> x,
                              Eigen::VectorXd& sums) const {
  for (std::size_t i = 0; i < skills.size(); ++i) {
    for (Entry it(concepts_of_, row_of(skills[i])); it; ++it) sums[it.col()] += it.value() * x[i];
  }
}

double Relatedness::norm(std::span<const SkillId> skills, std::span<const double> x,
                         Eigen::VectorXd& sums) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < skills.size(); ++i) sum += own_share(row_of(skills[i])) * x[i] * x[i];
  if (lambda_ == 0.0) return std::sqrt(sum);
  add_to_sums(skills, x, sums);
  for (const SkillId skill : skills) {
    for (Entry it(concepts_of_, row_of(skill)); it; ++it) {
      sum += lambda_ * sums[it.col()] * sums[it.col()];
      sums[it.col()] = 0.0;  // each concept counts once
    }
  }
  return std::sqrt(sum);
}

Eigen::VectorXd Relatedness::times(std::span<const SkillId> skills,
                                   std::span<const double> x) const {
  Eigen::VectorXd product = Eigen::VectorXd::Zero(skills_);
  for (std::size_t i = 0; i < skills.size(); ++i) {
    product[row_of(skills[i])] = own_share(row_of(skills[i])) * x[i];
  }
  if (lambda_ == 0.0) return product;
  Eigen::VectorXd sums = no_sums();
  add_to_sums(skills, x, sums);
  for (Eigen::Index s = 0; s < skills_; ++s) {
    double lent = 0.0;
    for (Entry it(concepts_of_, s); it; ++it) lent += it.value() * sums[it.col()];
    product[s] += lambda_ * lent;
  }
  return product;
}

Eigen::VectorXd Relatedness::lent_levels(std::span<const SkillId> skills,
                                         std::span<const double> levels) const {
  Eigen::VectorXd lent = Eigen::VectorXd::Zero(skills_);
  for (std::size_t i = 0; i < skills.size(); ++i) lent[row_of(skills[i])] = levels[i];
  if (lambda_ == 0.0) return lent;
  Eigen::VectorXd best = Eigen::VectorXd::Zero(concepts_of_.cols());
  for (std::size_t i = 0; i < skills.size(); ++i) {
    for (Entry it(concepts_of_, row_of(skills[i])); it; ++it) {
      best[it.col()] = std::max(best[it.col()], levels[i]);
    }
  }
  for (Eigen::Index s = 0; s < skills_; ++s) {
    for (Entry it(concepts_of_, s); it; ++it) {
      lent[s] = std::max(lent[s], lambda_ * best[it.col()]);
    }
  }
  return lent;
}

}  // namespace skillmatch
