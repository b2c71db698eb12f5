#include "output.h"
#include "report_page.h"
#include "report_words.h"
#include "words.h"

#include <algorithm>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostLevers = 24;
constexpr std::size_t kCompaniesOfLevers = 10;

// The skills that have a part in any score of the page, ascending, with their new positions: by
// ascending skill too, so that the page adds in the same order.
class PageSkills {
 public:
  PageSkills(const ReportView& view, const std::vector<CompanyId>& companies) {
    for (const HeldSkill& held : view.profile.skills()) skills_.push_back(held.skill);
    for (const CompanyId company : companies) {
      const Requirements asks = view.scorer.catalog().requirements(company);
      for (std::size_t i = 0; i < asks.size(); ++i) skills_.push_back(asks.skill(i));
    }
    std::sort(skills_.begin(), skills_.end());
    skills_.erase(std::unique(skills_.begin(), skills_.end()), skills_.end());
  }

  const std::vector<SkillId>& all() const { return skills_; }
  std::size_t at(SkillId skill) const {
    return static_cast<std::size_t>(std::lower_bound(skills_.begin(), skills_.end(), skill) -
                                    skills_.begin());
  }

 private:
  std::vector<SkillId> skills_;
};

// Every concept of a skill of the page, also one that no other skill shares: it is a part of the
// skill's length.
std::vector<ConceptId> page_concepts(const Taxonomy& taxonomy, const PageSkills& skills) {
  std::vector<ConceptId> concepts;
  for (const SkillId skill : skills.all()) {
    const std::vector<ConceptId>& broader = taxonomy.skill(skill).broader;
    concepts.insert(concepts.end(), broader.begin(), broader.end());
  }
  std::sort(concepts.begin(), concepts.end());
  concepts.erase(std::unique(concepts.begin(), concepts.end()), concepts.end());
  return concepts;
}

Json skills_json(const ReportView& view, const PageSkills& skills,
                 const std::vector<ConceptId>& concepts) {
  Json all = Json::array();
  for (const SkillId id : skills.all()) {
    const Skill& skill = view.scorer.catalog().taxonomy().skill(id);
    Json broader = Json::array();
    for (const ConceptId above : skill.broader) {
      broader.push_back(std::lower_bound(concepts.begin(), concepts.end(), above) -
                        concepts.begin());
    }
    all.push_back({{"id", shown_name(skill.id)},
                   {"name", shown_name(skill.name.in(view.language))},
                   {"level", view.profile.level(id).value_or(-1.0)},
                   {"weight", view.scorer.model().weights[index(id)]},
                   {"broader", std::move(broader)}});
  }
  return all;
}

Json companies_json(const ReportView& view, const std::vector<CompanyId>& companies,
                    const PageSkills& skills) {
  Json all = Json::array();
  for (const CompanyId id : companies) {
    const Company company = view.scorer.catalog().company(id);
    const Requirements row = view.scorer.catalog().requirements(id);
    Json asks = Json::array();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement r = row[i];
      asks.push_back(skills.at(r.skill));
      asks.push_back(r.level);
      asks.push_back(r.importance);
      asks.push_back(r.must ? 1 : 0);
    }
    all.push_back({{"id", shown_name(company.id)},
                   {"name", shown_name(company.name.in(view.language))},
                   {"asks", std::move(asks)}});
  }
  return all;
}

// The skills that have sliders from the start: those that the best companies miss most, then those
// held, the highest level first.
std::vector<SkillId> first_levers(const ReportView& view) {
  std::vector<SkillId> levers;
  const auto add = [&](SkillId skill) {
    if (levers.size() < kMostLevers &&
        std::find(levers.begin(), levers.end(), skill) == levers.end())
      levers.push_back(skill);
  };
  std::unordered_map<SkillId, double> losses;
  for (std::size_t i = 0; i < std::min(kCompaniesOfLevers, view.explanations.size()); ++i) {
    for (const MissingSkill& m : view.explanations[i].missing) {
      losses[m.skill] += std::max(m.loss, 0.0);
    }
  }
  std::vector<std::pair<SkillId, double>> missing(losses.begin(), losses.end());
  std::sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  for (std::size_t i = 0; i < std::min(kMostLevers / 2, missing.size()); ++i) add(missing[i].first);
  std::vector<HeldSkill> held = view.profile.skills();
  std::stable_sort(held.begin(), held.end(),
                   [](const HeldSkill& a, const HeldSkill& b) { return a.level > b.level; });
  for (const HeldSkill& h : held) add(h.skill);
  return levers;
}

Json words_json(Language language) {
  const ReportWords& r = report_words(language);
  const Words& w = words(language);
  return {{"not_known", w.not_known},   {"pass", w.pass},
          {"unknown", w.unknown},       {"fail", w.fail},
          {"no_sliders", r.no_sliders}, {"not_built", r.not_built},
          {"disagrees", r.disagrees},   {"blend", r.blend},
          {"level", r.level},           {"weight", r.weight},
          {"first", r.first},           {"nothing", r.nothing}};
}

}  // namespace

std::string shown_name(std::string_view name) {
  constexpr std::size_t kMostColumns = 120;
  return fit_width(printable(name), kMostColumns);
}

std::string live_data(const ReportView& view) {
  const Taxonomy& taxonomy = view.scorer.catalog().taxonomy();
  const Model& model = view.scorer.model();
  // In catalog order, by which equal scores are ranked.
  std::vector<CompanyId> companies;
  for (const RankedCompany& r : view.ranking.results) companies.push_back(r.company);
  std::sort(companies.begin(), companies.end());
  const PageSkills skills(view, companies);
  const std::vector<ConceptId> concepts = page_concepts(taxonomy, skills);
  Json ranking = Json::array();
  for (const RankedCompany& r : view.ranking.results) {
    const auto at = std::lower_bound(companies.begin(), companies.end(), r.company);
    ranking.push_back({at - companies.begin(), r.score.score});
  }
  Json levers = Json::array();
  for (const SkillId skill : first_levers(view)) levers.push_back(skills.at(skill));
  std::string text = json_text({{"words", words_json(view.language)},
                                {"blend", model.blend},
                                {"breadth_floor", model.breadth_floor},
                                {"relatedness", model.relatedness},
                                {"concepts", concepts.size()},
                                {"skills", skills_json(view, skills, concepts)},
                                {"companies", companies_json(view, companies, skills)},
                                {"ranking", std::move(ranking)},
                                {"levers", std::move(levers)}},
                               false);
  // Inside an element, where "</script" would end it. In JSON, < is only found in strings.
  std::string safe;
  for (const char c : text) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace skillmatch::cli
