#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <utility>

#include <skillmatch/field_fit.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

// Companies in the order of their fields, without those that are of none.
struct ByField {
  std::vector<std::size_t> begin;  // fields + 1
  std::vector<CompanyId> companies;
};

template <typename Keep>
ByField by_field(const Catalog& catalog, Keep keep) {
  ByField result;
  result.begin.assign(catalog.fields().size() + 1, 0);
  const auto for_each = [&](auto use) {
    for (std::size_t c = 0; c < catalog.size(); ++c) {
      const auto company = static_cast<CompanyId>(c);
      const std::optional<FieldId> field = catalog.field_of(company);
      if (field && keep(company)) use(index(*field), company);
    }
  };
  for_each([&](std::size_t field, CompanyId) { ++result.begin[field + 1]; });
  std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
  result.companies.resize(result.begin.back());
  std::vector<std::size_t> next(result.begin.begin(), result.begin.end() - 1);
  for_each(
      [&](std::size_t field, CompanyId company) { result.companies[next[field]++] = company; });
  return result;
}

// Sums over companies, one a skill.
struct Demand {
  explicit Demand(std::size_t skills) : importance_level(skills), level(skills), asked_by(skills) {}

  void add(const Requirements& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement requirement = row[i];
      const std::size_t s = index(requirement.skill);
      if (asked_by[s]++ == 0) asked.push_back(requirement.skill);
      importance_level[s] += requirement.importance * requirement.level;
      level[s] += requirement.level;
    }
  }
  void clear() {
    for (const SkillId skill : asked) {
      importance_level[index(skill)] = 0.0;
      level[index(skill)] = 0.0;
      asked_by[index(skill)] = 0;
    }
    asked.clear();
  }

  std::vector<double> importance_level;
  std::vector<double> level;
  std::vector<std::size_t> asked_by;
  std::vector<SkillId> asked;  // those above 0
};

}  // namespace

FieldScorer::FieldScorer(const Scorer& scorer)
    : scorer_(&scorer), sizes_(scorer.catalog().fields().size()) {
  const Catalog& catalog = scorer.catalog();
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    if (const auto field = catalog.field_of(static_cast<CompanyId>(c))) ++sizes_[index(*field)];
  }
  ByField scored =
      by_field(catalog, [&](CompanyId company) { return !scorer.not_ranked(company); });
  begin_ = std::move(scored.begin);
  companies_ = std::move(scored.companies);
}

std::span<const CompanyId> FieldScorer::scored(FieldId field) const noexcept {
  const std::size_t begin = begin_[index(field)];
  return std::span(companies_).subspan(begin, begin_[index(field) + 1] - begin);
}

double FieldScorer::Best::fit() const noexcept {
  const Score& first = companies[0].score;
  return first.gate == Gate::fail ? 0.0 : first.score;
}

FieldScorer::Best FieldScorer::best_of(const Query& query, FieldId field) const noexcept {
  Best best;
  for (const CompanyId company : scored(field)) {
    const RankedCompany result{company, scorer_->score(query, company)};
    if (result.score.gate == Gate::fail) ++best.barred;
    std::size_t at = best.count;
    while (at > 0 && ranks_before(result, best.companies[at - 1])) --at;
    if (at == kBestOfField) continue;
    best.count = std::min(best.count + 1, kBestOfField);
    for (std::size_t i = best.count - 1; i > at; --i) best.companies[i] = best.companies[i - 1];
    best.companies[at] = result;
  }
  return best;
}

std::vector<FieldFit> FieldScorer::fits(const Profile& profile) const {
  const Query query = scorer_->prepare(profile);
  std::vector<FieldFit> fits;
  for (std::size_t f = 0; f < sizes_.size(); ++f) {
    const auto field = static_cast<FieldId>(f);
    FieldFit fit{field, sizes_[f], scored(field).size()};
    if (!query.not_ranked() && fit.scored > 0) {
      const Best best = best_of(query, field);
      fit.barred = best.barred;
      fit.fit = best.fit();
      fit.best.assign(best.companies.begin(),
                      best.companies.begin() + static_cast<std::ptrdiff_t>(best.count));
    }
    fits.push_back(std::move(fit));
  }
  return fits;
}

std::optional<double> FieldScorer::fit(const Profile& profile, FieldId field) const {
  const Query query = scorer_->prepare(profile);
  if (query.not_ranked() || scored(field).empty()) return std::nullopt;
  return best_of(query, field).fit();
}

