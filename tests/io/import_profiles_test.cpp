// Spreadsheets and JSON Resumes as profiles: every form, every level, everything counted.
#include "support/temp_dir.h"

#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/import_profiles.h>
#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace import_profiles_test {

class ImportProfiles : public testing::Test {
 protected:
  // "kim: python 4, sql 3; lee: …"
  std::string imported(const std::string& bytes, const ProfilesOptions& options = {}) {
    const ProfilesImport result =
        import_profiles(dir_.put("people.csv", bytes), taxonomy_, options);
    report_ = result.report;
    std::ostringstream out;
    for (const Profile& profile : result.profiles) {
      out << (out.tellp() > 0 ? "; " : "") << profile.id() << ':';
      for (const HeldSkill& held : profile.skills()) {
        out << ' ' << taxonomy_.skill(held.skill).id << ' ' << number_text(held.level);
      }
    }
    return out.str();
  }
  std::string error_of(const std::string& bytes, const ProfilesOptions& options = {}) {
    try {
      imported(bytes, options);
    } catch (const InputError& error) {
      std::string text = error.what();
      const std::string path = dir_ / "people.csv";
      for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path)) {
        text.replace(at, path.size(), "people.csv");
      }
      return text;
    }
    return "no error";
  }
  // The notes' texts, by where they stand.
  static std::string texts(const std::vector<ImportNote>& notes) {
    std::string text;
    for (const ImportNote& note : notes) text += note.text + "\n";
    return text;
  }

  TempDir dir_;
  Taxonomy taxonomy_ = built_in_taxonomy();
  ImportReport report_;
};

TEST_F(ImportProfiles, TakesARowAPersonAndSkill) {
  EXPECT_EQ(imported("이름,기술,수준\n김,파이썬,상\n이,SQL,3\n김,도커,초급\n"),
            "김: python 4 docker 1.5; 이: sql 3");
  EXPECT_EQ(texts(report_.guessed),
            "took the column '이름' for the person; --id-column names another\n"
            "took the column '기술' for the skill; --skill-column names another\n"
            "took the column '수준' for the level; --level-column names another\n");
  EXPECT_EQ(texts(report_.taken), "read 3 rows with 3 known skills\nmade 2 profiles\n");
}

TEST_F(ImportProfiles, TakesAllSkillsOfAPersonInOneCell) {
  EXPECT_EQ(imported("name,skills\nKim,\"Python (advanced), SQL 3년, Docker: 2\"\n"
                     "Lee,C/C++ | CI/CD\n"),
            "Kim: python 4 sql 3 docker 2; Lee: c-plus-plus 3 ci-cd 3");
}

TEST_F(ImportProfiles, TakesAColumnASkill) {
  EXPECT_EQ(imported("id,Python,SQL,파이토치,shoe size\nkim,4,,상,43\nlee,X,O,,38\n"),
            "kim: python 4 pytorch 4; lee: python 0 sql 3");
  EXPECT_EQ(texts(report_.skipped), "left out 1 column that is no skill the taxonomy knows\n");
  EXPECT_EQ(report_.skipped[0].examples, std::vector<std::string>{"'shoe size'"});
}

TEST_F(ImportProfiles, ReadsLevelsOfEveryKind) {
  const std::string head = "id,skill,level\n";
  EXPECT_EQ(imported(head + "a,Python,4/5\na,SQL,80%\na,Docker,18 months\na,Git,5 yrs\n"
                            "a,Java,Expert (daily)\na,Linux,\n"),
            "a: python 4 java 5 sql 4 docker 2.25 linux 3 git 4");
  EXPECT_EQ(texts(report_.guessed).substr(texts(report_.guessed).find("gave")),
            "gave 1 skill without a level the level 3\n");
  EXPECT_EQ(imported(head + "a,Python,8\n", {.scale = 10.0}), "a: python 4");
  EXPECT_EQ(imported("id,skill,years\na,Python,3\na,SQL,10년\n"), "a: python 3 sql 5");
  ProfilesOptions options;
  options.level_words.set("마법사", 4.5);
  options.default_level = 2.0;
  EXPECT_EQ(imported(head + "a,Python,마법사\na,SQL,\n", options), "a: python 4.5 sql 2");
}

