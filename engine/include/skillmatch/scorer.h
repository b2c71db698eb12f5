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

#include <algorithm>
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

class Index;
class Relatedness;
class ColumnTable;
class ScanSet;

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
  no_wants,           // a mutual score was asked for and the profile wants nothing
};

struct NotRanked {
  CompanyId company;
  NotRankedReason reason;
};

struct RankOptions {
  std::size_t k = std::numeric_limits<std::size_t>::max();  // how many results at most
  std::optional<FieldId> field = {};                        // only companies of this field
  bool mutual = false;                                      // order by the mutual score
  double min_score = 0.0;  // results below it (the mutual score where it orders) are left out
};

struct Ranking {
  std::vector<RankedCompany> results;  // min(k, scored), best first under ranks_before
  std::vector<NotRanked> not_ranked;   // in catalog order; rank() alone lists them
  std::size_t scored = 0;              // companies with a score, shown or not
  // Why the profile has no score anywhere, if so.
  std::optional<NotRankedReason> not_ranked_profile = {};
};

// A profile made ready for one Scorer: what it holds, and what is lent to it.
class Query {
 public:
  // Nothing can be ranked for this profile, and why.
  std::optional<NotRankedReason> not_ranked() const noexcept { return not_ranked_; }

 private:
  friend class ScanSet;
  friend class Scorer;
  friend class ColumnTable;
  struct Column {
    SkillId skill;
    double held;         // u; below 0 where unknown
    double lent_level;   // û
    double direction;    // (K u)_s / √w_s, scaled
    double root_weight;  // √w
    double weight;       // w
  };

