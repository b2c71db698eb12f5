// The engine on a page: this file and the engine's own sources are compiled to WebAssembly, so that
// a page scores as the program does, to the last bit.
//
// Only numbers cross the border, through one array of doubles that both sides see: a caller writes
// what a function takes from numbers() on, and reads there what it gives. Concepts, skills and
// companies are called by their position. What is out of range stops the module.
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <emscripten/emscripten.h>

#include <skillmatch/scorer.h>
#include <skillmatch/top_k.h>

namespace skillmatch {
namespace {

struct Engine {
  std::vector<double> numbers;
  Taxonomy taxonomy;               // until it is moved into the catalog
  std::optional<Catalog> catalog;  // with the first company
  std::optional<Scorer> scorer;
  std::optional<Query> query;  // of the profile ranked last
};

Engine& engine() {
  static Engine it;
  return it;
}

void give(const std::vector<double>& values) { engine().numbers = values; }

}  // namespace

extern "C" {

// Where the numbers are, with room for `count`; moves with every call and every result.
EMSCRIPTEN_KEEPALIVE double* numbers(std::size_t count) {
  if (engine().numbers.size() < count) engine().numbers.resize(count);
  return engine().numbers.data();
}

EMSCRIPTEN_KEEPALIVE void add_concepts(std::size_t count) {
  Taxonomy& taxonomy = engine().taxonomy;
  for (std::size_t i = 0; i < count; ++i) {
    taxonomy.add_concept({std::to_string(taxonomy.concepts().size()), {}});
  }
}

// Takes the positions of the skill's `count` concepts.
EMSCRIPTEN_KEEPALIVE void add_skill(std::size_t count) {
  Skill skill;
  skill.id = std::to_string(engine().taxonomy.size());
  for (std::size_t i = 0; i < count; ++i) {
    skill.broader.push_back(static_cast<ConceptId>(engine().numbers[i]));
  }
  engine().taxonomy.add_skill(std::move(skill));
}

// Takes skill, level, importance and must (0 or 1) of each of the company's `count` requirements.
EMSCRIPTEN_KEEPALIVE void add_company(std::size_t count) {
  if (!engine().catalog) engine().catalog.emplace(std::move(engine().taxonomy));
  Company company;
  company.id = std::to_string(engine().catalog->size());
  std::vector<Requirement> requirements;
  const double* at = engine().numbers.data();
  for (std::size_t i = 0; i < count; ++i, at += 4) {
    requirements.push_back({static_cast<SkillId>(at[0]), at[1], at[2], at[3] != 0.0});
  }
  engine().catalog->add(std::move(company), std::move(requirements));
}

// Takes the weight of every skill.
EMSCRIPTEN_KEEPALIVE void set_model(double blend, double breadth_floor, double relatedness) {
  const Catalog& catalog = *engine().catalog;
  const double* weights = engine().numbers.data();
  Model model;
  model.weights.assign(weights, weights + catalog.taxonomy().size());
  model.blend = blend;
  model.breadth_floor = breadth_floor;
  model.relatedness = relatedness;
  engine().scorer.emplace(catalog, std::move(model));
}

// Takes the level of every skill, below 0 where it is unknown. Gives company, score, cosine,
// coverage and gate (0 pass, 1 unknown, 2 fail) of every company that has a score, best first, and
// returns how many those are.
EMSCRIPTEN_KEEPALIVE std::size_t rank() {
  const Scorer& scorer = *engine().scorer;
  const Catalog& catalog = scorer.catalog();
  std::vector<HeldSkill> held;
  for (std::size_t s = 0; s < catalog.taxonomy().size(); ++s) {
    const double level = engine().numbers[s];
    if (level >= 0.0) held.push_back({static_cast<SkillId>(s), level});
  }
  engine().query = scorer.prepare(Profile("page", std::move(held)));
  if (engine().query->not_ranked()) return 0;
  TopK best(catalog.size(), catalog.size());
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto company = static_cast<CompanyId>(c);
    if (!scorer.not_ranked(company)) best.push({company, scorer.score(*engine().query, company)});
  }
  std::vector<double> values;
  for (const RankedCompany& result : best.take_sorted()) {
    const Score& s = result.score;
    values.insert(values.end(), {static_cast<double>(index(result.company)), s.score, s.cosine,
                                 s.coverage, static_cast<double>(s.gate)});
  }
  give(values);
  return values.size() / 5;
}

// Of a company that rank() gave: skill, asked level, importance, must, level held (below 0 where it
// is unknown) and the cosine's and the coverage's term of each requirement. Returns how many.
EMSCRIPTEN_KEEPALIVE std::size_t terms(std::size_t company) {
  std::vector<double> values;
  for (const SkillTerm& t :
       engine().scorer->terms(*engine().query, static_cast<CompanyId>(company))) {
    values.insert(values.end(),
                  {static_cast<double>(index(t.requirement.skill)), t.requirement.level,
                   t.requirement.importance, t.requirement.must ? 1.0 : 0.0, t.have.value_or(-1.0),
                   t.cosine_term, t.coverage_term});
  }
  give(values);
  return values.size() / 7;
}

}  // extern "C"

}  // namespace skillmatch
