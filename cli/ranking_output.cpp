#include "ranking_output.h"

#include "ranking_json.h"
#include "terms_table.h"
#include "words.h"

#include <algorithm>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

Style style_of(Gate gate) {
  switch (gate) {
    case Gate::pass:
      return Style::good;
    case Gate::unknown:
      return Style::warning;
    case Gate::fail:
      return Style::bad;
  }
  return Style::plain;
}

class Writer {
 public:
  explicit Writer(const RankingView& view)
      : view_(view), words_(words(view.language)), catalog_(view.scorer.catalog()) {}

  std::string for_terminal(const Terminal& terminal) const;
  std::string csv() const;
  std::string markdown() const;

 private:
  bool mutual() const {
    const auto& results = view_.ranking.results;
    return !results.empty() && results.front().score.mutual.has_value();
  }
  std::string field(const Company& company) const {
    return company.field ? catalog_.field(*company.field).name.in(view_.language) : "";
  }

  std::string fits(const Explanation& e) const {
    return fits_text(e, catalog_.taxonomy(), view_.language);
  }
  std::string missing(const Explanation& e) const {
    return missing_text(e, catalog_.taxonomy(), view_.language);
  }
  std::string gate_reason(const Explanation& e, Gate gate) const {
    return gate_text(e, gate, catalog_.taxonomy(), view_.language);
  }

  std::string heading() const;
  Table table() const;
  std::string legend(const Terminal& terminal) const;
  std::string not_ranked(const Terminal& terminal) const;
  std::vector<Column> score_columns() const;
  std::vector<Cell> score_cells(std::size_t i) const;
  std::string explanation(std::size_t i, const Terminal& terminal) const;

  const RankingView& view_;
  const Words& words_;
  const Catalog& catalog_;
};

std::vector<Column> Writer::score_columns() const {
  std::vector<Column> columns{{std::string(words_.rank), true, 0},
                              {std::string(words_.company), false, 8},
                              {std::string(words_.field), false, 6}};
  if (mutual()) columns.push_back({std::string(words_.mutual), true, 0});
  columns.push_back({std::string(words_.score), true, 0});
  columns.push_back({std::string(words_.cosine), true, 0});
  columns.push_back({std::string(words_.coverage), true, 0});
  columns.push_back({std::string(words_.gate), false, 0});
  return columns;
}

std::vector<Cell> Writer::score_cells(std::size_t i) const {
  const auto& [id, score] = view_.ranking.results[i];
  const Company company = catalog_.company(id);
  std::vector<Cell> cells{{std::to_string(i + 1), Style::dim},
                          {company.name.in(view_.language), Style::bold},
                          {field(company), Style::plain}};
  if (mutual()) cells.push_back({rounded(score.mutual.value_or(0.0)), Style::bold});
  cells.push_back({rounded(score.score), mutual() ? Style::plain : Style::bold});
  cells.push_back({rounded(score.cosine), Style::plain});
  cells.push_back({rounded(score.coverage), Style::plain});
  cells.push_back({std::string(word(score.gate, view_.language)), style_of(score.gate)});
  return cells;
}

// "graph-graduate: 19 companies, score = 0.5 × cosine + 0.5 × coverage (balanced)"
std::string Writer::heading() const {
  const Model& model = view_.scorer.model();
  const std::size_t count = view_.ranking.scored;
  std::string text = view_.profile.id() + ": " + std::to_string(count) +
                     std::string(count == 1 ? words_.company_ranked : words_.companies_ranked) +
                     ", " + score_formula(model, view_.language) + " (" + model.name;
  if (model.relatedness > 0.0) {
    text += ", " + std::string(words_.relatedness) + " " + level_text(model.relatedness);
  }
  text += ")";
  if (mutual()) text += "; " + std::string(words_.by_mutual);
  return text;
}

// What fits and what is missing stand under each company, where there is room for their names.
Table Writer::table() const {
  Table table(score_columns());
  const auto& results = view_.ranking.results;
  bool fails = false;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Explanation& e = view_.explanations[i];
    const Gate gate = results[i].score.gate;
    if (gate == Gate::fail && !fails) table.add_note(std::string(words_.below_must), Style::bad);
    fails = gate == Gate::fail;
    table.add(score_cells(i));
    const auto add_line = [&](std::string_view title, const std::string& text, Style style) {
      if (text.empty()) return;
      table.add_note("    " + (title.empty() ? "" : std::string(title) + ": ") + text, style);
    };
    if (gate != Gate::pass) add_line("", gate_reason(e, gate), style_of(gate));
    add_line(words_.fits_best, fits(e), Style::dim);
    add_line(words_.missing_most, missing(e), Style::dim);
  }
  return table;
}

// What the signs of the table mean, those that it has.
std::string Writer::legend(const Terminal& terminal) const {
  std::string lines;
  const auto add = [&](std::string_view text) {
    std::string line = wrapped(text, terminal.width);
    line.pop_back();  // the line feed stays outside the colour
    lines += styled(line, Style::dim, terminal) + "\n";
  };
  const auto& explanations = view_.explanations;
  if (std::any_of(explanations.begin(), explanations.end(),
                  [&](const Explanation& e) { return !missing(e).empty(); })) {
    add(words_.legend);
  }
  const auto& results = view_.ranking.results;
  if (std::any_of(results.begin(), results.end(),
                  [](const RankedCompany& r) { return r.score.gate == Gate::unknown; })) {
    add(words_.unknown_legend);
  }
  return lines;
}

