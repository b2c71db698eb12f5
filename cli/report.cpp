// skillmatch report: one page with the ranking, where it comes from, and sliders that rank anew.
#include "command.h"
#include "common_options.h"
#include "output.h"
#include "person.h"
#include "report_page.h"
#include "words.h"

#include <array>
#include <string>
#include <utility>

#include <skillmatch/explain.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kReportOptions{
    kCatalogOption,       kModelOption,
    kWeightsOption,       Option{"top", 'n', "N|all", "1000", "how many companies the page has"},
    kFieldOption,         kRelatednessOption,
    kLangOption,          kOutputOption,
    kUnknownSkillsOption, kQuietOption,
};

int run_report(const Arguments& arguments) {
  const std::string& profile_path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string& output = arguments.at("output");
  const std::vector<std::string> inputs{profile_path, catalog_path, arguments.at("model")};
  refuse_two_standard_inputs(inputs);
  refuse_to_replace(inputs, "output", output);
  RankOptions options;
  options.k = top_of(arguments);
  const Language language = language_of(arguments.get("lang").value_or(""));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  if (const auto field = arguments.get("field")) options.field = field_of(*field, catalog);
  Model model = model_of(arguments, catalog, reading.options());
  const Person person = read_person(profile_path, arguments, catalog.taxonomy(), reading);
  const Scorer scorer(catalog, std::move(model));
  // Before anything is said: where it cannot be written, nothing else matters.
  io::OutputFile file(output);
  reading.tell_warnings();
  person.tell(arguments, catalog.taxonomy(), language);

  const Ranking ranking = scorer.rank(person.profile, options);
  ReportView view{scorer, person.profile, ranking, {}, language};
  for (const RankedCompany& result : ranking.results) {
    view.explanations.push_back(explain(scorer, person.profile, result.company));
  }
  file.write([&](std::ostream& out) { out << report_page(view); });
  file.commit();
  return kDone;
}

}  // namespace

const Command kReport{
    "report",
    "PROFILE",
    1,
    1,
    "write a page with the ranking, where it comes from, and sliders that rank anew",
    "PROFILE is a file of \"skillmatch/profile@1\" or plain text (a CV), or - for standard input. "
    "The page is\n"
    "one file that needs no network. Its sliders score with this program's own engine, compiled "
    "to\n"
    "WebAssembly.",
    "  skillmatch report me.json -o report.html\n"
    "  skillmatch report cv.txt --lang ko --field medical-ai -o report.html\n",
    kReportOptions,
    run_report,
};

}  // namespace skillmatch::cli
