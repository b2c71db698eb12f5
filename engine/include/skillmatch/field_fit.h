// Floor 3: how well each field of work suits a profile, and what its companies ask for that others
// do not.
//
//   fit(u, F) = the score of the company of F that ranks first for u; 0 where its gate fails, as
//               then every gate of F fails
//
// So the best fit is the field of the first company of Scorer::rank, and meeting a must never
// lowers a fit. It is what a learning plan with LearningGoal::Value::score and one company makes
// great: the fit in reach of a budget is measured as the fit now. A mean of several companies would
// say less: a person who meets all that the best one asks for would fit a field the worse for two
// others there whose musts they do not meet.
//
// What distinguishes F from the rest is the difference of two means: demand(s, F) = the mean of
// a_s r_s over the companies of F, less the same over all other companies; the weights by which
// Rocchio (The SMART retrieval system, 1971) tells one set of vectors from another. Unlike a ratio
// it stays low for what only one company asks for, and needs no floor where nobody else does.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/effort.h>
#include <skillmatch/learning_plan.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch {

// How many companies of a field are told of, where there are as many.
inline constexpr std::size_t kBestOfField = 3;

struct FieldFit {
  FieldId field;
  std::size_t companies = 0;  // of the field
  std::size_t scored = 0;     // of those, that have a score under the model
  std::size_t barred = 0;     // of those, whose gate fails for the profile
  // In [0, 1]; nothing where none of them has a score or the profile has none.
  std::optional<double> fit = {};
  std::vector<RankedCompany> best = {};  // kBestOfField of them, best first under ranks_before
};

// A field that somebody would choose first.
struct FieldChoice {
  FieldId field;
  double fit;  // in (0, 1]
};

// The fits of any profiles under one scorer.
class FieldScorer {
 public:
  // O(N). `scorer` must outlive it.
  explicit FieldScorer(const Scorer& scorer);

  const Scorer& scorer() const noexcept { return *scorer_; }
  // The companies of a field that have a score, in catalog order.
  std::span<const CompanyId> scored(FieldId field) const noexcept;

  // One a field, in catalog order. One score a company. Throws as Scorer::prepare.
  std::vector<FieldFit> fits(const Profile& profile) const;
  // The fit for one of them.
  std::optional<double> fit(const Profile& profile, FieldId field) const;
  // The field of the highest fit, of equal ones that of the company that ranks first; nothing where
  // no fit is above 0. `query` is of this scorer.
  std::optional<FieldChoice> first_choice(const Query& query) const noexcept;
  // The same of each profile, in their order, as Scorer::rank_all finds it: fast with an index.
  // Throws as Scorer::prepare.
  std::vector<std::optional<FieldChoice>> first_choices(
      std::span<const ProfileView> profiles) const;

 private:
  struct Best {
    std::array<RankedCompany, kBestOfField> companies;
    std::size_t count = 0;
    std::size_t barred = 0;
    double fit() const noexcept;
  };
  Best best_of(const Query& query, FieldId field) const noexcept;
  std::optional<FieldChoice> choice_of(const RankedCompany& first) const noexcept;

  const Scorer* scorer_;
  std::vector<std::size_t> sizes_;    // companies of each field
  std::vector<std::size_t> begin_;    // fields + 1: of each among
  std::vector<CompanyId> companies_;  // those with a score, by field, then ascending
};

// The best fit for a field that was found within a number of hours.
struct ReachableFit {
  double fit;         // at least the fit now, which is 0 for a profile that holds nothing
  LearningPlan plan;  // that leads there; its values are fits
};

// For each field, in catalog order, the plan whose value is its fit, and the fit that it leads to;
// nothing for a field without a company that has a score. The same for any number of threads.
// Throws as learning_plan.
std::vector<std::optional<ReachableFit>> reachable_fits(const FieldScorer& fields,
                                                        const Profile& profile,
                                                        const LearningHours& hours, double budget,
                                                        unsigned threads = 1);

// A skill that companies of one field ask for more than others do.
struct FieldSkill {
  SkillId skill;
  double here;           // the mean of a·r over the companies of the field, in (0, 5]
  double elsewhere;      // over all other companies, in [0, here); 0 without any
  std::size_t asked_by;  // companies of the field, at least 1
  double level;          // the mean of r over those, in (0, 5]
};

// For each field, in catalog order, the `most` skills of the greatest here − elsewhere, above 0; of
// equal ones the lower skill. O(requirements). Nothing of a model is in it.
std::vector<std::vector<FieldSkill>> distinguishing_skills(const Catalog& catalog,
                                                           std::size_t most);

}  // namespace skillmatch
