// Floor 3: what other candidates make of a profile's chances in each field of work. A rival in a
// field is a candidate whose first choice it is (FieldScorer::first_choice); who would rather go
// elsewhere is none.
//
//   percentile = (B + E/2) / N of the N rivals in a field, B with a lower fit than the profile's
//                and E with the very same: the mid-rank percentile (Crocker & Algina, Introduction
//                to Classical and Modern Test Theory, 1986)
//   crowding   = (A + E/2) / n, A rivals with a higher fit, n companies of the field: how many are
//                ahead for each company
//
// Best fit and best chance are two things. The best chance, the niche, is the field with the least
// crowding of those in reach, whose fit is at least kWithinReach of the best: by the percentile
// alone a candidate ahead of 90 % of 1,000 for two companies would stand out more than one ahead of
// 3 of 4 for three.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <skillmatch/field_fit.h>
#include <skillmatch/profile.h>

namespace skillmatch {

// The share of the best fit from which on a field is in reach.
inline constexpr double kWithinReach = 2.0 / 3.0;

// The candidates who would choose one field first.
struct FieldRivals {
  std::size_t count = 0;
  std::size_t ahead = 0;  // of those, with a higher fit than the profile
  std::size_t level = 0;  // with the very same fit

  // In [0, 1]; nothing without rivals.
  std::optional<double> percentile() const noexcept;
};

struct Competition {
  std::vector<FieldRivals> fields = {};  // in catalog order
  std::size_t candidates = 0;            // in the pool; the sum of the next five
  std::size_t choosing = 0;              // a rival in one of the fields
  std::size_t without_choice = 0;        // have a score, but no fit above 0
  std::size_t not_ranked = 0;            // hold nothing that has weight
  // The person, not a rival: whoever has the profile's id, and where nobody has, one of those who
  // have exactly its levels and wants.
  std::size_t same_id = 0;
  std::size_t same_levels = 0;  // 0 or 1
  std::size_t alike = 0;  // have exactly its levels and wants under another id, left out or not
};

// The candidates of a pool, however many, beside one profile. What it finds depends neither on
// their order nor on groups or threads.
class FieldPool {
 public:
  // `fields` must outlive it. Throws std::invalid_argument for a profile that cannot be ranked.
  FieldPool(const FieldScorer& fields, const Profile& profile);

  // Ranks each candidate's first company. Throws as Scorer::prepare.
  void add(std::span<const ProfileView> candidates, unsigned threads = 1);

  Competition competition() const;

 private:
  void add_one(const ProfileView& candidate, const std::optional<FieldChoice>& choice,
               Competition& counts) const;

  const FieldScorer* fields_;
  Profile profile_;
  std::vector<double> own_;  // the fits of the profile; below 0 where there is none
  std::optional<FieldChoice> choice_;
  Competition counts_;
};

struct FieldOutlook {
  std::optional<FieldId> best_fit;     // nothing where no fit is above 0
  std::optional<FieldId> best_chance;  // nothing without competition, too
};

// Of equal fits the field of the company that ranks first is the best, as it is the first choice;
// of equal crowding the one with the higher fit, then catalog order. `rivals` is empty without a
// pool, else one a field.
FieldOutlook outlook(std::span<const FieldFit> fits, std::span<const FieldRivals> rivals);

}  // namespace skillmatch
