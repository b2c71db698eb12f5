// Whole tables: columns by name, cells as RFC 4180 has them, and every way in which a file is no
// table.
#include "csv_table.h"

#include "support/real_data.h"
#include "support/temp_dir.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <skillmatch/error.h>

namespace skillmatch::io {
namespace csv_table_test {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(CsvTable& table) {
  Rows rows;
  while (table.next()) {
    rows.emplace_back();
    for (std::size_t i = 0; i < table.size(); ++i) rows.back().emplace_back(table[i]);
  }
  return rows;
}

Rows rows_of(const std::string& bytes, const CsvTableOptions& options = {}) {
  const Text text{"f.csv", bytes};
  CsvTable table(text, options);
  return rows_of(table);
}

std::string problem_of(const std::string& bytes, const CsvTableOptions& options = {}) {
  try {
    rows_of(bytes, options);
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

TEST(CsvTable, ReadsEveryFileOfCsvSpectrumExactly) {
  SKIP_WITHOUT_REAL_DATA();
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(real_data("csv_spectrum/csvs"))) {
    SCOPED_TRACE(entry.path());
    const Text text = read_decoded_text(entry.path().string());
    CsvTable table(text);
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    while (table.next()) {
      nlohmann::ordered_json& row = rows.emplace_back();
      for (std::size_t i = 0; i < table.size(); ++i) row[table.names()[i]] = std::string(table[i]);
    }
    std::ifstream json(real_data("csv_spectrum/json/") + entry.path().stem().string() + ".json");
    auto expected = nlohmann::ordered_json::parse(json);
    if (expected.is_object()) {
      // The corpus's own slip: one row without its list, and another telephone number.
      EXPECT_EQ(entry.path().stem(), "location_coordinates");
      expected["Contact Phone Number"] = "2095257564";
      expected = nlohmann::ordered_json::array({expected});
    }
    EXPECT_EQ(rows, expected);
    ++files;
  }
  EXPECT_EQ(files, 12U);
}

TEST(CsvTable, SeesWhichCharacterSeparatesTheColumns) {
  const Text tabs{"f", "name\tn\n\"a\tb, c;d\"\t1\n"};
  CsvTable table(tabs);
  EXPECT_EQ(table.separator(), '\t');
  EXPECT_EQ(rows_of(table), (Rows{{"a\tb, c;d", "1"}}));
  EXPECT_EQ(rows_of("name;n\n\"a;b, c\";1\n"), (Rows{{"a;b, c", "1"}}));
  EXPECT_EQ(rows_of("\"a;b;c;d\",n\n\"a, b\",1\n"), (Rows{{"a, b", "1"}}));
  EXPECT_EQ(rows_of("one column\nx;y\n"), (Rows{{"x;y"}}));
  EXPECT_EQ(rows_of("a;b\n1;2\n", {.separator = ','}), (Rows{{"1;2"}}));
}

TEST(CsvTable, KnowsTheLineOfEveryRowBehindLineBreaksInQuotesAndMixedLineEnds) {
  const Text text{"f",
                  "\xEF\xBB\xBF"
                  "a,b\r\n1,\"x\r\ny\nz\"\n\n  \r\n2,\"\"\"q\"\"\"\r\n3,\n"};
  CsvTable table(text);
  EXPECT_EQ(table.names(), (std::vector<std::string>{"a", "b"}));
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.line(), 2U);
  EXPECT_EQ(table[1], "x\r\ny\nz");
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.line(), 7U);
  EXPECT_EQ(table.place(), "f:7: ");
  EXPECT_EQ(table[1], "\"q\"");
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.line(), 8U);
  EXPECT_EQ(table[1], "");
  EXPECT_FALSE(table.next());
}

TEST(CsvTable, FindsColumnsByTheirNameOrAnyAcceptedOne) {
  const Text text{"f", "Company Name,title,TITLE,기업명,x y,X-Y\n"};
  const CsvTable table(text);
  EXPECT_EQ(table.find("TITLE"), 2U);
  EXPECT_EQ(table.find("company_name"), 0U);
  EXPECT_EQ(table.find("skills"), std::nullopt);
  constexpr std::array<std::string_view, 3> kCompany{"company", "기업명", "Company Name"};
  EXPECT_EQ(table.find_any(kCompany), 3U);
  EXPECT_EQ(table.need("x y", "unused"), 4U);
  try {
    (void)table.find("Title");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "f:1: two columns are called 'title'; keep one");
  }
  try {
    (void)table.need("conceptUri", "give ESCO's own files");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "f:1: no column 'conceptUri'; the columns are 'Company Name', 'title', 'TITLE', "
                 "'기업명', 'x y', 'X-Y'; give ESCO's own files");
  }
}

