#include "advice_words.h"
#include "output.h"
#include "report_page.h"
#include "report_words.h"
#include "svg.h"
#include "terms_table.h"
#include "words.h"

#include <algorithm>
#include <optional>
#include <string>

#include <skillmatch/counterfactual.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr double kRow = 26.0;
constexpr double kLeft = 270.0;
constexpr double kRight = 620.0;

}  // namespace

std::optional<CompanyId> company_of_plan(const AdviceView& view) {
  if (view.goal_company) return view.goal_company;
  const LearningPlan& plan = view.plan;
  if (plan.steps.empty()) return std::nullopt;
  for (const LearningStep& step : plan.steps) {
    if (!step.unlocks.empty()) return step.unlocks.front();
  }
  Profile then = view.profile;
  for (const LearningStep& step : plan.steps) {
    then = then.with(step.change.skill, step.change.to);
  }
  const Ranking ranking = view.scorer.rank(then, {.k = 1});
  if (ranking.results.empty()) return std::nullopt;
  return ranking.results.front().company;
}

// Each step from where the one before it ends, as long as its hours; behind it the place that the
// company then has.
std::string plan_chart(const AdviceView& view, CompanyId company) {
  const ReportWords& r = report_words(view.language);
  const LearningPlan& plan = view.plan;
  const Taxonomy& taxonomy = view.scorer.catalog().taxonomy();
  Svg svg(16.0 + kRow * static_cast<double>(plan.steps.size()),
          std::string(r.plan) + ". " + std::string(r.plan_legend));
  const auto x = [&](double hours) { return kLeft + hours / plan.hours * (kRight - kLeft); };
  double top = 4.0;
  Profile then = view.profile;
  for (const LearningStep& step : plan.steps) {
    then = then.with(step.change.skill, step.change.to);
    const Place place = place_of(view.scorer, then, company);
    svg.words(kLeft - 12.0, top + 16.0, "end",
              fit_width(taxonomy.skill(step.change.skill).name.in(view.language), 26) + " " +
                  held_text(step.change.from, view.language) + "→" + level_text(step.change.to),
              "");
    svg.box(kLeft, top + 5.0, kRight - kLeft, 13.0, "groove");
    svg.box(x(step.total_hours - step.hours), top + 5.0,
            x(step.total_hours) - x(step.total_hours - step.hours), 13.0, "bar");
    svg.words(kRight + 12.0, top + 16.0, "start",
              "#" + grouped(place.rank) + " · " + rounded(place.score.score) + " · " +
                  hours_text(step.total_hours) + " h",
              "soft");
    top += kRow;
  }
  return svg.finish();
}

}  // namespace skillmatch::cli
