// What the program says in results, in English and Korean. Errors are in English.
#pragma once

#include <string_view>

#include <skillmatch/scorer.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

struct Words {
  std::string_view rank, company, field, score, cosine, coverage, gate, mutual;
  std::string_view fits_best, missing_most, reason;
  std::string_view pass, unknown, fail;
  std::string_view must, you, not_known, not_stated;  // "must: Python 4 (you: not stated)"
  std::string_view not_ranked, more;               // "Not ranked:", "… more companies; --top all"
  std::string_view skill, need, importance, loss;  // the columns of an explanation
  std::string_view sum, extra, relatedness, companies_ranked;
  std::string_view id, name, name_other, group, aliases, requirements, musts, broader, source,
      offers, methods, competition, companies, level;
};

const Words& words(Language language);
std::string_view word(Gate gate, Language language);
std::string_view word(NotRankedReason reason, Language language);

// "en" or "ko"; without either the language of the environment (LC_ALL, LC_MESSAGES, LANG).
Language language_of(std::string_view given);

}  // namespace skillmatch::cli