TEST(CsvTable, HasNoColumnOfNoName) {
  const Text text{"f", ",A b\n1,2\n"};
  const CsvTable table(text);
  EXPECT_EQ(table.find(""), std::nullopt);
  EXPECT_EQ(table.find_name("a_b"), "A b");
  EXPECT_EQ(table.find_name("c"), std::nullopt);
}

TEST(CsvTable, TakesRowsWithoutAHeaderAndOfAnyLength) {
  EXPECT_EQ(rows_of("1,a,b\n\n2\n3,c\n", {.has_header = false, .is_ragged = true}),
            (Rows{{"1", "a", "b"}, {"2"}, {"3", "c"}}));
  EXPECT_EQ(problem_of("1,a\n2\n", {.has_header = false}), "f.csv:2: this row has 1 of 2 columns");
}

TEST(CsvTable, TellsEveryRowThatIsWrongAtOnce) {
  EXPECT_EQ(problem_of("a,b,c,d,e\n1,2,3\n1,2,3,4,5\n1,2,3,4,5,6\n\"x\"y,2,3,4,5\n"),
            "f.csv:2: this row has 3 of 5 columns\n"
            "f.csv:4: this row has 6 of 5 columns\n"
            "f.csv:5: text behind the '\"' that closes a cell; write \"\" for a quote inside it");
}

TEST(CsvTable, AnUnclosedQuoteIsToldWhereItOpens) {
  EXPECT_EQ(problem_of("a,b\n1,2\n\"x\ny\",\"z\n3,4\n"),
            "f.csv:4: a '\"' opens a cell that nothing closes; close it with '\"'");
  EXPECT_EQ(problem_of("a,\"b\n1,2\n"),
            "f.csv:1: a '\"' opens a cell that nothing closes; close it with '\"'");
}

TEST(CsvTable, RefusesWhatIsNoTable) {
  using namespace std::string_literals;
  EXPECT_EQ(problem_of(""), "f.csv: empty; the first line names the columns");
  EXPECT_EQ(problem_of("\xEF\xBB\xBF \r\n\n"), "f.csv: empty; the first line names the columns");
  EXPECT_EQ(problem_of("", {.has_header = false}), "f.csv: empty; write one row a line");
  EXPECT_EQ(problem_of("a,b\n1,\xB0\xA1\n"),
            "f.csv:2: byte 6 is not valid UTF-8; save the file as UTF-8");
  EXPECT_EQ(problem_of("a,b\n1,2\n\0,2\n"s),
            "f.csv:3: byte 8 is NUL, which no text has; if the file is UTF-16, name that with "
            "--encoding, else save it as text");
  EXPECT_EQ(problem_of("a,b\r1,2\r"),
            "f.csv:1: a carriage return alone ends the lines; save the file with line feeds");
  EXPECT_EQ(rows_of("a,b"), Rows{});
  EXPECT_EQ(rows_of("a\r"), Rows{});
}

TEST(CsvTable, RefusesARowBeyondTheLimit) {
  const std::string longest(CsvTable::kMaxRowBytes - 2, 'x');
  EXPECT_EQ(problem_of("a,b\n1," + longest), "none");
  EXPECT_EQ(
      problem_of("a,b\n1,\"\n" + longest),
      "f.csv:2: this row is longer than 4 MiB, the most that is read; does a '\"' open a cell "
      "that nothing closes?");
}

TEST(CsvTable, TheCallersProblemsCountAsItsOwn) {
  const Text text{"f", "a,b\n1,2\n3\n4,5\n"};
  CsvTable table(text);
  try {
    while (table.next()) table.problem("not " + std::string(table[0]));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "f:2: not 1\nf:3: this row has 1 of 2 columns\nf:4: not 4");
  }
}

}  // namespace csv_table_test
}  // namespace skillmatch::io
