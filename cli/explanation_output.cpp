#include "explanation_output.h"

#include "explanation_words.h"
#include "ranking_json.h"
#include "terms_table.h"
#include "text_page.h"
#include "words.h"

#include <algorithm>
#include <utility>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

class ExplanationWriter {
 public:
  ExplanationWriter(const ExplanationView& view, TextPage& page)
      : view_(view),
        page_(page),
        words_(words(view.language)),
        own_(explanation_words(view.language)),
        catalog_(view.scorer.catalog()) {}

  void write() {
    for (const ExplainedCompany& company : view_.companies) {
      write_company(company);
    }
    if (view_.companies.size() > 1) {
      page_.title(std::string(own_.side_by_side));
      page_.table(side_by_side());
    }
    page_.gap();
    page_.line(std::string(words_.must_legend));
    page_.line(std::string(own_.raised_legend));
  }

 private:
  std::string name(CompanyId company) const {
    return catalog_.company(company).name.in(view_.language);
  }
  std::string skill(SkillId id) const {
    return catalog_.taxonomy().skill(id).name.in(view_.language);
  }
  std::string change(const LevelChange& c) const { return change_text(c, view_.language); }
  std::string score(const Place& place) const { return rounded(ranking_score(place.score)); }

  void write_company(const ExplainedCompany& company) {
    const Place& place = company.place;
    page_.title(view_.profile.id() + " → " + name(company.company) + ": " +
                place_words(place.rank, place.companies, view_.language) + ", " +
                std::string(words_.gate) + " " +
                std::string(word(place.score.gate, view_.language)));
    std::string sum = score_sum(place.score, view_.scorer.model(), view_.language);
    if (place.score.mutual) {
      sum += "; " + std::string(words_.mutual) + " " + rounded(*place.score.mutual);
    }
    page_.line(sum);
    page_.table(terms_table(view_.scorer, company.explanation, view_.language));
    page_.gap();
    if (company.raises.empty()) {
      page_.line(std::string(own_.nothing_missing));
    } else {
      page_.table(raises(company));
    }
    if (company.gates) write_goal(std::string(own_.every_must), *company.gates, company);
    if (company.target) {
      write_goal(goal_words(*view_.target_rank, view_.language), *company.target, company);
    }
  }

  // "rank 3→1": how a place changes.
  std::string ranks(const Place& from, const Place& to) const {
    return std::to_string(from.rank) + "→" + std::to_string(to.rank);
  }

  Table raises(const ExplainedCompany& company) const {
    Table table({{std::string(own_.raised), false, 12},
                 {std::string(own_.level), true},
                 {std::string(view_.mutual ? words_.mutual : words_.score), true},
                 {std::string(own_.rank), true},
                 {std::string(words_.gate)}});
    const auto add = [&](const std::string& what, const std::string& level, const Place& place,
                         Style style) {
      table.add({{what, style},
                 {level},
                 {score(company.place) + "→" + score(place)},
                 {ranks(company.place, place)},
                 {std::string(word(place.score.gate, view_.language))}});
    };
    for (const WhatIf& raise : company.raises) {
      const LevelChange& c = raise.changes.front();
      add(skill(c.skill), change(c), raise.place, Style::plain);
    }
    if (company.raises.size() > 1) {
      add(std::string(own_.all_raised), "", company.all.place, Style::bold);
    }
    return table;
  }

  void write_goal(const std::string& goal, const FewestRaises& found,
                  const ExplainedCompany& company) {
    const Place& now = company.place;
    std::string text = goal + ": ";
    if (!found.found) {
      const Place& all = company.all.place;
      page_.line(text + std::string(found.is_proven ? own_.never : own_.perhaps_never) + ", " +
                 place_words(all.rank, all.companies, view_.language) + ", " +
                 std::string(words_.gate) + " " +
                 std::string(word(all.score.gate, view_.language)));
      return;
    }
    if (found.found->changes.empty()) {
      page_.line(text + std::string(own_.already));
      return;
    }
    for (std::size_t i = 0; i < found.found->changes.size(); ++i) {
      const LevelChange& c = found.found->changes[i];
      text += (i == 0 ? "" : ", ") + skill(c.skill) + " " + change(c);
    }
    const Place& then = found.found->place;
    page_.line(text + ": " + std::string(own_.rank) + " " + ranks(now, then) + ", " +
               std::string(words_.score) + " " + score(now) + "→" + score(then) + "; " +
               std::string(found.is_proven ? own_.fewest : own_.perhaps_fewer));
  }

