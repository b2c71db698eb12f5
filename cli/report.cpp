// skillmatch report: one page with the ranking and why, fields, a plan, and sliders that rank anew.
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
#include <skillmatch/index.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/scorer.h>
#include <skillmatch/skill_demand.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kReportOptions{
    kCatalogOption,
    kModelOption,
    kWeightsOption,
    Option{"top", 'n', "N|all", "1000", "how many companies the page has"},
    kFieldOption,
    kRelatednessOption,
    kBudgetOption,
    kReachOption,
    kEffortOption,
    kPoolOption,
    kLangOption,
    kOutputOption,
    kUnknownSkillsOption,
    Option{"threads", 't', "N", "0", "how many threads score; 0: as many as there are processors"},
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
  // A pool is many rankings, which an index makes fast.
  std::optional<Index> index;
  if (arguments.has("pool")) index.emplace(catalog, IndexOptions{.threads = threads});
  const Scorer scorer = index ? Scorer(*index, std::move(model), threads)
                              : Scorer(catalog, std::move(model), threads);
  // Before anything is said: where it cannot be written, nothing else matters.
  io::OutputFile file(output);
  reading.tell_warnings();
  person.tell(arguments, catalog.taxonomy(), language);

  const Ranking ranking = scorer.rank(profile, options, threads);
  const FieldScorer fields(scorer);
  const LearningHours hours(effort, catalog.taxonomy(), profile);
  ReportView view{scorer, profile, ranking, {}, {}, {}, language};
  for (const RankedCompany& result : ranking.results) {
    view.explanations.push_back(explain(scorer, profile, result.company));
  }
  if (!ranking.results.empty()) {
    // Of all companies, also those that the page does not show.
    const std::vector<CompanyId> scope = scored_companies(scorer, options.field);
    std::vector<CompanyId> asking;
    if (options.field) asking = companies_of(*options.field, catalog);
    LearningPlan plan = learning_plan(scorer, profile, hours, scope, budget, goal, threads);
    view.advice.emplace(AdviceView{.scorer = scorer,
                                   .profile = profile,
                                   .effort = effort,
                                   .goal = goal,
                                   .goal_company = {},
                                   .budget = budget,
                                   .companies = scope.size(),
                                   .not_ranked = ranking.not_ranked.size(),
                                   .plan = std::move(plan),
                                   .field = options.field,
                                   .field_companies = asking.size(),
                                   .demand = skill_demand(catalog, asking),
                                   .language = language});
    if (!catalog.fields().empty()) {
      view.fields.emplace(
          fields_view(fields, profile, hours, budget, arguments, reading, threads, language));
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
