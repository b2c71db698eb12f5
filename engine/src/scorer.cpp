#include "scaling.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <skillmatch/scorer.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

// dot / (norm · norm), where rounding may have left it a little above 1.
double clamped_cosine(double dot, double norm_a, double norm_b) noexcept {
  return std::clamp(dot / (norm_a * norm_b), 0.0, 1.0);
}

bool offers_something(const Company& company) noexcept {
  return std::any_of(company.offers.begin(), company.offers.end(),
                     [](const Offer& o) { return o.level > 0.0; });
}

}  // namespace

Scorer::Scorer(const Catalog& catalog, Model model) : catalog_(&catalog), model_(std::move(model)) {
  const Taxonomy& taxonomy = catalog.taxonomy();
  check_model(model_, taxonomy.size());
  const auto skills = static_cast<Eigen::Index>(taxonomy.size());
  weights_ = model_.weights.size() == 0 ? Vector::Ones(skills) : model_.weights;
  root_weights_ = weights_.cwiseSqrt();
  if (model_.relatedness > 0.0) {
    concepts_ = taxonomy.concept_matrix();
    concepts_of_ = concepts_.transpose();
  }

  cosine_.resize(catalog.requirement_count());
  coverage_.resize(catalog.requirement_count());
  rows_.resize(catalog.size());
  row_begin_.reserve(catalog.size() + 1);
  row_begin_.push_back(0);
  must_begin_.reserve(catalog.size() + 1);
  must_begin_.push_back(0);
  std::vector<double> concept_sums(taxonomy.concepts().size(), 0.0);
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const Requirements row = catalog.requirements(static_cast<CompanyId>(c));
    const std::size_t begin = row_begin_.back();
    row_begin_.push_back(begin + row.size());
    add_row(row, std::span(cosine_).subspan(begin, row.size()),
            std::span(coverage_).subspan(begin, row.size()), concept_sums, rows_[c]);
    must_begin_.push_back(musts_.size());
  }
}

void Scorer::add_row(const Requirements& row, std::span<double> cosine, std::span<double> coverage,
                     std::vector<double>& concept_sums, Row& result) {
  const auto weight = [&](std::size_t i) {
    return weights_[static_cast<Eigen::Index>(index(row.skills[i]))];
  };
  const auto root_weight = [&](std::size_t i) {
    return root_weights_[static_cast<Eigen::Index>(index(row.skills[i]))];
  };
  scale_products(
      cosine, [&](std::size_t i) { return root_weight(i) * row.importances[i] * row.levels[i]; },
      [&](std::size_t i) {
        return scaled_product({root_weight(i), row.importances[i], row.levels[i]});
      });
  const std::int64_t exponent = scale_products(
      coverage, [&](std::size_t i) { return weight(i) * row.importances[i]; },
      [&](std::size_t i) {
        return scaled_product({weight(i), row.importances[i]});
      });

  double asked = 0.0;
  for (const double x : coverage) asked += x;
  result.coverage = std::max(asked, scale(model_.breadth_floor, -exponent));
  result.norm = norm(row.skills, cosine, concept_sums);
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row.musts[i] != 0) musts_.push_back({row.skills[i], row.levels[i]});
  }
}

// √(xᵀKx) for the scaled vector x over `skills`: the sum of squares, shared out between the skills
// themselves and their concepts. `concept_sums` is all 0 before and after.
double Scorer::norm(std::span<const SkillId> skills, std::span<const double> x,
                    std::vector<double>& concept_sums) const {
  const double lambda = model_.relatedness;
  double sum = 0.0;
  for (std::size_t i = 0; i < skills.size(); ++i) sum += own_share(skills[i]) * x[i] * x[i];
  if (lambda == 0.0) return std::sqrt(sum);
  using Iterator = SparseRows::InnerIterator;
  for (std::size_t i = 0; i < skills.size(); ++i) {
    for (Iterator it(concepts_of_, static_cast<Eigen::Index>(index(skills[i]))); it; ++it) {
      concept_sums[static_cast<std::size_t>(it.col())] += it.value() * x[i];
    }
  }
  for (const SkillId skill : skills) {
    for (Iterator it(concepts_of_, static_cast<Eigen::Index>(index(skill))); it; ++it) {
      double& concept_sum = concept_sums[static_cast<std::size_t>(it.col())];
      sum += lambda * concept_sum * concept_sum;
      concept_sum = 0.0;  // each concept counts once
    }
  }
  return std::sqrt(sum);
}

