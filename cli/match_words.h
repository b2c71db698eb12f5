// What `skillmatch match` says beside the words of every command.
#pragma once

#include <string>
#include <string_view>

#include <skillmatch/catalog.h>
#include <skillmatch/matching_market.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

struct MatchWords {
  std::string_view candidate, choice, place, places, taken, listed_by, lowest, why;
  std::string_view more_candidates, more_companies;  // written right after a number
  std::string_view legend;
};

const MatchWords& match_words(Language language);

// "3 candidates, 2 companies with 4 places: best for every candidate"
std::string match_heading(const MarketResult& result, OptimalFor optimal_for, Language language);
// Why it is not matched, or "" where it is.
std::string unmatched_words(const CandidateResult& candidate, const Catalog& catalog,
                            Language language);
// Why it has places left, or "" where it has none.
std::string places_left_words(const CompanyResult& company, Language language);
// "3 candidates = 2 matched + …"
std::string candidates_sum(const MarketResult& result, Language language);
// "4 places = 2 taken + 2 left"
std::string places_sum(const MarketResult& result, Language language);
// That no pair blocks, and how many were looked at.
std::string stability_words(const StabilityCheck& check, Language language);

}  // namespace skillmatch::cli