TEST_F(ImportProfiles, CountsAndListsWhatItDoesNotUnderstand) {
  EXPECT_EQ(imported("id,skill,level\na,Python,eh\na,COBOL,3\na,cobol,2\na,SQL,so so\nb,Basket,1\n"
                     "a,Python,2\n"),
            "a: python 3 sql 3");
  EXPECT_EQ(texts(report_.skipped),
            "left out 3 skills that the taxonomy does not know\n"
            "left out 1 person without a skill that is known\n");
  EXPECT_EQ(report_.skipped[0].names[0], (std::pair<std::string, std::uint64_t>("COBOL", 2)));
  EXPECT_EQ(texts(report_.changed), "took the higher level of 1 skill given twice\n");
  ASSERT_EQ(report_.guessed.back().kind, "levels_not_understood");
  EXPECT_EQ(report_.guessed.back().count, 2U);
  EXPECT_EQ(report_.guessed.back().examples[0].substr(dir_.path().size() + 1),
            "people.csv:2: 'eh'");
}

TEST_F(ImportProfiles, SaysWhichLevelsAreOffTheScaleAndWhichScaleWouldFit) {
  const auto last_guess = [&](const std::string& bytes, const ProfilesOptions& options = {}) {
    imported(bytes, options);
    return report_.guessed.back().text;
  };
  const std::string gave = "gave 2 skills the level 3 whose own is not from 0 to ";
  const std::string advice = ": if that is the scale, give --scale ";
  EXPECT_EQ(last_guess("id,skill,level\na,Python,7\na,Git,2\nb,SQL,9.5\n"),
            gave + "5; all levels are from 0 to 10" + advice + "10");
  EXPECT_EQ(last_guess("id,Python,SQL\na,7,100\n"),
            gave + "5; all levels are from 0 to 100" + advice + "100");
  EXPECT_EQ(last_guess("id,Python,SQL\na,4,4\n", {.scale = 3.0}),
            gave + "3; all levels are from 0 to 5" + advice + "5");
  EXPECT_EQ(last_guess("id,skills\na,\"Python: 7, SQL 8, Git 1\"\n"),
            gave + "5; all levels are from 0 to 10" + advice + "10");
  EXPECT_EQ(last_guess("id,Python,SQL\na,7,101\n"), gave + "5");
  EXPECT_EQ(imported("id,Python,SQL\na,+4,2e0\n"), "a: python 4 sql 2") << "of the scale";
  EXPECT_EQ(imported("id,Python,SQL,Git\na,7,-1,5\n"), "a: python 3 sql 3 git 5");
  ASSERT_EQ(report_.guessed.back().kind, "levels_off_the_scale");
  EXPECT_EQ(report_.guessed.back().text, gave + "5");
  const std::string place = (dir_ / "people.csv") + ":2: column ";
  EXPECT_EQ(report_.guessed.back().examples,
            (std::vector<std::string>{place + "'Python': '7'", place + "'SQL': '-1'"}));
}