// The part of K_ss that is not through shared concepts: 1 − λ, or 1 for a skill without any.
double Scorer::own_share(SkillId skill) const noexcept {
  if (model_.relatedness == 0.0) return 1.0;
  const bool alone = catalog_->taxonomy().skill(skill).broader.empty();
  return alone ? 1.0 : 1.0 - model_.relatedness;
}

Query Scorer::prepare(const Profile& profile) const {
  const Taxonomy& taxonomy = catalog_->taxonomy();
  const std::size_t skills = taxonomy.size();
  Query query;
  query.held_.assign(skills, -1.0);
  query.columns_.assign(skills, {0.0, 0.0});

  std::vector<SkillId> ids;
  std::vector<double> levels;
  for (const HeldSkill& held : profile.skills()) {
    if (index(held.skill) >= skills) {
      throw std::invalid_argument("a skill of the profile is not in the taxonomy");
    }
    query.held_[index(held.skill)] = held.level;
    query.columns_[index(held.skill)].lent_level = held.level;
    ids.push_back(held.skill);
    levels.push_back(held.level);
  }
  std::vector<double> u(ids.size());  // √w u, scaled
  const auto root_weight = [&](std::size_t i) {
    return root_weights_[static_cast<Eigen::Index>(index(ids[i]))];
  };
  scale_products(
      u, [&](std::size_t i) { return root_weight(i) * levels[i]; },
      [&](std::size_t i) {
        return scaled_product({root_weight(i), levels[i]});
      });

  for (std::size_t i = 0; i < ids.size(); ++i) {
    query.columns_[index(ids[i])].direction = own_share(ids[i]) * u[i];
  }
  if (model_.relatedness > 0.0) lend(ids, levels, u, query);

  std::vector<double> concept_sums(taxonomy.concepts().size(), 0.0);
  query.norm_ = norm(ids, u, concept_sums);
  if (query.norm_ == 0.0) {
    const bool holds_something =
        std::any_of(levels.begin(), levels.end(), [](double level) { return level > 0.0; });
    query.not_ranked_ =
        holds_something ? NotRankedReason::no_profile_weight : NotRankedReason::empty_profile;
  }
  prepare_wants(profile, query);
  return query;
}

// What related skills lend: K's part through concepts to the direction, and û to coverage.
void Scorer::lend(std::span<const SkillId> ids, std::span<const double> levels,
                  std::span<const double> u, Query& query) const {
  const auto skills = static_cast<Eigen::Index>(query.columns_.size());
  Vector dense = Vector::Zero(skills);
  Vector best_level = Vector::Zero(concepts_.rows());
  using Iterator = SparseRows::InnerIterator;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto s = static_cast<Eigen::Index>(index(ids[i]));
    dense[s] = u[i];
    for (Iterator it(concepts_of_, s); it; ++it) {
      best_level[it.col()] = std::max(best_level[it.col()], levels[i]);
    }
  }
  const Vector concept_sums = concepts_ * dense;
  for (Eigen::Index s = 0; s < skills; ++s) {
    Query::Column& column = query.columns_[static_cast<std::size_t>(s)];
    double lent = 0.0;
    double best = 0.0;
    for (Iterator it(concepts_of_, s); it; ++it) {
      lent += it.value() * concept_sums[it.col()];
      best = std::max(best, best_level[it.col()]);
    }
    column.direction += model_.relatedness * lent;
    column.lent_level = std::max(column.lent_level, model_.relatedness * best);
  }
}

void Scorer::prepare_wants(const Profile& profile, Query& query) const {
  if (profile.wants().empty()) return;
  query.wants_.assign(catalog_->taxonomy().attributes().size(), 0.0);
  std::vector<double> wants(profile.wants().size());
  scale_products(
      wants, [&](std::size_t i) { return profile.wants()[i].importance; },
      [&](std::size_t i) { return scaled_product({profile.wants()[i].importance}); });
  double sum = 0.0;
  for (std::size_t i = 0; i < wants.size(); ++i) {
    const std::size_t attribute = index(profile.wants()[i].attribute);
    if (attribute >= query.wants_.size()) {
      throw std::invalid_argument("a wanted attribute is not in the taxonomy");
    }
    query.wants_[attribute] = wants[i];
    sum += wants[i] * wants[i];
  }
  query.wants_norm_ = std::sqrt(sum);
}

