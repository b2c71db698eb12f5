#include "fields_output.h"

#include "fields_words.h"
#include "ranking_json.h"
#include "terms_table.h"
#include "text_page.h"
#include "words.h"

#include <algorithm>
#include <numeric>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

// The highest fit first, those without one last; of equal ones catalog order.
std::vector<std::size_t> by_fit(const FieldsView& view) {
  std::vector<std::size_t> order(view.fits.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return view.fits[a].fit.value_or(-1.0) > view.fits[b].fit.value_or(-1.0);
  });
  return order;
}

std::size_t companies_without_field(const FieldsView& view) {
  std::size_t count = view.scorer.catalog().size();
  for (const FieldFit& fit : view.fits) count -= fit.companies;
  return count;
}

class FieldsWriter {
 public:
  FieldsWriter(const FieldsView& view, TextPage& page, bool is_markdown)
      : view_(view),
        page_(page),
        is_markdown_(is_markdown),
        words_(words(view.language)),
        own_(fields_words(view.language)),
        catalog_(view.scorer.catalog()) {}

  void write() {
    page_.title(fields_title(view_.profile.id(), view_.fits.size(), view_.language));
    page_.table(table());
    page_.gap();
    for (const std::string& sentence : conclusion()) page_.line(sentence);
    page_.gap();
    page_.line(std::string(own_.legend));
    page_.line(std::string(view_.pool ? own_.pool_legend : own_.label_legend));
    page_.line(plan_legend(level_text(view_.budget), view_.language));
    if (const std::size_t count = companies_without_field(view_)) {
      page_.line(without_field(count, view_.language));
    }
    if (view_.pool) {
      page_.line(pool_sentence(view_.pool->file, view_.pool->competition,
                               static_cast<std::size_t>(view_.pool->rejected), view_.language));
    }
  }

 private:
  std::string name(FieldId field) const { return catalog_.field(field).name.in(view_.language); }
  const FieldRivals& rivals(FieldId field) const {
    return view_.pool->competition.fields[index(field)];
  }

  // "Voronoi 0.575, Lunit (below a must)"
  std::string best(const FieldFit& fit) const {
    std::string text;
    for (const RankedCompany& company : fit.best) {
      text +=
          (text.empty() ? "" : ", ") + catalog_.company(company.company).name.in(view_.language);
      text += company.score.gate == Gate::fail ? " (" + std::string(own_.below_must) + ")"
                                               : " " + rounded(company.score.score);
    }
    return text;
  }

  // "Deep learning 3.5→4, Medical imaging ?→4"
  std::string asks(FieldId field) const {
    std::string text;
    for (const FieldSkill& s : view_.skills[index(field)]) {
      text += (text.empty() ? "" : ", ") +
              catalog_.taxonomy().skill(s.skill).name.in(view_.language) + " " +
              held_text(view_.profile.level(s.skill), view_.language) + "→" + level_text(s.level);
    }
    return text;
  }

  // What is to be said of a field instead of numbers, or beside them.
  std::string remark(const FieldFit& fit) const {
    if (fit.companies == 0) return std::string(own_.no_company);
    if (fit.scored == 0) return std::string(own_.no_score);
    if (view_.pool && rivals(fit.field).count == 0) return std::string(own_.no_rivals);
    return {};
  }

  std::vector<Column> columns() const {
    std::vector<Column> columns{{std::string(words_.field), false, 12},
                                {std::string(own_.fit), true},
                                {in_hours(level_text(view_.budget), view_.language), true},
                                {std::string(words_.company_count), true}};
    if (view_.pool) {
      columns.push_back({std::string(own_.rivals), true});
      columns.push_back({std::string(own_.per_company), true});
      columns.push_back({std::string(own_.ahead_of), true});
    } else {
      columns.push_back({std::string(words_.competition), false});
    }
    if (is_markdown_) {
      columns.push_back({std::string(own_.best_companies)});
      columns.push_back({std::string(own_.asks)});
    }
    return columns;
  }

  Table table() const {
    Table table(columns());
    for (const std::size_t f : by_fit(view_)) {
      const FieldFit& fit = view_.fits[f];
      const auto& reachable = view_.reachable[f];
      std::vector<Cell> cells{{name(fit.field), Style::bold},
                              {fit.fit ? rounded(*fit.fit) : "", Style::bold},
                              {reachable ? rounded(reachable->fit) : ""},
                              {grouped(fit.companies)}};
      if (view_.pool) {
        const FieldRivals& r = rivals(fit.field);
        const bool has_fit = fit.fit.has_value();
        cells.push_back({has_fit ? grouped(r.count) : ""});
        cells.push_back(
            {has_fit ? level_text(static_cast<double>(r.count) / static_cast<double>(fit.companies))
                     : ""});
        cells.push_back({percent(r)});
      } else {
        cells.push_back(
            {std::string(competition_word(catalog_.field(fit.field).competition, view_.language))});
      }
      const std::string companies = best(fit);
      const std::string skills = asks(fit.field);
      const std::string extra = remark(fit);
      if (is_markdown_) {
        cells.push_back({companies + (companies.empty() || extra.empty() ? "" : "; ") + extra});
        cells.push_back({skills});
        table.add(std::move(cells));
        continue;
      }
      table.add(std::move(cells));
      const auto note = [&](const std::string& text, Style style) {
        table.add_note("    " + text, style);
      };
      if (!extra.empty()) note(extra, Style::plain);
      if (!companies.empty()) note(std::string(own_.best) + ": " + companies, Style::dim);
      if (!skills.empty()) note(std::string(own_.asks_more) + ": " + skills, Style::dim);
    }
    return table;
  }

