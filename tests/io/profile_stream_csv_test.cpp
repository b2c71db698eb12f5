#include "problem_cases.h"
#include "stream_records.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace profile_stream_csv_test {

constexpr auto kWarn = ReadOptions::Unknown::warn;

// Skills alpha, beta (alias B, 베타) and one with everything that CSV must quote.
const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = [] {
    Taxonomy made;
    made.add_skill({"alpha", {"Alpha", ""}, {}, "", {}});
    made.add_skill({"beta", {"Beta", "베타"}, {"B"}, "", {}});
    made.add_skill({"odd", {"5\" disks, and\nmore", ""}, {}, "", {}});
    return made;
  }();
  return taxonomy;
}

Records rows(std::string_view text) { return records_in(text, "people.csv", taxonomy()); }
std::string reason(std::string_view text) { return reason_of(text, "people.csv", taxonomy()); }

Record profile(std::uint64_t line, std::uint64_t record, const std::string& id,
               std::vector<std::pair<int, double>> levels) {
  Record result{line, record, false, id};
  for (const auto& [skill, level] : levels) {
    result.skills.emplace_back(static_cast<SkillId>(skill), level);
  }
  return result;
}

TEST(LongCsv, MakesOneProfileOfAdjacentRows) {
  EXPECT_EQ(rows("id,skill,level\n"
                 "a,beta,3\n"
                 "a,alpha,4.5\n"
                 "b,alpha,0\n"
                 "a,alpha,1\n"),
            (Records{profile(2, 0, "a", {{0, 4.5}, {1, 3.0}}), profile(4, 1, "b", {{0, 0.0}}),
                     profile(5, 2, "a", {{0, 1.0}})}));
}

TEST(LongCsv, FindsItsColumnsByNameInAnyOrderAndCase) {
  EXPECT_EQ(rows("\xEF\xBB\xBF\"LEVEL\",Remark,Skill,\"Id\"\r\n"
                 "3,\"x, y\",B,a\r\n"
                 " 4 ,,\"베타\",b"),
            (Records{profile(2, 0, "a", {{1, 3.0}}), profile(3, 1, "b", {{1, 4.0}})}));
}

TEST(LongCsv, QuotesByRfc4180) {
  EXPECT_EQ(
      rows("id,skill,level\n"
           "\"a\"\"\n,\",\"5\"\" disks, and\nmore\",\"3\"\n"
           "\"a\"\"\n,\",alpha,2\n"
           "b,alpha,1\n"),
      (Records{profile(2, 0, "a\"\n,", {{0, 2.0}, {2, 3.0}}), profile(7, 1, "b", {{0, 1.0}})}));
}

TEST(LongCsv, SkipsBlankLines) {
  EXPECT_EQ(rows("\n\nid,skill,level\n\na,alpha,1\n\r\n  \na,beta,2\n\nb,beta,3\n\n\n"),
            (Records{profile(5, 0, "a", {{0, 1.0}, {1, 2.0}}), profile(10, 1, "b", {{1, 3.0}})}));
  EXPECT_TRUE(rows("id,skill,level\n").empty());
  EXPECT_TRUE(rows("id,skill,level").empty());
  EXPECT_TRUE(rows("id,skill,level\n\n\n").empty());
}

TEST(LongCsv, RejectsAWholeProfileForOneBadRow) {
  const Records records = rows(
      "id,skill,level\n"
      "a,alpha,1\n"
      "a,alhpa,2\n"
      "b,alpha,3\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0], (Record{2,
                                0,
                                true,
                                "",
                                {},
                                {},
                                "line 3, skill: unknown skill 'alhpa', did you mean 'alpha'?",
                                "a,alpha,1\na,alhpa,2"}));
  EXPECT_EQ(records[1], profile(4, 1, "b", {{0, 3.0}}));
}

class CsvReason : public testing::TestWithParam<ProblemCase> {};

TEST_P(CsvReason, IsGivenWordForWord) { EXPECT_EQ(reason(GetParam().text), GetParam().message); }

