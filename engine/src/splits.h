// The sides of a test: what is learnt from, and what is held out of it.
#pragma once

#include "cross_validation.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/feedback.h>
#include <skillmatch/scorer.h>
#include <skillmatch/tuner.h>

namespace skillmatch {

using Queries = std::vector<const JudgedProfile*>;

// The fold, from 0 to folds−1, of each of these queries: as even as can be, in random order, and
// the same for equal ids.
std::vector<std::size_t> folds_of(std::span<const std::string_view> ids, std::size_t folds,
                                  std::mt19937_64& random);

class Splits {
 public:
  // Every query must be can_learn_from(); all arguments must outlive this and its splits. The same
  // for the same seed on every machine.
  Splits(const Catalog& catalog, const Scorer& scorer, Queries queries, Grouping grouping,
         std::size_t folds, std::uint64_t seed);

  Split<JudgedProfile> split(std::size_t fold) const;

 private:
  // Unless nothing is left to learn from or to be judged by.
  template <typename Keeps>
  void add(Split<JudgedProfile>& split, Queries& side, std::vector<std::size_t>& numbers,
           std::size_t q, const Keeps& keeps) const;

  std::size_t fold_of(CompanyId company) const noexcept { return of_company_[index(company)]; }

  const Catalog& catalog_;
  const Scorer& scorer_;
  Queries queries_;
  Grouping grouping_;
  std::vector<std::size_t> of_query_;
  std::vector<std::size_t> of_company_;
};

}  // namespace skillmatch
