// Lists of postings as people have them, made into catalogs; what is not understood is counted.
#include "io/import_notes.h"
#include "support/real_data.h"
#include "support/temp_dir.h"

#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <skillmatch/error.h>
#include <skillmatch/io/postings.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>

namespace skillmatch::io {
namespace postings_test {

Taxonomy small_taxonomy() {
  Taxonomy taxonomy;
  taxonomy.add_skill({"java", {"Java", "자바"}, {}, "", {}});
  taxonomy.add_skill({"spring-boot", {"Spring Boot", ""}, {}, "", {}});
  taxonomy.add_skill({"python", {"Python", "파이썬"}, {}, "", {}});
  return taxonomy;
}

class Postings : public testing::Test {
 protected:
  PostingsImport import(const std::string& bytes, const PostingsOptions& options = {}) const {
    return import_postings(dir_.put("jobs", bytes), small_taxonomy(), options);
  }
  std::string problem_of(const std::string& bytes, const PostingsOptions& options = {}) const {
    try {
      import(bytes, options);
    } catch (const InputError& error) {
      const std::string what = error.what();
      EXPECT_TRUE(what.starts_with(dir_ / "jobs")) << what;
      return what.substr((dir_ / "jobs").size());
    }
    return "none";
  }
  const TempDir dir_;
};

// "id: skill level×importance, …"
std::string written(const Catalog& catalog, std::size_t i) {
  const auto id = static_cast<CompanyId>(i);
  std::string text(catalog.company_id(id));
  const Requirements requirements = catalog.requirements(id);
  for (std::size_t r = 0; r < requirements.size(); ++r) {
    text += (r == 0 ? ": " : ", ") + catalog.taxonomy().skill(requirements[r].skill).id + " " +
            std::to_string(requirements[r].level).substr(0, 3) + "x" +
            std::to_string(requirements[r].importance).substr(0, 4);
  }
  return text;
}

const ImportNote& note_of(const std::vector<ImportNote>& notes, const std::string& kind) {
  for (const ImportNote& note : notes) {
    if (note.kind == kind) return note;
  }
  static const ImportNote kNone;
  ADD_FAILURE() << "no note " << kind;
  return kNone;
}

using Names = std::vector<std::pair<std::string, std::uint64_t>>;

const std::string kJobs =
    "\xEF\xBB\xBF"
    "company,position,skill\n"
    "가나다,백엔드 개발자,\"Java, Spring, Boot, Kotlin\"\n"
    "가나다,분석가,\"파이썬, python, kotlin, AWS\"\n"
    "Acme,Developer,\"JAVA\"\n"
    "acme,developer,\"java\"\n"
    "Acme,Idler,\n"
    "Acme,Manager,\"Excel\"\n";

TEST_F(Postings, MakeOneRowEach) {
  const PostingsImport made = import(kJobs);
  ASSERT_EQ(made.catalog.size(), 3U);
  EXPECT_EQ(written(made.catalog, 0), "가나다-1: java 3.0x1.00, spring-boot 3.0x1.00");
  EXPECT_EQ(written(made.catalog, 1), "가나다-2: python 3.0x1.00");
  EXPECT_EQ(written(made.catalog, 2), "acme-1: java 3.0x1.00");
  EXPECT_EQ(made.catalog.company(CompanyId{0}).name.ko, "가나다: 백엔드 개발자");
  EXPECT_EQ(made.catalog.company(CompanyId{2}).name.en, "Acme: Developer");
}

TEST_F(Postings, TheReportAccountsForEveryRowAndTag) {
  const ImportReport report = import(kJobs).report;
  EXPECT_EQ(report.command, "import postings");
  EXPECT_EQ(report.inputs, std::vector<std::string>{dir_ / "jobs"});
  EXPECT_EQ(kinds(report.taken), "postings=6 rows=3");
  EXPECT_EQ(kinds(report.guessed), "company_column=1 title_column=1 skills_column=1");
  EXPECT_EQ(report.guessed[1].text,
            "took the column 'position' for the title; --title names another");
  EXPECT_EQ(kinds(report.changed), "joined_tags=1 merged_postings=1 repeated_tags=1");
  EXPECT_EQ(kinds(report.skipped),
            "postings_without_skills=1 postings_without_known_skills=1 unknown_skills=4");
  EXPECT_EQ(note_of(report.changed, "joined_tags").names, (Names{{"Spring Boot", 1}}));
  EXPECT_EQ(note_of(report.skipped, "unknown_skills").names,
            (Names{{"Kotlin", 2}, {"AWS", 1}, {"Excel", 1}}));
  const std::string file = dir_ / "jobs";
  EXPECT_EQ(note_of(report.changed, "merged_postings").examples[0],
            file + ":5: 'acme', 'developer', as at " + file + ":4");
  EXPECT_EQ(note_of(report.skipped, "postings_without_skills").examples[0],
            file + ":6: 'Acme', 'Idler'");
  EXPECT_EQ(note_of(report.skipped, "unknown_skills").text,
            "left out 4 skill tags that the taxonomy does not know");
}

TEST_F(Postings, OfACompanyMakeOneRowWithTheShareThatAsks) {
  const PostingsImport made = import(
      "기업명\t직무\t기술스택\n"
      "가나다\ta\tJava; Python\n가 나다\tb\tJava\n가나다\tc\tJava\n가나다\td\tSpring "
      "Boot\nAcme\te\tpython\n"
      "\tf\tjava\n",
      {.is_by_company = true, .level = 4.5});
  ASSERT_EQ(made.catalog.size(), 2U);
  EXPECT_EQ(written(made.catalog, 0),
            "가나다: java 4.5x0.75, spring-boot 4.5x0.25, python 4.5x0.25");
  EXPECT_EQ(written(made.catalog, 1), "acme: python 4.5x1.00");
  EXPECT_EQ(kinds(made.report.skipped), "postings_without_company=1");
}

TEST_F(Postings, ComeAsJsonLinesToo) {
  const PostingsImport made = import(
      "{\"회사명\": \"가나다\", \"title\": \"x\", \"tags\": [\"Java\", \"Spring\", \"Boot\"]}\n\n"
      "{\"회사명\": \"Acme\", \"tags\": \"['Python', 'Java']\", \"salary\": 3}\n"
      "{\"회사명\": 42, \"title\": null, \"tags\": [{\"name\": \"java\"}, {\"level\": 1}]}\n");
  ASSERT_EQ(made.catalog.size(), 3U);
  EXPECT_EQ(written(made.catalog, 0), "가나다-1: java 3.0x1.00, spring-boot 3.0x1.00");
  EXPECT_EQ(written(made.catalog, 1), "acme-1: java 3.0x1.00, python 3.0x1.00");
  EXPECT_EQ(written(made.catalog, 2), "42-1: java 3.0x1.00");
  EXPECT_EQ(
      problem_of("{\"company\": \"a\", \"skills\": 3}\n{\"company\": \"a\", \"skills\": [3]}\n"
                 "{\"company\": \"a\"\n"),
      ":3: not JSON: the line ends where '}' is needed, to close the '{' on line 3");
  EXPECT_EQ(problem_of("{\"company\": \"a\", \"skills\": 3}\n{\"company\": [], \"skills\": [3]}\n"),
            ":1: /skills: an array is needed here, not a number\n" + (dir_ / "jobs") +
                ":2: /company: a string is needed here, not an array\n" + (dir_ / "jobs") +
                ":2: /skills/0: a string is needed here, not a number");
}

TEST_F(Postings, ComeAsAJsonArrayOrOneObjectOverManyLinesToo) {
  const std::string one =
      "{\n  \"company\": \"A\",\n  \"skills\": [\n    \"java\",\n    \"cobol\"\n  ]\n}";
  const PostingsImport alone = import(one + "\n");
  ASSERT_EQ(alone.catalog.size(), 1U);
  EXPECT_EQ(written(alone.catalog, 0), "a-1: java 3.0x1.00");
  const PostingsImport list =
      import("[\n" + one + ",\n{\"title\": \"t\", \"skills\": \"python\"}, {\"company\": \"C\"}]");
  ASSERT_EQ(list.catalog.size(), 2U);
  EXPECT_EQ(written(list.catalog, 0), "a-1: java 3.0x1.00");
  EXPECT_EQ(written(list.catalog, 1), "t-1: python 3.0x1.00");
  EXPECT_EQ(list.report.skipped[0].examples,
            std::vector<std::string>{(dir_ / "jobs") + ":9: /2: 'C'"});
  // One error where one thing is wrong, whatever the number of lines.
  EXPECT_EQ(problem_of("[\n" + one + "\n"),
            ":8: not JSON: the file ends where ']' is needed, to close the '[' on line 1");
  EXPECT_EQ(problem_of("[\n" + one + ",\n3]"), ":9: /1: an object is needed here, not a number");
  EXPECT_EQ(problem_of("[]"), ": no posting here; write one a line");
  EXPECT_EQ(problem_of("[" + one + ", {\"skills\": 4}]"),
            ":7: /1/skills: an array is needed here, not a number");
  // A name in brackets is a table's.
  EXPECT_EQ(import("[company],skills\na,java\n", {.company = "[company]"}).catalog.size(), 1U);
}

TEST_F(Postings, WithoutAHeaderAreAnIdAndSkills) {
  const PostingsImport made =
      import("17,Java,Spring,Boot\n18,python,cobol\n17,java\n19\n", {.has_header = false});
  ASSERT_EQ(made.catalog.size(), 3U);
  EXPECT_EQ(written(made.catalog, 0), "17: java 3.0x1.00, spring-boot 3.0x1.00");
  EXPECT_EQ(written(made.catalog, 1), "18: python 3.0x1.00");
  EXPECT_EQ(written(made.catalog, 2), "17-2: java 3.0x1.00");
  EXPECT_EQ(kinds(made.report.skipped), "postings_without_skills=1 unknown_skills=1");
}

TEST_F(Postings, MakeATaxonomyOfTheirOwn) {
  const PostingsImport made = import(
      "id,company,skills\n1,a,\"C++, C, machine learning\"\n2,b,\"Machine_Learning, c, 자바\"\n"
      "3,c,\"c, C#, Machine_Learning\"\n4,d,rare\n",
      {.makes_taxonomy = true, .min_count = 2});
  const Taxonomy& taxonomy = made.catalog.taxonomy();
  ASSERT_EQ(taxonomy.size(), 2U);
  // The commonest spelling is the name; of equals the first by its bytes.
  EXPECT_EQ(taxonomy.skills()[0].name.en, "c");
  EXPECT_EQ(taxonomy.skills()[1].name.en, "Machine_Learning");
  EXPECT_EQ(taxonomy.skills()[1].id, "machine-learning");
  ASSERT_EQ(made.catalog.size(), 3U);
  EXPECT_EQ(kinds(made.report.skipped), "postings_without_known_skills=1 rare_skills=4");
  const ImportNote& rare = note_of(made.report.skipped, "rare_skills");
  EXPECT_EQ(rare.names, (Names{{"C#", 1}, {"C++", 1}, {"rare", 1}, {"자바", 1}}));
  EXPECT_EQ(rare.text, "left out 4 skill tags of 4 skills met less than 2 times");
  // "C", "C++" and "C#" would all have the id "c".
  const PostingsImport all =
      import("company,skills\na,\"C++, C, C#, 자바\"\n", {.makes_taxonomy = true});
  EXPECT_EQ(all.catalog.taxonomy().size(), 4U);
  EXPECT_EQ(all.catalog.taxonomy().skill(*all.catalog.taxonomy().find("자바")).name.ko, "자바");
}

TEST_F(Postings, ColumnsAreThoseThatAreNamedOrRefused) {
  const std::string bytes = "who,what,needs,skills\na,b,java,python\n";
  const PostingsImport made = import(bytes, {.company = "who", .skills = "Needs"});
  EXPECT_EQ(written(made.catalog, 0), "a-1: java 3.0x1.00");
  EXPECT_EQ(kinds(made.report.guessed), "");
  EXPECT_EQ(problem_of(bytes),
            ":1: no column looks like the company; the columns are 'who', 'what', 'needs', "
            "'skills'; name one of them with --company");
  EXPECT_EQ(problem_of(bytes, {.company = "whom"}),
            ":1: no column 'whom'; the columns are 'who', 'what', 'needs', 'skills'; name one of "
            "them with --company");
  EXPECT_EQ(problem_of("company,title\na,b\n"),
            ":1: no column looks like the skills; the columns are 'company', 'title'; name one of "
            "them with --skills");
  EXPECT_EQ(problem_of("company,Skills,skills\na,b,java\n"), "none");
  EXPECT_EQ(problem_of("company,Skills,SKILLS\na,b,c\n"),
            ":1: two columns are called 'Skills'; keep one");
}

TEST_F(Postings, OfWhichNothingIsLeftAreRefused) {
  EXPECT_EQ(problem_of(""), ": empty; the first line names the columns");
  EXPECT_EQ(problem_of("company,skills\n"), ": no posting here; write one a line");
  EXPECT_EQ(problem_of("company,skills\na,cobol\nb,\n"),
            ": none of 2 postings has a skill that the taxonomy knows; give another with "
            "--taxonomy, or make one of these skills with --new-taxonomy");
  EXPECT_EQ(problem_of("company,skills\na,cobol\n", {.makes_taxonomy = true, .min_count = 2}),
            ": none of 1 posting has a skill that is met often enough; lower --min-count");
}

TEST_F(Postings, NamesThatNobodyCouldShowAreReplacedAndCounted) {
  const PostingsImport made = import("company,title,skills\n\"" + std::string(1500, 'x') +
                                     "\",t,java\n\"\xE2\x80\x8B\",,java\n");
  ASSERT_EQ(made.catalog.size(), 2U);
  EXPECT_EQ(made.catalog.company(CompanyId{0}).name.en, std::string(199, 'x') + "…");
  EXPECT_EQ(made.catalog.company(CompanyId{1}).name.en, "row 2");
  EXPECT_EQ(kinds(made.report.changed), "renamed_rows=2");
}

// Whatever strings companies, titles and skills are, the catalog that comes of them reads back.
TEST(PostingsRealData, NaughtyStringsMakeASoundCatalog) {
  SKIP_WITHOUT_REAL_DATA();
  std::ifstream in(real_data("naughty_strings/blns.json"));
  const nlohmann::json strings = nlohmann::json::parse(in);
  std::string lines;
  for (const nlohmann::json& string : strings) {
    const nlohmann::json line = {
        {"company", string}, {"title", string}, {"skills", {string, "skill of all"}}};
    lines += line.dump() + "\n";
  }
  const TempDir dir;
  for (const bool is_by_company : {false, true}) {
    const PostingsImport made = import_postings(
        dir.put("jobs.jsonl", lines), {}, {.is_by_company = is_by_company, .makes_taxonomy = true});
    std::ostringstream out;
    write_catalog(out, made.catalog);
    const Catalog again = read_catalog({"catalog.json", out.str()});
    EXPECT_EQ(again.size(), made.catalog.size());
    EXPECT_EQ(again.taxonomy().size(), made.catalog.taxonomy().size());
    EXPECT_GT(again.size(), 400U);
    std::ostringstream report;
    write_import_report(report, made.report);
    EXPECT_FALSE(nlohmann::json::parse(report.str()).empty());
  }
}

// Counted by other means: Python's csv, regular expressions and casefold.
TEST(PostingsRealData, KoreanJobsComeOutWithSpringBootInOnePiece) {
  SKIP_WITHOUT_REAL_DATA();
  const std::string path = real_data("korean_jobs/data_jumpit_total.csv");
  Taxonomy taxonomy;
  for (const char* name : {"Java", "Spring", "Spring Boot", "React", "React Native", "Python"}) {
    taxonomy.add_skill({std::string("id of ") + name, {name, ""}, {}, "", {}});
  }
  const PostingsImport made = import_postings(path, taxonomy);
  EXPECT_EQ(made.report.taken[0].count, 1668U);
  EXPECT_EQ(note_of(made.report.changed, "joined_tags").names,
            (Names{{"Spring Boot", 104}, {"React Native", 40}}));
  const PostingsImport own = import_postings(path, {}, {.makes_taxonomy = true});
  EXPECT_EQ(own.catalog.size(), 1666U);
  EXPECT_EQ(own.catalog.taxonomy().size(), 538U);
  EXPECT_EQ(kinds(own.report.changed), "merged_postings=2 repeated_tags=11");
  EXPECT_EQ(own.report.taken[0].text, "read 1,668 postings with 10,197 skill tags");
  const PostingsImport companies =
      import_postings(path, {}, {.is_by_company = true, .makes_taxonomy = true});
  EXPECT_EQ(companies.catalog.size(), 518U);
}

TEST(PostingsRealData, Skill2VecIsTakenWhole) {
  SKIP_WITHOUT_REAL_DATA();
  const PostingsImport made =
      import_postings(real_data("skill2vec/skill2vec_50K_trimmed.csv"), {},
                      {.has_header = false, .makes_taxonomy = true, .min_count = 5});
  EXPECT_EQ(made.report.taken[0].count, 50'000U);
  EXPECT_EQ(made.catalog.taxonomy().size(), 12'025U);
  EXPECT_EQ(note_of(made.report.skipped, "rare_skills").names.size(), 51'437U - 12'025U);
}

}  // namespace postings_test
}  // namespace skillmatch::io
