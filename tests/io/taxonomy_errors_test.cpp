#include "problem_cases.h"

#include <string>

#include <gtest/gtest.h>

#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace taxonomy_errors_test {

class TaxonomyError : public testing::TestWithParam<ProblemCase> {};

TEST_P(TaxonomyError, IsReportedWordForWord) {
  EXPECT_EQ(message_of([] { read_taxonomy({"t.json", GetParam().text}); }), GetParam().message);
}

// A taxonomy whose `members` begin on line 2.
std::string taxonomy_with(const std::string& members) {
  return "{\"format\": \"skillmatch/taxonomy@1\",\n" + members + "}";
}

const char* const kSkill = R"({"id": "a", "name": {"en": "Alpha"}})";

// Skills of which the second, on line 3, has these `members`.
std::string with_skill(const std::string& members) {
  return taxonomy_with("\"skills\": [" + std::string(kSkill) + ",\n{" + members + "}]");
}

INSTANTIATE_TEST_SUITE_P(
    LongName, TaxonomyError,
    testing::Values(
        ProblemCase{"OfASkill",
                    with_skill(R"("id": "b", "name": {"en": ")" + std::string(1001, 'x') + "\"}"),
                    "t.json:3: /skills/1: has a name or alias of 1,001 bytes; at most 1,000 are "
                    "allowed"},
        ProblemCase{"OfAnAlias",
                    with_skill(R"("id": "b", "name": {"en": "B"}, "aliases": [")" +
                               std::string(1200, 'y') + "\"]"),
                    "t.json:3: /skills/1: has a name or alias of 1,200 bytes; at most 1,000 are "
                    "allowed"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Root, TaxonomyError,
    testing::Values(
        ProblemCase{"FormatMissing", "{}",
                    "t.json:1: 'format' is missing; write \"format\": \"skillmatch/taxonomy@1\""},
        ProblemCase{"FormatNewer", R"({"format": "skillmatch/taxonomy@2"})",
                    "t.json:1: /format: the format is 'skillmatch/taxonomy@2', which this version "
                    "of skillmatch does not read; it reads 'skillmatch/taxonomy@1'"},
        ProblemCase{"NoSkills", R"({"format": "skillmatch/taxonomy@1"})",
                    "t.json:1: 'skills' is missing"},
        ProblemCase{"SkillsEmpty", taxonomy_with("\"skills\": []"),
                    "t.json:2: /skills: empty; a taxonomy needs at least one skill"},
        ProblemCase{"SkillsAnObject", taxonomy_with("\"skills\": {\"python\": 1}"),
                    "t.json:2: /skills: an array is needed here, not an object"},
        ProblemCase{"UnknownMember",
                    taxonomy_with("\"skill\": [],\n\"skills\": [" + std::string(kSkill) + "]"),
                    "t.json:2: /skill: unknown member 'skill', did you mean 'skills'?"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Skill, TaxonomyError,
    testing::Values(
        ProblemCase{"NoObject", taxonomy_with("\"skills\": [\n\"python\"]"),
                    "t.json:3: /skills/0: an object is needed here, not a string"},
        ProblemCase{"Empty", with_skill(""),
                    "t.json:3: /skills/1: 'id' is missing\n"
                    "t.json:3: /skills/1: 'name' is missing"},
        ProblemCase{"IdEmpty", with_skill("\"id\": \"\", \"name\": {\"en\": \"B\"}"),
                    "t.json:3: /skills/1/id: an empty string; write some text"},
        ProblemCase{"IdOfSeparatorsOnly", with_skill("\"id\": \" -_\", \"name\": {\"en\": \"B\"}"),
                    "t.json:3: /skills/1/id: the id ' -_' has no letter, digit or sign to go by"},
        ProblemCase{"IdGivenTwice", with_skill("\"name\": {\"en\": \"B\"},\n\"id\": \"a\""),
                    "t.json:4: /skills/1/id: the id 'a' is given twice, first at /skills/0/id on "
                    "line 2; keep one"},
        ProblemCase{"NameOfAnotherSkill",
                    with_skill("\"id\": \"b\", \"name\": {\"en\": \"ALPHA\"}"),
                    "t.json:3: /skills/1: 'b' has a name or alias that already means 'a'; a name "
                    "may mean one thing only"},
        ProblemCase{
            "AliasOfAnotherSkill",
            with_skill("\"id\": \"b\", \"name\": {\"en\": \"B\"}, \"aliases\": [\"al pha\"]"),
            "t.json:3: /skills/1: 'b' has a name or alias that already means 'a'; a name "
            "may mean one thing only"},
        ProblemCase{"NameEmpty", with_skill("\"id\": \"b\", \"name\": {}"),
                    "t.json:3: /skills/1/name: empty; write a name as \"en\", \"ko\" or both"},
        ProblemCase{"NameInAnotherLanguage", with_skill("\"id\": \"b\", \"name\": {\"fr\": \"B\"}"),
                    "t.json:3: /skills/1/name/fr: unknown member 'fr'; the known ones are 'en' "
                    "and 'ko'"},
        ProblemCase{"NameANumber", with_skill("\"id\": \"b\", \"name\": 1"),
                    "t.json:3: /skills/1/name: an object is needed here, not a number"},
        ProblemCase{"AliasesAString",
                    with_skill("\"id\": \"b\", \"name\": {\"en\": \"B\"}, \"aliases\": \"x\""),
                    "t.json:3: /skills/1/aliases: an array is needed here, not a string"},
        ProblemCase{"AliasANumber",
                    with_skill("\"id\": \"b\", \"name\": {\"en\": \"B\"}, \"aliases\": [\n1]"),
                    "t.json:4: /skills/1/aliases/0: a string is needed here, not a number"},
        ProblemCase{"GroupUnknown",
                    with_skill("\"id\": \"b\", \"name\": {\"en\": \"B\"}, \"group\": \"g\""),
                    "t.json:3: /skills/1/group: unknown group 'g'; add it to \"groups\""},
        ProblemCase{"ConceptUnknown",
                    with_skill("\"id\": \"b\", \"name\": {\"en\": \"B\"}, \"broader\": [\n\"x\"]"),
                    "t.json:4: /skills/1/broader/0: unknown concept 'x'; add it to \"concepts\""},
        ProblemCase{"UnknownMember",
                    with_skill("\"id\": \"b\", \"name\": {\"en\": \"B\"}, \"alias\": []"),
                    "t.json:3: /skills/1/alias: unknown member 'alias'; the known ones are 'id', "
                    "'name', 'aliases', 'group' and 'broader'"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Others, TaxonomyError,
    testing::Values(
        ProblemCase{"GroupGivenTwice",
                    taxonomy_with("\"groups\": [{\"id\": \"g\", \"name\": {\"en\": \"G\"}},\n"
                                  "{\"id\": \"g\", \"name\": {\"en\": \"H\"}}],\n\"skills\": [" +
                                  std::string(kSkill) + "]"),
                    "t.json:3: /groups/1/id: the id 'g' is given twice, first at /groups/0/id on "
                    "line 2; keep one"},
        ProblemCase{"ConceptGivenTwice",
                    taxonomy_with("\"concepts\": [{\"id\": \"a b\", \"name\": {\"en\": \"G\"}},\n"
                                  "{\"id\": \"A-B\", \"name\": {\"en\": \"H\"}}],\n\"skills\": [" +
                                  std::string(kSkill) + "]"),
                    "t.json:3: /concepts/1: 'A-B' is the same name as the concept 'a b'; keep one"},
        ProblemCase{"AttributeOfOneNameWithAnother",
                    taxonomy_with("\"skills\": [" + std::string(kSkill) +
                                  "], \"attributes\": [{\"id\": \"pay\", \"name\": {\"ko\": "
                                  "\"연봉\"}},\n{\"id\": \"연 봉\", \"name\": {\"en\": \"X\"}}]"),
                    "t.json:3: /attributes/1: '연 봉' has a name or alias that already means "
                    "'pay'; a name may mean one thing only"},
        ProblemCase{"ConceptsAnObject",
                    taxonomy_with("\"concepts\": {}, \"skills\": [" + std::string(kSkill) + "]"),
                    "t.json:2: /concepts: an array is needed here, not an object"}),
    case_name);

TEST(TaxonomyErrors, AreAllReportedInTheFilesOrder) {
  EXPECT_EQ(message_of([] {
              read_taxonomy({"t.json", taxonomy_with(R"("attributes": [{"id": 1,
"name": {"en": "X"}}],
"skills": [{"id": "a", "name": {"en": ""}},
{"name": {"en": "A"}, "id": "b"}],
"groups": [1])")});
            }),
            "t.json:2: /attributes/0/id: a string is needed here, not a number\n"
            "t.json:4: /skills/0/name/en: an empty string; write some text\n"
            "t.json:5: /skills/1: 'b' has a name or alias that already means 'a'; a name may mean "
            "one thing only\n"
            "t.json:6: /groups/0: an object is needed here, not a number");
}

}  // namespace taxonomy_errors_test
}  // namespace skillmatch::io