TEST_F(ImportProfiles, ReadsTheMarksAndStarsThatSpreadsheetsHave) {
  EXPECT_EQ(imported("id,Python,SQL,Docker,Java,Git,Linux\n"
                     "kim,有,無,★★★,★★☆☆,●●●○○,○\n"
                     "lee,O,X,⭐⭐⭐⭐⭐,☆☆☆☆☆,★ ★ ☆ ☆ ☆,●\n"
                     "park,보유,미보유,✅,❌,Ｏ,Ｘ\n"
                     "choi,●●●●●,○○○○○,■■□□,●●,,\n"),
            "kim: python 3 java 2.5 sql 0 docker 3 linux 3 git 3; "
            "lee: python 3 java 0 sql 0 docker 5 linux 3 git 2; "
            "park: python 3 java 0 sql 0 docker 3 linux 0 git 3; "
            "choi: python 5 java 2 sql 0 docker 2.5");
  EXPECT_EQ(texts(report_.guessed).find("gave"), std::string::npos);
  EXPECT_EQ(imported("id,skills\na,\"Python ★★★★, SQL (★★), Git ★★★★★★\"\n"), "a: python 4 sql 2");
  ASSERT_FALSE(report_.skipped.empty());
  ASSERT_FALSE(report_.skipped.back().names.empty());
  EXPECT_EQ(report_.skipped.back().names[0].first, "Git ★★★★★★");
  EXPECT_EQ(imported("id,skill,level\na,Python,★★★\na,SQL,★★★\n", {.scale = 100.0}),
            "a: python 3 sql 3");
  EXPECT_EQ(imported("id,skill,level\na,Python,★★★\n", {.scale = 3.0}), "a: python 5");
}

TEST_F(ImportProfiles, ReadsMarksInEveryForm) {
  EXPECT_EQ(imported("id,skill,level\na,Python,X\na,SQL,O\n"), "a: python 0 sql 3");
  EXPECT_EQ(imported("id,skills\na,\"Python (無), SQL: 있음\"\n"), "a: python 0 sql 3");
  EXPECT_EQ(imported(R"({"skills": [{"name": "Python", "level": "no"}, {"name": "SQL"}]})"),
            "people: python 0 sql 3");
}

TEST_F(ImportProfiles, DoesNotTakeANameApartWhereNoLevelStandsBehindIt) {
  EXPECT_EQ(imported("id,skills\na,\"SQL Server, Python 3년, Java Spring 상, Docker: so so, "
                     "Language: Python, SQL (Postgres)\"\n"),
            "a: python 3 sql 3 docker 3");
  ASSERT_EQ(report_.skipped[0].kind, "unknown_skills");
  EXPECT_EQ(report_.skipped[0].names,
            (std::vector<std::pair<std::string, std::uint64_t>>{
                {"Java Spring 상", 1}, {"Language: Python", 1}, {"SQL Server", 1}}));
}

TEST_F(ImportProfiles, KnowsTheSkillsByWhatPeopleCallTheirColumn) {
  for (const std::string name : {"has_skills", "보유기술", "보유 스킬", "Skill Set", "skills"}) {
    EXPECT_EQ(imported("id," + name + "\nkim,Python\n"), "kim: python 3") << name;
  }
}

TEST_F(ImportProfiles, ReadsKoreanSpreadsheetsInTheirEncoding) {
  // 이름,기술 / 김,파이썬
  const std::string cp949 =
      "\xC0\xCC\xB8\xA7,\xB1\xE2\xBC\xFA\r\n\xB1\xE8,\xC6\xC4\xC0\xCC\xBD\xE3\r\n";
  EXPECT_EQ(imported(cp949, {.encoding = "cp949"}), "김: python 3");
  EXPECT_NE(error_of(cp949).find("--encoding cp949"), std::string::npos) << error_of(cp949);
  EXPECT_EQ(imported("\xEF\xBB\xBF이름;기술\n김;파이썬\n"), "김: python 3");
}

