// Skills, the names by which they are found, and the fingerprint that models depend on.
#include "support/build.h"

#include <gtest/gtest.h>

#include <skillmatch/taxonomy.h>

namespace taxonomy_test {

using skillmatch::Skill;
using skillmatch::Taxonomy;

Skill skill(std::string id, skillmatch::Name name = {}, std::vector<std::string> aliases = {}) {
  Skill result;
  result.id = std::move(id);
  result.name = std::move(name);
  result.aliases = std::move(aliases);
  return result;
}

TEST(Taxonomy, FindsASkillByEveryOneOfItsNames) {
  Taxonomy taxonomy;
  taxonomy.add_skill(skill("python"));
  EXPECT_EQ(taxonomy.add_skill(skill("machine-learning", {"Machine learning", "기계 학습"},
                                     {"ML", "statistical learning"})),
            build::skill(1));
  for (const char* name : {"machine-learning", "Machine Learning", "machine_learning", "기계학습",
                           "\u1100\u1175\u1100\u1168\u1112\u1161\u11A8\u1109\u1173\u11B8", "ml",
                           "Statistical-Learning"}) {
    EXPECT_EQ(taxonomy.find(name), build::skill(1)) << name;
  }
  for (const char* name : {"", " ", "machine", "m l l", "\x01"}) {
    EXPECT_EQ(taxonomy.find(name), std::nullopt) << name;
  }
  EXPECT_EQ(taxonomy.suggest("machin learning"), "machine-learning");
  EXPECT_EQ(taxonomy.suggest("기계학슴"), "기계 학습");
}

TEST(Taxonomy, AddsNothingWhoseNameAlreadyMeansAnotherSkill) {
  Taxonomy taxonomy;
  taxonomy.add_skill(skill("machine-learning", {}, {"ml"}));
  for (const Skill& taken :
       {skill("meta-language", {}, {"new name", "ML"}), skill("Machine Learning")}) {
    EXPECT_EQ(taxonomy.holder(taken), build::skill(0));
    EXPECT_THROW(taxonomy.add_skill(taken), std::invalid_argument);
  }
  EXPECT_EQ(taxonomy.size(), 1U);
  EXPECT_EQ(taxonomy.find("meta-language"), std::nullopt);
  EXPECT_EQ(taxonomy.find("new name"), std::nullopt);
  EXPECT_EQ(taxonomy.holder(skill("meta-language", {}, {"new name"})), std::nullopt);
  taxonomy.add_skill(skill("meta-language", {}, {"new name"}));
  EXPECT_EQ(taxonomy.find("new name"), build::skill(1));
}

// Names are added one by one: those before the one that is taken must be gone again, and what was
// there before must still be found.
TEST(Taxonomy, KeepsNoNameOfASkillThatWasRefused) {
  Taxonomy taxonomy;
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    taxonomy.add_skill(skill("known-" + number, {"", "기술 " + number}));
  }
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    EXPECT_THROW(taxonomy.add_skill(skill("new-" + number, {"New " + number, "새 " + number},
                                          {"Alias " + number, "KNOWN " + number})),
                 std::invalid_argument);
  }
  EXPECT_EQ(taxonomy.size(), 100U);
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    EXPECT_EQ(taxonomy.find("Known" + number), build::skill(static_cast<std::size_t>(i)));
    EXPECT_EQ(taxonomy.find("기술" + number), build::skill(static_cast<std::size_t>(i)));
    for (const char* name : {"new ", "New ", "새 ", "alias "}) {
      EXPECT_EQ(taxonomy.find(name + number), std::nullopt) << name << number;
    }
  }
  EXPECT_EQ(taxonomy.suggest("knwon-7"), "known-7");
  EXPECT_EQ(taxonomy.suggest("aliass 7"), std::nullopt);
  EXPECT_EQ(taxonomy.add_skill(skill("new-7")), build::skill(100));
}

// Nobody can go by a name without a letter, digit or sign, so several may have one.
TEST(Taxonomy, AllowsNamesWithoutAKeyToMeanAnything) {
  Taxonomy taxonomy;
  taxonomy.add_skill(skill("a", {}, {"-"}));
  EXPECT_EQ(taxonomy.add_skill(skill("b", {}, {"_", "Bee"})), build::skill(1));
  EXPECT_EQ(taxonomy.find("bee"), build::skill(1));
  EXPECT_EQ(taxonomy.find("-"), build::skill(0));
  EXPECT_EQ(taxonomy.find("_"), std::nullopt);
  EXPECT_THROW(taxonomy.add_skill(skill("c", {}, {"-"})), std::invalid_argument);
  EXPECT_EQ(taxonomy.find("c"), std::nullopt);
}

