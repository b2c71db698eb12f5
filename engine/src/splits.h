// The sides of a test: what is learnt from, and what is held out of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/feedback.h>
#include <skillmatch/scorer.h>
#include <skillmatch/tuner.h>

namespace skillmatch {

using Queries = std::vector<const JudgedProfile*>;

// One side learnt from, the other judged on.
struct Split {
  std::vector<JudgedProfile> restricted_queries;  // where they are not those of the feedback
  Queries training;
  Queries held_out;
  std::vector<std::size_t> held_out_numbers;  // of the usable queries
};

class Splits {
 public:
  // Every query must be can_learn_from(); all arguments must outlive this and its splits. The same
  // for the same seed on every machine.
  Splits(const Catalog& catalog, const Scorer& scorer, Queries queries, Grouping grouping,
         std::size_t folds, std::uint64_t seed);

  Split split(std::size_t fold) const;

 private:
  // False where nothing is left to learn from or to be judged by.
  template <typename Keeps>
  bool add(Split& split, Queries& side, std::size_t q, const Keeps& keeps) const;

  std::size_t fold_of(CompanyId company) const noexcept { return of_company_[index(company)]; }

  const Catalog& catalog_;
  const Scorer& scorer_;
  Queries queries_;
  Grouping grouping_;
  std::vector<std::size_t> of_query_;
  std::vector<std::size_t> of_company_;
};

}  // namespace skillmatch
