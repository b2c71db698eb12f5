// Skills looked up by what people type.
#include "support/build.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/skill_search.h>

namespace skill_search_test {

using skillmatch::FoundBy;
using skillmatch::Skill;
using skillmatch::Taxonomy;

constexpr std::size_t kAll = 1000;

Taxonomy small_taxonomy() {
  Taxonomy taxonomy;
  const auto add = [&](std::string id, skillmatch::Name name, std::vector<std::string> aliases) {
    Skill skill;
    skill.id = std::move(id);
    skill.name = std::move(name);
    skill.aliases = std::move(aliases);
    taxonomy.add_skill(std::move(skill));
  };
  add("graph-neural-networks", {"Graph neural networks", "그래프 신경망"}, {"GNN"});
  add("graphs", {"Graph theory", "그래프 이론"}, {});
  add("knowledge-graphs", {"Knowledge graphs", "지식 그래프"}, {});
  add("c", {"C", ""}, {});
  add("c-plus-plus", {"C++", ""}, {"cpp"});
  add("mathematics", {"Mathematics", "수학"}, {"2.A.1.e"});
  return taxonomy;
}

struct Hit {
  std::size_t skill;
  FoundBy by;
  std::string name;
  bool operator==(const Hit&) const = default;
};
void PrintTo(const Hit& hit, std::ostream* out) {
  *out << hit.skill << " by " << static_cast<int>(hit.by) << " as " << hit.name;
}

std::vector<Hit> hits(const std::string& typed, std::size_t most = kAll) {
  const Taxonomy taxonomy = small_taxonomy();
  std::vector<Hit> list;
  for (const auto& found : skillmatch::search_skills(taxonomy, typed, most)) {
    list.push_back({skillmatch::index(found.skill), found.by, found.name});
  }
  return list;
}

TEST(SkillSearch, FindsANameInEitherLanguageWhateverItsCaseAndSpaces) {
  for (const char* typed :
       {"gnn", "GRAPH_NEURAL networks", "그래프신경망", "graph-neural-networks"}) {
    const std::vector<Hit> found = hits(typed);
    ASSERT_FALSE(found.empty()) << typed;
    EXPECT_EQ(found[0].skill, 0U) << typed;
    EXPECT_EQ(found[0].by, FoundBy::exact) << typed;
  }
}

TEST(SkillSearch, PutsExactBeforePrefixBeforeWordsBeforeNear) {
  // "graphs" is 1's id; the names of 0 do not begin so, but "knowledge graphs" has the word.
  EXPECT_EQ(hits("graphs"), (std::vector<Hit>{{1, FoundBy::exact, "graphs"},
                                              {2, FoundBy::words, "Knowledge graphs"},
                                              {0, FoundBy::near, "Graph neural networks"}}));
  EXPECT_EQ(hits("graph"), (std::vector<Hit>{{1, FoundBy::prefix, "graphs"},
                                             {0, FoundBy::prefix, "Graph neural networks"},
                                             {2, FoundBy::words, "Knowledge graphs"}}));
  EXPECT_EQ(hits("matematics"), (std::vector<Hit>{{5, FoundBy::near, "Mathematics"}}));
  EXPECT_EQ(hits("knowlegde"), (std::vector<Hit>{{2, FoundBy::near, "Knowledge graphs"}}));
}

TEST(SkillSearch, FindsWordsInAnyOrderAndKoreanInsideOfWords) {
  EXPECT_EQ(hits("networks graph"),
            (std::vector<Hit>{{0, FoundBy::words, "Graph neural networks"}}));
  EXPECT_EQ(hits("신경"), (std::vector<Hit>{{0, FoundBy::words, "그래프 신경망"}}));
  // Latin letters inside of a word are no word: neither of these is about "raph".
  EXPECT_TRUE(hits("aph").empty());
}

TEST(SkillSearch, TakesTheShorterNameFirstAndThenTheOrderOfTheTaxonomy) {
  EXPECT_EQ(hits("c"), (std::vector<Hit>{{3, FoundBy::exact, "C"}, {4, FoundBy::prefix, "C++"}}));
  EXPECT_EQ(hits("그래프"), (std::vector<Hit>{{1, FoundBy::prefix, "그래프 이론"},
                                              {0, FoundBy::prefix, "그래프 신경망"},
                                              {2, FoundBy::words, "지식 그래프"}}));
}

TEST(SkillSearch, GivesTheFirstOfTheSameListWhereFewerAreAsked) {
  const std::vector<Hit> all = hits("graph");
  for (std::size_t most = 0; most <= all.size(); ++most) {
    const std::vector<Hit> some = hits("graph", most);
    EXPECT_EQ(some, std::vector<Hit>(all.begin(), all.begin() + static_cast<long>(most)));
  }
}

TEST(SkillSearch, FindsNothingForWhatIsNoName) {
  for (const std::string& typed : {std::string(), std::string(" -_ "), std::string("\xFF"),
                                   std::string(2000, 'c'), std::string("quux")}) {
    EXPECT_TRUE(hits(typed).empty()) << typed.substr(0, 20);
  }
}

TEST(ExternalIds, AreUrisAndElementsOfOnetAndNothingElse) {
  for (const char* id : {"http://data.europa.eu/esco/skill/0", "https://x", "urn:x:1", "2.A.1.e",
                         "1.A.1.a.12", "4.C"}) {
    EXPECT_TRUE(skillmatch::is_external_id(id)) << id;
  }
  for (const char* alias : {"", "Node.js", "2.A.", "2.a.1", "2.A.1.ab", "2D", "3.5", "2.A.1.e x",
                            "http", ".NET", "C", "2.AB"}) {
    EXPECT_FALSE(skillmatch::is_external_id(alias)) << alias;
  }
}

TEST(RelatedSkills, AreTheOthersOfTheConcept) {
  Taxonomy taxonomy;
  const auto a = taxonomy.add_concept({"a", {"A", ""}});
  const auto b = taxonomy.add_concept({"b", {"B", ""}});
  const std::vector<std::vector<skillmatch::ConceptId>> broader{{a}, {b}, {a, b}, {}, {a}};
  for (std::size_t s = 0; s < broader.size(); ++s) {
    Skill skill;
    skill.id = "skill " + std::to_string(s);
    skill.broader = broader[s];
    taxonomy.add_skill(std::move(skill));
  }
  EXPECT_EQ(skillmatch::related_skills(taxonomy, build::skill(0), a),
            (std::vector{build::skill(2), build::skill(4)}));
  EXPECT_EQ(skillmatch::related_skills(taxonomy, build::skill(2), b),
            (std::vector{build::skill(1)}));
}

}  // namespace skill_search_test