TEST_F(ImportProfiles, ReadsJsonResumes) {
  const std::string kim =
      R"({"basics": {"name": "Kim"}, "skills": [{"name": "Python", "level": "Master",)"
      R"( "keywords": ["pandas", "SQL"]}, {"name": "Web", "keywords": ["Java"]}]})";
  const std::string lee = R"({"skills": [{"name": "도커", "level": "중급"}]})";
  EXPECT_EQ(imported(kim), "Kim: python 5 java 3 sql 5 pandas 5");
  EXPECT_EQ(texts(report_.skipped), "left out 1 skill that the taxonomy does not know\n");
  EXPECT_EQ(imported("[" + kim + ",\n" + lee + "]"),
            "Kim: python 5 java 3 sql 5 pandas 5; people: docker 3");
  EXPECT_EQ(imported(lee + "\n" + kim + "\n" + lee + "\n"),
            "people: docker 3; Kim: python 5 java 3 sql 5 pandas 5; people-2: docker 3");
  // Each goes by its own place in the array.
  imported("[" + lee +
           ",\n\n{\"skills\": [{\"name\": \"SQL\", \"level\": \"eh\"}]}, {\"skills\": []}]");
  EXPECT_EQ(report_.guessed.back().examples,
            std::vector<std::string>{(dir_ / "people.csv") + ":3: /1: 'eh'"});
  EXPECT_EQ(report_.skipped.back().examples,
            std::vector<std::string>{(dir_ / "people.csv") + ":3: /2: 'people-3'"});
}

TEST_F(ImportProfiles, TakesATableWhoseFirstColumnHasANameInBracketsForATable) {
  EXPECT_EQ(imported("[이름],skills\nkim,Python\n", {.id = "[이름]"}), "kim: python 3");
}

TEST_F(ImportProfiles, GivesPeopleWithoutAnIdTheirLine) {
  EXPECT_EQ(imported("skills\nPython\nSQL\n"), "line-2: python 3; line-3: sql 3");
  EXPECT_EQ(imported("id,Python\n,4\nkim,3\nkim,2\n"),
            "line-2: python 4; kim: python 3; kim-2: python 2");
}

TEST_F(ImportProfiles, SaysWhichIdsItMadeUnique) {
  EXPECT_EQ(imported("name,Python\nAnn,1\nAnn,2\nBo,3\nAnn ,4\n"),
            "Ann: python 1; Ann-2: python 2; Bo: python 3; Ann-3: python 4");
  ASSERT_EQ(report_.changed.size(), 1U);
  EXPECT_EQ(report_.changed[0].kind, "ids_made_unique");
  EXPECT_EQ(report_.changed[0].text,
            "put a number behind the id of 2 persons, another having it already");
  const std::string file = dir_ / "people.csv";
  EXPECT_EQ(report_.changed[0].examples,
            (std::vector<std::string>{"'Ann' → 'Ann-2' (" + file + ":3)",
                                      "'Ann' → 'Ann-3' (" + file + ":5)"}));
  imported("name,skill\nAnn,Python\nAnn,SQL\n");
  EXPECT_EQ(texts(report_.changed), "");
}

TEST_F(ImportProfiles, TakesABlankNameBelowAPersonForAMergedCell) {
  const std::string file = dir_ / "people.csv";
  EXPECT_EQ(imported("name,skill,level\n,Git,1\nAnn,Python,1\n,SQL,2\n ,Docker,3\nBo,Git,4\n"
                     ",,\n"),
            "line-2: git 1; Ann: python 1 sql 2 docker 3; Bo: git 4");
  ASSERT_GE(report_.guessed.size(), 2U);
  const ImportNote& merged = *(report_.guessed.end() - 2);
  EXPECT_EQ(merged.kind, "rows_of_the_person_above");
  EXPECT_EQ(merged.text, "took 2 rows without a name for more of the person above");
  EXPECT_EQ(merged.examples, (std::vector<std::string>{file + ":4: 'Ann'", file + ":5: 'Ann'"}));
  EXPECT_EQ(report_.guessed.back().kind, "people_without_a_name");
  EXPECT_EQ(report_.guessed.back().examples, std::vector<std::string>{file + ":2: 'line-2'"});
}