TEST(Taxonomy, MayGiveOneSkillTheSameNameTwice) {
  Taxonomy taxonomy;
  taxonomy.add_skill(skill("python", {"Python", ""}, {"PYTHON", "py"}));
  EXPECT_EQ(taxonomy.find("Python"), build::skill(0));
}

TEST(Taxonomy, RefusesAnEmptyIdAndAnUnknownConcept) {
  Taxonomy taxonomy;
  EXPECT_THROW(taxonomy.add_skill(skill("")), std::invalid_argument);
  EXPECT_THROW(taxonomy.add_skill(skill(" - ")), std::invalid_argument);
  Skill lost = skill("lost");
  lost.broader = {static_cast<skillmatch::ConceptId>(0)};
  EXPECT_THROW(taxonomy.add_skill(lost), std::invalid_argument);
  EXPECT_THROW(taxonomy.add_skill(skill("\xFF")), std::invalid_argument);
  EXPECT_THROW(taxonomy.add_skill(skill("good", {"\xFF", ""})), std::invalid_argument);
  EXPECT_EQ(taxonomy.size(), 0U);
  EXPECT_EQ(taxonomy.find("good"), std::nullopt);
}

TEST(Taxonomy, RefusesAConceptGivenTwice) {
  Taxonomy taxonomy;
  const auto first = taxonomy.add_concept({"databases", {}});
  EXPECT_THROW(taxonomy.add_concept({"databases", {}}), std::invalid_argument);
  EXPECT_EQ(taxonomy.find_concept("databases"), first);
  EXPECT_EQ(taxonomy.find_concept("vision"), std::nullopt);
}

TEST(Taxonomy, KeepsAttributesApartFromSkills) {
  Taxonomy taxonomy;
  taxonomy.add_skill(skill("team"));
  const auto team = taxonomy.add_attribute({"team", {"Team", "팀"}, {"people"}});
  EXPECT_EQ(taxonomy.holder(skillmatch::Attribute{"crew", {}, {"PEOPLE"}}), team);
  EXPECT_THROW(taxonomy.add_attribute({"crew", {}, {"PEOPLE"}}), std::invalid_argument);
  EXPECT_EQ(taxonomy.attributes().size(), 1U);
  EXPECT_EQ(taxonomy.find_attribute("팀"), static_cast<skillmatch::AttributeId>(0));
  EXPECT_EQ(taxonomy.find("팀"), std::nullopt);
  EXPECT_EQ(taxonomy.suggest_attribute("peopel"), "people");
}

struct Vocabulary {
  std::vector<std::string> ids{"a", "b"};
  std::string alias = "first";
  std::vector<std::size_t> broader{0};

  std::string fingerprint() const {
    Taxonomy taxonomy;
    taxonomy.add_concept({"x", {}});
    taxonomy.add_concept({"y", {}});
    for (const std::string& id : ids) {
      Skill added = skill(id);
      if (id == "a") {
        added.aliases = {alias};
        for (const std::size_t c : broader) {
          added.broader.push_back(static_cast<skillmatch::ConceptId>(c));
        }
      }
      taxonomy.add_skill(added);
    }
    return taxonomy.fingerprint();
  }
};

TEST(Fingerprint, ChangesWithIdsOrderAndConceptsOnly) {
  const std::string before = Vocabulary().fingerprint();
  EXPECT_EQ(before.size(), 16U);
  EXPECT_EQ(before.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(Vocabulary{.alias = "other"}.fingerprint(), before);
  EXPECT_NE((Vocabulary{.ids = {"b", "a"}}.fingerprint()), before);
  EXPECT_NE((Vocabulary{.ids = {"a"}}.fingerprint()), before);
  EXPECT_NE((Vocabulary{.ids = {"a", "b", "c"}}.fingerprint()), before);
  EXPECT_NE((Vocabulary{.broader = {1}}.fingerprint()), before);
  EXPECT_NE((Vocabulary{.broader = {}}.fingerprint()), before);
}

// Models written on one machine are read on another.
TEST(Fingerprint, IsTheSameEverywhere) {
  EXPECT_EQ(Vocabulary().fingerprint(), "855894422f204b3c");
}

}  // namespace taxonomy_test