  void index_columns();
  // Where the search for `skill` begins: Fibonacci hashing (Knuth, TAOCP 3, 6.4), the highest bits
  // of a product with 2^32/φ.
  std::size_t first_slot(SkillId skill) const noexcept {
    return (static_cast<std::uint32_t>(skill) * 0x9E37'79B9U) >> shift_;
  }
  // The column of `skill`; nothing where it is neither held nor lent.
  const Column* find(SkillId skill) const noexcept {
    for (std::size_t at = first_slot(skill);; at = (at + 1) & (slots_.size() - 1)) {
      const std::uint32_t slot = slots_[at];
      if (slot == 0) return nullptr;
      if (columns_[slot - 1].skill == skill) return &columns_[slot - 1];
    }
  }
  // Finds which of `skills` have a column, in their order: where among them, and the columns.
  // Returns how many.
  template <typename Stored>
  std::size_t find_all(std::span<const Stored> skills, std::uint32_t* positions,
                       std::uint32_t* columns) const noexcept {
    std::size_t count = 0;
    for (std::size_t i = 0; i < skills.size(); ++i) {
      const Column* column = find(static_cast<SkillId>(skills[i]));
      if (column == nullptr) continue;
      positions[count] = static_cast<std::uint32_t>(i);
      columns[count++] = static_cast<std::uint32_t>(column - columns_.data());
    }
    return count;
  }
  double held(SkillId skill) const noexcept {
    const Column* column = find(skill);
    return column == nullptr ? -1.0 : column->held;
  }

  std::vector<Column> columns_;  // by ascending skill
  // Hash table from skills to columns: in a slot is the position of a column + 1, or 0.
  std::vector<std::uint32_t> slots_;
  std::uint32_t shift_ = 0;
  double norm_ = 0.0;          // √(uᵀKu), scaled as the directions
  std::vector<double> wants_;  // one an attribute, scaled; empty without wants
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
  // Reads every requirement once: O(catalog) over `threads`. `catalog` must outlive the scorer.
  // Throws std::invalid_argument if `model` does not fit the catalog (see check_model).
  Scorer(const Catalog& catalog, Model model, unsigned threads = 1);
  Scorer(Catalog&& catalog, Model model, unsigned threads = 1) = delete;  // would be gone at once
  // The same scores and rankings, found faster where many companies are ranked: `index` chooses
  // which ones to score. It and its catalog must outlive the scorer.
  Scorer(const Index& index, Model model, unsigned threads = 1);
  Scorer(Index&& index, Model model, unsigned threads = 1) = delete;

  const Catalog& catalog() const noexcept { return *catalog_; }
  const Model& model() const noexcept { return model_; }

  // O(skills held), and O(S + concepts) where the model has relatedness. Throws
  // std::invalid_argument for a skill or attribute outside the taxonomy.
  Query prepare(const Profile& profile) const { return prepare(profile.view()); }
  Query prepare(const ProfileView& profile) const;

  // Nothing, if `company` can be scored.
  std::optional<NotRankedReason> not_ranked(CompanyId company) const noexcept;
  // Nothing, if it can be ranked under `options`.
  std::optional<NotRankedReason> not_ranked(CompanyId company,
                                            const RankOptions& options) const noexcept;

  // Both need a query and a company that can be ranked (not_ranked() is empty). No allocation.
  Score score(const Query& query, CompanyId company) const noexcept;
  // Of a query with wants and a company with offers, given its score; in [0, 1].
  double mutual(const Query& query, CompanyId company, double score) const noexcept;

  // The terms of score(), one a requirement, by ascending skill.
  std::vector<SkillTerm> terms(const Query& query, CompanyId company) const;
  // The same before the blend: without β and 1−β they sum to cosine and to coverage.
  std::vector<SkillTerm> parts(const Query& query, CompanyId company) const;

  // Throws std::invalid_argument when options.mutual is set and the profile wants nothing. On
  // several threads the result is the same.
  Ranking rank(const Profile& profile, const RankOptions& options = {}, unsigned threads = 1) const;

  // rank() of each profile, in their order, without the lists of companies that are not ranked; for
  // a mutual ranking a profile that wants nothing has no results and is said to be not ranked. Many
  // at once are faster than one by one: a part of the catalog serves them all while it is in the
  // cache.
  std::vector<Ranking> rank_all(std::span<const ProfileView> profiles,
                                const RankOptions& options = {}, unsigned threads = 1) const;

 private:
  friend class CandidateLists;
  friend class ScanSet;
  struct Row {
    double norm = 0.0;      // √(cᵀKc), scaled as the entries; 0 if the company cannot be ranked
    double coverage = 0.0;  // max(Σ w a, m), scaled alike
  };
  // A requirement's √w a r and w a, scaled by the powers of two of its row.
  struct Entry {
    double cosine;
    double coverage;
  };
  // What one requirement gives: its part of cᵀKu and of Σ w a min(û/r, 1).
  struct Term {
    double dot;
    double covered;
  };
  struct ScaledOffer {
    AttributeId attribute;
    double level;
  };

  void prepare_rows(unsigned threads);
  void prepare_offers();
  void prepare_wants(const ProfileView& profile, Query& query) const;
  const Entry* extreme_entries(CompanyId company) const noexcept;
  Entry entry(const Query::Column& column, double level, double importance) const noexcept {
    return {column.root_weight * importance * level, column.weight * importance};
  }
  // min(û/r, 1). Not lower than 1 wherever û ≥ r, by the rounding of a division.
  static double covered_share(const Query::Column& column, double level) noexcept {
    return std::min(column.lent_level / level, 1.0);
  }
  static Term term(const Query::Column& column, const Entry& entry, double covered) noexcept;
  Gate gate(const Query& query, const Requirements& row) const noexcept;
  bool offers_nothing(CompanyId company) const noexcept;
  // Has what score() will read of a company brought into the cache.
  void prefetch(CompanyId company) const noexcept;
  static std::optional<NotRankedReason> not_ranked(const Query& query,
                                                   const RankOptions& options) noexcept;
  bool is_asked_for(CompanyId company, const RankOptions& options) const noexcept;
  // `finder` is the query, or a ColumnTable set to it.
  template <typename Finder>
  Score score_with(const Query& query, CompanyId company, const Finder& finder) const noexcept;
  // Scores result.company, with a table set to `query`; false where the result is below
  // options.min_score.
  bool score_for(const Query& query, const ColumnTable& table, const RankOptions& options,
                 RankedCompany& result) const noexcept;
  std::vector<std::vector<RankedCompany>> best(std::span<const Query> queries,
                                               const RankOptions& options, unsigned threads) const;
  std::vector<std::vector<RankedCompany>> best_plainly(std::span<const Query> queries,
                                                       const RankOptions& options) const;
  std::size_t count_scored(const RankOptions& options) const noexcept;

  const Catalog* catalog_;
  Model model_;                             // with a weight for every skill
  std::vector<double> root_weights_;        // √w, S
  std::vector<Row> rows_;                   // N
  std::vector<CompanyId> unranked_;         // those without a norm, ascending
  std::vector<CompanyId> extreme_;          // rows that are scaled, ascending; nearly always none
  std::vector<std::size_t> extreme_begin_;  // of each, and the end
  std::vector<Entry> extreme_entries_;
  std::vector<std::size_t> offer_begin_;  // N + 1; empty where nobody offers anything
  std::vector<ScaledOffer> offers_;
  std::vector<double> offer_norms_;  // N, or empty
  // Holds Eigen matrices, whose layout depends on the instruction set of whoever includes Eigen; so
  // no public header does.
  std::shared_ptr<const Relatedness> relatedness_;
  std::shared_ptr<const ScanSet> scans_;  // of the index; nothing without
};

}  // namespace skillmatch
