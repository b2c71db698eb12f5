#include "relatedness.h"
#include "scaling.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <Eigen/Core>

#include <skillmatch/scorer.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

// dot / (norm · norm), where rounding may have left it a little above 1.
double clamped_cosine(double dot, double norm_a, double norm_b) noexcept {
  return std::clamp(dot / (norm_a * norm_b), 0.0, 1.0);
}

double norm_of(std::span<const double> x) noexcept {
  double sum = 0.0;
  for (const double value : x) sum += value * value;
  return std::sqrt(sum);
}

}  // namespace

Scorer::Scorer(const Catalog& catalog, Model model) : catalog_(&catalog), model_(std::move(model)) {
  const Taxonomy& taxonomy = catalog.taxonomy();
  check_model(model_, taxonomy.size());
  if (model_.weights.empty()) model_.weights.assign(taxonomy.size(), 1.0);
  const auto skills = static_cast<Eigen::Index>(taxonomy.size());
  root_weights_.resize(taxonomy.size());
  Eigen::Map<Eigen::ArrayXd>(root_weights_.data(), skills) =
      Eigen::Map<const Eigen::ArrayXd>(model_.weights.data(), skills).sqrt();
  relatedness_ = std::make_shared<const Relatedness>(taxonomy, model_.relatedness);

  cosine_.resize(catalog.requirement_count());
  coverage_.resize(catalog.requirement_count());
  rows_.resize(catalog.size());
  for (auto* begin : {&row_begin_, &must_begin_, &offer_begin_}) {
    begin->reserve(catalog.size() + 1);
    begin->push_back(0);
  }
  Eigen::VectorXd concept_sums = relatedness_->no_sums();
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    const Requirements row = catalog.requirements(id);
    const std::size_t begin = row_begin_.back();
    const std::span cosine = std::span(cosine_).subspan(begin, row.size());
    scale_requirements(row, cosine, std::span(coverage_).subspan(begin, row.size()), rows_[c]);
    rows_[c].norm = relatedness_->norm(row.skills, cosine, concept_sums);
    scale_offers(catalog.company(id).offers, rows_[c]);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row.musts[i] != 0) musts_.push_back({row.skills[i], row.levels[i]});
    }
    row_begin_.push_back(begin + row.size());
    must_begin_.push_back(musts_.size());
    offer_begin_.push_back(offers_.size());
  }
}

void Scorer::scale_requirements(const Requirements& row, std::span<double> cosine,
                                std::span<double> coverage, Row& result) const {
  const auto weight = [&](std::size_t i) { return model_.weights[index(row.skills[i])]; };
  const auto root_weight = [&](std::size_t i) { return root_weights_[index(row.skills[i])]; };
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
}

void Scorer::scale_offers(const std::vector<Offer>& offers, Row& result) {
  const std::size_t begin = offers_.size();
  offers_.resize(begin + offers.size());
  const std::span scaled = std::span(offers_).subspan(begin);
  scale_products(
      scaled, [&](std::size_t i) { return offers[i].level; },
      [&](std::size_t i) { return scaled_product({offers[i].level}); });
  result.offer_norm = norm_of(scaled);
}

Query Scorer::prepare(const Profile& profile) const {
  const std::size_t skills = catalog_->taxonomy().size();
  Query query;
  query.held_.assign(skills, -1.0);
  std::vector<SkillId> ids;
  std::vector<double> levels;
  for (const HeldSkill& held : profile.skills()) {
    if (index(held.skill) >= skills) {
      throw std::invalid_argument("a skill of the profile is not in the taxonomy");
    }
    query.held_[index(held.skill)] = held.level;
    ids.push_back(held.skill);
    levels.push_back(held.level);
  }
  std::vector<double> u(ids.size());  // √w u, scaled
  const auto root_weight = [&](std::size_t i) { return root_weights_[index(ids[i])]; };
  scale_products(
      u, [&](std::size_t i) { return root_weight(i) * levels[i]; },
      [&](std::size_t i) {
        return scaled_product({root_weight(i), levels[i]});
      });

  const Eigen::VectorXd directions = relatedness_->times(ids, u);
  const Eigen::VectorXd lent_levels = relatedness_->lent_levels(ids, levels);
  query.columns_.reserve(skills);
  for (Eigen::Index s = 0; s < directions.size(); ++s) {
    query.columns_.push_back({lent_levels[s], directions[s]});
  }
  Eigen::VectorXd concept_sums = relatedness_->no_sums();
  query.norm_ = relatedness_->norm(ids, u, concept_sums);
  if (query.norm_ == 0.0) {
    const bool holds_something =
        std::any_of(levels.begin(), levels.end(), [](double level) { return level > 0.0; });
    query.not_ranked_ =
        holds_something ? NotRankedReason::no_profile_weight : NotRankedReason::empty_profile;
  }
  prepare_wants(profile, query);
  return query;
}

void Scorer::prepare_wants(const Profile& profile, Query& query) const {
  if (profile.wants().empty()) return;
  query.wants_.assign(catalog_->taxonomy().attributes().size(), 0.0);
  std::vector<double> wants(profile.wants().size());
  scale_products(
      wants, [&](std::size_t i) { return profile.wants()[i].importance; },
      [&](std::size_t i) { return scaled_product({profile.wants()[i].importance}); });
  for (std::size_t i = 0; i < wants.size(); ++i) {
    const std::size_t attribute = index(profile.wants()[i].attribute);
    if (attribute >= query.wants_.size()) {
      throw std::invalid_argument("a wanted attribute is not in the taxonomy");
    }
    query.wants_[attribute] = wants[i];
  }
  query.wants_norm_ = norm_of(wants);
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
  const std::size_t begin = offer_begin_[index(company)];
  double dot = 0.0;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    dot += offers_[begin + i] * query.wants_[index(offers[i].attribute)];
  }
  const double wanted = clamped_cosine(dot, query.wants_norm_, rows_[index(company)].offer_norm);
  // Not score · wanted first: the product of two tiny ones would vanish.
  return score > 0.0 && wanted > 0.0 ? 2.0 * score * (wanted / (score + wanted)) : 0.0;
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
    if (options.field && catalog_->company(id).field != options.field) continue;
    std::optional<NotRankedReason> reason = query.not_ranked();
    if (!reason) reason = not_ranked(id);
    if (!reason && options.mutual && rows_[c].offer_norm == 0.0) {
      reason = NotRankedReason::no_offers;
    }
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