TEST_F(ImportProfiles, SaysWhoHasNoName) {
  EXPECT_EQ(imported("name,Python\nAnn,1\n,2\n" + std::string(2000, 'a') + ",3\n"),
            "Ann: python 1; line-3: python 2; line-4: python 3");
  ASSERT_EQ(report_.guessed.back().kind, "people_without_a_name");
  EXPECT_EQ(report_.guessed.back().text,
            "called 2 persons by their line, having no name or too long a one");
  // Where there is no column of names, that is said once.
  imported("Python\n1\n2\n");
  EXPECT_EQ(report_.guessed.back().kind, "form");
}

TEST_F(ImportProfiles, CountsWideCellsThatSayTheLevelIsNotKnown) {
  EXPECT_EQ(imported("id,Python,SQL,Docker,Git,Java,Linux\na,3,?,-,N/A,TBD,\n"
                     "b,n/a,미정,해당 없음,–,없음,4\n"),
            "a: python 3; b: java 0 linux 4");
  ASSERT_EQ(report_.skipped.size(), 1U);
  EXPECT_EQ(report_.skipped[0].kind, "cells_not_known");
  EXPECT_EQ(report_.skipped[0].text, "left out 8 cells whose level is not known");
  EXPECT_EQ(report_.skipped[0].names[0], (std::pair<std::string, std::uint64_t>("N/A", 2)));
  EXPECT_EQ(texts(report_.guessed).find("gave"), std::string::npos);
  // A word of the options is one.
  ProfilesOptions options;
  options.level_words.set("TBD", 1.0);
  EXPECT_EQ(imported("id,Python\na,TBD\n", options), "a: python 1");
}

TEST_F(ImportProfiles, RefusesYearsThatNobodyHas) {
  EXPECT_EQ(imported("id,skill,years\na,Python,2015\na,SQL,1950\na,Git,10\na,Java,2015년\n"
                     "a,Docker,120 months\n"),
            "a: python 3 java 3 sql 3 docker 5 git 5");
  ASSERT_EQ(report_.guessed.back().kind, "years_off_the_scale");
  EXPECT_EQ(report_.guessed.back().text,
            "gave 3 skills the level 3 whose years nobody has, such as one of the calendar");
  EXPECT_EQ(report_.guessed.back().examples[0], (dir_ / "people.csv") + ":2: '2015'");
  EXPECT_EQ(imported("id,skills\na,\"Python (2015년), SQL 3년\"\n"), "a: python 3 sql 3");
  EXPECT_EQ(report_.guessed.back().kind, "years_off_the_scale");
  EXPECT_EQ(report_.guessed.back().count, 1U);
}