std::optional<NotRankedReason> Scorer::not_ranked(CompanyId company) const noexcept {
  if (rows_[index(company)].norm > 0.0) return std::nullopt;
  const bool asks = row_begin_[index(company)] != row_begin_[index(company) + 1];
  return asks ? NotRankedReason::no_weight : NotRankedReason::no_requirements;
}

// The one place where a requirement meets a profile: its part of cᵀKu and of Σ w a min(û/r, 1).
Scorer::Term Scorer::term(const Query::Column& column, std::size_t entry,
                          double level) const noexcept {
  const double held = column.lent_level >= level ? 1.0 : column.lent_level / level;
  return {cosine_[entry] * column.direction, coverage_[entry] * held};
}

Score Scorer::score(const Query& query, CompanyId company) const noexcept {
  const Requirements row = catalog_->requirements(company);
  const std::size_t begin = row_begin_[index(company)];
  double dot = 0.0;
  double covered = 0.0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    // Most skills are neither held nor lent and add 0, but asking first is dearer than adding: with
    // skills as unevenly frequent as they are, the branch is guessed wrong often and a million
    // companies of 40 requirements take 2.1 times as long.
    const Term t = term(query.columns_[index(row.skills[i])], begin + i, row.levels[i]);
    dot += t.dot;
    covered += t.covered;
  }
  const Row& r = rows_[index(company)];
  Score result;
  result.cosine = clamped_cosine(dot, query.norm_, r.norm);
  result.coverage = std::min(covered / r.coverage, 1.0);
  result.score = model_.blend * result.cosine + (1.0 - model_.blend) * result.coverage;
  for (std::size_t m = must_begin_[index(company)]; m < must_begin_[index(company) + 1]; ++m) {
    const double held = query.held_[index(musts_[m].skill)];
    result.gate = worse(result.gate,
                        gate_of(held < 0.0 ? std::nullopt : std::optional(held), musts_[m].level));
  }
  return result;
}

double Scorer::mutual(const Query& query, CompanyId company, double score) const noexcept {
  const std::vector<Offer>& offers = catalog_->company(company).offers;
  double greatest = 0.0;
  for (const Offer& o : offers) greatest = std::max(greatest, o.level);
  int exponent = 0;
  std::frexp(greatest, &exponent);
  double dot = 0.0;
  double sum = 0.0;
  for (const Offer& o : offers) {
    const double offered = scale(o.level, -exponent);
    dot += offered * query.wants_[index(o.attribute)];
    sum += offered * offered;
  }
  const double wanted = clamped_cosine(dot, query.wants_norm_, std::sqrt(sum));
  return score > 0.0 && wanted > 0.0 ? 2.0 * score * wanted / (score + wanted) : 0.0;
}

std::vector<SkillTerm> Scorer::terms(const Query& query, CompanyId company) const {
  const Requirements row = catalog_->requirements(company);
  const std::size_t begin = row_begin_[index(company)];
  const Row& r = rows_[index(company)];
  std::vector<SkillTerm> result;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Query::Column& column = query.columns_[index(row.skills[i])];
    const double held = query.held_[index(row.skills[i])];
    const Term t = term(column, begin + i, row.levels[i]);
    result.push_back({row[i], held < 0.0 ? std::nullopt : std::optional(held), column.lent_level,
                      model_.blend * (t.dot / (query.norm_ * r.norm)),
                      (1.0 - model_.blend) * (t.covered / r.coverage)});
  }
  return result;
}

Ranking Scorer::rank(const Profile& profile, const RankOptions& options) const {
  if (options.mutual && profile.wants().empty()) {
    throw std::invalid_argument("a mutual ranking needs a profile that wants something");
  }
  const Query query = prepare(profile);
  TopK best(options.k, catalog_->size());
  Ranking ranking;
  for (std::size_t c = 0; c < catalog_->size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    const Company& company = catalog_->company(id);
    if (options.field && company.field != options.field) continue;
    std::optional<NotRankedReason> reason = query.not_ranked();
    if (!reason) reason = not_ranked(id);
    if (!reason && options.mutual && !offers_something(company))
      reason = NotRankedReason::no_offers;
    if (reason) {
      ranking.not_ranked.push_back({id, *reason});
      continue;
    }
    RankedCompany result{id, score(query, id)};
    if (options.mutual) result.score.mutual = mutual(query, id, result.score.score);
    best.push(result);
    ++ranking.scored;
  }
  ranking.results = best.take_sorted();
  return ranking;
}

}  // namespace skillmatch
