#include "terms_table.h"

#include "words.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kSkillsNamed = 3;

}  // namespace

std::string score_sum(const Score& score, const Model& model, Language language) {
  return std::string(words(language).score) + " " + rounded(score.score) + " = " +
         level_text(model.blend) + " × " + rounded(score.cosine) + " + " +
         level_text(1.0 - model.blend) + " × " + rounded(score.coverage);
}

std::string held_text(const std::optional<double>& level, Language language) {
  return level ? level_text(*level) : std::string(words(language).not_known);
}

std::string fits_text(const Explanation& explanation, const Taxonomy& taxonomy, Language language) {
  std::string text;
  for (std::size_t i = 0; i < explanation.matched.size() && i < kSkillsNamed; ++i) {
    if (i > 0) text += ", ";
    text += taxonomy.skill(explanation.matched[i].requirement.skill).name.in(language);
  }
  return text;
}

std::string missing_text(const Explanation& explanation, const Taxonomy& taxonomy,
                         Language language) {
  std::string text;
  std::size_t named = 0;
  for (const MissingSkill& m : explanation.missing) {
    if (named == kSkillsNamed || m.loss <= 0.0) break;
    if (named++ > 0) text += ", ";
    text += taxonomy.skill(m.skill).name.in(language) + " " + held_text(m.have, language) + "→" +
            level_text(m.need);
  }
  return text;
}

std::string gate_text(const Explanation& explanation, Gate gate, const Taxonomy& taxonomy,
                      Language language) {
  const Words& w = words(language);
  std::string text;
  for (const GateReason& r : explanation.gate_reasons) {
    if (r.gate != gate) continue;
    if (!text.empty()) text += ", ";
    // 4.999 below 5 must not read as 5 below 5.
    const bool near = r.have && level_text(*r.have) == level_text(r.need);
    const auto number = near ? number_text : level_text;
    text += taxonomy.skill(r.skill).name.in(language) + " " + number(r.need) + " (" +
            std::string(w.you) + ": " + (r.have ? number(*r.have) : std::string(w.not_stated)) +
            ")";
  }
  return text.empty() ? text : std::string(w.must) + ": " + text;
}

std::string change_text(const LevelChange& change, Language language) {
  return held_text(change.from, language) + "→" + level_text(change.to);
}

Table terms_table(const Scorer& scorer, const Explanation& explanation, Language language) {
  const Words& w = words(language);
  const bool lends = scorer.model().relatedness > 0.0;
  std::vector<Column> columns{{std::string(w.skill), false, 12}, {std::string(w.you), true, 0}};
  if (lends) columns.push_back({std::string(w.extra), true, 0});
  for (const std::string_view title :
       {w.need, w.importance, w.from_cosine, w.from_coverage, w.loss}) {
    columns.push_back({std::string(title), true, 0});
  }
  Table table(std::move(columns));

  const auto row = [&](std::string name, const std::string& you, const std::string& lent,
                       const std::string& need, const std::string& importance,
                       const std::string& cosine, const std::string& coverage,
                       const std::string& loss, Style style) {
    std::vector<Cell> cells{{std::move(name), style}, {you, style}};
    if (lends) cells.push_back({lent, style});
    for (const std::string& text : {need, importance, cosine, coverage, loss}) {
      cells.push_back({text, style});
    }
    table.add(std::move(cells));
  };
  double cosine = 0.0;
  double coverage = 0.0;
  const auto add = [&](const SkillTerm& t) {
    cosine += t.cosine_term;
    coverage += t.coverage_term;
    const auto gap =
        std::find_if(explanation.missing.begin(), explanation.missing.end(),
                     [&](const MissingSkill& m) { return m.skill == t.requirement.skill; });
    const Skill& skill = scorer.catalog().taxonomy().skill(t.requirement.skill);
    row(skill.name.in(language) + (t.requirement.must ? " *" : ""), held_text(t.have, language),
        level_text(t.lent_level), level_text(t.requirement.level),
        level_text(t.requirement.importance), rounded(t.cosine_term), rounded(t.coverage_term),
        gap == explanation.missing.end() || gap->loss <= 0.0 ? "" : rounded(gap->loss),
        Style::plain);
  };
  for (const SkillTerm& t : explanation.matched) add(t);
  for (const SkillTerm& t : explanation.unmatched) add(t);
  row(std::string(w.sum), "", "", "", "", rounded(cosine), rounded(coverage), "", Style::bold);
  return table;
}

}  // namespace skillmatch::cli
