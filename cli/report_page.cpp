#include "report_page.h"

#include "output.h"
#include "page.h"
#include "page/page_files.h"
#include "report_words.h"
#include "svg.h"
#include "terms_table.h"
#include "words.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <skillmatch/text.h>
#include <skillmatch/version.h>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kCompaniesInDetail = 10;

std::string paragraph(std::string_view text, std::string_view style = "") {
  const std::string of = style.empty() ? "" : " class=\"" + std::string(style) + "\"";
  return "<p" + of + ">" + html_text(text) + "</p>\n";
}

// A part of the page, to which the contents lead.
struct Part {
  std::string id;
  std::string title;
  std::string html;
};

std::string bars(const Score& score, const Words& w) {
  Svg svg = Svg::bar(12.0, std::string(w.cosine) + " " + rounded(score.cosine) + ", " +
                               std::string(w.coverage) + " " + rounded(score.coverage));
  svg.box(0.0, 0.0, 100.0, 5.5, "groove");
  svg.box(0.0, 0.0, 100.0 * score.cosine, 5.5, "cosine");
  svg.box(0.0, 6.5, 100.0, 5.5, "groove");
  svg.box(0.0, 6.5, 100.0 * score.coverage, 5.5, "coverage");
  return svg.finish();
}

std::string key(std::string_view style, std::string_view text) {
  return "<span class=\"key " + std::string(style) + "\"></span>" + html_text(text);
}

std::string ranking_row(const ReportView& view, std::size_t i) {
  const Catalog& catalog = view.scorer.catalog();
  const Words& w = words(view.language);
  const auto& [id, score] = view.ranking.results[i];
  const Company company = catalog.company(id);
  const std::string field =
      company.field ? catalog.field(*company.field).name.in(view.language) : "";
  std::string gate = gate_text(view.explanations[i], score.gate, catalog.taxonomy(), view.language);
  gate = std::string(word(score.gate, view.language)) + (gate.empty() ? "" : "; " + gate);
  static constexpr std::string_view kStyles[] = {"pass", "unknown", "fail"};
  const std::string_view style = kStyles[static_cast<std::size_t>(score.gate)];
  const auto cell = [](std::string_view of, std::string_view html) {
    return (of.empty() ? "<td>" : "<td class=\"" + std::string(of) + "\">") + std::string(html) +
           "</td>";
  };
  return "<tr>" + cell("", std::to_string(i + 1)) +
         cell("name", html_text(shown_name(company.name.in(view.language)))) +
         cell("name", html_text(shown_name(field))) + cell("bars", bars(score, w)) +
         cell("", rounded(score.score)) + cell("", rounded(score.cosine)) +
         cell("", rounded(score.coverage)) + cell("name " + std::string(style), html_text(gate)) +
         cell("name",
              html_text(missing_text(view.explanations[i], catalog.taxonomy(), view.language))) +
         "</tr>\n";
}

Part ranking_part(const ReportView& view) {
  const Words& w = words(view.language);
  const std::size_t shown = view.ranking.results.size();
  std::string html;
  if (shown == 0) {
    std::optional<NotRankedReason> reason = view.ranking.not_ranked_profile;
    if (!reason && !view.ranking.not_ranked.empty()) {
      reason = view.ranking.not_ranked.front().reason;  // of the first company
    }
    html = paragraph(std::string(w.nothing_ranked) + " " +
                     (reason ? std::string(word(*reason, view.language)) : std::string()));
  } else {
    if (shown < view.ranking.scored) {
      html += paragraph(report_part(shown, view.ranking.scored, view.language));
    }
    html += "<p class=\"soft\">" + html_text(score_formula(view.scorer.model(), view.language)) +
            key("cosine", w.cosine) + key("coverage", w.coverage) + "</p>\n";
    std::string rows;
    for (std::size_t i = 0; i < shown; ++i) rows += ranking_row(view, i);
    html += html_table({{std::string(w.rank), ""},
                        {std::string(w.company), "name"},
                        {std::string(w.field), "name"},
                        {std::string(report_words(view.language).drawn), "bars"},
                        {std::string(w.score), ""},
                        {std::string(w.cosine), ""},
                        {std::string(w.coverage), ""},
                        {std::string(w.gate), "name"},
                        {std::string(w.missing_most), "name"}},
                       rows) +
            paragraph(w.legend, "soft") + paragraph(w.unknown_legend, "soft");
  }
  return {"ranking", std::string(report_words(view.language).ranking), std::move(html)};
}

Part companies_part(const ReportView& view) {
  std::string html;
  for (std::size_t i = 0; i < std::min(kCompaniesInDetail, view.ranking.results.size()); ++i) {
    html += company_details(view, i);
  }
  return {"companies", std::string(report_words(view.language).companies), std::move(html)};
}

