// The matrix K of the soft cosine: what skills lend each other through the concepts they share.
#pragma once

#include <span>
#include <vector>

#include <Eigen/SparseCore>

#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch {

// K = (1−λ)I + λGᵀG over vectors that are multiplied by √w already. G sums skills into concepts:
// G(c, s) = 1/√(number of concepts of s), so that every column has length 1 and K_ss = 1; a skill
// without a concept counts as one of its own.
class Relatedness {
 public:
  Relatedness(const Taxonomy& taxonomy, double lambda);

  // √(xᵀKx) for the vector x over `skills`. `sums` has an entry a concept, all 0 before and after:
  // a catalog of a million companies asks a million times.
  double norm(std::span<const SkillId> skills, std::span<const double> x,
              Eigen::VectorXd& sums) const;
  Eigen::VectorXd no_sums() const { return Eigen::VectorXd::Zero(concepts_of_.cols()); }

  // Kx, S entries.
  Eigen::VectorXd times(std::span<const SkillId> skills, std::span<const double> x) const;

  // û, S entries: the level held, or λ times the best level held among skills that share a concept.
  Eigen::VectorXd lent_levels(std::span<const SkillId> skills,
                              std::span<const double> levels) const;

 private:
  using SparseRows = Eigen::SparseMatrix<double, Eigen::RowMajor>;
  using Entry = SparseRows::InnerIterator;

  double own_share(Eigen::Index skill) const;
  void add_to_sums(std::span<const SkillId> skills, std::span<const double> x,
                   Eigen::VectorXd& sums) const;

  double lambda_;
  SparseRows concepts_of_;  // Gᵀ, skills × concepts; empty when nothing is lent
  Eigen::Index skills_;
};

}  // namespace skillmatch
