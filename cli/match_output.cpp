#include "match_output.h"

#include "match_words.h"
#include "ranking_json.h"
#include "text_page.h"
#include "words.h"

#include <algorithm>
#include <utility>

#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

// The words by which files call the reasons; "" without one.
std::string reason_id(const CandidateResult& candidate) {
  const std::optional<UnmatchedReason> reason = candidate.unmatched();
  if (!reason) return {};
  if (*reason == UnmatchedReason::not_ranked) return std::string(io::id_of(*candidate.not_ranked));
  return *reason == UnmatchedReason::all_full ? "all_full" : "nothing_listed";
}

std::string reason_id(const CompanyResult& company) {
  const std::optional<PlacesLeftReason> reason = company.places_left();
  if (!reason) return {};
  switch (*reason) {
    case PlacesLeftReason::not_ranked:
      return std::string(io::id_of(*company.not_ranked));
    case PlacesLeftReason::not_listed:
      return "not_listed";
    case PlacesLeftReason::all_taken:
      return "all_taken";
    case PlacesLeftReason::others_preferred:
      return "others_preferred";
  }
  return {};
}

class MatchWriter {
 public:
  explicit MatchWriter(const MatchView& view)
      : view_(view),
        result_(view.result),
        words_(words(view.language)),
        own_(match_words(view.language)) {}

  std::string page(bool is_markdown, const Terminal& terminal) const {
    TextPage page(is_markdown, terminal);
    page.title(match_heading(result_, view_.optimal_for, view_.language));
    if (!result_.candidates.empty()) {
      page.table(candidates(is_markdown));
      add_more(page, result_.candidates.size(), own_.more_candidates);
      page.gap();
    }
    const std::vector<std::size_t> open = open_companies();
    if (!open.empty()) {
      page.table(companies(open, is_markdown));
      add_more(page, open.size(), own_.more_companies);
      page.gap();
    }
    for (const std::string& line : match_summary(view_)) page.line(line);
    if (has_match()) page.line(std::string(own_.legend));
    return page.take();
  }

  std::string csv() const {
    Table table({{"candidate"},
                 {"company"},
                 {"score"},
                 {"mutual"},
                 {"choice"},
                 {"listed"},
                 {"place"},
                 {"reason"},
                 {"nearest"},
                 {"nearest_score"},
                 {"nearest_lowest_score"}});
    for (const CandidateResult& one : result_.candidates) {
      std::vector<Cell> cells(11);
      cells[0] = {one.id};
      cells[5] = {std::to_string(one.listed)};
      cells[7] = {reason_id(one)};
      if (one.match) {
        cells[1] = {id(one.match->company)};
        cells[2] = {number_text(one.match->score)};
        if (one.match->mutual) cells[3] = {number_text(*one.match->mutual)};
        cells[4] = {std::to_string(one.match->choice)};
        cells[6] = {std::to_string(one.match->place)};
      }
      if (one.nearest) {
        cells[8] = {id(one.nearest->company)};
        cells[9] = {number_text(one.nearest->score)};
        cells[10] = {number_text(one.nearest->lowest_score)};
      }
      table.add(std::move(cells));
    }
    return table.csv();
  }

  Json json() const {
    const MarketCounts& counts = result_.counts;
    Json json = {
        {"format", "skillmatch/matching@1"},
        {"model", model_json(view_.model, view_.catalog.taxonomy())},
        {"optimal", view_.optimal_for == OptimalFor::candidates ? "candidates" : "companies"},
        {"seed", view_.options.seed},
        {"list", view_.options.list_length},
        {"min_score", view_.options.min_score},
        {"matched", counts.matched},
        {"all_full", counts.all_full},
        {"nothing_listed", counts.nothing_listed},
        {"not_ranked", counts.not_ranked},
        {"places", counts.places},
        {"pairs", result_.check.pairs},
        {"blocking_pairs", result_.check.blocking.size()}};
    Json& candidates = json["candidates"] = Json::array();
    for (const CandidateResult& one : result_.candidates) candidates.push_back(candidate_json(one));
    Json& companies = json["companies"] = Json::array();
    for (std::size_t c = 0; c < result_.companies.size(); ++c) companies.push_back(company_json(c));
    return json;
  }

  // Every candidate, then every company, a line each.
  std::string json_lines() const {
    std::string lines;
    for (const CandidateResult& one : result_.candidates) {
      lines += json_text(candidate_json(one), false);
    }
    for (std::size_t c = 0; c < result_.companies.size(); ++c) {
      lines += json_text(company_json(c), false);
    }
    return lines;
  }

 private:
  std::string id(CompanyId company) const { return std::string(view_.catalog.company_id(company)); }
  std::string name(CompanyId company) const {
    return view_.catalog.company(company).name.in(view_.language);
  }
  bool has_match() const { return result_.counts.matched > 0; }
  bool has_mutual() const {
    return std::any_of(
        result_.candidates.begin(), result_.candidates.end(),
        [](const CandidateResult& one) { return one.match && one.match->mutual.has_value(); });
  }
  std::vector<std::size_t> open_companies() const {
    std::vector<std::size_t> open;
    for (std::size_t c = 0; c < result_.companies.size(); ++c) {
      if (result_.companies[c].places > 0) open.push_back(c);
    }
    return open;
  }
  void add_more(TextPage& page, std::size_t rows, std::string_view more) const {
    if (rows > view_.top) page.line("(" + grouped(rows - view_.top) + std::string(more) + ")");
  }

