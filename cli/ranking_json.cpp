#include "ranking_json.h"

#include "words.h"

#include <algorithm>

#include <skillmatch/io/write.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

Json ranked_json(const RankingView& view, std::size_t i) {
  return result_json(view.scorer, view.ranking.results[i], view.explanations[i], i + 1,
                     view.language);
}

Json not_ranked_json(const RankingView& view, const NotRanked& not_ranked) {
  const Company company = view.scorer.catalog().company(not_ranked.company);
  return {{"company", company.id},
          {"name", company.name.in(view.language)},
          {"reason", io::id_of(not_ranked.reason)},
          {"text", word(not_ranked.reason, view.language)}};
}

}  // namespace

Json have_json(const std::optional<double>& have) { return have ? Json(*have) : Json(nullptr); }

Json changes_json(const std::vector<LevelChange>& changes, const Taxonomy& taxonomy) {
  Json json = Json::array();
  for (const LevelChange& c : changes) {
    json.push_back(
        {{"skill", taxonomy.skill(c.skill).id}, {"from", have_json(c.from)}, {"to", c.to}});
  }
  return json;
}

Json model_json(const Model& model, const Taxonomy& taxonomy) {
  Json json = {{"name", model.name},
               {"blend", model.blend},
               {"breadth_floor", model.breadth_floor},
               {"relatedness", model.relatedness}};
  if (std::any_of(model.weights.begin(), model.weights.end(), [](double w) { return w != 1.0; })) {
    Json& weights = json["weights"] = Json::object();
    Json::object_t::Container& members = weights.get_ref<Json::object_t&>();
    for (std::size_t s = 0; s < taxonomy.size(); ++s) {
      const double w = model.weights[s];
      // Ids are unique: operator[] would compare each with all before.
      if (w != 1.0) members.emplace_back(taxonomy.skills()[s].id, w);
    }
  }
  return json;
}

Json result_json(const Scorer& scorer, const RankedCompany& result, const Explanation& explanation,
                 std::size_t rank, Language language) {
  const Catalog& catalog = scorer.catalog();
  const Taxonomy& taxonomy = catalog.taxonomy();
  const auto& [company_id, score] = result;
  const Company company = catalog.company(company_id);

  Json json = {{"rank", rank}, {"company", company.id}, {"name", company.name.in(language)}};
  if (company.field) json["field"] = catalog.field(*company.field).id;
  json["score"] = score.score;
  json["cosine"] = score.cosine;
  json["coverage"] = score.coverage;
  json["gate"] = word(score.gate, Language::en);
  Json& reasons = json["gate_reasons"] = Json::array();
  for (const GateReason& r : explanation.gate_reasons) {
    reasons.push_back({{"skill", taxonomy.skill(r.skill).id},
                       {"have", have_json(r.have)},
                       {"need", r.need},
                       {"gate", word(r.gate, Language::en)}});
  }
  if (score.mutual) json["mutual"] = *score.mutual;
  Json& matched = json["matched"] = Json::array();
  for (const SkillTerm& term : explanation.matched) {
    matched.push_back({{"skill", taxonomy.skill(term.requirement.skill).id},
                       {"have", have_json(term.have)},
                       {"need", term.requirement.level},
                       {"cosine_term", term.cosine_term},
                       {"coverage_term", term.coverage_term}});
  }
  Json& missing = json["missing"] = Json::array();
  for (const MissingSkill& m : explanation.missing) {
    missing.push_back({{"skill", taxonomy.skill(m.skill).id},
                       {"have", have_json(m.have)},
                       {"need", m.need},
                       {"loss", m.loss}});
  }
  return json;
}

Json ranking_json(const RankingView& view) {
  Json json = {{"format", "skillmatch/ranking@1"},
               {"profile", view.profile.id()},
               {"model", model_json(view.scorer.model(), view.scorer.catalog().taxonomy())}};
  Json& results = json["results"] = Json::array();
  for (std::size_t i = 0; i < view.ranking.results.size(); ++i) {
    results.push_back(ranked_json(view, i));
  }
  Json& not_ranked = json["not_ranked"] = Json::array();
  for (const NotRanked& n : view.ranking.not_ranked) not_ranked.push_back(not_ranked_json(view, n));
  return json;
}

std::string ranking_json_lines(const RankingView& view) {
  std::string lines;
  const auto add = [&](const Json& object) {
    Json line = {{"profile", view.profile.id()}};
    line.update(object);
    lines += json_text(line, false);
  };
  for (std::size_t i = 0; i < view.ranking.results.size(); ++i) add(ranked_json(view, i));
  for (const NotRanked& n : view.ranking.not_ranked) add(not_ranked_json(view, n));
  return lines;
}

}  // namespace skillmatch::cli
