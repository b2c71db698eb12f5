#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include <skillmatch/counterfactual.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

// To make a profile ready takes about as long as so many scores.
constexpr std::size_t kScoresToPrepare = 64;

// Companies that are ranked against one, and changes to the profile that are tried.
class Places {
 public:
  Places(const Scorer& scorer, const Profile& profile, CompanyId company,
         const RankOptions& options)
      : scorer_(scorer), profile_(profile), company_(company), mutual_(options.mutual) {
    const Catalog& catalog = scorer.catalog();
    if (index(company) >= catalog.size()) throw std::invalid_argument("no such company");
    if (options.mutual && profile.wants().empty()) {
      throw std::invalid_argument("a mutual ranking needs a profile that wants something");
    }
    if (scorer.prepare(profile).not_ranked()) {
      throw std::invalid_argument("the profile cannot be ranked");
    }
    for (std::size_t c = 0; c < catalog.size(); ++c) {
      const auto id = static_cast<CompanyId>(c);
      if (options.field && catalog.field_of(id) != options.field) continue;
      if (!scorer.not_ranked(id, options)) companies_.push_back(id);
    }
    if (!std::binary_search(companies_.begin(), companies_.end(), company)) {
      throw std::invalid_argument("the company cannot be ranked");
    }
  }

  WhatIf with(std::vector<LevelChange> changes) const {
    Profile changed = profile_;
    for (const LevelChange& change : changes) changed = changed.with(change.skill, change.to);
    const Query query = scorer_.prepare(changed);
    const RankedCompany own = result(query, company_);
    std::size_t before = 0;
    for (const CompanyId other : companies_) {
      if (other != company_ && ranks_before(result(query, other), own)) ++before;
    }
    return {std::move(changes), {own.score, before + 1, companies_.size()}};
  }

  std::size_t companies() const noexcept { return companies_.size(); }

  // What is required above the level held, to the level required, by ascending skill.
  std::vector<LevelChange> raises() const {
    std::vector<LevelChange> changes;
    const Requirements row = scorer_.catalog().requirements(company_);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement requirement = row[i];
      const std::optional<double> have = profile_.level(requirement.skill);
      if (have.value_or(0.0) < requirement.level) {
        changes.push_back({requirement.skill, have, requirement.level});
      }
    }
    return changes;
  }

 private:
  RankedCompany result(const Query& query, CompanyId company) const {
    RankedCompany result{company, scorer_.score(query, company)};
    if (mutual_) result.score.mutual = scorer_.mutual(query, company, result.score.score);
    return result;
  }

  const Scorer& scorer_;
  const Profile& profile_;
  CompanyId company_;
  bool mutual_;
  std::vector<CompanyId> companies_;  // ascending
};

bool is_better(const Place& a, const Place& b) noexcept {
  if (a.rank != b.rank) return a.rank < b.rank;
  return ranking_score(a.score) > ranking_score(b.score);
}

bool is_reached(const Goal& goal, const Place& place) noexcept {
  if (goal.rank && place.rank > *goal.rank) return false;
  return !goal.pass_gates || place.score.gate == Gate::pass;
}

class Search {
 public:
  Search(const Places& places, const Goal& goal)
      : places_(places), goal_(goal), raises_(places.raises()) {}

  FewestRaises run() {
    FewestRaises result;
    const WhatIf now = places_.with({});
    if (is_reached(goal_, now.place)) {
      result.found = now;
      return result;
    }
    std::optional<WhatIf> found;
    for (std::size_t size = 1; size <= raises_.size() && !found; ++size) {
      if (!can_try(size)) {
        result.is_proven = false;
        found = one_by_one();
        break;
      }
      found = best_of(size);
    }
    if (found) result.found = lowered(std::move(*found));
    return result;
  }

 private:
  // Whether all sets of `size` can be tried: C(n, size) of them.
  bool can_try(std::size_t size) const noexcept {
    const std::size_t most =
        FewestRaises::kMostScores / std::max(places_.companies(), kScoresToPrepare);
    std::size_t sets = 1;
    // Every C(n, i) up to there is an integer, and none is more than n times `most`.
    for (std::size_t i = 0; i < size; ++i) {
      sets = sets * (raises_.size() - i) / (i + 1);
      if (tried_ + sets > most) return false;
    }
    return true;
  }

