// The account of an import as JSON.
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <skillmatch/io/import_report.h>

namespace skillmatch::io {
namespace import_report_test {

TEST(ImportReport, IsWrittenWithEveryNoteInItsPlace) {
  ImportReport report{"import esco", {"a.csv", "b\x1B.csv"}, {}, {}, {}, {}};
  report.taken.push_back({"skills", "took 2 skills", 2});
  report.guessed.push_back({"company_column", "\"회사\" holds the companies", 1});
  ImportNote unknown{"unknown_skills", "left out 3 mentions", 3};
  unknown.examples = {"a.csv:3: 'x'", "a.csv:4: 'y'"};
  unknown.names = {{"x", 2}, {"y\xE2\x80\xAE", 1}};
  report.skipped.push_back(unknown);
  std::ostringstream out;
  write_import_report(out, report);
  EXPECT_EQ(out.str().find('\x1B'), std::string::npos);
  EXPECT_EQ(out.str().find("\xE2\x80\xAE"), std::string::npos);
  const auto expected = nlohmann::json::parse(R"({
    "format": "skillmatch/import@1", "command": "import esco", "inputs": ["a.csv", "b\u001b.csv"],
    "taken": [{"kind": "skills", "text": "took 2 skills", "count": 2}],
    "changed": [],
    "guessed": [{"kind": "company_column", "text": "\"회사\" holds the companies", "count": 1}],
    "skipped": [{"kind": "unknown_skills", "text": "left out 3 mentions", "count": 3,
                 "examples": ["a.csv:3: 'x'", "a.csv:4: 'y'"],
                 "names": [{"name": "x", "count": 2}, {"name": "y\u202e", "count": 1}]}]})");
  EXPECT_EQ(nlohmann::json::parse(out.str()), expected);
}

TEST(ImportReport, WantsTheFirstHundredExamples) {
  ImportNote note{"k", "", 0};
  int wanted = 0;
  for (int i = 0; i < 250; ++i) wanted += note.add() ? 1 : 0;
  EXPECT_EQ(wanted, 100);
  EXPECT_EQ(note.count, 250U);
}

}  // namespace import_report_test
}  // namespace skillmatch::io