TEST_F(ImportProfiles, KeepsWhatStandsInBracketsTogether) {
  const auto one = [&](const std::string& cell) {
    return imported("id,skills\na,\"" + cell + "\"\n");
  };
  const auto unknown = [&] {
    std::string names;
    for (const ImportNote& note : report_.skipped) {
      for (const auto& [name, count] : note.names)
        names += name + ' ' + std::to_string(count) + ';';
    }
    return names;
  };
  EXPECT_EQ(one("AWS (EC2, S9), SQL(4/5), Docker(상/3년)"), "a: sql 4 docker 4 aws 3");
  EXPECT_EQ(unknown(), "S9 1;");
  EXPECT_EQ(texts(report_.changed),
            "took the higher level of 2 skills given twice\n");  // EC2 is AWS
  // Further names have their own levels, and what is no name's is of the one in front.
  EXPECT_EQ(one("Python (pandas 2, 상, SQL: 1), Git"), "a: python 4 sql 1 pandas 2 git 3");
  EXPECT_EQ(unknown(), "");
  EXPECT_EQ(one("Python (pandas)"), "a: python 3 pandas 3");
  EXPECT_EQ(one("Python (pandas, SQL): 4"), "a: python 4 sql 3 pandas 3");
  EXPECT_EQ(one("Python (pandas, SQL) 상, Git 1"), "a: python 4 sql 3 pandas 3 git 1");
  EXPECT_EQ(one("Languages (Python, SQL (상), C/C++), Git"),
            "a: python 3 c-plus-plus 3 sql 4 git 3");
  EXPECT_EQ(unknown(), "Languages 1;");
  EXPECT_EQ(one("(Python, SQL 2)"), "a: python 3 sql 2");
  EXPECT_EQ(one("Python (Expert, daily), Docker (O)"), "a: python 5 docker 3");
  // Brackets that nothing closes or opens, and what stands behind them, are as ever.
  EXPECT_EQ(one("Python (상, SQL, Git) :-)"), "a: sql 3");
  EXPECT_EQ(unknown(), "Git) :-) 1;Python (상 1;");
  EXPECT_EQ(one("Python (SQL, Git, Docker"), "a: docker 3 git 3");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "(a,";
  EXPECT_EQ(one("SQL, " + deep + std::string(100'000, ')')), "a: sql 3");
  EXPECT_EQ(one("AWS (EC2, SQL, S9) and more"), "a: sql 3");
  EXPECT_EQ(imported("id,skills\na,Python(SQL;Git)\n", {.separators = ";()"}),
            "a: python 3 sql 3 git 3");
}

TEST_F(ImportProfiles, TakesTheSeparatorThatExcelWrites) {
  EXPECT_EQ(imported("sep=;\r\nname;skills\r\nkim;Python, SQL\r\n"), "kim: python 3 sql 3");
  EXPECT_EQ(imported("\xEF\xBB\xBFSEP=|\nname|Python|SQL\n,|3|eh\n"), ",: python 3 sql 3");
  EXPECT_EQ(report_.guessed.back().examples[0], (dir_ / "people.csv") + ":3: column 'SQL': 'eh'");
  EXPECT_EQ(imported("\"sep=\t\"\nname\tPython\nkim\t3\n"), "kim: python 3");
  EXPECT_EQ(imported("sep=,\nname,Python\nkim,3\n"), "kim: python 3");
  EXPECT_EQ(error_of("sep=;\n"), "people.csv: empty; the first line names the columns");
  // A column of that name is one.
  EXPECT_EQ(imported("sep=a,Python\nkim,3\n", {.id = "sep=a"}), "kim: python 3");
  EXPECT_EQ(imported("sep=;Python\nkim;3\n", {.id = "sep="}), "kim: python 3");
}

TEST_F(ImportProfiles, SaysWhatToDoAboutAFileThatIsNoText) {
  const std::string sheet =
      "people.csv: this is an office or zip file, such as a spreadsheet "
      "of Excel's; save it as CSV or plain text";
  EXPECT_EQ(error_of(std::string("PK\x03\x04\x14\0\x06", 7)), sheet);
  EXPECT_EQ(error_of("PK\x03\x04\x14", {.encoding = "cp949"}), sheet);
  EXPECT_EQ(
      error_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
      "people.csv: this is an office file, such as a spreadsheet of Excel's; save it as CSV or "
      "plain text");
  EXPECT_EQ(error_of("%PDF-1.7\n%\xE2\xE3"),
            "people.csv: this is a PDF; save it as CSV or plain text");
}

TEST_F(ImportProfiles, SaysWhatIsWrongAndWhatToDo) {
  EXPECT_EQ(error_of("who,what\na,b\n"),
            "people.csv:1: no column looks like the skill, and none is called as a skill that the "
            "taxonomy knows; the columns are 'who', 'what'; name one with --skill-column");
  EXPECT_EQ(error_of("id,skill\na,b\n"),
            "people.csv: nobody has a skill that the taxonomy knows; give another with --taxonomy, "
            "or see what skills are called with 'skillmatch catalog list skills'");
  EXPECT_EQ(error_of("id,skill\na,Python\n", {.level = "grade"}),
            "people.csv:1: no column 'grade'; the columns are 'id', 'skill'; name one of them with "
            "--level-column");
  EXPECT_EQ(error_of(R"({"skills": "Python"})"),
            "people.csv:1: /skills: an array is needed here, not a string");
}

}  // namespace import_profiles_test
}  // namespace skillmatch::io