// The companies that have no score and why; one line where the profile is the reason.
std::string Writer::not_ranked(const Terminal& terminal) const {
  const auto& all = view_.ranking.not_ranked;
  if (all.empty()) return {};
  const NotRankedReason reason = all.front().reason;
  if (reason == NotRankedReason::empty_profile || reason == NotRankedReason::no_profile_weight) {
    return wrapped(
        std::string(words_.nothing_ranked) + " " + std::string(word(reason, view_.language)),
        terminal.width);
  }
  std::string text = view_.ranking.scored > 0 ? "\n" : "";
  text += std::string(words_.not_ranked) + "\n";
  for (const NotRanked& n : all) {
    text += wrapped("  " + catalog_.company(n.company).name.in(view_.language) + ": " +
                        std::string(word(n.reason, view_.language)),
                    terminal.width, 4);
  }
  return text;
}

std::string Writer::for_terminal(const Terminal& terminal) const {
  const bool all_not_ranked = view_.ranking.scored == 0 && !view_.ranking.not_ranked.empty();
  std::string text = all_not_ranked ? "" : wrapped(heading(), terminal.width);
  const std::size_t shown = view_.ranking.results.size();
  if (shown > 0) text += table().text(terminal) + legend(terminal);
  if (view_.ranking.scored > shown) {
    text += "(" + std::to_string(view_.ranking.scored - shown) + std::string(words_.more) + ")\n";
  }
  text += not_ranked(terminal);
  if (view_.explain) {
    for (std::size_t i = 0; i < shown; ++i) text += "\n" + explanation(i, terminal);
    if (shown > 0) text += wrapped(words_.must_legend, terminal.width);
  }
  return text;
}

std::string Writer::explanation(std::size_t i, const Terminal& terminal) const {
  const auto& [id, score] = view_.ranking.results[i];
  const std::string head =
      wrapped(std::to_string(i + 1) + ". " + catalog_.company(id).name.in(view_.language) + "  " +
                  score_sum(score, view_.scorer.model(), view_.language),
              terminal.width);
  // The line feed stays outside the colour.
  return styled(std::string_view(head).substr(0, head.size() - 1), Style::bold, terminal) + "\n" +
         terms_table(view_.scorer, view_.explanations[i], view_.language).text(terminal);
}

// One row a company, also those that are not ranked, so that nothing is missing from a file. A CSV
// has the same columns, by the names of the JSON, whatever the language.
std::string Writer::csv() const {
  std::vector<Column> columns;
  for (const char* title : {"rank", "company", "name", "field", "score", "cosine", "coverage",
                            "gate", "mutual", "fits_best", "missing_most", "reason"}) {
    columns.push_back({title});
  }
  Table table(std::move(columns));
  const auto field_id = [&](const Company& company) {
    return company.field ? catalog_.field(*company.field).id : std::string();
  };
  const auto& results = view_.ranking.results;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& [id, score] = results[i];
    const Company company = catalog_.company(id);
    const Explanation& e = view_.explanations[i];
    table.add({{std::to_string(i + 1)},
               {company.id},
               {company.name.in(view_.language)},
               {field_id(company)},
               {number_text(score.score)},
               {number_text(score.cosine)},
               {number_text(score.coverage)},
               {std::string(word(score.gate, Language::en))},
               {score.mutual ? number_text(*score.mutual) : std::string()},
               {fits(e)},
               {missing(e)},
               {gate_reason(e, score.gate)}});
  }
  for (const NotRanked& n : view_.ranking.not_ranked) {
    const Company company = catalog_.company(n.company);
    std::vector<Cell> cells(12);
    cells[1].text = company.id;
    cells[2].text = company.name.in(view_.language);
    cells[3].text = field_id(company);
    cells.back().text = word(n.reason, view_.language);
    table.add(std::move(cells));
  }
  return table.csv();
}

std::string Writer::markdown() const {
  std::vector<Column> columns = score_columns();
  for (const std::string_view title : {words_.fits_best, words_.missing_most, words_.reason}) {
    columns.push_back({std::string(title)});
  }
  const std::size_t column_count = columns.size();
  Table table(std::move(columns));
  for (std::size_t i = 0; i < view_.ranking.results.size(); ++i) {
    const Explanation& e = view_.explanations[i];
    std::vector<Cell> cells = score_cells(i);
    cells.push_back({fits(e)});
    cells.push_back({missing(e)});
    cells.push_back({gate_reason(e, view_.ranking.results[i].score.gate)});
    table.add(std::move(cells));
  }
  for (const NotRanked& n : view_.ranking.not_ranked) {
    const Company company = catalog_.company(n.company);
    std::vector<Cell> cells{{}, {company.name.in(view_.language)}, {field(company)}};
    cells.resize(column_count);
    cells.back().text = word(n.reason, view_.language);
    table.add(std::move(cells));
  }
  return table.markdown();
}

}  // namespace

std::string ranking_text(const RankingView& view, Format format, const Terminal& terminal) {
  switch (format) {
    case Format::json:
      return json_text(ranking_json(view), true);
    case Format::jsonl:
      return ranking_json_lines(view);
    case Format::csv:
      return Writer(view).csv();
    case Format::markdown:
      return Writer(view).markdown();
    case Format::table:
      return Writer(view).for_terminal(terminal);
  }
  return {};
}

}  // namespace skillmatch::cli