  // Of all sets of `size`, in lexicographic order, the best that reaches the goal.
  std::optional<WhatIf> best_of(std::size_t size) {
    std::optional<WhatIf> best;
    std::vector<std::size_t> chosen(size);
    std::iota(chosen.begin(), chosen.end(), 0);
    for (;;) {
      std::vector<LevelChange> changes;
      for (const std::size_t i : chosen) changes.push_back(raises_[i]);
      WhatIf tried = places_.with(std::move(changes));
      ++tried_;
      if (is_reached(goal_, tried.place) && (!best || is_better(tried.place, best->place))) {
        best = std::move(tried);
      }
      std::size_t at = size;  // the last that can move on
      while (at > 0 && chosen[at - 1] == raises_.size() - (size - at) - 1) --at;
      if (at == 0) return best;
      ++chosen[at - 1];
      for (std::size_t i = at; i < size; ++i) chosen[i] = chosen[i - 1] + 1;
    }
  }

  std::optional<WhatIf> one_by_one() const {
    std::vector<LevelChange> left = raises_;
    WhatIf found = places_.with({});
    while (!is_reached(goal_, found.place)) {
      std::optional<WhatIf> best;
      std::size_t best_at = 0;
      for (std::size_t i = 0; i < left.size(); ++i) {
        WhatIf tried = places_.with(with_one_more(found.changes, left[i]));
        if (best && !is_better(tried.place, best->place)) continue;
        best = std::move(tried);
        best_at = i;
      }
      if (!best) return std::nullopt;
      found = std::move(*best);
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(best_at));
    }
    for (std::size_t i = found.changes.size(); i-- > 0;) {
      std::vector<LevelChange> fewer = found.changes;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      WhatIf tried = places_.with(std::move(fewer));
      if (is_reached(goal_, tried.place)) found = std::move(tried);
    }
    return found;
  }

  static std::vector<LevelChange> with_one_more(std::vector<LevelChange> changes,
                                                const LevelChange& change) {
    const auto at = std::find_if(changes.begin(), changes.end(),
                                 [&](const LevelChange& c) { return c.skill > change.skill; });
    changes.insert(at, change);
    return changes;
  }

  WhatIf lowered(WhatIf found) const {
    for (std::size_t i = found.changes.size(); i-- > 0;) {
      for (;;) {
        const LevelChange& change = found.changes[i];
        const double lower = std::ceil(change.to * 2.0 - 1.0) / 2.0;  // the next half level below
        if (lower <= change.from.value_or(0.0)) break;
        std::vector<LevelChange> changes = found.changes;
        changes[i].to = lower;
        WhatIf tried = places_.with(std::move(changes));
        if (!is_reached(goal_, tried.place)) break;
        found = std::move(tried);
      }
    }
    return found;
  }

  const Places& places_;
  const Goal& goal_;
  std::vector<LevelChange> raises_;
  std::size_t tried_ = 0;
};

}  // namespace

Place place_of(const Scorer& scorer, const Profile& profile, CompanyId company,
               const RankOptions& options) {
  return Places(scorer, profile, company, options).with({}).place;
}

std::vector<WhatIf> single_raises(const Scorer& scorer, const Profile& profile, CompanyId company,
                                  const RankOptions& options) {
  const Places places(scorer, profile, company, options);
  std::vector<WhatIf> raises;
  for (const LevelChange& change : places.raises()) raises.push_back(places.with({change}));
  std::stable_sort(raises.begin(), raises.end(),
                   [](const WhatIf& a, const WhatIf& b) { return is_better(a.place, b.place); });
  return raises;
}

WhatIf all_raised(const Scorer& scorer, const Profile& profile, CompanyId company,
                  const RankOptions& options) {
  const Places places(scorer, profile, company, options);
  return places.with(places.raises());
}

FewestRaises fewest_raises(const Scorer& scorer, const Profile& profile, CompanyId company,
                           const Goal& goal, const RankOptions& options) {
  if (!goal.rank && !goal.pass_gates) throw std::invalid_argument("the goal asks for nothing");
  if (goal.rank && *goal.rank == 0) throw std::invalid_argument("ranks begin at 1");
  return Search(Places(scorer, profile, company, options), goal).run();
}

}  // namespace skillmatch
