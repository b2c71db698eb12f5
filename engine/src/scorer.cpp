#include "column_table.h"
#include "parallel.h"
#include "relatedness.h"
#include "scaling.h"
#include "scan_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <Eigen/Core>

#include <skillmatch/index.h>
#include <skillmatch/scorer.h>

namespace skillmatch {
namespace {

// dot / (norm · norm), where rounding may have left it a little above 1.
double clamped_cosine(double dot, double norm_a, double norm_b) noexcept {
  return std::clamp(dot / (norm_a * norm_b), 0.0, 1.0);
}

// One row of a table as plain arrays.
struct UnpackedRow {
  std::vector<SkillId> skills;
  std::vector<double> levels;
  std::vector<double> importances;

  void read(const RequirementTable& table, const Requirements& row) {
    skills.resize(row.size());
    levels.resize(row.size());
    importances.resize(row.size());
    table.skills().visit(row.begin_entry(), row.size(), [&](auto stored) {
      for (std::size_t i = 0; i < stored.size(); ++i) skills[i] = static_cast<SkillId>(stored[i]);
    });
    table.levels().read(row.begin_entry(), levels);
    table.importances().read(row.begin_entry(), importances);
  }
};

}  // namespace

Scorer::Scorer(const Catalog& catalog, Model model, unsigned threads)
    : catalog_(&catalog), model_(std::move(model)) {
  catalog.check();  // what follows may be noexcept
  const Taxonomy& taxonomy = catalog.taxonomy();
  check_model(model_, taxonomy.size());
  if (model_.weights.empty()) model_.weights.assign(taxonomy.size(), 1.0);
  const auto skills = static_cast<Eigen::Index>(taxonomy.size());
  root_weights_.resize(taxonomy.size());
  Eigen::Map<Eigen::ArrayXd>(root_weights_.data(), skills) =
      Eigen::Map<const Eigen::ArrayXd>(model_.weights.data(), skills).sqrt();
  relatedness_ = std::make_shared<const Relatedness>(taxonomy, model_.relatedness);
  prepare_rows(threads);
  prepare_offers();
}

Scorer::Scorer(const Index& index, Model model, unsigned threads)
    : Scorer(index.catalog(), std::move(model), threads) {
  scans_ = ScanSet::make(index, *this);
}

void Scorer::prepare_rows(unsigned threads) {
  constexpr std::size_t kLeastRows = 4096;  // a thread's start is worth
  const RequirementTable& table = catalog_->requirement_table();
  rows_.resize(catalog_->size());
  struct Extreme {
    std::vector<CompanyId> companies;
    std::vector<std::size_t> sizes;
    std::vector<Entry> entries;
  };
  const unsigned parts = std::max(
      1U, static_cast<unsigned>(std::min<std::size_t>(threads, rows_.size() / kLeastRows)));
  std::vector<Extreme> extremes(parts);
  for_each_part(parts, [&](unsigned part) {
    Extreme& extreme = extremes[part];
    UnpackedRow unpacked;
    std::vector<double> cosine;
    std::vector<double> coverage;
    Eigen::VectorXd concept_sums = relatedness_->no_sums();
    for (std::size_t c = rows_.size() * part / parts; c < rows_.size() * (part + 1) / parts; ++c) {
      unpacked.read(table, table.row(c));
      const std::vector<SkillId>& row_skills = unpacked.skills;
      const std::vector<double>& levels = unpacked.levels;
      const std::vector<double>& importances = unpacked.importances;
      const auto weight = [&](std::size_t i) { return model_.weights[index(row_skills[i])]; };
      const auto root_weight = [&](std::size_t i) { return root_weights_[index(row_skills[i])]; };
      cosine.resize(row_skills.size());
      coverage.resize(row_skills.size());
      const std::int64_t cosine_exponent = scale_products(
          cosine, [&](std::size_t i) { return root_weight(i) * importances[i] * levels[i]; },
          [&](std::size_t i) {
            return scaled_product({root_weight(i), importances[i], levels[i]});
          });
      const std::int64_t exponent = scale_products(
          coverage, [&](std::size_t i) { return weight(i) * importances[i]; },
          [&](std::size_t i) {
            return scaled_product({weight(i), importances[i]});
          });
      double asked = 0.0;
      for (const double x : coverage) asked += x;
      rows_[c].coverage = std::max(asked, scale(model_.breadth_floor, -exponent));
      rows_[c].norm = relatedness_->norm(row_skills, cosine, concept_sums);
      if (cosine_exponent == 0 && exponent == 0) continue;
      extreme.companies.push_back(static_cast<CompanyId>(c));
      extreme.sizes.push_back(row_skills.size());
      for (std::size_t i = 0; i < row_skills.size(); ++i) {
        extreme.entries.push_back({cosine[i], coverage[i]});
      }
    }
  });
  for (std::size_t c = 0; c < rows_.size(); ++c) {
    if (rows_[c].norm == 0.0) unranked_.push_back(static_cast<CompanyId>(c));
  }
  extreme_begin_.push_back(0);
  for (const Extreme& extreme : extremes) {
    extreme_.insert(extreme_.end(), extreme.companies.begin(), extreme.companies.end());
    extreme_entries_.insert(extreme_entries_.end(), extreme.entries.begin(), extreme.entries.end());
    for (const std::size_t size : extreme.sizes) {
      extreme_begin_.push_back(extreme_begin_.back() + size);
    }
  }
}

void Scorer::prepare_offers() {
  const CompanyTable& companies = catalog_->company_table();
  bool any = false;
  for (std::size_t c = 0; c < companies.size() && !any; ++c) any = companies.has_offers(c);
  if (!any) return;
  offer_begin_.push_back(0);
  std::vector<double> levels;
  for (std::size_t c = 0; c < companies.size(); ++c) {
    const std::vector<Offer> offers = companies.offers(c);
    levels.resize(offers.size());
    scale_products(
        levels, [&](std::size_t i) { return offers[i].level; },
        [&](std::size_t i) { return scaled_product({offers[i].level}); });
    for (std::size_t i = 0; i < offers.size(); ++i) {
      offers_.push_back({offers[i].attribute, levels[i]});
    }
    offer_begin_.push_back(offers_.size());
    offer_norms_.push_back(plain_norm(levels));
  }
}

std::optional<NotRankedReason> Scorer::not_ranked(CompanyId company) const noexcept {
  if (rows_[index(company)].norm > 0.0) return std::nullopt;
  const bool asks = catalog_->requirements(company).size() > 0;
  return asks ? NotRankedReason::no_weight : NotRankedReason::no_requirements;
}

std::optional<NotRankedReason> Scorer::not_ranked(CompanyId company,
                                                  const RankOptions& options) const noexcept {
  if (const auto reason = not_ranked(company)) return reason;
  if (options.mutual && offers_nothing(company)) return NotRankedReason::no_offers;
  return std::nullopt;
}

bool Scorer::offers_nothing(CompanyId company) const noexcept {
  return offer_norms_.empty() || offer_norms_[index(company)] == 0.0;
}

// The entries of a row whose numbers are too small or too large to be multiplied as they are.
const Scorer::Entry* Scorer::extreme_entries(CompanyId company) const noexcept {
  const auto at = std::lower_bound(extreme_.begin(), extreme_.end(), company);
  if (at == extreme_.end() || *at != company) return nullptr;
  return extreme_entries_.data() + extreme_begin_[static_cast<std::size_t>(at - extreme_.begin())];
}

// The one place where a requirement meets a profile.
Scorer::Term Scorer::term(const Query::Column& column, const Entry& entry,
                          double covered) noexcept {
  return {entry.cosine * column.direction, entry.coverage * covered};
}

Gate Scorer::gate(const Query& query, const Requirements& row) const noexcept {
  const RequirementTable& table = catalog_->requirement_table();
  const std::size_t end = row.begin_entry() + row.size();
  Gate gate = Gate::pass;
  for (std::size_t i = table.next_must(row.begin_entry(), end); i < end;
       i = table.next_must(i + 1, end)) {
    const double held = query.held(table.skills()[i]);
    gate = worse(gate, gate_of(held < 0.0 ? std::nullopt : std::optional(held), table.levels()[i]));
  }
  return gate;
}

void Scorer::prefetch(CompanyId company) const noexcept {
  const RequirementTable& table = catalog_->requirement_table();
  const auto begin = static_cast<std::size_t>(table.begins()[index(company)]);
  const auto end = static_cast<std::size_t>(table.begins()[index(company) + 1]);
  table.skills().prefetch(begin, end);
  table.levels().prefetch(begin, end);
  table.importances().prefetch(begin, end);
  __builtin_prefetch(&rows_[index(company)]);
}

template <typename Finder>
Score Scorer::score_with(const Query& query, CompanyId company,
                         const Finder& finder) const noexcept {
  constexpr std::size_t kAtOnce = 64;
  std::array<std::uint32_t, kAtOnce> positions;  // NOLINT: all are written before they are read
  std::array<std::uint32_t, kAtOnce> columns;    // NOLINT
  std::array<double, kAtOnce> levels;            // NOLINT
  std::array<double, kAtOnce> importances;       // NOLINT
  std::array<double, kAtOnce> shares;            // NOLINT
  const RequirementTable& table = catalog_->requirement_table();
  const Requirements row = catalog_->requirements(company);
  const Entry* extreme = extreme_.empty() ? nullptr : extreme_entries(company);
  const bool is_constant = table.importances().form() == PackedNumbers::Form::constant;
  if (is_constant && row.size() > 0) importances[0] = table.importances()[0];
  double dot = 0.0;
  double covered = 0.0;
  // Skills that are neither held nor lent would add 0: leaving them out changes no bit.
  for (std::size_t begin = 0; begin < row.size(); begin += kAtOnce) {
    const std::size_t first = row.begin_entry() + begin;
    const std::size_t count = table.skills().visit(
        first, std::min(kAtOnce, row.size() - begin),
        [&](auto skills) { return finder.find_all(skills, positions.data(), columns.data()); });
    // On their own, since g++ 12 would make the minimum a branch, which is often guessed wrong.
    table.levels().visit([&](auto level) {
      for (std::size_t f = 0; f < count; ++f) {
        levels[f] = level(first + positions[f]);
        shares[f] = covered_share(query.columns_[columns[f]], levels[f]);
      }
    });
    if (!is_constant) {
      table.importances().visit([&](auto importance) {
        for (std::size_t f = 0; f < count; ++f) importances[f] = importance(first + positions[f]);
      });
    }
    for (std::size_t f = 0; f < count; ++f) {
      const Query::Column& column = query.columns_[columns[f]];
      const Term t =
          term(column,
               extreme != nullptr ? extreme[begin + positions[f]]
                                  : entry(column, levels[f], importances[is_constant ? 0 : f]),
               shares[f]);
      dot += t.dot;
      covered += t.covered;
    }
  }
  const Row& r = rows_[index(company)];
  Score result;
  result.cosine = clamped_cosine(dot, query.norm_, r.norm);
  result.coverage = std::min(covered / r.coverage, 1.0);
  result.score = model_.blend * result.cosine + (1.0 - model_.blend) * result.coverage;
  result.gate = gate(query, row);
  return result;
}

Score Scorer::score(const Query& query, CompanyId company) const noexcept {
  return score_with(query, company, query);
}

bool Scorer::score_for(const Query& query, const ColumnTable& table, const RankOptions& options,
                       RankedCompany& result) const noexcept {
  result.score = score_with(query, result.company, table);
  if (options.mutual) result.score.mutual = mutual(query, result.company, result.score.score);
  return ranking_score(result.score) >= options.min_score;
}

double Scorer::mutual(const Query& query, CompanyId company, double score) const noexcept {
  double dot = 0.0;
  for (std::size_t i = offer_begin_[index(company)]; i < offer_begin_[index(company) + 1]; ++i) {
    dot += offers_[i].level * query.wants_[index(offers_[i].attribute)];
  }
  const double wanted = clamped_cosine(dot, query.wants_norm_, offer_norms_[index(company)]);
  // Not score · wanted first: the product of two tiny ones would vanish.
  return score > 0.0 && wanted > 0.0 ? 2.0 * score * (wanted / (score + wanted)) : 0.0;
}

std::vector<SkillTerm> Scorer::terms(const Query& query, CompanyId company) const {
  std::vector<SkillTerm> result = parts(query, company);
  for (SkillTerm& term : result) {
    term.cosine_term *= model_.blend;
    term.coverage_term *= 1.0 - model_.blend;
  }
  return result;
}

std::vector<SkillTerm> Scorer::parts(const Query& query, CompanyId company) const {
  const Requirements row = catalog_->requirements(company);
  const Row& r = rows_[index(company)];
  const Entry* extreme = extreme_entries(company);
  std::vector<SkillTerm> result;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Requirement requirement = row[i];
    const Query::Column* column = query.find(requirement.skill);
    SkillTerm skill_term{requirement, std::nullopt, 0.0, 0.0, 0.0};
    if (column != nullptr) {
      const Term t =
          term(*column,
               extreme != nullptr ? extreme[i]
                                  : entry(*column, requirement.level, requirement.importance),
               covered_share(*column, requirement.level));
      if (column->held >= 0.0) skill_term.have = column->held;
      skill_term.lent_level = column->lent_level;
      skill_term.cosine_term = t.dot / (query.norm_ * r.norm);
      skill_term.coverage_term = t.covered / r.coverage;
    }
    result.push_back(skill_term);
  }
  return result;
}

}  // namespace skillmatch
