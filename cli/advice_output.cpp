#include "advice_output.h"

#include "advice_words.h"
#include "ranking_json.h"
#include "terms_table.h"
#include "text_page.h"
#include "words.h"

#include <algorithm>
#include <utility>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

using AdviceJson = nlohmann::ordered_json;

constexpr std::size_t kCompaniesShown = 5;
constexpr std::size_t kDemandShown = 15;

class AdviceWriter {
 public:
  AdviceWriter(const AdviceView& view, TextPage& page)
      : view_(view),
        page_(page),
        words_(words(view.language)),
        own_(advice_words(view.language)),
        catalog_(view.scorer.catalog()) {}

  void write() {
    page_.title(advice_title(view_.profile.id(), view_.language));
    page_.line(headline());
    if (!view_.plan.within_now.empty()) {
      page_.line(within_line(names(view_.plan.within_now, ""), view_.language));
    }
    if (view_.plan.considered < view_.companies) {
      page_.line(considered_line(view_.plan.considered, view_.companies, counts(), view_.language));
    }
    if (view_.not_ranked > 0) page_.line(left_out_line(view_.not_ranked, view_.language));
    if (view_.plan.steps.empty()) {
      page_.line(why_no_step());
    } else {
      page_.table(steps());
    }
    if (view_.field) write_demand(*view_.field);
    page_.gap();
    const bool loses = std::any_of(view_.plan.steps.begin(), view_.plan.steps.end(),
                                   [](const LearningStep& step) { return !step.loses.empty(); });
    if (loses) page_.line(std::string(own_.lost_legend));
    page_.line(effort_line(view_.effort, view_.language));
  }

 private:
  bool counts() const { return view_.goal.value == LearningGoal::Value::reach; }
  std::string value(double x) const { return counts() ? level_text(x) : rounded(x); }
  std::string name(CompanyId company) const {
    return catalog_.company(company).name.in(view_.language);
  }
  std::string skill(SkillId id) const {
    return catalog_.taxonomy().skill(id).name.in(view_.language);
  }

  // The first names, each after `sign`, and how many more there are.
  std::string names(const std::vector<CompanyId>& companies, const std::string& sign) const {
    std::string text;
    const std::size_t shown = std::min(companies.size(), kCompaniesShown);
    for (std::size_t i = 0; i < shown; ++i)
      text += (i == 0 ? "" : ", ") + sign + name(companies[i]);
    return and_more(text, companies.size() - shown, view_.language);
  }

  std::string headline() const {
    const LearningPlan& plan = view_.plan;
    const std::string hours = hours_text(plan.hours);
    const std::string budget = hours_text(view_.budget);
    if (counts()) {
      return reach_line(number_text(view_.goal.reach), plan.within_now.size(),
                        plan.within_then.size(), view_.companies, hours, budget, view_.language);
    }
    const std::string now = value(plan.value_now);
    const std::string then = value(plan.value_then);
    if (view_.goal_company) {
      return score_line(name(*view_.goal_company), now, then, hours, budget, view_.language);
    }
    return mean_line(std::min(view_.goal.top, view_.companies), view_.companies, now, then, hours,
                     budget, view_.language);
  }

  std::string why_no_step() const {
    const LearningPlan& plan = view_.plan;
    if (plan.cheapest) {
      std::string changes;
      for (const LevelChange& c : plan.cheapest->changes) {
        changes +=
            (changes.empty() ? "" : ", ") + skill(c.skill) + " " + change_text(c, view_.language);
      }
      const std::string then =
          plan.cheapest->company
              ? then_within(name(*plan.cheapest->company), view_.language)
              : then_worth(value(plan.value_now), value(plan.cheapest->value), view_.language);
      return cheapest_line(hours_text(view_.budget), hours_text(plan.cheapest->hours), changes,
                           then, view_.language);
    }
    if (!counts()) return std::string(own_.nothing_gains);
    return std::string(plan.within_now.size() == view_.companies ? own_.all_within
                                                                 : own_.no_cheapest);
  }

  Table steps() const {
    Table table({{std::string(own_.step), true},
                 {std::string(words_.skill), false, 12},
                 {std::string(own_.level), true},
                 {std::string(own_.hours), true},
                 {std::string(own_.total), true},
                 {std::string(counts() ? own_.within_reach : own_.mean_score), true},
                 {std::string(own_.unlocks), false, 12}});
    for (std::size_t i = 0; i < view_.plan.steps.size(); ++i) {
      const LearningStep& step = view_.plan.steps[i];
      std::string companies = names(step.unlocks, "");
      if (!step.loses.empty()) {
        companies += (companies.empty() ? "" : ", ") + names(step.loses, "−");
      }
      table.add({{std::to_string(i + 1)},
                 {skill(step.change.skill)},
                 {change_text(step.change, view_.language)},
                 {hours_text(step.hours)},
                 {hours_text(step.total_hours)},
                 {value(step.value)},
                 {companies, Style::good}});
    }
    return table;
  }

