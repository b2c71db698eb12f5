#include "problem_cases.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace catalog_errors_test {

class CatalogError : public testing::TestWithParam<ProblemCase> {};

TEST_P(CatalogError, IsReportedWordForWord) {
  EXPECT_EQ(message_of([] { read_catalog({"c.json", GetParam().text}); }), GetParam().message);
}

// A catalog over the built-in taxonomy whose `members` begin on line 2.
std::string catalog_with(const std::string& members) {
  return "{\"format\": \"skillmatch/catalog@1\",\n" + members + "}";
}

// A catalog with one company, whose requirements begin on line 3 and whose `rest` does on line 4.
std::string with_requirements(const std::string& requirements, const std::string& rest = "") {
  return catalog_with("\"companies\": [{\"id\": \"c\", \"name\": {\"en\": \"C\"},\n\"requires\": " +
                      requirements + (rest.empty() ? "" : ",\n" + rest) + "}]");
}

const char* const kCompany = R"({"id": "c", "name": {"en": "C"}, "requires": {"python": 3}})";

INSTANTIATE_TEST_SUITE_P(
    Root, CatalogError,
    testing::Values(
        ProblemCase{"FormatMissing", R"({"companies": []})",
                    "c.json:1: 'format' is missing; write \"format\": \"skillmatch/catalog@1\""},
        ProblemCase{"FormatOfAnotherKind", R"({"format": "skillmatch/profile@1"})",
                    "c.json:1: /format: the format is 'skillmatch/profile@1', where "
                    "'skillmatch/catalog@1' is needed"},
        ProblemCase{"FormatNewer", R"({"format": "skillmatch/catalog@10"})",
                    "c.json:1: /format: the format is 'skillmatch/catalog@10', which this version "
                    "of skillmatch does not read; it reads 'skillmatch/catalog@1'"},
        ProblemCase{"NoObject", "\"x\"", "c.json:1: an object is needed here, not a string"},
        ProblemCase{"NoCompanies", catalog_with("\"note\": \"none yet\""),
                    "c.json:1: 'companies' is missing"},
        ProblemCase{"CompaniesEmpty", catalog_with("\"companies\": []"),
                    "c.json:2: /companies: empty; a catalog needs at least one company"},
        ProblemCase{"CompaniesAnObject", catalog_with("\"companies\": {}"),
                    "c.json:2: /companies: an array is needed here, not an object"},
        ProblemCase{"UnknownMember",
                    catalog_with("\"company\": 1, \"companies\": [" + std::string(kCompany) + "]"),
                    "c.json:2: /company: unknown member 'company'; the known ones are 'format', "
                    "'taxonomy', 'fields', 'companies', 'note' and '$schema'"},
        ProblemCase{"TaxonomyANumber", catalog_with("\"taxonomy\": 1"),
                    "c.json:1: 'companies' is missing\n"
                    "c.json:2: /taxonomy: a taxonomy or the name of its file is needed here, not "
                    "a number"},
        ProblemCase{
            "TaxonomyFileMissing", catalog_with("\"taxonomy\": \"no-such.json\""),
            "c.json:1: 'companies' is missing\nc.json:2: /taxonomy: ./no-such.json: no such file"},
        ProblemCase{"TaxonomyOfAnotherKind",
                    catalog_with("\"taxonomy\": {\n\"format\": \"skillmatch/model@1\"}"),
                    "c.json:1: 'companies' is missing\nc.json:3: /taxonomy/format: the format is "
                    "'skillmatch/model@1', where "
                    "'skillmatch/taxonomy@1' is needed"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Company, CatalogError,
    testing::Values(
        ProblemCase{"NoObject", catalog_with("\"companies\": [\n\"ably\"]"),
                    "c.json:3: /companies/0: an object is needed here, not a string"},
        ProblemCase{"Empty", catalog_with("\"companies\": [\n{}]"),
                    "c.json:3: /companies/0: 'id' is missing\n"
                    "c.json:3: /companies/0: 'name' is missing\n"
                    "c.json:3: /companies/0: 'requires' is missing"},
        ProblemCase{"GivenTwice",
                    catalog_with("\"companies\": [" + std::string(kCompany) + ",\n" + kCompany +
                                 ",\n" + kCompany + "]"),
                    "c.json:3: /companies/1/id: the id 'c' is given twice, first at "
                    "/companies/0/id on line 2; keep one\n"
                    "c.json:4: /companies/2/id: the id 'c' is given twice, first at "
                    "/companies/0/id on line 2; keep one"},
        ProblemCase{"NameAString",
                    catalog_with("\"companies\": [{\"id\": \"c\",\n\"name\": \"C\",\n"
                                 "\"requires\": {}}]"),
                    "c.json:3: /companies/0/name: a name says its language; write {\"en\": \"…\"}, "
                    "{\"ko\": \"…\"} or both"},
        ProblemCase{"UnknownMember", with_requirements("{}", "\"salary\": 1"),
                    "c.json:4: /companies/0/salary: unknown member 'salary'; the known ones are "
                    "'id', 'name', 'field', 'requires', 'offers' and 'source'"},
        ProblemCase{"NoteInside", with_requirements("{}", "\"note\": \"x\""),
                    "c.json:4: /companies/0/note: unknown member 'note'; the known ones are 'id', "
                    "'name', 'field', 'requires', 'offers' and 'source'"},
        ProblemCase{"OfferAboveFive", with_requirements("{}", "\"offers\": {\"team\": 6}"),
                    "c.json:4: /companies/0/offers/team: 6 is not a level; write a number from 0 "
                    "to 5"},
        ProblemCase{"OfferUnknown", with_requirements("{}", "\"offers\": {\"taem\": 1}"),
                    "c.json:4: /companies/0/offers/taem: unknown attribute 'taem', did you mean "
                    "'team'?"},
        ProblemCase{"FieldNoString", with_requirements("{}", "\"field\": []"),
                    "c.json:4: /companies/0/field: a string is needed here, not an array"},
        ProblemCase{"SourceEmpty", with_requirements("{}", "\"source\": \"\""),
                    "c.json:4: /companies/0/source: an empty string; write some text"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Requirement, CatalogError,
    testing::Values(
        ProblemCase{"AnArray", with_requirements("[\"python\"]"),
                    "c.json:3: /companies/0/requires: an object is needed here, not an array"},
        ProblemCase{"AString", with_requirements("{\"python\": \"4\"}"),
                    "c.json:3: /companies/0/requires/python: a level or an object with \"level\" "
                    "is needed here, not a string"},
        ProblemCase{"LevelZero", with_requirements("{\"python\": 0}"),
                    "c.json:3: /companies/0/requires/python: 0 is not a required level; write a "
                    "number above 0 and at most 5"},
        ProblemCase{"LevelZeroInside", with_requirements("{\"python\": {\n\"level\": 0}}"),
                    "c.json:4: /companies/0/requires/python/level: 0 is not a required level; "
                    "write a number above 0 and at most 5"},
        ProblemCase{"LevelAboveFive", with_requirements("{\"python\": 5.5}"),
                    "c.json:3: /companies/0/requires/python: 5.5 is not a required level; write a "
                    "number above 0 and at most 5"},
        ProblemCase{"LevelMissing", with_requirements("{\"python\": {\"importance\": 1}}"),
                    "c.json:3: /companies/0/requires/python: 'level' is missing"},
        ProblemCase{"ImportanceZero",
                    with_requirements("{\"python\": {\"level\": 3,\n\"importance\": 0}}"),
                    "c.json:4: /companies/0/requires/python/importance: 0 is not an importance; "
                    "write a number above 0 and at most 1"},
        ProblemCase{"ImportanceAboveOne",
                    with_requirements("{\"python\": {\"level\": 3,\n\"importance\": 1.5}}"),
                    "c.json:4: /companies/0/requires/python/importance: 1.5 is not an importance; "
                    "write a number above 0 and at most 1"},
        ProblemCase{"MustANumber", with_requirements("{\"python\": {\"level\": 3,\n\"must\": 1}}"),
                    "c.json:4: /companies/0/requires/python/must: true or false is needed here, "
                    "not a number"},
        ProblemCase{"UnknownMember",
                    with_requirements("{\"python\": {\"level\": 3,\n\"importence\": 1}}"),
                    "c.json:4: /companies/0/requires/python/importence: unknown member "
                    "'importence', did you mean 'importance'?"},
        ProblemCase{"UnknownSkill", with_requirements("{\"pyhton\": 3}"),
                    "c.json:3: /companies/0/requires/pyhton: unknown skill 'pyhton', did you mean "
                    "'python'?"},
        ProblemCase{"OneSkillUnderTwoNames",
                    with_requirements("{\"ML\": 3,\n\"machine-learning\": 4}"),
                    "c.json:4: /companies/0/requires/machine-learning: the same skill as 'ML' on "
                    "line 3 ('machine-learning'); keep one"}),
    case_name);

std::string with_field(const std::string& rest) {
  return catalog_with("\"fields\": [{\"id\": \"f\", \"name\": {\"en\": \"F\"}},\n{" + rest +
                      "}],\n\"companies\": [" + kCompany + "]");
}

INSTANTIATE_TEST_SUITE_P(
    Field, CatalogError,
    testing::Values(
        ProblemCase{"GivenTwice", with_field("\"id\": \"f\", \"name\": {\"en\": \"G\"}"),
                    "c.json:3: /fields/1/id: the id 'f' is given twice, first at /fields/0/id on "
                    "line 2; keep one"},
        ProblemCase{"NoName", with_field("\"id\": \"g\""),
                    "c.json:3: /fields/1: 'name' is missing"},
        ProblemCase{"CompetitionUnknown",
                    with_field("\"id\": \"g\", \"name\": {\"en\": \"G\"}, \"competition\": \"x\""),
                    "c.json:3: /fields/1/competition: 'x' is neither 'crowded' nor 'niche'"},
        ProblemCase{"MethodUnknown",
                    with_field("\"id\": \"g\", \"name\": {\"en\": \"G\"}, \"methods\": [\"sql\", "
                               "\"sqll\"]"),
                    "c.json:3: /fields/1/methods/1: unknown skill 'sqll', did you mean 'sql'?"},
        ProblemCase{"NotInAnArray",
                    catalog_with("\"fields\": {}, \"companies\": [" + std::string(kCompany) + "]"),
                    "c.json:2: /fields: an array is needed here, not an object"}),
    case_name);

TEST(CatalogErrors, OfItsTaxonomyAreNotFollowedByFalseOnes) {
  EXPECT_EQ(message_of([] {
              read_catalog({"c.json", catalog_with("\"companys\": 1,\n\"taxonomy\": {\"skills\": "
                                                   "[]},\n\"companies\": [" +
                                                   std::string(kCompany) + "]")});
            }),
            "c.json:2: /companys: unknown member 'companys', did you mean 'companies'?\n"
            "c.json:3: /taxonomy/skills: empty; a taxonomy needs at least one skill");
}

TEST(CatalogErrors, OfAllCompaniesAreReportedInTheFilesOrder) {
  EXPECT_EQ(message_of([] {
              read_catalog({"c.json", catalog_with(R"("companies": [
{"id": "a", "requires": {"python": {"must": "yes",
  "level": 7}}, "name": {"fr": "A"}},
{"name": {"en": "B"}, "requires": {"sql": -1, "sql": 1}, "id": ""}])")});
            }),
            "c.json:3: /companies/0/requires/python/must: true or false is needed here, not a "
            "string\n"
            "c.json:4: /companies/0/requires/python/level: 7 is not a required level; write a "
            "number above 0 and at most 5\n"
            "c.json:4: /companies/0/name/fr: unknown member 'fr'; the known ones are 'en' and "
            "'ko'\n"
            "c.json:5: /companies/1/requires/sql: -1 is not a required level; write a number "
            "above 0 and at most 5\n"
            "c.json:5: /companies/1/requires/sql: given twice, first on line 5; keep one\n"
            "c.json:5: /companies/1/id: an empty string; write some text");
}

TEST(UnknownNames, OfACatalogAreLeftOutWithAWarningWhereThatIsAskedFor) {
  std::vector<std::string> warnings;
  const Catalog catalog = read_catalog({"c.json", R"({"format": "skillmatch/catalog@1",
"fields": [{"id": "f", "name": {"en": "F"}, "methods": ["sqll", "sql"]}],
"companies": [{"id": "c", "name": {"en": "C"},
"requires": {"pyhton": 3, "python": 3}, "offers": {"taem": 1}}]})"},
                                       {ReadOptions::Unknown::warn, &warnings});
  EXPECT_EQ(catalog.requirement_count(), 1U);
  EXPECT_EQ(catalog.fields()[0].methods.size(), 1U);
  EXPECT_EQ(warnings,
            (std::vector<std::string>{
                "c.json:2: /fields/0/methods/0: unknown skill 'sqll', did you mean 'sql'? (left "
                "out)",
                "c.json:4: /companies/0/requires/pyhton: unknown skill 'pyhton', did you mean "
                "'python'? (left out)",
                "c.json:4: /companies/0/offers/taem: unknown attribute 'taem', did you mean "
                "'team'? (left out)"}));
}

// A number that no double holds, or a broken taxonomy, hides nothing of what else is wrong.
TEST(CatalogProblems, AreAllReportedWhateverTheFirst) {
  EXPECT_EQ(
      message_of([] {
        read_catalog({"c.json", R"({"format": "skillmatch/catalog@1",
"taxonomy": {"skills": [{"id": "python", "name": {"en": "Python"}},
  {"id": "py", "name": {"en": "python"}}]},
"fields": [{"id": "vision", "name": {"en": "Vision"}}],
"companies": [
{"id": "a", "name": {"en": "A"}, "field": "visoin", "requires": {"python": 1e309}},
{"id": "a", "name": {"en": "A"}, "requires": {"python": {"level": 9}, "cobol": 1}}]})"});
      }),
      "c.json:3: /taxonomy/skills/1: 'py' has a name or alias that already means 'python'; a "
      "name may mean one thing only\n"
      "c.json:6: /companies/0/field: unknown field 'visoin', did you mean 'vision'?\n"
      "c.json:6: /companies/0/requires/python: 1e309 is out of range; write a number between "
      "-1.8e308 and 1.8e308\n"
      "c.json:7: /companies/1/id: the id 'a' is given twice, first at /companies/0/id on "
      "line 6; keep one\n"
      "c.json:7: /companies/1/requires/python/level: 9 is not a required level; write a number "
      "above 0 and at most 5");
}

}  // namespace catalog_errors_test
}  // namespace skillmatch::io
