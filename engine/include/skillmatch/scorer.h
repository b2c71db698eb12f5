// Floor 2: the score of a company for a profile, and the ranking of a catalog.
//
// Symbols: u_s level held of skill s; r_s, a_s required level and importance; c_s = a_s r_s;
// w_s weight; R the skills the company requires; β, m, λ of the model.
//
//   cosine   = uᵀKc / √(uᵀKu · cᵀKc),  K = D((1−λ)I + λGᵀG)D,  D = diag(√w)
//              With λ = 0: Σ w u c / √(Σ w u² · Σ w c²) (Salton, Wong & Yang, CACM 1975).
//              With λ > 0 the soft cosine (Sidorov et al., Computación y Sistemas 2014), where G
//              sums skills into their broader concepts and K is positive semi-definite by
//              construction. Columns of G have length 1 and a skill without a concept is one of its
//              own, so K_ss = w_s whatever λ: relatedness lends between skills and changes nothing
//              else.
//   coverage = Σ_R w a min(û/r, 1) / max(Σ_R w a, m),  û_s = max(u_s, λ · the greatest u_t of the
//              skills t that share a concept with s). m keeps one-line postings from leading.
//   score    = β · cosine + (1−β) · coverage, in [0, 1]
//   gate     = the worst of the company's musts: pass (u ≥ r), unknown (not in the profile), fail.
//              Relatedness lends nothing to a gate.
//   mutual   = harmonic mean of score and cosine(wants, offers); 0 when either is 0.
//
// Everything is double, summed in one fixed order (ascending skill), with vectors scaled by powers
// of two so that neither tiny nor huge weights and levels overflow, vanish or make a NaN. Parts of
// a score below 1e-280 may lose digits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/types.h>

namespace skillmatch {

class Relatedness;

struct Score {
  double score = 0.0;  // in [0, 1], as cosine, coverage and mutual
  double cosine = 0.0;
  double coverage = 0.0;
  Gate gate = Gate::pass;
  std::optional<double> mutual;  // where it was asked for
};

struct RankedCompany {
  CompanyId company;
  Score score;
};

// What results are ordered by: the mutual score where there is one, else the score.
inline double ranking_score(const Score& s) noexcept { return s.mutual.value_or(s.score); }

// Why a company has no score. A zero vector has no direction: it is never scored 0 or 1.
enum class NotRankedReason : std::uint8_t {
  no_requirements,    // the company requires nothing
  no_weight,          // every skill it requires has weight 0 in the model
  empty_profile,      // the profile holds no skill above level 0
  no_profile_weight,  // every skill the profile holds has weight 0 in the model
  no_offers,          // a mutual score was asked for and the company offers nothing
};

struct NotRanked {
  CompanyId company;
  NotRankedReason reason;
};

struct RankOptions {
  std::size_t k = std::numeric_limits<std::size_t>::max();  // how many results at most
  std::optional<FieldId> field = {};                        // only companies of this field
  bool mutual = false;                                      // order by the mutual score
};

struct Ranking {
  std::vector<RankedCompany> results;  // min(k, scored), best first under ranks_before
  std::vector<NotRanked> not_ranked;   // in catalog order
  std::size_t scored = 0;              // companies with a score, shown or not
};

// A profile made ready for one Scorer: dense vectors over the skills.
class Query {
 public:
  // Nothing can be ranked for this profile, and why.
  std::optional<NotRankedReason> not_ranked() const noexcept { return not_ranked_; }

 private:
  friend class Scorer;
  struct Column {
    double lent_level;  // û
    double direction;   // (K u)_s / √w_s, scaled
  };
  std::vector<Column> columns_;  // S
  std::vector<double> held_;     // S; below 0 where unknown
  double norm_ = 0.0;            // √(uᵀKu), scaled alike
  std::vector<double> wants_;    // one an attribute, scaled; empty without wants
  double wants_norm_ = 0.0;
  std::optional<NotRankedReason> not_ranked_;
};

// One skill's part in one score. The terms of all skills sum to the score (within 1e-12).
struct SkillTerm {
  Requirement requirement;
  std::optional<double> have;  // u; nothing when unknown
  double lent_level;           // û ≥ u
  double cosine_term;          // β · this skill's part of the cosine
  double coverage_term;        // (1−β) · this skill's part of the coverage
};

class Scorer {
 public:
  // Reads every requirement once: O(catalog). `catalog` must outlive the scorer.
  // Throws std::invalid_argument if `model` does not fit the catalog (see check_model).
  Scorer(const Catalog& catalog, Model model);
  Scorer(Catalog&& catalog, Model model) = delete;  // would be gone at once

  const Catalog& catalog() const noexcept { return *catalog_; }
  const Model& model() const noexcept { return model_; }

  // O(S + concepts). Throws std::invalid_argument for a skill or attribute outside the taxonomy.
  Query prepare(const Profile& profile) const;

  // Nothing, if `company` can be scored.
  std::optional<NotRankedReason> not_ranked(CompanyId company) const noexcept;

  // Both need a query and a company that can be ranked (not_ranked() is empty). No allocation.
  Score score(const Query& query, CompanyId company) const noexcept;
  // Of a query with wants and a company with offers, given its score; in [0, 1].
  double mutual(const Query& query, CompanyId company, double score) const noexcept;

  // The terms of score(), one a requirement, by ascending skill.
  std::vector<SkillTerm> terms(const Query& query, CompanyId company) const;

  // Throws std::invalid_argument when options.mutual is set and the profile wants nothing.
  Ranking rank(const Profile& profile, const RankOptions& options = {}) const;

 private:
  struct Row {
    double norm = 0.0;        // √(cᵀKc), scaled as cosine_; 0 if the company cannot be ranked
    double coverage = 1.0;    // max(Σ w a, m), scaled as coverage_
    double offer_norm = 0.0;  // of the offers, scaled as offers_; 0 if it offers nothing
  };
  struct Must {
    SkillId skill;
    double level;
  };
  struct Term {
    double dot;
    double covered;
  };

  void scale_requirements(const Requirements& row, std::span<double> cosine,
                          std::span<double> coverage, Row& result) const;
  void scale_offers(const std::vector<Offer>& offers, Row& result);
  void prepare_wants(const Profile& profile, Query& query) const;
  Term term(const Query::Column& column, std::size_t entry, double level) const noexcept;

  const Catalog* catalog_;
  Model model_;                           // with a weight for every skill
  std::vector<double> root_weights_;      // √w, S
  std::vector<double> cosine_;            // √w a r of each requirement, scaled a row
  std::vector<double> coverage_;          // w a of each requirement, scaled a row
  std::vector<Row> rows_;                 // N
  std::vector<std::size_t> row_begin_;    // N + 1, of the requirements
  std::vector<std::size_t> must_begin_;   // N + 1
  std::vector<std::size_t> offer_begin_;  // N + 1
  std::vector<Must> musts_;
  std::vector<double> offers_;  // level of each offer, scaled a company
  // Holds Eigen matrices, whose layout depends on the instruction set of whoever includes Eigen; so
  // no public header does.
  std::shared_ptr<const Relatedness> relatedness_;
};

}  // namespace skillmatch
