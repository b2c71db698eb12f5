// What `skillmatch fields` says beside the words of every command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/field_competition.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

struct FieldsWords {
  std::string_view fit;
  std::string_view rivals, per_company, ahead_of;  // columns with a pool
  std::string_view best;                           // "best: Voronoi 0.575, Lunit (below a must)"
  std::string_view below_must;                     // behind a company
  std::string_view asks_more;             // "asks for more than others: Deep learning 3→4"
  std::string_view best_companies, asks;  // the same as titles of columns
  std::string_view no_company, no_score;  // why a field has no fit
  std::string_view no_rivals;             // of a field
  std::string_view nothing_fits;
  std::string_view legend, label_legend, pool_legend, chance_legend;
};

const FieldsWords& fields_words(Language language);

// "graph-graduate: 8 fields"
std::string fields_title(const std::string& profile, std::size_t fields, Language language);
// Where the plan is shown that the fit after so many hours is of.
std::string plan_legend(const std::string& hours, Language language);
// "in 200 h"
std::string in_hours(const std::string& hours, Language language);
// "3 companies are of no field"
std::string without_field(std::size_t companies, Language language);
// "Your best fit is Medical AI (0.410)", with what the pool makes of it where there is one; a whole
// sentence.
std::string best_fit_sentence(const std::string& field, const std::string& fit,
                              const FieldRivals* rivals, Language language);
// "Your best chance is Education AI (0.380), with 2 of 9 rivals ahead of you."
std::string best_chance_sentence(const std::string& field, const std::string& fit,
                                 const FieldRivals& rivals, Language language);
// "Your best fit is your best chance too: Medical AI (0.410), with 3 of 12 rivals ahead of you."
std::string best_of_both_sentence(const std::string& field, const std::string& fit,
                                  const FieldRivals& rivals, Language language);
// Who the candidates of the pool are; a whole sentence.
std::string pool_sentence(const std::string& file, const Competition& competition,
                          std::size_t rejected, Language language);

}  // namespace skillmatch::cli
