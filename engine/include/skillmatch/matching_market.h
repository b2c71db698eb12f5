// Floor 3: candidates and companies matched by their scores (stable_matching.h has the algorithm
// and what stable means).
//
// A candidate's list has the best companies that have a place, by the mutual score where the
// profile wants something and the company offers something, else by the score: what nobody says
// counts neither for nor against (the harmonic mean of a score with itself is the score). Left out
// are companies whose must it fails, and scores that are 0 or too low. A company prefers candidates
// by the score.
//
// Equal scores fall by lot, drawn from a seed and the ids alone: neither the order of the profiles
// nor the number of threads changes anything. Companies draw one lot a candidate, the same for all
// of them, which leaves candidates better off than one a company would (Abdulkadiroğlu, Pathak &
// Roth, "Strategy-proofness versus Efficiency in Matching with Indifferences", American Economic
// Review 99, 2009); each candidate draws its own for the companies, so that equal companies share
// those who come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/index.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>
#include <skillmatch/stable_matching.h>

namespace skillmatch {

struct MarketOptions {
  std::size_t list_length = 100;  // companies on a candidate's list at most, > 0
  double min_score = 0.0;         // those below it (the mutual score where it orders) are left out
  std::uint64_t seed = 0;         // of the lots
};

struct MatchedPair {
  CompanyId company;
  double score;                  // what the company goes by
  std::optional<double> mutual;  // what the candidate goes by, where it is not the score
  std::size_t choice;            // the company's place on the candidate's list, from 1
  std::size_t place;             // the candidate's place among those who list the company, from 1
};

// A company that a candidate was not taken by.
struct NearMiss {
  CompanyId company;
  double score;         // of the candidate
  double lowest_score;  // of those it took; where it is the same, the lot decided
};

enum class UnmatchedReason : std::uint8_t {
  not_ranked,      // the profile has no score anywhere
  nothing_listed,  // no company with a place is on its list
  all_full,        // every company on its list is full with candidates it prefers
};

struct CandidateResult {
  std::string id;
  std::size_t listed;  // companies on its list
  std::optional<MatchedPair> match;
  std::optional<NotRankedReason> not_ranked;
  // Where all are full: the company that is nearest by the score, then the first on the list.
  std::optional<NearMiss> nearest;

  // Why it is not matched; nothing where it is.
  std::optional<UnmatchedReason> unmatched() const noexcept {
    if (match) return std::nullopt;
    if (not_ranked) return UnmatchedReason::not_ranked;
    return listed == 0 ? UnmatchedReason::nothing_listed : UnmatchedReason::all_full;
  }
};

enum class PlacesLeftReason : std::uint8_t {
  not_ranked,        // the company has no score for anybody
  not_listed,        // it is on nobody's list
  all_taken,         // it took everybody who lists it
  others_preferred,  // the others who list it are with companies they prefer
};

struct CompanyResult {
  std::size_t places;
  std::size_t listed_by;  // candidates
  std::size_t taken;
  std::optional<double> lowest_score;         // of those taken, if any
  std::optional<NotRankedReason> not_ranked;  // not said of a company without a place

  // Why it has places left; nothing where it has none.
  std::optional<PlacesLeftReason> places_left() const noexcept {
    if (taken == places) return std::nullopt;
    if (not_ranked) return PlacesLeftReason::not_ranked;
    if (listed_by == 0) return PlacesLeftReason::not_listed;
    return taken == listed_by ? PlacesLeftReason::all_taken : PlacesLeftReason::others_preferred;
  }
};

struct MarketCounts {
  // candidates = matched + all_full + nothing_listed + not_ranked
  std::size_t matched = 0;
  std::size_t all_full = 0;
  std::size_t nothing_listed = 0;
  std::size_t not_ranked = 0;
  std::size_t places = 0;  // of which as many are taken as candidates are matched
};

struct MarketResult {
  std::vector<CandidateResult> candidates;  // in the order they were added
  std::vector<CompanyResult> companies;     // N
  MarketCounts counts;
  StabilityCheck check;
};

class MatchingMarket {
 public:
  // capacities[c] places at company c of `catalog`. Companies without a place are on no list, as if
  // the catalog did not have them. Throws std::invalid_argument if there is not one capacity a
  // company, for a list_length of 0, and if `model` does not fit the catalog.
  MatchingMarket(const Catalog& catalog, Model model, std::vector<std::uint32_t> capacities,
                 const MarketOptions& options = {}, unsigned threads = 1);
  MatchingMarket(const MatchingMarket&) = delete;
  MatchingMarket& operator=(const MatchingMarket&) = delete;

  const Model& model() const noexcept { return scorer_.model(); }

  // Makes the lists of these candidates; their profiles are needed no longer. Many at once are
  // faster than one by one. Ids should differ: of two with one id and score, the earlier goes
  // first. Throws std::invalid_argument as Scorer::prepare.
  void add(std::span<const ProfileView> profiles, unsigned threads = 1);

  // The lists as they are now, with the capacities. O(pairs · log(pairs of a company)).
  PreferenceLists lists(unsigned threads = 1) const;

  // Matches all who were added, and checks the result.
  MarketResult match(OptimalFor optimal_for = OptimalFor::candidates, unsigned threads = 1) const;

 private:
  struct Candidate {
    std::string id;
    std::uint64_t lot;
    std::optional<NotRankedReason> not_ranked;
  };
  using List = std::vector<RankedCompany>;

  std::vector<List> lists_of(std::span<const ProfileView> profiles, unsigned threads) const;
  std::vector<List> best_of(const std::vector<ProfileView>& profiles, std::size_t k,
                            unsigned threads) const;
  void finish(List& list, std::uint64_t lot) const;
  CompanyId in_catalog(CompanyId open) const noexcept;
  std::optional<NearMiss> nearest(std::size_t candidate, const PreferenceLists& lists,
                                  const std::vector<CompanyResult>& companies) const;

  MarketOptions options_;
  std::vector<std::uint32_t> capacities_;  // N
  std::vector<CompanyId> open_ids_;        // of the companies with a place, ascending
  Catalog open_;                           // these companies alone
  Index index_;
  Scorer scorer_;
  std::size_t offering_ = 0;  // how many of them offer something

  std::vector<Candidate> candidates_;
  PreferenceLists lists_;        // without places
  std::vector<double> scores_;   // of each pair
  std::vector<double> mutuals_;  // of each pair, -1 where the score stands for it
};

}  // namespace skillmatch