  void write_demand(FieldId field) {
    page_.title(demand_title(catalog_.field(field).name.in(view_.language), view_.field_companies,
                             view_.language));
    Table table({{std::string(words_.skill), false, 12},
                 {std::string(own_.asked_by), true},
                 {std::string(own_.musts), true},
                 {std::string(own_.median), true},
                 {std::string(words_.you), true}});
    const std::size_t shown = std::min(view_.demand.size(), kDemandShown);
    for (std::size_t i = 0; i < shown; ++i) {
      const SkillDemand& demand = view_.demand[i];
      const std::optional<double> have = view_.profile.level(demand.skill);
      const double share = 100.0 * static_cast<double>(demand.companies) /
                           static_cast<double>(view_.field_companies);
      table.add({{skill(demand.skill)},
                 {std::to_string(demand.companies) + " (" + whole_text(share) + " %)"},
                 {demand.musts == 0 ? "" : std::to_string(demand.musts)},
                 {level_text(demand.median_level)},
                 {held_text(have, view_.language),
                  have.value_or(0.0) < demand.median_level ? Style::warning : Style::good}});
    }
    if (view_.demand.size() > shown) {
      table.add_note(more_skills(view_.demand.size() - shown, view_.language), Style::dim);
    }
    page_.table(table);
  }

  static std::string whole_text(double x) { return std::to_string(static_cast<int>(x + 0.5)); }

  const AdviceView& view_;
  TextPage& page_;
  const Words& words_;
  const AdviceWords& own_;
  const Catalog& catalog_;
};

class AdviceJsonWriter {
 public:
  explicit AdviceJsonWriter(const AdviceView& view)
      : view_(view), catalog_(view.scorer.catalog()), taxonomy_(catalog_.taxonomy()) {}

  AdviceJson json() const {
    const LearningPlan& plan = view_.plan;
    AdviceJson json = {{"format", "skillmatch/advice@1"},
                       {"profile", view_.profile.id()},
                       {"model", model_json(view_.scorer.model(), taxonomy_)},
                       {"goal", goal()},
                       {"budget", view_.budget},
                       {"effort", effort()},
                       {"companies", view_.companies},
                       {"considered", plan.considered},
                       {"not_ranked", view_.not_ranked},
                       {"now", state(plan.value_now, plan.within_now)},
                       {"then", state(plan.value_then, plan.within_then)},
                       {"hours", plan.hours}};
    AdviceJson& steps = json["steps"] = AdviceJson::array();
    for (const LearningStep& step : plan.steps) {
      AdviceJson one = changes_json({step.change}, taxonomy_)[0];
      one["hours"] = step.hours;
      one["total_hours"] = step.total_hours;
      one["value"] = step.value;
      one["unlocks"] = ids(step.unlocks);
      one["loses"] = ids(step.loses);
      steps.push_back(std::move(one));
    }
    if (plan.cheapest) {
      AdviceJson& offer =
          json["cheapest"] = {{"changes", changes_json(plan.cheapest->changes, taxonomy_)},
                              {"hours", plan.cheapest->hours},
                              {"value", plan.cheapest->value}};
      if (plan.cheapest->company) offer["company"] = catalog_.company_id(*plan.cheapest->company);
    }
    if (view_.field) json["field"] = field(*view_.field);
    return json;
  }

 private:
  AdviceJson goal() const {
    AdviceJson json = {{"value", "score"}, {"reach", view_.goal.reach}};
    if (view_.goal.value == LearningGoal::Value::reach) {
      json["value"] = "reach";
    } else if (view_.goal_company) {
      json["company"] = catalog_.company_id(*view_.goal_company);
    } else {
      json["top"] = view_.goal.top;
    }
    return json;
  }

  AdviceJson effort() const {
    AdviceJson json = {{"hours", view_.effort.hours},
                       {"related_saves", view_.effort.related_saves}};
    AdviceJson factors = AdviceJson::object();
    for (std::size_t s = 0; s < view_.effort.factors.size(); ++s) {
      const double factor = view_.effort.factors[s];
      if (factor != 1.0) factors[taxonomy_.skills()[s].id] = factor;
    }
    if (!factors.empty()) json["factors"] = std::move(factors);
    return json;
  }

  AdviceJson ids(const std::vector<CompanyId>& companies) const {
    AdviceJson json = AdviceJson::array();
    for (const CompanyId company : companies) json.push_back(catalog_.company_id(company));
    return json;
  }

  AdviceJson state(double value, const std::vector<CompanyId>& within) const {
    return {{"value", value}, {"within_reach", ids(within)}};
  }

  AdviceJson field(FieldId field) const {
    AdviceJson json = {{"field", catalog_.field(field).id}, {"companies", view_.field_companies}};
    AdviceJson& asked = json["asked"] = AdviceJson::array();
    for (const SkillDemand& demand : view_.demand) {
      asked.push_back({{"skill", taxonomy_.skill(demand.skill).id},
                       {"companies", demand.companies},
                       {"musts", demand.musts},
                       {"median_level", demand.median_level},
                       {"have", have_json(view_.profile.level(demand.skill))}});
    }
    return json;
  }

  const AdviceView& view_;
  const Catalog& catalog_;
  const Taxonomy& taxonomy_;
};

}  // namespace

std::string advice_text(const AdviceView& view, Format format, const Terminal& terminal) {
  if (format == Format::json) return json_text(AdviceJsonWriter(view).json(), true);
  TextPage page(format == Format::markdown, terminal);
  AdviceWriter(view, page).write();
  return page.take();
}

std::string advice_html(const AdviceView& view) {
  TextPage page = TextPage::of_html();
  AdviceWriter(view, page).write();
  return page.take();
}

}  // namespace skillmatch::cli