  // Every skill that one of them asks for, by ascending skill.
  Table side_by_side() const {
    std::vector<Column> columns{{std::string(words_.skill), false, 12},
                                {std::string(words_.you), true}};
    std::vector<SkillId> skills;
    for (const ExplainedCompany& company : view_.companies) {
      columns.push_back({name(company.company) + " " + std::string(own_.asks), true});
      columns.push_back({std::string(own_.gives), true});
      for_each_term(company, [&](const SkillTerm& t) { skills.push_back(t.requirement.skill); });
    }
    std::sort(skills.begin(), skills.end());
    skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
    Table table(std::move(columns));
    for (const SkillId id : skills) {
      std::vector<Cell> cells{{skill(id)}, {held_text(view_.profile.level(id), view_.language)}};
      for (const ExplainedCompany& company : view_.companies) {
        std::string asks;
        std::string gives;
        for_each_term(company, [&](const SkillTerm& t) {
          if (t.requirement.skill != id) return;
          asks = level_text(t.requirement.level) + (t.requirement.must ? " *" : "");
          gives = rounded(t.cosine_term + t.coverage_term);
        });
        cells.push_back({asks});
        cells.push_back({gives});
      }
      table.add(std::move(cells));
    }
    std::vector<Cell> sum{{std::string(words_.sum), Style::bold}, {}};
    for (const ExplainedCompany& company : view_.companies) {
      sum.push_back({});
      sum.push_back({rounded(company.place.score.score), Style::bold});
    }
    table.add(std::move(sum));
    return table;
  }

  template <typename Use>
  static void for_each_term(const ExplainedCompany& company, Use use) {
    for (const SkillTerm& t : company.explanation.matched) use(t);
    for (const SkillTerm& t : company.explanation.unmatched) use(t);
  }

  const ExplanationView& view_;
  TextPage& page_;
  const Words& words_;
  const ExplanationWords& own_;
  const Catalog& catalog_;
};

Json what_if_json(const WhatIf& what_if, const Taxonomy& taxonomy) {
  Json json = {{"changes", changes_json(what_if.changes, taxonomy)},
               {"rank", what_if.place.rank},
               {"score", what_if.place.score.score},
               {"gate", word(what_if.place.score.gate, Language::en)}};
  if (what_if.place.score.mutual) json["mutual"] = *what_if.place.score.mutual;
  return json;
}

Json goal_json(const FewestRaises& found, const Taxonomy& taxonomy) {
  Json json = {{"reached", found.found.has_value()}, {"is_proven", found.is_proven}};
  if (found.found) json["raises"] = what_if_json(*found.found, taxonomy);
  return json;
}

Json explanation_json(const ExplanationView& view) {
  const Taxonomy& taxonomy = view.scorer.catalog().taxonomy();
  Json json = {{"format", "skillmatch/explanation@1"},
               {"profile", view.profile.id()},
               {"model", model_json(view.scorer.model(), taxonomy)}};
  Json& companies = json["companies"] = Json::array();
  for (const ExplainedCompany& c : view.companies) {
    Json one = result_json(view.scorer, {c.company, c.place.score}, c.explanation, c.place.rank,
                           view.language);
    one["ranked"] = c.place.companies;
    Json& raises = one["raises"] = Json::array();
    for (const WhatIf& raise : c.raises) raises.push_back(what_if_json(raise, taxonomy));
    one["all_raised"] = what_if_json(c.all, taxonomy);
    if (c.gates) one["to_pass_gates"] = goal_json(*c.gates, taxonomy);
    if (c.target) {
      one["to_target_rank"] = goal_json(*c.target, taxonomy);
      one["to_target_rank"]["rank"] = *view.target_rank;
    }
    companies.push_back(std::move(one));
  }
  return json;
}

}  // namespace

std::string explanation_text(const ExplanationView& view, Format format, const Terminal& terminal) {
  if (format == Format::json) return json_text(explanation_json(view), true);
  TextPage page(format == Format::markdown, terminal);
  ExplanationWriter(view, page).write();
  return page.take();
}

}  // namespace skillmatch::cli
