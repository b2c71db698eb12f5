#include "problem_cases.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace effort_errors_test {

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = read_taxonomy({"t.json", R"({
    "format": "skillmatch/taxonomy@1",
    "skills": [{"id": "python", "name": {"ko": "파이썬"}}, {"id": "sql", "name": {"en": "SQL"}}]
  })"});
  return taxonomy;
}

// An effort whose `members` begin on line 2.
std::string effort_with(const std::string& members) {
  return "{\"format\": \"skillmatch/effort@1\",\n" + members + "}";
}

Effort read(const std::string& members) {
  return read_effort({"e.json", effort_with(members)}, taxonomy());
}

class EffortError : public testing::TestWithParam<ProblemCase> {};

TEST_P(EffortError, IsReportedWordForWord) {
  EXPECT_EQ(message_of([] {
              read_effort({"e.json", GetParam().text}, taxonomy());
            }),
            GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Effort, EffortError,
    testing::Values(
        ProblemCase{"FormatOfAnother", R"({"format": "skillmatch/model@1"})",
                    "e.json:1: /format: the format is 'skillmatch/model@1', where "
                    "'skillmatch/effort@1' is needed"},
        ProblemCase{"HoursNoArray", effort_with("\"hours\": 20"),
                    "e.json:2: /hours: an array is needed here, not a number"},
        ProblemCase{"HoursTooFew", effort_with("\"hours\": [20, 40, 80, 160]"),
                    "e.json:2: /hours: has 4 numbers; write 5: the hours from level 0 to 1, from 1 "
                    "to 2, … and from 4 to 5"},
        ProblemCase{"HoursZero", effort_with("\"hours\": [0,\n1, 2, 3, 4]"),
                    "e.json:2: /hours/0: 0 is not a number of hours; write a number above 0"},
        ProblemCase{"HoursFewerForMore", effort_with("\"hours\": [20, 40,\n30, 160, \"x\"]"),
                    "e.json:3: /hours/2: fewer hours than for the level below; a higher level "
                    "takes at least as many\n"
                    "e.json:3: /hours/4: a number is needed here, not a string"},
        ProblemCase{"SavesAll", effort_with("\"related_saves\": 1"),
                    "e.json:2: /related_saves: 1 is not a share that is saved; write a number from "
                    "0 to below 1"},
        ProblemCase{"FactorZero", effort_with("\"factors\": {\n\"sql\": 0}"),
                    "e.json:3: /factors/sql: 0 is not a factor; write a number above 0"},
        ProblemCase{"FactorUnknown", effort_with("\"factors\": {\n\"pyton\": 2}"),
                    "e.json:3: /factors/pyton: unknown skill 'pyton', did you mean 'python'?"},
        ProblemCase{"UnknownMember", effort_with("\"hour\": 1"),
                    "e.json:2: /hour: unknown member 'hour', did you mean 'hours'?"}),
    case_name);

TEST(ReadEffort, WithoutMembersIsTheBuiltIn) {
  const Effort effort = read("\"note\": \"nothing\"");
  EXPECT_EQ(effort.hours, Effort{}.hours);
  EXPECT_EQ(effort.related_saves, Effort{}.related_saves);
  EXPECT_TRUE(effort.factors.empty());
}

TEST(ReadEffort, TakesItsNumbersAndGivesSkillsNotNamedTheFactorOne) {
  const Effort effort =
      read("\"hours\": [1, 1, 2, 3.5, 8], \"related_saves\": 0, \"factors\": {\"SQL\": 2.5}");
  EXPECT_EQ(effort.hours, (std::array{1.0, 1.0, 2.0, 3.5, 8.0}));
  EXPECT_EQ(effort.related_saves, 0.0);
  EXPECT_EQ(effort.factors, (std::vector{1.0, 2.5}));
}

}  // namespace effort_errors_test
}  // namespace skillmatch::io
