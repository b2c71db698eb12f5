#include "output.h"
#include "page.h"
#include "report_page.h"
#include "report_words.h"
#include "svg.h"
#include "terms_table.h"
#include "words.h"

#include <algorithm>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr double kBarRow = 24.0;
constexpr double kBarLeft = 270.0;  // names end here, bars begin
constexpr double kBarRight = 730.0;
constexpr std::size_t kNameColumns = 34;
constexpr std::size_t kMostBars = 16;

std::string skill_name(const ReportView& view, SkillId skill) {
  return view.scorer.catalog().taxonomy().skill(skill).name.in(view.language);
}

// One row a requirement: a bar as long as the level held, a line where the level asked is.
std::string levels_chart(const ReportView& view, std::vector<SkillTerm> terms) {
  std::stable_sort(terms.begin(), terms.end(), [](const SkillTerm& a, const SkillTerm& b) {
    const auto asked = [](const SkillTerm& t) {
      return t.requirement.importance * t.requirement.level;
    };
    return asked(a) > asked(b);
  });
  if (terms.size() > kMostBars) terms.resize(kMostBars);
  const ReportWords& r = report_words(view.language);
  Svg svg(8.0 + kBarRow * static_cast<double>(terms.size()),
          std::string(r.levels) + ". " + std::string(r.level_legend));
  const auto x = [](double level) { return kBarLeft + level / kMaxLevel * (kBarRight - kBarLeft); };
  double top = 4.0;
  for (const SkillTerm& t : terms) {
    const double asked = t.requirement.level;
    const double held = t.have.value_or(0.0);
    svg.words(kBarLeft - 12.0, top + 16.0, "end",
              fit_width(skill_name(view, t.requirement.skill), kNameColumns), "");
    svg.box(kBarLeft, top + 5.0, kBarRight - kBarLeft, 13.0, "groove");
    svg.box(kBarLeft, top + 5.0, x(held) - kBarLeft, 13.0, held < asked ? "short" : "bar");
    svg.line(x(asked), top + 2.0, x(asked), top + 21.0, "asked");
    svg.words(kBarRight + 12.0, top + 16.0, "start",
              held_text(t.have, view.language) + " / " + level_text(asked), "soft");
    top += kBarRow;
  }
  return svg.finish();
}

// The terms of the score, each from where the one before it ends; those that are too many are one.
std::string waterfall(const ReportView& view, const Explanation& explanation, const Score& score) {
  struct Drop {
    std::string name;
    double cosine;
    double coverage;
  };
  std::vector<Drop> drops;
  for (const SkillTerm& t : explanation.matched) {
    if (drops.size() < kMostBars - 1 || explanation.matched.size() == kMostBars) {
      drops.push_back({skill_name(view, t.requirement.skill), t.cosine_term, t.coverage_term});
    } else if (drops.size() < kMostBars) {
      drops.push_back(
          {std::string(report_words(view.language).others), t.cosine_term, t.coverage_term});
    } else {
      drops.back().cosine += t.cosine_term;
      drops.back().coverage += t.coverage_term;
    }
  }
  const ReportWords& r = report_words(view.language);
  Svg svg(16.0 + kBarRow * static_cast<double>(drops.size() + 1),
          std::string(r.waterfall) + ". " + std::string(r.waterfall_legend));
  const auto width = [](double part) { return part * (kBarRight - kBarLeft); };
  double top = 4.0;
  double from = kBarLeft;
  const auto row = [&](std::string_view name, double cosine, double coverage) {
    svg.words(kBarLeft - 12.0, top + 16.0, "end", fit_width(name, kNameColumns), "");
    svg.box(from, top + 5.0, width(cosine), 13.0, "cosine");
    svg.box(from + width(cosine), top + 5.0, width(coverage), 13.0, "coverage");
    svg.words(from + width(cosine + coverage) + 8.0, top + 16.0, "start",
              rounded(cosine + coverage), "soft");
    top += kBarRow;
  };
  for (const Drop& drop : drops) {
    row(drop.name, drop.cosine, drop.coverage);
    svg.line(from + width(drop.cosine + drop.coverage), top - 6.0,
             from + width(drop.cosine + drop.coverage), top + 5.0, "axis");
    from += width(drop.cosine + drop.coverage);
  }
  from = kBarLeft;
  top += 4.0;
  const Model& model = view.scorer.model();
  row(words(view.language).score, model.blend * score.cosine, (1.0 - model.blend) * score.coverage);
  svg.line(kBarLeft, 2.0, kBarLeft, top, "axis");
  return svg.finish();
}

std::vector<SkillTerm> all_terms(const Explanation& explanation) {
  std::vector<SkillTerm> terms = explanation.matched;
  terms.insert(terms.end(), explanation.unmatched.begin(), explanation.unmatched.end());
  return terms;
}

}  // namespace

std::string company_details(const ReportView& view, std::size_t i) {
  const ReportWords& r = report_words(view.language);
  const auto& [id, score] = view.ranking.results[i];
  const Explanation& explanation = view.explanations[i];
  const auto heading = [](std::string_view text) { return "<h3>" + html_text(text) + "</h3>\n"; };
  const auto legend = [](std::string_view text) {
    return "<p class=\"soft\">" + html_text(text) + "</p>\n";
  };
  std::string html =
      std::string("<details class=\"company\"") + (i == 0 ? " open" : "") + "><summary>" +
      std::to_string(i + 1) + ". " +
      html_text(shown_name(view.scorer.catalog().company(id).name.in(view.language))) +
      "</summary>\n<p>" + html_text(score_sum(score, view.scorer.model(), view.language)) +
      "</p>\n";
  html += heading(r.levels) + levels_chart(view, all_terms(explanation)) + legend(r.level_legend);
  html += heading(r.waterfall) + waterfall(view, explanation, score) + legend(r.waterfall_legend);
  html += terms_table(view.scorer, explanation, view.language).html();
  return html + legend(words(view.language).must_legend) + "</details>\n";
}

}  // namespace skillmatch::cli