  // Why somebody is left over stands under the row, and in Markdown, whose tables have no room
  // there, in a column.
  Table candidates(bool is_markdown) const {
    const bool mutual = has_mutual();
    std::vector<Column> columns{{std::string(own_.candidate), false, 12},
                                {std::string(words_.company), false, 12}};
    if (mutual) columns.push_back({std::string(words_.mutual), true});
    columns.push_back({std::string(words_.score), true});
    columns.push_back({std::string(own_.choice), true});
    columns.push_back({std::string(own_.place), true});
    if (is_markdown) columns.push_back({std::string(own_.why)});
    Table table(columns);
    for (std::size_t c = 0; c < std::min(view_.top, result_.candidates.size()); ++c) {
      const CandidateResult& one = result_.candidates[c];
      std::vector<Cell> cells{{one.id}, {"–", Style::dim}};
      cells.resize(columns.size());
      if (one.match) {
        std::size_t at = 1;
        cells[at++] = {name(one.match->company), Style::bold};
        if (mutual) cells[at++] = {one.match->mutual ? rounded(*one.match->mutual) : ""};
        cells[at++] = {rounded(one.match->score)};
        cells[at++] = {of(one.match->choice, one.listed)};
        cells[at++] = {
            of(one.match->place, result_.companies[index(one.match->company)].listed_by)};
      }
      add(table, std::move(cells), unmatched_words(one, view_.catalog, view_.language),
          is_markdown);
    }
    return table;
  }

  Table companies(const std::vector<std::size_t>& open, bool is_markdown) const {
    std::vector<Column> columns{{std::string(words_.company), false, 12},
                                {std::string(own_.places), true},
                                {std::string(own_.taken), true},
                                {std::string(own_.listed_by), true},
                                {std::string(own_.lowest), true}};
    if (is_markdown) columns.push_back({std::string(own_.why)});
    Table table(columns);
    for (std::size_t i = 0; i < std::min(view_.top, open.size()); ++i) {
      const CompanyResult& one = result_.companies[open[i]];
      std::vector<Cell> cells{{name(static_cast<CompanyId>(open[i]))},
                              {grouped(one.places)},
                              {grouped(one.taken)},
                              {grouped(one.listed_by)},
                              {one.lowest_score ? rounded(*one.lowest_score) : ""}};
      cells.resize(columns.size());
      add(table, std::move(cells), places_left_words(one, view_.language), is_markdown);
    }
    return table;
  }

  static void add(Table& table, std::vector<Cell> cells, const std::string& why, bool is_markdown) {
    if (is_markdown) cells.back() = {why};
    table.add(std::move(cells));
    if (!is_markdown && !why.empty()) table.add_note("    " + why, Style::dim);
  }

  static std::string of(std::size_t number, std::size_t count) {
    return grouped(number) + "/" + grouped(count);
  }

  Json candidate_json(const CandidateResult& one) const {
    Json json = {{"candidate", one.id}, {"listed", one.listed}};
    if (one.match) {
      json["company"] = id(one.match->company);
      json["score"] = one.match->score;
      if (one.match->mutual) json["mutual"] = *one.match->mutual;
      json["choice"] = one.match->choice;
      json["place"] = one.match->place;
      return json;
    }
    json["reason"] = reason_id(one);
    if (one.nearest) {
      json["nearest"] = {{"company", id(one.nearest->company)},
                         {"score", one.nearest->score},
                         {"lowest_score", one.nearest->lowest_score}};
    }
    return json;
  }

  Json company_json(std::size_t c) const {
    const CompanyResult& one = result_.companies[c];
    Json json = {{"company", id(static_cast<CompanyId>(c))},
                 {"places", one.places},
                 {"taken", one.taken},
                 {"listed_by", one.listed_by}};
    if (one.lowest_score) json["lowest_score"] = *one.lowest_score;
    if (const std::string reason = reason_id(one); !reason.empty()) json["reason"] = reason;
    return json;
  }

  const MatchView& view_;
  const MarketResult& result_;
  const Words& words_;
  const MatchWords& own_;
};

}  // namespace

std::string match_text(const MatchView& view, Format format, const Terminal& terminal) {
  const MatchWriter writer(view);
  switch (format) {
    case Format::json:
      return json_text(writer.json(), true);
    case Format::jsonl:
      return writer.json_lines();
    case Format::csv:
      return writer.csv();
    case Format::table:
    case Format::markdown:
      break;
  }
  return writer.page(format == Format::markdown, terminal);
}

std::vector<std::string> match_summary(const MatchView& view) {
  return {candidates_sum(view.result, view.language), places_sum(view.result, view.language),
          stability_words(view.result.check, view.language)};
}

}  // namespace skillmatch::cli