std::optional<FieldChoice> FieldScorer::first_choice(const Query& query) const noexcept {
  if (query.not_ranked()) return std::nullopt;
  std::optional<RankedCompany> first;
  for (std::size_t f = 0; f < sizes_.size(); ++f) {
    const auto field = static_cast<FieldId>(f);
    if (scored(field).empty()) continue;
    const RankedCompany best = best_of(query, field).companies[0];
    if (!first || ranks_before(best, *first)) first = best;
  }
  return first ? choice_of(*first) : std::nullopt;
}

std::vector<std::optional<FieldChoice>> FieldScorer::first_choices(
    std::span<const ProfileView> profiles) const {
  RankOptions options;
  options.k = 1;
  const std::vector<Ranking> rankings = scorer_->rank_all(profiles, options);
  std::vector<std::optional<FieldChoice>> choices;
  for (std::size_t p = 0; p < profiles.size(); ++p) {
    const std::vector<RankedCompany>& first = rankings[p].results;
    if (first.empty()) {
      choices.emplace_back();
    } else if (scorer_->catalog().field_of(first[0].company)) {
      choices.push_back(choice_of(first[0]));
    } else {
      choices.push_back(first_choice(scorer_->prepare(profiles[p])));
    }
  }
  return choices;
}

std::optional<FieldChoice> FieldScorer::choice_of(const RankedCompany& first) const noexcept {
  if (first.score.gate == Gate::fail || first.score.score == 0.0) return std::nullopt;
  return FieldChoice{*scorer_->catalog().field_of(first.company), first.score.score};
}

std::vector<std::optional<ReachableFit>> reachable_fits(const FieldScorer& fields,
                                                        const Profile& profile,
                                                        const LearningHours& hours, double budget,
                                                        unsigned threads) {
  LearningGoal goal;
  goal.value = LearningGoal::Value::score;
  goal.top = 1;
  std::vector<std::optional<ReachableFit>> result(fields.scorer().catalog().fields().size());
  // One plan may take many times as long as another: a thread takes the next as it is done.
  std::atomic<std::size_t> next = 0;
  for_each_part(std::min<unsigned>(threads, static_cast<unsigned>(result.size())), [&](unsigned) {
    for (std::size_t f = next++; f < result.size(); f = next++) {
      const auto field = static_cast<FieldId>(f);
      const std::span<const CompanyId> scope = fields.scored(field);
      if (scope.empty()) continue;
      LearningPlan plan = learning_plan(fields.scorer(), profile, hours, scope, budget, goal);
      Profile then = profile;
      for (const LearningStep& step : plan.steps) {
        then = then.with(step.change.skill, step.change.to);
      }
      result[f] = {fields.fit(then, field).value_or(0.0), std::move(plan)};
    }
  });
  return result;
}

std::vector<std::vector<FieldSkill>> distinguishing_skills(const Catalog& catalog,
                                                           std::size_t most) {
  const std::size_t skills = catalog.taxonomy().size();
  Demand everywhere(skills);
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    everywhere.add(catalog.requirements(static_cast<CompanyId>(c)));
  }
  const ByField groups = by_field(catalog, [](CompanyId) { return true; });
  const auto mean = [](double sum, std::size_t count) {
    return count == 0 ? 0.0 : sum / static_cast<double>(count);
  };
  std::vector<std::vector<FieldSkill>> result;
  Demand here(skills);
  for (std::size_t f = 0; f < catalog.fields().size(); ++f) {
    const std::size_t size = groups.begin[f + 1] - groups.begin[f];
    here.clear();
    for (std::size_t i = groups.begin[f]; i < groups.begin[f + 1]; ++i) {
      here.add(catalog.requirements(groups.companies[i]));
    }
    std::vector<FieldSkill> found;
    for (const SkillId skill : here.asked) {
      const std::size_t s = index(skill);
      // Exactly 0 where nobody else asks for it, as both are summed in catalog order.
      const double others =
          std::max(everywhere.importance_level[s] - here.importance_level[s], 0.0);
      const FieldSkill it{skill, mean(here.importance_level[s], size),
                          mean(others, catalog.size() - size), here.asked_by[s],
                          mean(here.level[s], here.asked_by[s])};
      if (it.here > it.elsewhere) found.push_back(it);
    }
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(most, found.size()));
    std::partial_sort(found.begin(), end, found.end(),
                      [](const FieldSkill& a, const FieldSkill& b) {
                        const double of_a = a.here - a.elsewhere;
                        const double of_b = b.here - b.elsewhere;
                        return of_a != of_b ? of_a > of_b : a.skill < b.skill;
                      });
    found.erase(end, found.end());
    result.push_back(std::move(found));
  }
  return result;
}

}  // namespace skillmatch
