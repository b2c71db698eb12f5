// Ranks a catalog and the built-in one through the installed libraries. Exit status 0 if all holds.
#include <cmath>
#include <cstdio>
#include <utility>

#include <skillmatch/catalog.h>
#include <skillmatch/io/read.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace {

bool holds(bool condition, const char* what) {
  if (!condition) std::printf("does not hold: %s\n", what);
  return condition;
}

}  // namespace

int main() {
  using namespace skillmatch;

  Taxonomy taxonomy;
  taxonomy.add_skill({"python", {"Python", ""}, {}, "", {}});
  taxonomy.add_skill({"sql", {"SQL", ""}, {}, "", {}});
  Catalog catalog(std::move(taxonomy));
  catalog.add({"one", {"One", ""}, {}, {}, ""}, {{SkillId{0}, 3.0}, {SkillId{1}, 4.0}});
  const Profile profile("me", {{SkillId{0}, 3.0}});
  Model model = built_in_model("balanced").value();
  model.breadth_floor = 0.0;
  const Ranking small = Scorer(catalog, model).rank(profile);
  // cosine 9 / (3 · 5), coverage 1 of 2.
  bool good = holds(small.results.size() == 1, "one company is ranked") &&
              holds(std::abs(small.results[0].score.score - (0.6 + 0.5) / 2) < 1e-15, "0.55");

  const Catalog companies = io::built_in_catalog();
  const SkillId python = companies.taxonomy().find("파이썬").value();
  const Ranking ranking = Scorer(companies, built_in_model("balanced").value())
                              .rank(Profile("me", {{python, 4.0}}), {.k = 3});
  good = holds(ranking.results.size() == 3, "the three best of the built-in catalog") && good;
  good = holds(ranking.scored == companies.size(), "all companies are scored") && good;
  return good ? 0 : 1;
}
