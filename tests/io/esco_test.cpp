// A small ESCO, in every shape that its files come in.
#include "io/import_notes.h"
#include "support/real_data.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/esco.h>
#include <skillmatch/model.h>
#include <skillmatch/scorer.h>

namespace skillmatch::io {
namespace esco_test {

const std::string kBase = "http://data.europa.eu/esco/";

std::string skill_row(const std::string& id, const std::string& label,
                      const std::string& alternatives = "") {
  return "KnowledgeSkillCompetence," + kBase + "skill/" + id + ",knowledge,," + label + ",\"" +
         alternatives + "\"\r\n";
}
std::string relation_row(const std::string& occupation, const std::string& type,
                         const std::string& skill) {
  return kBase + "occupation/" + occupation + "," + type + ",," + kBase + "skill/" + skill + "\n";
}
std::string broader_row(const std::string& type, const std::string& child,
                        const std::string& parent) {
  return type + "," + kBase + child + ",," + kBase + parent + "\n";
}

class Esco : public testing::Test {
 protected:
  Esco() {
    dir_.put("skills_en.csv",
             "\xEF\xBB\xBF"
             "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\r\n" +
                 skill_row("s1", "Java (computer programming)", "Java\nJDK\nJava programming") +
                 skill_row("s2", "\"C++\"", "C plus plus") + skill_row("s3", "C", "java") +
                 skill_row("s4", "programming", "coding") + skill_row("s5", "C ++", ""));
    dir_.put("occupations_en.csv",
             "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\n"
             "Occupation," +
                 kBase + "occupation/o1,2512,software developer,\"coder\nprogrammer\"," +
                 "\"two\n\nlines, \"\"quoted\"\"\"\n"
                 "Occupation," +
                 kBase +
                 "occupation/o2,2512,C developer,,\n"
                 "Occupation," +
                 kBase + "occupation/o3,9999,idler,,\n");
    dir_.put("occupationSkillRelations_en.csv",
             "occupationUri,relationType,skillType,skillUri\n" +
                 relation_row("o1", "essential", "s1") + relation_row("o1", "optional", "s2") +
                 relation_row("o1", "optional", "s1") + relation_row("o2", "optional", "s3") +
                 relation_row("o2", "essential", "unknown") +
                 relation_row("unknown", "essential", "s1"));
    const std::string kSkill = "KnowledgeSkillCompetence";
    dir_.put("broaderRelationsSkillPillar_en.csv",
             "conceptType,conceptUri,broaderType,broaderUri\n" +
                 broader_row(kSkill, "skill/s1", "skill/s4") +
                 broader_row(kSkill, "skill/s2", "skill/s4") +
                 broader_row(kSkill, "skill/s2", "skill/g1") +
                 broader_row(kSkill, "skill/s3", "skill/g1") +
                 broader_row(kSkill, "skill/s3", "isced-f/0613") +
                 broader_row(kSkill, "skill/unknown", "skill/g1") +
                 broader_row("SkillGroup", "skill/g1", "skill/g2"));
    dir_.put("skillsHierarchy_en.csv",
             "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Code\n" +
                 kBase + "skill/g2,knowledge\n" + kBase + "skill/g2,knowledge," + kBase +
                 "skill/g1,languages of programs\n");
  }

  EscoImport import(const EscoOptions& options = {}) const {
    return import_esco(dir_.path(), options);
  }
  std::string problem_of(const EscoOptions& options = {}) const {
    try {
      import(options);
    } catch (const InputError& error) {
      const std::string what = error.what();
      EXPECT_TRUE(what.starts_with(dir_.path())) << what;
      return what.substr(dir_.path().size());
    }
    return "none";
  }
  // Puts `file` again with its last line replaced.
  void add_line(const std::string& file, const std::string& line) const {
    std::ofstream(dir_ / file, std::ios::app) << line << '\n';
  }

