// What the program says in results, in English and Korean. Errors are in English.
#pragma once

#include <string>
#include <string_view>

#include <skillmatch/model.h>
#include <skillmatch/near_duplicates.h>
#include <skillmatch/scorer.h>
#include <skillmatch/skill_search.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

struct Words {
  std::string_view rank, company, field, score, cosine, coverage, gate, mutual;
  std::string_view fits_best, missing_most, reason;
  std::string_view pass, unknown, fail;
  std::string_view must, you, not_known, not_stated;  // "must: Python 4 (you: not stated)"
  std::string_view below_must;                        // a line before the first company that fails
  std::string_view legend, unknown_legend, must_legend;     // what the signs mean
  std::string_view by_mutual;                               // after the heading of a mutual ranking
  std::string_view not_ranked, nothing_ranked;              // "Not ranked:", "Nothing is ranked:"
  std::string_view companies_ranked, company_ranked, more;  // written right after a number
  std::string_view skill, need, importance, loss;           // the columns of an explanation
  std::string_view from_cosine, from_coverage, sum, extra, relatedness;
  std::string_view id, name, name_other, group, aliases, requirements, musts, broader, source,
      offers, methods, competition, crowded, niche, companies, company_count, level;
  std::string_view part, value, blend, breadth_floor, weight, times, tuning;  // of a model
  std::string_view more_weights;  // written right after a number
  std::string_view no_weights, no_difference;
  std::string_view found_as, how, external_ids;  // of a skill that was looked up
  std::string_view kind, duplicate, broader_kind, with, together, shared_words, confidence;
};

const Words& words(Language language);
std::string_view word(Gate gate, Language language);
std::string_view word(NotRankedReason reason, Language language);
std::string_view word(FoundBy by, Language language);
std::string_view word(DuplicateReason reason, Language language);
// Of a field: its "crowded" or "niche"; anything else as it is.
std::string_view competition_word(std::string_view competition, Language language);

// "score = 0.5 × cosine + 0.5 × coverage"
std::string score_formula(const Model& model, Language language);

// "en" or "ko"; without either the language of the environment (LC_ALL, LC_MESSAGES, LANG).
Language language_of(std::string_view given);

}  // namespace skillmatch::cli
