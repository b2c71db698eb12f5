// skillmatch advise: what to learn next, for a number of hours.
#include "advice_output.h"
#include "advice_view.h"
#include "command.h"
#include "common_options.h"
#include "learning_options.h"
#include "output.h"
#include "person.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/learning_plan.h>
#include <skillmatch/scorer.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kAdviseOptions{
    kBudgetOption,
    Option{"goal", 0, "reach|score|COMPANY", "reach",
           "what to gain: companies within reach, the mean score of the best ones, or, as "
           "company:ID, the score of one"},
    kReachOption,
    Option{"top", 'n', "N", "10", "for --goal score: the mean of how many companies"},
    Option{"company", 0, "COMPANY", "", "only this company, by id or name; may be repeated", true},
    kFieldOption,
    kEffortOption,
    kCatalogOption,
    kModelOption,
    kWeightsOption,
    kRelatednessOption,
    kLangOption,
    kTextFormatOption,
    kOutputOption,
    kUnknownSkillsOption,
    kThreadsOption,
    kQuietOption,
};

constexpr std::string_view kCompanyGoal = "company:";

// Throws InputError for a company that was named and has no score.
void add_company(CompanyId company, const Scorer& scorer, const std::string& place,
                 std::vector<CompanyId>& companies) {
  const std::string id(scorer.catalog().company_id(company));
  if (const auto reason = scorer.not_ranked(company)) {
    throw InputError(place + ": " + in_quotes(id) +
                     " is not ranked: " + std::string(word(*reason, Language::en)));
  }
  if (std::find(companies.begin(), companies.end(), company) != companies.end()) {
    throw UsageError("--company: " + in_quotes(id) + " twice");
  }
  companies.push_back(company);
}

// `option` named the companies.
AdviceScope scope_of(const std::vector<CompanyId>& named, const std::string& option,
                     const std::optional<FieldId>& field, const Scorer& scorer,
                     const std::string& place) {
  const Catalog& catalog = scorer.catalog();
  AdviceScope scope;
  scope.field = field;
  for (const CompanyId company : named) {
    if (field && catalog.field_of(company) != field) {
      throw UsageError(option + ": " + in_quotes(catalog.company_id(company)) +
                       " is not in the field of --field");
    }
    add_company(company, scorer, place, scope.companies);
  }
  if (!named.empty()) return scope;
  scope = whole_scope(scorer, field);
  if (scope.companies.empty()) {
    throw InputError(place + ": no company " +
                     (field ? "of the field " + in_quotes(catalog.field(*field).id) + " " : "") +
                     "has a score under this model");
  }
  return scope;
}

// --goal, --reach and --top; the name after "company:".
LearningGoal goal_of(const Arguments& arguments, std::string& company) {
  LearningGoal goal;
  const std::string& given = arguments.at("goal");
  if (given.starts_with(kCompanyGoal)) {
    company = given.substr(kCompanyGoal.size());
    if (company.empty()) throw UsageError("--goal: name the company, as company:ID");
  } else if (given != "reach" && given != "score") {
    fail_unknown("--goal:", given, std::array<std::string_view, 3>{"reach", "score", "company:ID"});
  }
  goal.value = given == "reach" ? LearningGoal::Value::reach : LearningGoal::Value::score;
  goal.reach = arguments.number("reach", 0.0, 1.0);
  goal.top = static_cast<std::size_t>(arguments.whole("top", 1, 1'000'000'000));
  return goal;
}

int run_advise(const Arguments& arguments) {
  const std::string& profile_path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string& output = arguments.at("output");
  const std::vector<std::string> inputs{profile_path, catalog_path, arguments.at("model"),
                                        arguments.get("effort").value_or("")};
  refuse_two_standard_inputs(inputs);
  refuse_to_replace(inputs, "output", output);
  const double budget = budget_of(arguments);
  std::string goal_name;
  LearningGoal goal = goal_of(arguments, goal_name);
  std::vector<std::string> names = arguments.all("company");
  if (!goal_name.empty() && !names.empty()) {
    throw UsageError("--goal company:ID plans for that company alone; leave out --company");
  }
  const unsigned threads = threads_of(arguments);
  const Language language = language_of(arguments.get("lang").value_or(""));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  std::optional<FieldId> field;
  if (const auto given = arguments.get("field")) field = field_of(*given, catalog);
  std::vector<CompanyId> named;
  for (const std::string& name : names) named.push_back(company_of(name, catalog));
  std::optional<CompanyId> goal_company;
  if (!goal_name.empty()) {
    goal_company = company_of(goal_name, catalog, "goal");
    named.push_back(*goal_company);
    goal.top = 1;
  }
  Model model = model_of(arguments, catalog, reading.options());
  const Effort effort = effort_of(arguments, catalog.taxonomy(), reading.options());
  const Person person = read_person(profile_path, arguments, catalog.taxonomy(), reading);
  const Scorer scorer(catalog, std::move(model), threads);
  const std::string place =
      catalog_path.empty() ? std::string("the built-in catalog") : printable(catalog_path);
  AdviceScope scope = scope_of(named, goal_company ? "--goal" : "--company", field, scorer, place);
  scope.goal_company = goal_company;
  // Before anything is said: where it cannot be written, nothing else matters.
  io::OutputFile file(output);
  reading.tell_warnings();
  person.tell(arguments, catalog.taxonomy(), language);

  const AdviceView view =
      advice_view(scorer, person.profile, effort, scope, budget, goal, threads, language);
  file.write([&](std::ostream& out) {
    out << advice_text(view, format_of(arguments.at("format")),
                       Terminal::of_standard_output(output != "-"));
  });
  file.commit();
  return kDone;
}

}  // namespace

const Command kAdvise{
    "advise",
    "PROFILE",
    1,
    1,
    "plan what to learn next within a number of hours",
    "PROFILE is a file of \"skillmatch/profile@1\" or plain text (a CV), or - for standard input. "
    "Shown are\n"
    "the steps that gain most for the hours they take, in an order that gains early: every line is "
    "your\n"
    "profile with all steps so far and every company scored again, so that nothing is counted "
    "twice.\n"
    "With --field also what the companies of that field ask for.",
    "  skillmatch advise me.json --budget 300\n"
    "  skillmatch advise cv.txt --field medical-ai --lang ko\n"
    "  skillmatch advise me.json --goal company:voronoi --budget 100\n"
    "  skillmatch advise me.json --goal score --top 5 --effort effort.json --format json\n",
    kAdviseOptions,
    run_advise,
};

}  // namespace skillmatch::cli
