#include "onet_files.h"
#include "problem_cases.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/io/onet.h>

namespace skillmatch::io {
namespace onet_errors_test {

std::string message(const std::string& directory) {
  return message_of([&] { import_onet(directory, OnetValue::both); });
}

// Each `text` is rows of a rating file, the first on line 2; the message follows the file's name.
class OnetError : public testing::TestWithParam<ProblemCase> {};

TEST_P(OnetError, IsReportedWordForWord) {
  const TempDir dir;
  put_onet(dir, GetParam().text);
  EXPECT_EQ(message(dir.path()), dir / "Skills.txt" + GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Row, OnetError,
    testing::Values(
        ProblemCase{"ValueNoNumber", "15-2051.00\t2.A.1.a\tReading\tIM\tn/a\n",
                    ":2: the data value 'n/a' is not a number from 1 to 5"},
        ProblemCase{"ValueEmpty", "15-2051.00\t2.A.1.a\tReading\tLV\t\n",
                    ":2: the data value '' is not a number from 0 to 7"},
        ProblemCase{"ValueFollowedByText", "15-2051.00\t2.A.1.a\tReading\tIM\t4.0x\n",
                    ":2: the data value '4.0x' is not a number from 1 to 5"},
        ProblemCase{"ImportanceBelowOne", "15-2051.00\t2.A.1.a\tReading\tIM\t0.5\n",
                    ":2: the data value '0.5' is not a number from 1 to 5"},
        ProblemCase{"ImportanceAboveFive", "15-2051.00\t2.A.1.a\tReading\tIM\t5.01\n",
                    ":2: the data value '5.01' is not a number from 1 to 5"},
        ProblemCase{"LevelAboveSeven", "\n15-2051.00\t2.A.1.a\tReading\tLV\t7.5\n",
                    ":3: the data value '7.5' is not a number from 0 to 7"},
        ProblemCase{"LevelNaN", "15-2051.00\t2.A.1.a\tReading\tLV\tnan\n",
                    ":2: the data value 'nan' is not a number from 0 to 7"},
        ProblemCase{"LineTooShort",
                    "15-2051.00\t2.A.1.a\tReading\tIM\t4\n15-2051.00\t2.A.1.a\tReading\tLV\n",
                    ":3: this line has 4 of 5 columns"},
        ProblemCase{"SecondRating",
                    "15-2051.00\t2.A.1.a\tReading\tIM\t4\n15-2051.00\t2.A.1.a\tReading\tIM\t4\n",
                    ":3: a second IM of '2.A.1.a' for '15-2051.00'; keep one"},
        ProblemCase{"OccupationEmpty", "\t2.A.1.a\tReading\tIM\t4\n",
                    ":2: '' is not an occupation code such as '11-1011.00'"},
        ProblemCase{"ElementEmpty", "15-2051.00\t\tReading\tIM\t4\n",
                    ":2: '' is not an element id such as '2.A.1.a'"},
        ProblemCase{"NameEmpty", "15-2051.00\t2.A.1.a\t\tIM\t4\n", ":2: the element name is empty"},
        ProblemCase{"NotUtf8", "15-2051.00\t2.A.1.a\tR\xE9sum\xE9\tIM\t4\n",
                    ":2: byte 79 is not valid UTF-8; save the file as UTF-8"},
        ProblemCase{"TwoElementsOfOneName",
                    "15-2051.00\t2.A.1.a\tReading\tIM\t4\n15-2051.00\t2.A.1.b\treading\tIM\t4\n",
                    ": the elements '2.A.1.b' and '2.A.1.a' have one name, 'reading (Skills)'"}),
    case_name);

TEST(OnetErrors, NameADirectoryThatIsNone) {
  const TempDir dir;
  EXPECT_EQ(message(dir / "none"),
            dir / "none: not a directory; give the one with O*NET's text files");
  EXPECT_EQ(message(dir.put("file", "")),
            dir / "file: not a directory; give the one with O*NET's text files");
}

TEST(OnetErrors, SayWhatARatingFileIsWhereThereIsNone) {
  const std::string expected =
      ": no rating file here; one is a .txt with the columns 'O*NET-SOC Code', 'Element ID', "
      "'Element Name', 'Scale ID' and 'Data Value', such as Skills.txt";
  const TempDir dir;
  dir.put("Occupation Data.txt", kTitles);
  EXPECT_EQ(message(dir.path()), dir.path() + expected);
  // A column is missing, or no row is of a scale that is read.
  dir.put("Skills.txt", "O*NET-SOC Code\tElement ID\tScale ID\tData Value\n1\t2\tIM\t4\n");
  dir.put("Work Styles.txt", std::string(kRatingHeader) + "15-2051.00\t1.A\tX\tWI\t4\n");
  dir.put("Empty.txt", "");
  EXPECT_EQ(message(dir.path()), dir.path() + expected);
}

TEST(OnetErrors, AskForTheTitles) {
  const TempDir dir;
  put_onet(dir);
  dir.put("Occupation Data.txt", "");
  EXPECT_EQ(message(dir.path()),
            dir / "Occupation Data.txt:1: columns 'O*NET-SOC Code' and 'Title' are needed");
  dir.put("Occupation Data.txt", "O*NET-SOC Code\tTitle\n15-2051.00\n");
  EXPECT_EQ(message(dir.path()), dir / "Occupation Data.txt:2: this line has 1 of 2 columns");
  std::filesystem::remove(dir / "Occupation Data.txt");
  EXPECT_EQ(message(dir.path()), dir / "Occupation Data.txt: no such file");
}

}  // namespace onet_errors_test
}  // namespace skillmatch::io
