// Floor 3: what other levels would make of a company's place in the ranking. Nothing here has a
// formula of its own: every answer is a profile with other levels, scored and placed again.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch {

// Where a company stands in a ranking.
struct Place {
  Score score;
  std::size_t rank;       // from 1: one more than the companies that rank before it
  std::size_t companies;  // that have a score
};

struct LevelChange {
  SkillId skill;
  std::optional<double> from;  // nothing when unknown
  double to;                   // in (0, 5]
};

struct WhatIf {
  std::vector<LevelChange> changes;  // by ascending skill
  Place place;                       // with all of them made
};

// The place of `company` in scorer.rank(profile, options) with every company in it: options.k and
// options.min_score are as if not given. O(N) scores and no list.
// Throws std::invalid_argument where the profile or the company has no score under `options`, or
// the company is not of options.field.
Place place_of(const Scorer& scorer, const Profile& profile, CompanyId company,
               const RankOptions& options = {});

// Each skill that the company requires above the level held, raised by itself to the level required
// and everything scored again. Best first: the lower rank, then the higher ranking_score, then the
// lower skill. A raise may do nothing, or lower a score by what it takes from the direction.
// Throws as place_of.
std::vector<WhatIf> single_raises(const Scorer& scorer, const Profile& profile, CompanyId company,
                                  const RankOptions& options = {});

// All of them at once. That need not be the best place: other companies rise too. Throws as
// place_of.
WhatIf all_raised(const Scorer& scorer, const Profile& profile, CompanyId company,
                  const RankOptions& options = {});

struct Goal {
  // What is asked for; all of it where both are.
  std::optional<std::size_t> rank = {};  // this rank or better, from 1
  bool pass_gates = false;               // every must of the company's is met
};

struct FewestRaises {
  // Nothing where no set of raises was found that reaches the goal; no changes where it is reached
  // already.
  std::optional<WhatIf> found;
  // Whether it is proven that fewer skills do not do, or, without any found, that no set does.
  // False where that would take more scores of companies than kMostScores.
  bool is_proven = true;

  static constexpr std::size_t kMostScores = 1'000'000;
};

// The smallest set of required skills that reaches `goal` when each is raised to the level that the
// company requires. Sets are scored in the order of their size; of one size, the set with the best
// place wins (rank, then ranking_score, then the lower skills). Then each level of the set, the
// last skill first, is lowered in half levels as long as the goal holds. Where kMostScores do not
// do, skills are taken one after another, each the one that then gives the best place, and those
// that prove needless are left out again. Throws as place_of, and for a goal that asks for nothing
// or for rank 0.
FewestRaises fewest_raises(const Scorer& scorer, const Profile& profile, CompanyId company,
                           const Goal& goal, const RankOptions& options = {});

}  // namespace skillmatch