  const TempDir dir_;
};

const Skill& skill_called(const Taxonomy& taxonomy, const std::string& name) {
  const auto skill = taxonomy.find(name);
  EXPECT_TRUE(skill) << name;
  return taxonomy.skill(*skill);
}

std::vector<std::string> concepts_of(const Taxonomy& taxonomy, const std::string& skill) {
  std::vector<std::string> names;
  for (const ConceptId id : skill_called(taxonomy, skill).broader) {
    names.push_back(taxonomy.concepts()[index(id)].name.en);
  }
  return names;
}

TEST_F(Esco, SkillsGoByTheirLabelsAndTheirId) {
  const Catalog catalog = import().catalog;
  const Taxonomy& taxonomy = catalog.taxonomy();
  ASSERT_EQ(taxonomy.size(), 5U);
  const Skill& java = skill_called(taxonomy, "s1");
  EXPECT_EQ(java.id, "java-computer-programming");
  EXPECT_EQ(java.name.en, "Java (computer programming)");
  EXPECT_EQ(java.aliases, (std::vector<std::string>{"s1", "Java", "JDK", "Java programming"}));
  // "c" would be the id of both C++ and C, and is the name of the second.
  EXPECT_EQ(skill_called(taxonomy, "C++").id, "s2");
  EXPECT_EQ(skill_called(taxonomy, "c").name.en, "C");
  // "C ++" is "C++" but for spacing; the first keeps the name, and neither is lost.
  EXPECT_EQ(skill_called(taxonomy, "s5").name.en, "C ++ (s5)");
}

TEST_F(Esco, ALabelWithoutItsParenthesisIsANameWhereItIsNobodyElses) {
  dir_.put("skills_en.csv",
           "conceptUri,preferredLabel,altLabels\n" + kBase +
               "skill/s1,Python (computer programming),\nx/2,Ruby (stone),\nx/3,ruby (language),\n"
               "x/4,Go (game),\nx/5,go,\nx/6,(odd),\n");
  const EscoImport made = import();
  const Taxonomy& taxonomy = made.catalog.taxonomy();
  EXPECT_EQ(skill_called(taxonomy, "python").id, "python-computer-programming");
  EXPECT_FALSE(taxonomy.find("ruby"));
  EXPECT_EQ(skill_called(taxonomy, "Go").name.en, "go");
  EXPECT_EQ(made.report.changed[1].text,
            "gave 1 skill the label without its parenthesis as one more name");
}

TEST_F(Esco, OccupationsAskForTheirSkills) {
  const Catalog catalog = import({.optional = 0.25, .level = 4.0}).catalog;
  ASSERT_EQ(catalog.size(), 2U);
  const Company company = catalog.company(CompanyId{0});
  EXPECT_EQ(company.id, "o1");
  EXPECT_EQ(company.name.en, "software developer");
  EXPECT_EQ(catalog.field(*company.field).id, "2512");
  EXPECT_EQ(catalog.field(*company.field).name.en, "ISCO 2512");
  const Requirements requirements = catalog.requirements(CompanyId{0});
  ASSERT_EQ(requirements.size(), 2U);
  EXPECT_EQ(requirements[0].level, 4.0);
  EXPECT_EQ(requirements[0].importance, 1.0);  // essential once, optional a second time
  EXPECT_EQ(requirements[1].importance, 0.25);
}

TEST_F(Esco, ABroaderSkillIsRelatedToWhatItIsBroaderThan) {
  const Catalog catalog = import().catalog;
  const Taxonomy& taxonomy = catalog.taxonomy();
  EXPECT_EQ(taxonomy.concepts().size(), 2U);
  EXPECT_EQ(concepts_of(taxonomy, "s1"), std::vector<std::string>{"programming"});
  EXPECT_EQ(concepts_of(taxonomy, "s4"), std::vector<std::string>{"programming"});
  EXPECT_EQ(concepts_of(taxonomy, "s2"),
            (std::vector<std::string>{"programming", "languages of programs"}));
  EXPECT_EQ(concepts_of(taxonomy, "s3"), std::vector<std::string>{"languages of programs"});
}

TEST_F(Esco, TheReportCountsAllThatWasChangedOrLeftOut) {
  const ImportReport report = import().report;
  EXPECT_EQ(report.command, "import esco");
  EXPECT_EQ(report.inputs,
            (std::vector<std::string>{"skills_en.csv", "skillsHierarchy_en.csv",
                                      "broaderRelationsSkillPillar_en.csv", "occupations_en.csv",
                                      "occupationSkillRelations_en.csv"}));
  EXPECT_EQ(kinds(report.taken), "occupations=2 skills=5 relations=4");
  EXPECT_EQ(kinds(report.changed), "repeated_relations=1 renamed_skills=1");
  EXPECT_EQ(kinds(report.guessed), "");
  EXPECT_EQ(kinds(report.skipped),
            "relations_of_groups=1 broader_of_unknown_skills=1 labels_of_occupations=2 "
            "relations_of_unknown_occupations=1 relations_to_unknown_skills=1 labels_of_others=1 "
            "single_concepts=1 occupations_without_skills=1");
  EXPECT_EQ(report.changed[1].text,
            "put the id behind the label of 1 skill: another skill has that label but for case, "
            "width or spacing");
  EXPECT_EQ(report.changed[1].examples[0],
            (dir_ / "skills_en.csv") + ":8: 'C ++' became 'C ++ (s5)'");
  EXPECT_EQ(report.skipped[4].text,
            "left out 1 relation to skills that are in no row of the skills");
  EXPECT_EQ(report.skipped[4].examples[0],
            (dir_ / "occupationSkillRelations_en.csv") + ":6: '" + kBase + "skill/unknown'");
  EXPECT_EQ(report.skipped[5].examples[0], (dir_ / "skills_en.csv") +
                                               ":6: 'java' is a name of 'Java (computer "
                                               "programming)'");
}

TEST_F(Esco, AFolderOfSeveralLanguagesIsReadInEnglishOrAsAsked) {
  EXPECT_EQ(problem_of({.language = "fr"}),
            ": no file 'skills_fr.csv' here; the languages here are 'en'");
  dir_.put("skills_fr.csv", "conceptUri,preferredLabel,altLabels\n" + kBase +
                                "skill/s1,développement en Java,\"Java\"\n");
  dir_.put("occupations_fr.csv",
           "conceptUri,preferredLabel\n" + kBase + "occupation/o1,développeur\n");
  dir_.put("occupationSkillRelations_fr.csv", "occupationUri,relationType,skillUri\n" + kBase +
                                                  "occupation/o1,essential," + kBase +
                                                  "skill/s1\n");
  const EscoImport french = import({.language = "fr"});
  EXPECT_EQ(french.catalog.company(CompanyId{0}).name.en, "développeur");
  EXPECT_EQ(skill_called(french.catalog.taxonomy(), "java").id, "développement-en-java");
  EXPECT_EQ(kinds(french.report.skipped), "no_broader_relations=1");
  const EscoImport english = import();
  EXPECT_EQ(english.catalog.company(CompanyId{0}).name.en, "software developer");
  EXPECT_EQ(kinds(english.report.guessed), "language=1");
}

TEST_F(Esco, IscoGroupsNameTheFieldsWhereTheirFileIsThere) {
  dir_.put("ISCOGroups_en.csv",
           "conceptType,conceptUri,code,preferredLabel\nISCOGroup,x,2512,Software developers\n");
  const Catalog catalog = import().catalog;
  EXPECT_EQ(catalog.fields()[0].name.en, "Software developers");
}

TEST_F(Esco, WhatIsWrongInAFileIsToldWithItsLine) {
  add_line("occupationSkillRelations_en.csv", "a,b");
  add_line("occupationSkillRelations_en.csv", "a,mandatory,,b");
  EXPECT_EQ(problem_of(),
            "/occupationSkillRelations_en.csv:8: this row has 2 of 4 columns\n" + dir_.path() +
                "/occupationSkillRelations_en.csv:9: the relation 'mandatory' is neither "
                "'essential' nor 'optional'");
  dir_.put("skills_en.csv", "uri,preferredLabel\nx,y\n");
  EXPECT_EQ(problem_of(),
            "/skills_en.csv:1: no column 'conceptUri'; the columns are 'uri', 'preferredLabel'; "
            "give the CSV files as ESCO publishes them");
  dir_.put("skills_en.csv", "conceptUri,preferredLabel,altLabels\n,y,\n");
  EXPECT_EQ(problem_of(),
            "/skills_en.csv:2: '' is no concept URI such as "
            "'http://data.europa.eu/esco/skill/892f8e2f-189a-41d5-a4b6-b8e2afb99974'");
  dir_.put("skills_en.csv", "conceptUri,preferredLabel,altLabels\nx,y,\"z\n");
  EXPECT_EQ(problem_of(),
            "/skills_en.csv:2: a '\"' opens a cell that nothing closes; close it with '\"'");
  dir_.put("skills_en.csv", "conceptUri,preferredLabel,altLabels\nx,y,\n");
  dir_.put("occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n");
  EXPECT_EQ(
      problem_of(),
      "/occupationSkillRelations_en.csv: no row relates an occupation to a skill of the other "
      "files; give files of one version of ESCO");
}

TEST_F(Esco, AFileWithNothingButItsHeaderIsNamed) {
  const auto problem_of = [&](const std::string& file) {
    const std::string path = dir_ / file;
    const std::string before = bytes_of(path);
    dir_.put(file, before.substr(0, before.find('\n') + 1));
    std::string problem = "none";
    try {
      import_esco(dir_.path());
    } catch (const InputError& error) {
      problem = std::string(error.what()).substr(dir_.path().size() + 1);
    }
    dir_.put(file, before);
    return problem;
  };
  const std::string words =
      " here, only the names of the columns; give the file as ESCO publishes it";
  EXPECT_EQ(problem_of("skills_en.csv"), "skills_en.csv: no skill" + words);
  EXPECT_EQ(problem_of("occupations_en.csv"), "occupations_en.csv: no occupation" + words);
  EXPECT_EQ(problem_of("occupationSkillRelations_en.csv"),
            "occupationSkillRelations_en.csv: no row relates an occupation to a skill of the other "
            "files; give files of one version of ESCO");
}

TEST(EscoFiles, AFolderWithoutThemIsRefused) {
  const TempDir dir;
  const auto problem_of = [&](const std::string& path) {
    try {
      import_esco(path);
    } catch (const InputError& error) {
      return std::string(error.what()).substr(path.size());
    }
    return std::string("none");
  };
  EXPECT_EQ(problem_of(dir.path()),
            ": no file 'skills_en.csv', or that of another language, is here; give the folder of "
            "ESCO's download of CSV files");
  EXPECT_EQ(problem_of(dir.put("f", "")), ": not a directory; give the one with ESCO's files");
  dir.put("skills_de.csv", "");
  EXPECT_EQ(problem_of(dir.path()), "/skills_de.csv: empty; the first line names the columns");
  dir.put("skills_de.csv", "conceptUri,preferredLabel,altLabels\n");
  EXPECT_EQ(problem_of(dir.path()),
            ": no file 'occupations_de.csv' here; it is in ESCO's download of CSV files");
  dir.put("skills_fr.csv", "");
  EXPECT_EQ(problem_of(dir.path()),
            ": the languages here are 'de', 'fr'; choose one with --language");
}

// The labels of a hostile file cannot make two skills one, or lose one.
TEST_F(Esco, EverySkillIsThereWhateverTheLabels) {
  std::string rows = "conceptUri,preferredLabel,altLabels\n";
  const std::vector<std::string> labels{"same", "SAME", "s a-m_e", "",    " ", "\xE2\x80\x8B",
                                        "s1",   "s0",   "a/b",     "a b", "-", "s2 (s3)"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    rows += "x/s" + std::to_string(i) + ",\"" + labels[i] + "\",\"same\ns" + std::to_string(i) +
            "\n" + std::string(1001, 'x') + "\"\n";
  }
  dir_.put("skills_en.csv", rows);
  dir_.put("occupationSkillRelations_en.csv",
           "occupationUri,relationType,skillUri\n" + kBase + "occupation/o1,essential,x/s0\n");
  const Catalog catalog = import().catalog;
  ASSERT_EQ(catalog.taxonomy().size(), labels.size());
  std::set<SkillId> found;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto skill = catalog.taxonomy().find(catalog.taxonomy().skills()[i].name.en);
    ASSERT_TRUE(skill);
    found.insert(*skill);
  }
  EXPECT_EQ(found.size(), labels.size());
}

// Counts by another reader of the same files (Python's csv), and one look at a known occupation.
TEST(EscoRealData, IsTakenWhole) {
  SKIP_WITHOUT_REAL_DATA();
  const EscoImport esco = import_esco(real_data("esco"));
  const Catalog& catalog = esco.catalog;
  EXPECT_EQ(catalog.size(), 3039U);
  EXPECT_EQ(catalog.taxonomy().size(), 12486U);
  EXPECT_EQ(catalog.fields().size(), 426U);
  EXPECT_EQ(kinds(esco.report.taken), "occupations=3039 skills=12486 relations=122534");
  EXPECT_EQ(catalog.requirement_count(), 122519U);
  const auto director = catalog.find_id("00030d09-2b3a-4efd-87cc-c4ea39d27c34");
  ASSERT_TRUE(director);
  EXPECT_EQ(catalog.company(*director).name.en, "technical director");
  // Its own essential skills find it again.
  std::vector<HeldSkill> held;
  const Requirements requirements = catalog.requirements(*director);
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    if (requirements[i].importance == 1.0) held.push_back({requirements[i].skill, 3.0});
  }
  const Scorer scorer(catalog, Model{});
  EXPECT_EQ(scorer.rank(Profile("me", held), {.k = 1}).results.at(0).company, *director);
}

}  // namespace esco_test
}  // namespace skillmatch::io
