#include "parallel.h"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <utility>

#include <skillmatch/field_competition.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

// Fewer candidates than this are scored in less time than a thread takes to start.
constexpr std::size_t kCandidatesWorthAThread = 64;

bool is_alike(const ProfileView& a, const ProfileView& b) noexcept {
  return std::ranges::equal(a.skills, b.skills,
                            [](const HeldSkill& x, const HeldSkill& y) {
                              return x.skill == y.skill && x.level == y.level;
                            }) &&
         std::ranges::equal(a.wants, b.wants, [](const Want& x, const Want& y) {
           return x.attribute == y.attribute && x.importance == y.importance;
         });
}

// Twice the numerator of the crowding: a whole number.
std::size_t twice_ahead(const FieldRivals& rivals) noexcept {
  return 2 * rivals.ahead + rivals.level;
}

// Of two fits above 0; of equal ones the one whose company ranks first, as
// FieldScorer::first_choice.
bool is_better(const FieldFit& a, const FieldFit& b) noexcept {
  if (*a.fit != *b.fit) return *a.fit > *b.fit;
  return !a.best.empty() && !b.best.empty() && ranks_before(a.best[0], b.best[0]);
}

void join(const Competition& counts, Competition& sum) {
  for (std::size_t f = 0; f < counts.fields.size(); ++f) {
    sum.fields[f].count += counts.fields[f].count;
    sum.fields[f].ahead += counts.fields[f].ahead;
    sum.fields[f].level += counts.fields[f].level;
  }
  sum.candidates += counts.candidates;
  sum.choosing += counts.choosing;
  sum.without_choice += counts.without_choice;
  sum.not_ranked += counts.not_ranked;
  sum.same_id += counts.same_id;
  sum.alike += counts.alike;
}

}  // namespace

std::optional<double> FieldRivals::percentile() const noexcept {
  if (count == 0) return std::nullopt;
  const std::size_t below = count - ahead - level;
  return (static_cast<double>(below) + static_cast<double>(level) / 2.0) /
         static_cast<double>(count);
}

FieldPool::FieldPool(const FieldScorer& fields, const Profile& profile)
    : fields_(&fields), profile_(profile) {
  const Query query = fields.scorer().prepare(profile);
  if (query.not_ranked()) throw std::invalid_argument("the profile cannot be ranked");
  choice_ = fields.first_choice(query);
  for (const FieldFit& fit : fields.fits(profile)) own_.push_back(fit.fit.value_or(-1.0));
  counts_.fields.resize(own_.size());
}

void FieldPool::add_one(const ProfileView& candidate, const std::optional<FieldChoice>& choice,
                        Competition& counts) const {
  ++counts.candidates;
  if (candidate.id == profile_.id()) {
    ++counts.same_id;
    return;
  }
  if (is_alike(candidate, profile_.view())) ++counts.alike;
  if (!choice) {
    const bool is_ranked = !fields_->scorer().prepare(candidate).not_ranked();
    ++(is_ranked ? counts.without_choice : counts.not_ranked);
    return;
  }
  ++counts.choosing;
  FieldRivals& rivals = counts.fields[index(choice->field)];
  const double own = own_[index(choice->field)];
  ++rivals.count;
  if (choice->fit > own) ++rivals.ahead;
  if (choice->fit == own) ++rivals.level;
}

void FieldPool::add(std::span<const ProfileView> candidates, unsigned threads) {
  std::mutex mutex;
  for_each_range(threads, candidates.size(), kCandidatesWorthAThread,
                 [&](std::size_t begin, std::size_t end) {
                   Competition counts;
                   counts.fields.resize(own_.size());
                   const std::span part = candidates.subspan(begin, end - begin);
                   const auto choices = fields_->first_choices(part);
                   for (std::size_t i = 0; i < part.size(); ++i) {
                     add_one(part[i], choices[i], counts);
                   }
                   const std::lock_guard lock(mutex);
                   join(counts, counts_);
                 });
}

// Whoever is alike chooses as the profile does, whichever of them it is that is left out.
Competition FieldPool::competition() const {
  Competition result = counts_;
  if (result.same_id > 0 || result.alike == 0) return result;
  result.same_levels = 1;
  if (!choice_) {
    --result.without_choice;
    return result;
  }
  --result.choosing;
  FieldRivals& rivals = result.fields[index(choice_->field)];
  --rivals.count;
  --rivals.level;
  return result;
}

FieldOutlook outlook(std::span<const FieldFit> fits, std::span<const FieldRivals> rivals) {
  const FieldFit* best = nullptr;
  for (const FieldFit& fit : fits) {
    if (fit.fit.value_or(0.0) == 0.0) continue;
    if (best == nullptr || is_better(fit, *best)) best = &fit;
  }
  if (best == nullptr) return {};
  FieldOutlook result{best->field, {}};
  if (rivals.empty()) return result;
  if (rivals.size() != fits.size()) throw std::invalid_argument("there are not rivals a field");
  const FieldFit* chance = nullptr;
  for (std::size_t f = 0; f < fits.size(); ++f) {
    const FieldFit& fit = fits[f];
    if (fit.fit.value_or(-1.0) < kWithinReach * *best->fit) continue;
    if (chance == nullptr) {
      chance = &fit;
      continue;
    }
    const std::size_t c = static_cast<std::size_t>(chance - fits.data());
    // a/n < b/m as whole numbers.
    const std::size_t its = twice_ahead(rivals[f]) * chance->companies;
    const std::size_t least = twice_ahead(rivals[c]) * fit.companies;
    if (its < least || (its == least && *fit.fit > *chance->fit)) chance = &fit;
  }
  result.best_chance = chance->field;
  return result;
}

}  // namespace skillmatch