  // Rounded down: who passes all but one does not pass 100 %. In whole numbers: 100 × 0.29 is below
  // 29.
  static std::string percent(const FieldRivals& r) {
    if (r.count == 0) return "";
    const std::size_t twice_passed = 2 * (r.count - r.ahead) - r.level;
    return std::to_string(100 * twice_passed / (2 * r.count)) + " %";
  }

  std::vector<std::string> conclusion() const {
    const FieldOutlook& outlook = view_.outlook;
    if (!outlook.best_fit) return {std::string(own_.nothing_fits)};
    const auto fit = [&](FieldId field) { return rounded(*view_.fits[index(field)].fit); };
    const FieldId best = *outlook.best_fit;
    if (!view_.pool) {
      return {best_fit_sentence(name(best), fit(best), nullptr, view_.language)};
    }
    const FieldId chance = *outlook.best_chance;
    const std::string why(own_.chance_legend);
    if (best == chance) {
      return {best_of_both_sentence(name(best), fit(best), rivals(best), view_.language), why};
    }
    return {best_fit_sentence(name(best), fit(best), &rivals(best), view_.language),
            best_chance_sentence(name(chance), fit(chance), rivals(chance), view_.language), why};
  }

  const FieldsView& view_;
  TextPage& page_;
  bool is_markdown_;
  const Words& words_;
  const FieldsWords& own_;
  const Catalog& catalog_;
};

Json number_json(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json field_json(const FieldsView& view, std::size_t f) {
  const Catalog& catalog = view.scorer.catalog();
  const Taxonomy& taxonomy = catalog.taxonomy();
  const Field& field = catalog.fields()[f];
  const FieldFit& fit = view.fits[f];
  Json json = {{"field", field.id},          {"name", field.name.in(view.language)},
               {"companies", fit.companies}, {"scored", fit.scored},
               {"barred", fit.barred},       {"fit", number_json(fit.fit)}};
  if (!field.competition.empty()) json["label"] = field.competition;
  Json& best = json["best"] = Json::array();
  for (const RankedCompany& company : fit.best) {
    const Company it = catalog.company(company.company);
    best.push_back({{"company", it.id},
                    {"name", it.name.in(view.language)},
                    {"score", company.score.score},
                    {"gate", word(company.score.gate, Language::en)}});
  }
  Json& skills = json["distinguishing"] = Json::array();
  for (const FieldSkill& s : view.skills[f]) {
    skills.push_back({{"skill", taxonomy.skill(s.skill).id},
                      {"have", have_json(view.profile.level(s.skill))},
                      {"level", s.level},
                      {"asked_by", s.asked_by},
                      {"here", s.here},
                      {"elsewhere", s.elsewhere}});
  }
  if (const auto& reachable = view.reachable[f]) {
    Json& then = json["reachable"] = {{"fit", reachable->fit}, {"hours", reachable->plan.hours}};
    Json& steps = then["steps"] = Json::array();
    for (const LearningStep& step : reachable->plan.steps) {
      steps.push_back({{"skill", taxonomy.skill(step.change.skill).id},
                       {"from", have_json(step.change.from)},
                       {"to", step.change.to},
                       {"hours", step.hours}});
    }
  }
  if (view.pool && fit.fit) {
    const FieldRivals& rivals = view.pool->competition.fields[f];
    json["competition"] = {
        {"rivals", rivals.count},
        {"ahead", rivals.ahead},
        {"level", rivals.level},
        {"percentile", number_json(rivals.percentile())},
        {"per_company", static_cast<double>(rivals.count) / static_cast<double>(fit.companies)}};
  }
  return json;
}

Json fields_json(const FieldsView& view) {
  const Catalog& catalog = view.scorer.catalog();
  const auto id = [&](const std::optional<FieldId>& field) {
    return field ? Json(catalog.field(*field).id) : Json(nullptr);
  };
  Json json = {{"format", "skillmatch/fields@1"},
               {"profile", view.profile.id()},
               {"model", model_json(view.scorer.model(), catalog.taxonomy())},
               {"budget", view.budget},
               {"without_field", companies_without_field(view)},
               {"best_fit", id(view.outlook.best_fit)}};
  if (view.pool) {
    const Competition& c = view.pool->competition;
    json["best_chance"] = id(view.outlook.best_chance);
    json["pool"] = {{"candidates", c.candidates},
                    {"choosing", c.choosing},
                    {"without_choice", c.without_choice},
                    {"not_ranked", c.not_ranked},
                    {"same_id", c.same_id},
                    {"same_levels", c.same_levels},
                    {"alike", c.alike},
                    {"rejected", view.pool->rejected}};
  }
  Json& fields = json["fields"] = Json::array();
  for (const std::size_t f : by_fit(view)) fields.push_back(field_json(view, f));
  return json;
}

}  // namespace

std::string fields_text(const FieldsView& view, Format format, const Terminal& terminal) {
  if (format == Format::json) return json_text(fields_json(view), true);
  const bool is_markdown = format == Format::markdown;
  TextPage page(is_markdown, terminal);
  FieldsWriter(view, page, is_markdown).write();
  return page.take();
}

std::string fields_html(const FieldsView& view) {
  TextPage page = TextPage::of_html();
  FieldsWriter(view, page, false).write();
  return page.take();
}

}  // namespace skillmatch::cli