INSTANTIATE_TEST_SUITE_P(
    Long, CsvReason,
    testing::Values(
        ProblemCase{"NoNumber", "id,skill,level\na,alpha,good\n",
                    "line 2, level: 'good' is not a number; write one such as 4 or 3.5"},
        ProblemCase{"DecimalComma", "id,skill,level\na,alpha,\"3,5\"\n",
                    "line 2, level: '3,5' is not a number; write one such as 4 or 3.5"},
        ProblemCase{"Nan", "id,skill,level\na,alpha,NaN\n",
                    "line 2, level: 'NaN' is not a number; write one such as 4 or 3.5"},
        ProblemCase{"Hexadecimal", "id,skill,level\na,alpha,0x3\n",
                    "line 2, level: '0x3' is not a number; write one such as 4 or 3.5"},
        ProblemCase{"NoLevel", "id,skill,level\na,alpha,9\n",
                    "line 2, level: 9 is not a level; write a number from 0 to 5"},
        ProblemCase{"Negative", "id,skill,level\na,alpha,-1\n",
                    "line 2, level: -1 is not a level; write a number from 0 to 5"},
        ProblemCase{"LevelMissing", "id,skill,level\na,alpha,\n",
                    "line 2, level: empty; write a number from 0 to 5"},
        ProblemCase{"IdMissing", "id,skill,level\n,alpha,1\n",
                    "line 2, id: an empty string; write some text"},
        ProblemCase{"IdEndless", "id,skill,level\n" + std::string(10'001, 'a') + ",alpha,1\n",
                    "line 2, id: longer than 10000 bytes; shorten it"},
        ProblemCase{"Twice", "id,skill,level\na,alpha,1\na,beta,1\na,베타,1\n",
                    "line 4, skill: the same skill as on line 3 ('beta'); keep one"},
        ProblemCase{"FewCells", "id,skill,level\na,alpha\n",
                    "line 2: 2 cells where the header has 3"},
        ProblemCase{"ManyCells", "id,skill,level\na,alpha,1,\n",
                    "line 2: 4 cells where the header has 3"},
        ProblemCase{"TextBehindQuotes", "id,skill,level\na,\"alpha\"s,1\n",
                    "line 2: text behind the '\"' that closes a cell; write \"\" for a quote "
                    "inside it"},
        ProblemCase{"StrayQuote", "id,skill,level\na,al\"pha,1\n",
                    "line 2, skill: unknown skill 'al\"pha', did you mean 'alpha'?"},
        ProblemCase{"OpenQuote", "id,skill,level\na,\"alpha,1\nb,beta,2\n",
                    "line 2: a '\"' opens a cell that nothing closes; close it with '\"'"},
        ProblemCase{"Several", "id,skill,level\na,gamma ray,1\na,alpha,6\n",
                    "line 2, skill: unknown skill 'gamma ray'; 'skillmatch catalog list skills' "
                    "shows the known ones; also line 3, level: 6 is not a level; write a number "
                    "from 0 to 5"},
        ProblemCase{"NotUtf8", "id,skill,level\na\xFF,alpha,1\n",
                    "byte 1 is not valid UTF-8; save the file as UTF-8"},
        ProblemCase{"Zero", std::string("id,skill,level\na,\0,1\n", 21),
                    "byte 2 is zero; save the file as UTF-8 text"},
        ProblemCase{"HiddenCharacters", "id,skill,level\na,\x1b[31m,1\n",
                    "line 2, skill: unknown skill '\\u{001B}[31m'; 'skillmatch catalog list "
                    "skills' shows the known ones"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Wide, CsvReason,
    testing::Values(
        ProblemCase{"WideNoNumber", "id,alpha,B\na,1,x\n",
                    "B: 'x' is not a number; write one such as 4 or 3.5"},
        ProblemCase{"WideNoLevel", "id,alpha,B\na,5.5,x\n",
                    "alpha: 5.5 is not a level; write a number from 0 to 5; also B: 'x' is not a "
                    "number; write one such as 4 or 3.5"},
        ProblemCase{"WideEmpty", "id,alpha,B\na,,\n",
                    "empty; write at least one skill with its level"},
        ProblemCase{"WideIdMissing", "id,alpha,B\n,1,2\n", "id: an empty string; write some text"},
        ProblemCase{"WideCells", "id,alpha,B\na\n", "1 cell where the header has 3"}),
    case_name);

TEST(WideCsv, HasASkillAColumnAndEmptyCellsForUnknownLevels) {
  EXPECT_EQ(rows("B,id,\"5\"\" disks, and\nmore\",alpha\n"
                 "3,a,,4.5\n"
                 ",b,\" \",0\n"
                 "1,c,2,3"),
            (Records{profile(3, 0, "a", {{0, 4.5}, {1, 3.0}}), profile(4, 1, "b", {{0, 0.0}}),
                     profile(5, 2, "c", {{0, 3.0}, {1, 1.0}, {2, 2.0}})}));
}

TEST(WideCsv, LosesNoRowBehindAStrayQuote) {
  const Records records = rows("id,alpha,beta\na,5\",1\nb,1,2\nc\",1,2\nd,1,2\n");
  ASSERT_EQ(records.size(), 4U);
  EXPECT_TRUE(records[0].rejected);
  EXPECT_EQ(records[1], profile(3, 1, "b", {{0, 1.0}, {1, 2.0}}));
  EXPECT_EQ(records[2], profile(4, 2, "c\"", {{0, 1.0}, {1, 2.0}}));
  EXPECT_EQ(records[3], profile(5, 3, "d", {{0, 1.0}, {1, 2.0}}));
}

TEST(UnknownSkillsOfACsv, AreLeftOutWhereThatIsAskedFor) {
  EXPECT_EQ(records_in("id,alpha,gamma\na,1,many\n", "p.csv", taxonomy(), {}, kWarn),
            (Records{profile(2, 0, "a", {{0, 1.0}})}));
  EXPECT_EQ(records_in("id,skill,level\na,alpha,1\na,gamma,many\na,gamma,1\nb,gamma,1\n", "p.csv",
                       taxonomy(), {}, kWarn),
            (Records{profile(2, 0, "a", {{0, 1.0}}),
                     {5,
                      1,
                      true,
                      "",
                      {},
                      {},
                      "none of these skills is known; write at least one that is",
                      "b,gamma,1"}}));
}

class CsvHeaderError : public testing::TestWithParam<ProblemCase> {};

TEST_P(CsvHeaderError, IsReportedWordForWord) {
  EXPECT_EQ(message_of([] {
              const TempDir directory;
              std::filesystem::current_path(directory.path());
              directory.put("people.csv", GetParam().text);
              records_of("people.csv", taxonomy());
            }),
            GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, CsvHeaderError,
    testing::Values(
        ProblemCase{"Empty", "",
                    "people.csv: empty; a CSV begins with a line that names its columns"},
        ProblemCase{"Blank", "\n\r\n",
                    "people.csv: empty; a CSV begins with a line that names its columns"},
        ProblemCase{"WithoutId", "\nname,skill,level\n",
                    "people.csv:2: no column is called 'id'; the first line names the columns: id, "
                    "skill and level, or id and one column a skill"},
        ProblemCase{"Semicolons", "id;skill;level\n",
                    "people.csv:1: no column is called 'id'; the first line names the columns: id, "
                    "skill and level, or id and one column a skill; a ',' separates columns, not a "
                    "';'"},
        ProblemCase{"Tabs", "id\tskill\tlevel\n",
                    "people.csv:1: no column is called 'id'; the first line names the columns: id, "
                    "skill and level, or id and one column a skill; a ',' separates columns, not a "
                    "tab"},
        ProblemCase{"IdAlone", "id\n",
                    "people.csv:1: no column but 'id'; add skill and level, or one column a skill"},
        ProblemCase{"TwoIds", "id,alpha,ID\n",
                    "people.csv:1: two columns are called 'id'; keep one"},
        ProblemCase{"Unknown", "id,alhpa,beta,zzz\n",
                    "people.csv:1: column 2: unknown skill 'alhpa', did you mean 'alpha'?\n"
                    "people.csv:1: column 4: unknown skill 'zzz'; 'skillmatch catalog list skills' "
                    "shows the known ones"},
        ProblemCase{"LevelMissing", "id,skill\n",
                    "people.csv:1: column 2: unknown skill 'skill'; 'skillmatch catalog list "
                    "skills' shows the known ones"},
        ProblemCase{"OneSkillTwice", "id,B,alpha,beta\n",
                    "people.csv:1: column 4: 'beta' is the same skill as 'B' ('beta'); keep one"},
        ProblemCase{"OpenQuote", "id,\"alpha\n",
                    "people.csv:1: a '\"' opens a cell that nothing closes; close it with '\"'"},
        ProblemCase{"NotUtf8", "id,\xFF\n",
                    "people.csv:1: byte 3 is not valid UTF-8; save the file as UTF-8"}),
    case_name);

TEST(CsvHeaders, OfUnknownSkillsOnlyAreRefusedEvenWhereTheyWouldBeLeftOut) {
  EXPECT_EQ(message_of([] {
              const TempDir directory;
              std::filesystem::current_path(directory.path());
              directory.put("people.csv", "id,gamma\na,1\n");
              records_of("people.csv", taxonomy(), {}, kWarn);
            }),
            "people.csv:1: no column is named by a known skill; name one by each skill");
}

}  // namespace profile_stream_csv_test
}  // namespace skillmatch::io
