// skillmatch report: one page with the ranking and why, fields, a plan, and sliders that rank anew.
#include "advice_view.h"
#include "command.h"
#include "common_options.h"
#include "fields_view.h"
#include "learning_options.h"
#include "output.h"
#include "person.h"
#include "report_page.h"
#include "words.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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
    kBudgetOption,        kReachOption,
    kEffortOption,        kPoolOption,
    kLangOption,          kOutputOption,
    kUnknownSkillsOption, kThreadsOption,
    kQuietOption,
};

int run_report(const Arguments& arguments) {
  const std::string& profile_path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string& output = arguments.at("output");
  const std::vector<std::string> inputs{profile_path, catalog_path, arguments.at("model"),
                                        arguments.get("pool").value_or(""),
                                        arguments.get("effort").value_or("")};
  refuse_two_standard_inputs(inputs);
  refuse_to_replace(inputs, "output", output);
  RankOptions options;
  options.k = top_of(arguments);
  const double budget = budget_of(arguments);
  LearningGoal goal;
  goal.reach = arguments.number("reach", 0.0, 1.0);
  const unsigned threads = threads_of(arguments);
  const Language language = language_of(arguments.get("lang").value_or(""));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  if (const auto field = arguments.get("field")) options.field = field_of(*field, catalog);
  Model model = model_of(arguments, catalog, reading.options());
  const Effort effort = effort_of(arguments, catalog.taxonomy(), reading.options());
  if (arguments.has("pool")) check_fields(catalog, catalog_path);
  const Person person = read_person(profile_path, arguments, catalog.taxonomy(), reading);
  const Profile& profile = person.profile;
  const PoolScorer pool_scorer(catalog, std::move(model), arguments.has("pool"), threads);
  const Scorer& scorer = pool_scorer.scorer();
  // Before anything is said: where it cannot be written, nothing else matters.
  io::OutputFile file(output);
  reading.tell_warnings();
  person.tell(arguments, catalog.taxonomy(), language);

  const Ranking ranking = scorer.rank(profile, options, threads);
  ReportView view{scorer, profile, ranking, {}, {}, {}, language};
  for (const RankedCompany& result : ranking.results) {
    view.explanations.push_back(explain(scorer, profile, result.company));
  }
  if (!ranking.results.empty()) {
    // For all companies, also those that the page does not show.
    view.advice.emplace(advice_view(scorer, profile, effort, whole_scope(scorer, options.field),
                                    budget, goal, threads, language));
    if (!catalog.fields().empty()) {
      const LearningHours hours(effort, catalog.taxonomy(), profile);
      view.fields.emplace(
          fields_view(scorer, profile, hours, budget, arguments, reading, threads, language));
    }
  } else if (arguments.has("pool") && !arguments.has("quiet")) {
    tell({"--pool: not read, as nothing is ranked"});
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
    "write a page: the ranking and why, fields, what to learn, and sliders",
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
