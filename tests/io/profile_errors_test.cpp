#include "problem_cases.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace profile_errors_test {

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = built_in_taxonomy();
  return taxonomy;
}

class ProfileError : public testing::TestWithParam<ProblemCase> {};

TEST_P(ProfileError, IsReportedWordForWord) {
  EXPECT_EQ(message_of([] {
              read_profile({"me.json", GetParam().text}, taxonomy());
            }),
            GetParam().message);
}

// A profile whose skills begin on line 2.
std::string with_skills(const std::string& skills) {
  return "{\"format\": \"skillmatch/profile@1\",\n\"skills\": " + skills + "}";
}

std::string with_rest(const std::string& rest) {
  return "{\"format\": \"skillmatch/profile@1\", \"skills\": {\"python\": 4},\n" + rest + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Format, ProfileError,
    testing::Values(
        ProblemCase{"Missing", "\n{}",
                    "me.json:2: 'format' is missing; write \"format\": \"skillmatch/profile@1\""},
        ProblemCase{"OfAnotherKind", "{\n\"format\": \"skillmatch/catalog@1\"}",
                    "me.json:2: /format: the format is 'skillmatch/catalog@1', where "
                    "'skillmatch/profile@1' is needed"},
        ProblemCase{"Newer", R"({"format": "skillmatch/profile@2", "new": 1})",
                    "me.json:1: /format: the format is 'skillmatch/profile@2', which this version "
                    "of skillmatch does not read; it reads 'skillmatch/profile@1'"},
        ProblemCase{"NoString", R"({"format": 1})",
                    "me.json:1: /format: a string is needed here, not a number"},
        ProblemCase{"NoObject", "[]", "me.json:1: an object is needed here, not an array"},
        ProblemCase{"OnlyANumber", "7", "me.json:1: an object is needed here, not a number"},
        ProblemCase{"WithHiddenCharacters", "{\"format\": \"\\u001b[31m\xE2\x80\xAE\"}",
                    "me.json:1: /format: the format is '\\u{001B}[31m\\u{202E}', where "
                    "'skillmatch/profile@1' is needed"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Skills, ProfileError,
    testing::Values(
        ProblemCase{"Missing", R"({"format": "skillmatch/profile@1"})",
                    "me.json:1: 'skills' is missing"},
        ProblemCase{"Empty", with_skills("{}"),
                    "me.json:2: /skills: empty; write at least one skill with its level"},
        ProblemCase{"AnArray", with_skills("[\"python\"]"),
                    "me.json:2: /skills: an object is needed here, not an array"},
        ProblemCase{"Null", with_skills("null"),
                    "me.json:2: /skills: an object is needed here, not null"},
        ProblemCase{"LevelAsText", with_skills("{\n\"python\": \"4\"}"),
                    "me.json:3: /skills/python: a number is needed here, not a string"},
        ProblemCase{"LevelTrue", with_skills("{\n\"python\": true}"),
                    "me.json:3: /skills/python: a number is needed here, not true or false"},
        ProblemCase{"LevelNull", with_skills("{\n\"python\": null}"),
                    "me.json:3: /skills/python: a number is needed here, not null"},
        ProblemCase{"LevelAsAnObject", with_skills("{\n\"python\": {\"level\": 3}}"),
                    "me.json:3: /skills/python: a number is needed here, not an object"},
        ProblemCase{"LevelBelowZero", with_skills("{\n\"python\": -1}"),
                    "me.json:3: /skills/python: -1 is not a level; write a number from 0 to 5"},
        ProblemCase{"LevelAboveFive", with_skills("{\n\"python\": 5.5}"),
                    "me.json:3: /skills/python: 5.5 is not a level; write a number from 0 to 5"},
        ProblemCase{"LevelHuge", with_skills("{\n\"python\":\n1e308}"),
                    "me.json:3: /skills/python: 1e+308 is not a level; write a number from 0 to 5"},
        ProblemCase{"Unknown", with_skills("{\n\"pyhton\": 4}"),
                    "me.json:3: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?"},
        ProblemCase{"UnknownInKorean", with_skills("{\n\"딥러닌\": 4}"),
                    "me.json:3: /skills/딥러닌: unknown skill '딥러닌', did you mean '딥러닝'?"},
        ProblemCase{"UnknownAndUnlikeAny", with_skills("{\n\"underwater basket weaving\": 4}"),
                    "me.json:3: /skills/underwater basket weaving: unknown skill 'underwater "
                    "basket weaving'; 'skillmatch catalog list skills' shows the known ones"},
        ProblemCase{"WithoutAName", with_skills("{\n\"\": 4}"),
                    "me.json:3: /skills/: unknown skill ''; 'skillmatch catalog list skills' "
                    "shows the known ones"},
        ProblemCase{"OneUnderTwoNames",
                    with_skills("{\n\"Deep Learning\": 4,\n\"sql\": 1,\n\"딥 러닝\": 3}"),
                    "me.json:5: /skills/딥 러닝: the same skill as 'Deep Learning' on line 3 "
                    "('deep-learning'); keep one"},
        // NFD on macOS, NFC elsewhere: one name to people, two keys to JSON.
        ProblemCase{"OneInTwoNormalForms",
                    with_skills("{\n\"파이썬\": 4,\n"
                                "\"\xE1\x84\x91\xE1\x85\xA1\xE1\x84\x8B\xE1\x85\xB5\xE1\x84\x8A"
                                "\xE1\x85\xA5\xE1\x86\xAB\": 3}"),
                    "me.json:4: /skills/\xE1\x84\x91\xE1\x85\xA1\xE1\x84\x8B\xE1\x85\xB5\xE1\x84"
                    "\x8A\xE1\x85\xA5\xE1\x86\xAB: the same skill as '파이썬' on line 3 "
                    "('python'); keep one"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Rest, ProfileError,
    testing::Values(
        ProblemCase{"UnknownMember", with_rest("\"skilsl\": {}"),
                    "me.json:2: /skilsl: unknown member 'skilsl', did you mean 'skills'?"},
        ProblemCase{"UnknownMemberUnlikeAny", with_rest("\"x\": 1"),
                    "me.json:2: /x: unknown member 'x'; the known ones are 'format', 'id', "
                    "'skills', 'wants', 'note' and '$schema'"},
        ProblemCase{"IdNoString", with_rest("\"id\": 7"),
                    "me.json:2: /id: a string is needed here, not a number"},
        ProblemCase{"IdEmpty", with_rest("\"id\": \"\""),
                    "me.json:2: /id: an empty string; write some text"},
        ProblemCase{"WantsAnArray", with_rest("\"wants\": []"),
                    "me.json:2: /wants: an object is needed here, not an array"},
        ProblemCase{"WantZero", with_rest("\"wants\": {\n\"team\": 0}"),
                    "me.json:3: /wants/team: 0 is not an importance; write a number above 0 and "
                    "at most 1"},
        ProblemCase{"WantAboveOne", with_rest("\"wants\": {\n\"team\": 1.5}"),
                    "me.json:3: /wants/team: 1.5 is not an importance; write a number above 0 "
                    "and at most 1"},
        ProblemCase{"WantUnknown", with_rest("\"wants\": {\n\"taem\": 1}"),
                    "me.json:3: /wants/taem: unknown attribute 'taem', did you mean 'team'?"},
        ProblemCase{"WantUnknownAndUnlikeAny", with_rest("\"wants\": {\n\"a pony, grey\": 1}"),
                    "me.json:3: /wants/a pony, grey: unknown attribute 'a pony, grey'; "
                    "'skillmatch catalog list attributes' shows the known ones"}),
    case_name);

TEST(ProfileErrors, AreAllReportedInTheFilesOrder) {
  EXPECT_EQ(message_of([] {
              read_profile({"me.json", R"({
  "nmae": "me",
  "wants": {"growht": 1},
  "skills": {
    "python": 4,
    "pyhton": 9,
    "sql": 9,
    "파이썬": 4,
    "sql": 3
  },
  "id": 3,
  "format": "skillmatch/profile@1"
})"},
                           taxonomy());
            }),
            "me.json:2: /nmae: unknown member 'nmae'; the known ones are 'format', 'id', "
            "'skills', 'wants', 'note' and '$schema'\n"
            "me.json:3: /wants/growht: unknown attribute 'growht', did you mean 'growth'?\n"
            "me.json:6: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?\n"
            "me.json:7: /skills/sql: 9 is not a level; write a number from 0 to 5\n"
            "me.json:8: /skills/파이썬: the same skill as 'python' on line 5 ('python'); keep one\n"
            "me.json:9: /skills/sql: given twice, first on line 7; keep one\n"
            "me.json:11: /id: a string is needed here, not a number");
}

TEST(ProfileErrors, AnEmptyProfileIsReportedBesideOtherProblems) {
  EXPECT_EQ(message_of([] {
              read_profile({"me.json", with_skills("{},\n\"wants\": {\"taem\": 1}")}, taxonomy());
            }),
            "me.json:2: /skills: empty; write at least one skill with its level\n"
            "me.json:3: /wants/taem: unknown attribute 'taem', did you mean 'team'?");
}

TEST(UnknownNames, AreLeftOutWithAWarningWhereThatIsAskedFor) {
  std::vector<std::string> warnings;
  const Profile profile =
      read_profile({"me.json", with_rest("\"wants\": {\"team\": 1,\n\"a pony, grey\": 1}")},
                   taxonomy(), {ReadOptions::Unknown::warn, &warnings});
  EXPECT_EQ(profile.skills().size(), 1U);
  EXPECT_EQ(profile.wants().size(), 1U);
  EXPECT_EQ(warnings, (std::vector<std::string>{
                          "me.json:3: /wants/a pony, grey: unknown attribute 'a pony, grey'; "
                          "'skillmatch catalog list attributes' shows the known ones (left out)"}));
}

TEST(UnknownNames, OnlyAreRefusedEvenWhereTheyWouldBeLeftOut) {
  std::vector<std::string> warnings;
  const std::string text = with_skills("{\n\"pyhton\": 4,\n\"sqll\": 3}");
  EXPECT_EQ(message_of([&] {
              read_profile({"me.json", text}, taxonomy(), {ReadOptions::Unknown::warn, &warnings});
            }),
            "me.json:2: /skills: none of these skills is known; write at least one that is");
  EXPECT_EQ(warnings,
            (std::vector<std::string>{
                "me.json:3: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'? "
                "(left out)",
                "me.json:4: /skills/sqll: unknown skill 'sqll', did you mean 'sql'? (left out)"}));
  EXPECT_EQ(message_of([&] {
              read_profile({"me.json", text}, taxonomy(), {ReadOptions::Unknown::warn, nullptr});
            }),
            "me.json:2: /skills: none of these skills is known; write at least one that is");
}

// Ordering n marks takes n² steps, so a long name is no name, and no message shows all of it.
TEST(ProfileErrors, OfEndlessNamesAreShortAndSoon) {
  std::string marks = "a";
  for (int i = 0; i < 100'000; ++i) marks += "\u0316\u0301";
  const std::string unknown = message_of([&] {
    read_profile({"me.json", with_skills("{\"" + marks + "\": 3}")}, taxonomy());
  });
  EXPECT_TRUE(unknown.starts_with("me.json:2: /skills/a")) << unknown.substr(0, 100);
  EXPECT_EQ(message_of([&] {
              read_profile({"me.json", with_rest("\"id\": \"" + marks + "\"")}, taxonomy());
            }),
            "me.json:2: /id: longer than 10000 bytes; shorten it");
  const std::string long_name = message_of([&] {
    read_profile({"me.json", with_skills("{\"" + std::string(1'000'000, 'k') + "\": 3}")},
                 taxonomy());
  });
  EXPECT_LT(long_name.size(), 1'000U);
}

// The twenty digits overflow 64 bits, which simdjson 3.0 does not see.
TEST(ProfileLevels, OfManyDigitsAreTheNearestDouble) {
  const Profile profile =
      read_profile({"me.json", with_skills("{\"python\": 0.90010930505007750093}")}, taxonomy());
  EXPECT_EQ(profile.skills()[0].level, 0.90010930505007750093);
}

TEST(ProfileErrors, KnowNoNegativeZero) {
  const Profile profile = read_profile({"me.json", with_skills("{\"python\": -0.0}")}, taxonomy());
  EXPECT_FALSE(std::signbit(profile.skills()[0].level));
}

}  // namespace profile_errors_test
}  // namespace skillmatch::io