Part fields_part(const ReportView& view) {
  const ReportWords& r = report_words(view.language);
  std::string map = fields_map(*view.fields);
  if (!map.empty()) map += paragraph(r.map_legend, "soft");
  return {"fields", std::string(r.fields), map + fields_html(*view.fields)};
}

Part plan_part(const ReportView& view) {
  const ReportWords& r = report_words(view.language);
  std::string html = advice_html(*view.advice);
  if (const auto company = company_of_plan(*view.advice)) {
    html += "<p class=\"soft\">" + html_text(r.plan_legend) + " <b>" +
            html_text(shown_name(view.scorer.catalog().company(*company).name.in(view.language))) +
            "</b></p>\n" + plan_chart(*view.advice, *company);
  }
  return {"plan", std::string(r.plan), std::move(html)};
}

// What report.js fills; without it, or without WebAssembly, the reason why there are no sliders.
Part live_part(const ReportView& view) {
  const Words& w = words(view.language);
  const ReportWords& r = report_words(view.language);
  const auto button = [](std::string_view id, std::string_view text) {
    return "<button type=\"button\" id=\"" + std::string(id) + "\">" + html_text(text) +
           "</button>\n";
  };
  std::string html = "<p id=\"live-state\" role=\"status\">" + html_text(r.no_sliders) + " " +
                     html_text(r.needs_script) + "</p>\n<div id=\"live\" hidden>\n<div>\n" +
                     paragraph(r.live_intro, "soft") + button("reset", r.reset) +
                     "<div class=\"lever\" id=\"blend\"></div>\n<div id=\"levers\"></div>\n"
                     "<p><label>" +
                     html_text(r.add_skill) +
                     " <input id=\"add-skill\" list=\"skill-names\"></label></p>\n"
                     "<datalist id=\"skill-names\"></datalist>\n</div>\n<div>\n";
  html += html_table({{std::string(w.rank), ""},
                      {std::string(r.moved), ""},
                      {std::string(w.company), "name"},
                      {std::string(w.score), ""},
                      {std::string(w.cosine), ""},
                      {std::string(w.coverage), ""},
                      {std::string(w.gate), ""}},
                     "", " id=\"live-ranking\"");
  html += "<p id=\"live-none\" hidden>" + html_text(r.nothing) + "</p>\n" +
          button("live-all", r.show_all) + "<div id=\"live-company\" tabindex=\"-1\" hidden>\n" +
          "<h3 id=\"live-company-name\"></h3>\n";
  html += html_table({{std::string(w.skill), "name"},
                      {std::string(w.you), ""},
                      {std::string(w.need), ""},
                      {std::string(w.from_cosine), ""},
                      {std::string(w.from_coverage), ""}},
                     "", " id=\"live-terms\"");
  html += "</div>\n</div>\n</div>\n<script type=\"application/json\" id=\"data\">" +
          live_data(view) + "</script>\n<script type=\"text/plain\" id=\"engine\">" +
          base64(page_file("engine.wasm")) + "</script>\n";
  return {"what-if", std::string(r.what_if), std::move(html)};
}

}  // namespace

std::string report_page(const ReportView& view) {
  const ReportWords& r = report_words(view.language);
  std::vector<Part> parts{ranking_part(view)};
  if (!view.ranking.results.empty()) {
    parts.push_back(companies_part(view));
    if (view.fields) parts.push_back(fields_part(view));
    if (view.advice) parts.push_back(plan_part(view));
    parts.push_back(live_part(view));
  }
  const std::string title = report_title(shown_name(view.profile.id()), view.language);
  std::string body = "<a class=\"skip\" href=\"#ranking\">" + html_text(r.skip) + "</a>\n<h1>" +
                     html_text(title) + "</h1>\n<nav aria-label=\"" + html_text(r.contents) +
                     "\"><ul>\n";
  for (const Part& part : parts) {
    body += "<li><a href=\"#" + part.id + "\">" + html_text(part.title) + "</a></li>\n";
  }
  body += "</ul></nav>\n";
  for (const Part& part : parts) {
    body += "<section id=\"" + part.id + "\" aria-labelledby=\"" + part.id +
            "-title\">\n<h2 id=\"" + part.id + "-title\">" + html_text(part.title) + "</h2>\n" +
            part.html + "</section>\n";
  }
  body += paragraph(std::string(r.made_by) + " " + build_info().version, "soft");
  // Without a ranking there is nothing that the script could work on.
  const std::string_view script = view.ranking.results.empty() ? "" : "report.js";
  return html_page(title, view.language == Language::ko ? "ko" : "en", body,
                   {{"base.css", "report.css"}, script});
}

}  // namespace skillmatch::cli
