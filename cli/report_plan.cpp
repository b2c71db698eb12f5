#include "advice_words.h"
#include "output.h"
#include "report_page.h"
#include "report_words.h"
#include "svg.h"
#include "terms_table.h"
#include "words.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <skillmatch/counterfactual.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr double kPlanRow = 26.0;
constexpr double kPlanLeft = 270.0;
constexpr double kPlanRight = 620.0;

// The profile after so many steps of the plan.
Profile after(const AdviceView& view, std::size_t steps) {
  Profile then = view.profile;
  for (std::size_t i = 0; i < steps; ++i) {
    const LevelChange& change = view.plan.steps[i].change;
    then = then.with(change.skill, change.to);
  }
  return then;
}

RankOptions options_of(const AdviceView& view) {
  RankOptions options;
  options.field = view.field;
  return options;
}

// The rank of every company, from 0; a company without a score is last.
std::vector<std::ptrdiff_t> ranks_of(const AdviceView& view, const Profile& profile) {
  const std::size_t companies = view.scorer.catalog().size();
  std::vector<std::ptrdiff_t> ranks(companies, static_cast<std::ptrdiff_t>(companies));
  std::ptrdiff_t rank = 0;
  for (const RankedCompany& result : view.scorer.rank(profile, options_of(view)).results) {
    ranks[index(result.company)] = rank++;
  }
  return ranks;
}

}  // namespace

std::optional<CompanyId> company_of_plan(const AdviceView& view) {
  if (view.goal_company) return view.goal_company;
  if (view.plan.steps.empty()) return std::nullopt;
  const Profile then = after(view, view.plan.steps.size());
  const std::vector<std::ptrdiff_t> ranks_now = ranks_of(view, view.profile);
  const std::vector<std::ptrdiff_t> ranks_then = ranks_of(view, then);
  const auto climbed = [&](CompanyId c) { return ranks_now[index(c)] - ranks_then[index(c)]; };
  std::optional<CompanyId> company;
  for (const LearningStep& step : view.plan.steps) {
    for (const CompanyId unlocked : step.unlocks) {
      if (!company || climbed(unlocked) > climbed(*company)) company = unlocked;
    }
  }
  if (company) return company;
  RankOptions first = options_of(view);
  first.k = 1;
  return view.scorer.rank(then, first).results.front().company;
}

// Each step from where the one before it ends, as long as its hours; behind it the place that the
// company then has.
std::string plan_chart(const AdviceView& view, CompanyId company) {
  const ReportWords& r = report_words(view.language);
  const LearningPlan& plan = view.plan;
  const Taxonomy& taxonomy = view.scorer.catalog().taxonomy();
  Svg svg(16.0 + kPlanRow * static_cast<double>(plan.steps.size() + 1),
          std::string(r.plan) + ". " + std::string(r.plan_legend));
  const auto x = [&](double hours) {
    return kPlanLeft + hours / plan.hours * (kPlanRight - kPlanLeft);
  };
  double top = 4.0;
  const auto row = [&](const std::string& name, double from, double to, const Place& place) {
    svg.words(kPlanLeft - 12.0, top + 16.0, "end", name, "");
    svg.box(kPlanLeft, top + 5.0, kPlanRight - kPlanLeft, 13.0, "groove");
    svg.box(x(from), top + 5.0, x(to) - x(from), 13.0, "bar");
    svg.words(kPlanRight + 12.0, top + 16.0, "start",
              "#" + grouped(place.rank) + " · " + rounded(place.score.score) + " · " +
                  hours_text(to) + " h",
              "soft");
    top += kPlanRow;
  };
  row(std::string(r.now), 0.0, 0.0, place_of(view.scorer, view.profile, company, options_of(view)));
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const LearningStep& step = plan.steps[i];
    row(fit_width(taxonomy.skill(step.change.skill).name.in(view.language), 26) + " " +
            change_text(step.change, view.language),
        step.total_hours - step.hours, step.total_hours,
        place_of(view.scorer, after(view, i + 1), company, options_of(view)));
  }
  return svg.finish();
}

}  // namespace skillmatch::cli
