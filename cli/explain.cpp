// skillmatch explain: why a company stands where it does for one profile, and what would change it.
#include "command.h"
#include "common_options.h"
#include "explanation_output.h"
#include "output.h"
#include "person.h"
#include "words.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include <skillmatch/counterfactual.h>
#include <skillmatch/error.h>
#include <skillmatch/explain.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/scorer.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kExplainOptions{
    Option{"company", 0, "COMPANY", "", "the company, by id or name; twice: two side by side",
           true},
    Option{"target-rank", 0, "N", "", "also find the fewest raises that bring it to rank N"},
    kCatalogOption,
    kModelOption,
    kWeightsOption,
    kFieldOption,
    kRelatednessOption,
    Option{"mutual", 0, "", "",
           "ranks by the mutual score: what you can do and what they offer you"},
    kLangOption,
    kTextFormatOption,
    kOutputOption,
    kUnknownSkillsOption,
    kQuietOption,
};

// Throws InputError for a company that has no place in the ranking, and says why.
void check_ranked(const Scorer& scorer, const Person& person, CompanyId company,
                  const RankOptions& options) {
  const Company it = scorer.catalog().company(company);
  std::optional<NotRankedReason> reason = scorer.prepare(person.profile).not_ranked();
  if (!reason) reason = scorer.not_ranked(company, options);
  if (reason) {
    throw InputError(
        printable(person.file) + ": " + in_quotes(it.id) +
        " is not ranked for this profile: " + std::string(word(*reason, Language::en)));
  }
  if (options.field && it.field != options.field) {
    throw UsageError("--company: " + in_quotes(it.id) + " is not in the field of --field");
  }
}

ExplainedCompany explained(const Scorer& scorer, const Profile& profile, CompanyId company,
                           const RankOptions& options, std::optional<std::size_t> target) {
  ExplainedCompany it{company,
                      place_of(scorer, profile, company, options),
                      explain(scorer, profile, company),
                      single_raises(scorer, profile, company, options),
                      all_raised(scorer, profile, company, options),
                      {},
                      {}};
  if (it.place.score.gate != Gate::pass) {
    it.gates = fewest_raises(scorer, profile, company, {{}, true}, options);
  }
  if (target) it.target = fewest_raises(scorer, profile, company, {target, false}, options);
  return it;
}

int run_explain(const Arguments& arguments) {
  const std::string& profile_path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string& output = arguments.at("output");
  const std::vector<std::string> inputs{profile_path, catalog_path, arguments.at("model")};
  refuse_two_standard_inputs(inputs);
  refuse_to_replace(inputs, "output", output);
  const std::vector<std::string> names = arguments.all("company");
  if (names.empty()) {
    throw UsageError("--company: name the company to explain; 'skillmatch rank' lists them all");
  }
  if (names.size() > 2) throw UsageError("--company: two at most");
  std::optional<std::size_t> target;
  if (arguments.has("target-rank")) {
    target = static_cast<std::size_t>(arguments.whole("target-rank", 1, 1'000'000'000));
  }
  RankOptions options;
  options.mutual = arguments.has("mutual");
  const Language language = language_of(arguments.get("lang").value_or(""));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  if (const auto field = arguments.get("field")) options.field = field_of(*field, catalog);
  std::vector<CompanyId> companies;
  for (const std::string& name : names) companies.push_back(company_of(name, catalog));
  if (companies.size() == 2 && companies[0] == companies[1]) {
    throw UsageError("--company: the same company twice");
  }
  Model model = model_of(arguments, catalog, reading.options());
  const Person person = read_person(profile_path, arguments, catalog.taxonomy(), reading);
  const Scorer scorer(catalog, std::move(model));
  for (const CompanyId company : companies) check_ranked(scorer, person, company, options);
  // Before anything is said: where it cannot be written, nothing else matters.
  io::OutputFile file(output);
  reading.tell_warnings();
  person.tell(arguments, catalog.taxonomy(), language);

  ExplanationView view{scorer, person.profile, {}, target, options.mutual, language};
  for (const CompanyId company : companies) {
    view.companies.push_back(explained(scorer, person.profile, company, options, target));
  }
  file.write([&](std::ostream& out) {
    out << explanation_text(view, format_of(arguments.at("format")),
                            Terminal::of_standard_output(output != "-"));
  });
  file.commit();
  return kDone;
}

}  // namespace

const Command kExplain{
    "explain",
    "PROFILE",
    1,
    1,
    "show where a company's score comes from, and what would change its rank",
    "PROFILE is a file of \"skillmatch/profile@1\" or plain text (a CV), or - for standard input. "
    "Shown are\n"
    "every requirement and what it gives to the score, what rank the company would have with one "
    "skill\n"
    "raised to the level asked, and the fewest raises that meet every must and reach "
    "--target-rank. "
    "Each\n"
    "answer is the changed profile with all companies scored again.",
    "  skillmatch explain me.json --company voronoi\n"
    "  skillmatch explain me.json --company alsemy --company lunit --lang ko\n"
    "  skillmatch explain cv.txt --company 보로노이 --target-rank 1 --format markdown -o why.md\n",
    kExplainOptions,
    run_explain,
};

}  // namespace skillmatch::cli
