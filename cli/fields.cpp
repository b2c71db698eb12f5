// skillmatch fields: which field of work suits a profile, now and after learning, and where few
// others are ahead.
#include "command.h"
#include "common_options.h"
#include "fields_output.h"
#include "fields_view.h"
#include "learning_options.h"
#include "output.h"
#include "person.h"
#include "words.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>
#include <skillmatch/scorer.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kFieldsOptions{
    kPoolOption,          kBudgetOption,      kEffortOption, kCatalogOption,    kModelOption,
    kWeightsOption,       kRelatednessOption, kLangOption,   kTextFormatOption, kOutputOption,
    kUnknownSkillsOption, kThreadsOption,     kQuietOption,
};

// Throws InputError where the profile has no score anywhere.
void check_ranked(const Scorer& scorer, const Person& person) {
  const auto reason = scorer.prepare(person.profile).not_ranked();
  if (!reason) return;
  throw InputError(printable(person.file) +
                   ": no field can be ranked: " + std::string(word(*reason, Language::en)));
}

int run_fields(const Arguments& arguments) {
  const std::string& profile_path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string pool_path = arguments.get("pool").value_or("");
  const std::string& output = arguments.at("output");
  const std::vector<std::string> inputs{profile_path, catalog_path, arguments.at("model"),
                                        pool_path, arguments.get("effort").value_or("")};
  refuse_two_standard_inputs(inputs);
  refuse_to_replace(inputs, "output", output);
  const double budget = budget_of(arguments);
  const unsigned threads = threads_of(arguments);
  const Language language = language_of(arguments.get("lang").value_or(""));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  check_fields(catalog, catalog_path);
  Model model = model_of(arguments, catalog, reading.options());
  Effort effort = effort_of(arguments, catalog.taxonomy(), reading.options());
  const Person person = read_person(profile_path, arguments, catalog.taxonomy(), reading);
  const PoolScorer pool_scorer(catalog, std::move(model), arguments.has("pool"), threads);
  const Scorer& scorer = pool_scorer.scorer();
  check_ranked(scorer, person);
  // Before anything is said: where it cannot be written, nothing else matters.
  io::OutputFile file(output);
  reading.tell_warnings();
  person.tell(arguments, catalog.taxonomy(), language);

  const LearningHours hours(std::move(effort), catalog.taxonomy(), person.profile);
  const FieldsView view =
      fields_view(scorer, person.profile, hours, budget, arguments, reading, threads, language);
  file.write([&](std::ostream& out) {
    out << fields_text(view, format_of(arguments.at("format")),
                       Terminal::of_standard_output(output != "-"));
  });
  file.commit();
  return kDone;
}

}  // namespace

const Command kFields{
    "fields",
    "PROFILE",
    1,
    1,
    "show which field suits a profile, and where few others are ahead",
    "PROFILE is a file of \"skillmatch/profile@1\" or plain text (a CV), or - for standard input. "
    "Shown of\n"
    "every field are your fit now and after --budget hours of learning, the companies that suit "
    "you best,\n"
    "and what they ask for more than others do. With --pool other candidates are counted: a rival "
    "in a\n"
    "field is one who would choose it first. Your best chance is the field with the fewest rivals "
    "ahead\n"
    "of you for each company, of those whose fit is at least two thirds of your best. A candidate "
    "of your\n"
    "id, or else one of exactly your levels, is taken for you and left out.",
    "  skillmatch fields me.json\n"
    "  skillmatch fields me.json --pool people.jsonl.gz --lang ko\n"
    "  skillmatch fields cv.txt --budget 500 --format markdown -o fields.md\n",
    kFieldsOptions,
    run_fields,
};

}  // namespace skillmatch::cli
