// A list of postings through the whole program: files, pipes, encodings, and what is refused.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <chrono>
#include <csignal>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace import_postings_test {

const std::string kJobs =
    "company,position,skill\n"
    "가나다,백엔드,\"Python, PyTorch, Cobol\"\n"
    "Acme,\x1B[31mred,\"python;cobol\"\n";

class ImportPostings : public testing::Test {
 protected:
  // The first line on standard error of a run that must end in this way.
  std::string refused(Words options, int status, const std::string& input = kJobs) const {
    options.insert(options.begin(), {"import", "postings"});
    options.insert(options.end(), {"-o", out_ / "c"});
    const RunResult result = skillmatch(options, {.input = input});
    EXPECT_EQ(result.status, status) << result.err;
    EXPECT_TRUE(out_.names().empty());
    return result.err.substr(0, result.err.find('\n'));
  }
  const TempDir dir_;
  const TempDir out_;
};

TEST_F(ImportPostings, MakesACatalogThatIsSoundAndSaysWhatItGuessed) {
  const RunResult result = skillmatch(
      {"import", "postings", "-", "-o", out_ / "jobs.json", "--report", out_ / "report.json"},
      {.input = kJobs});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "took the column 'company' for the company; --company names another\n"
            "took the column 'position' for the title; --title names another\n"
            "took the column 'skill' for the skills; --skills names another\n"
            "read 2 postings with 5 skill tags\n"
            "made 2 rows, with 3 requirements of 120 known skills\n"
            "left out 2 skill tags that the taxonomy does not know\n"
            "  'Cobol' 2\n");
  EXPECT_NE(output_of({"catalog", "validate", out_ / "jobs.json"}).find("no problems"),
            std::string::npos);
  EXPECT_NE(output_of({"rank", sample("expert"), "-c", out_ / "jobs.json"}).find("Acme"),
            std::string::npos);
  const Json report = Json::parse(bytes_of(out_ / "report.json"));
  EXPECT_EQ(report["skipped"][0]["names"][0], Json({{"name", "Cobol"}, {"count", 2}}));
}

TEST_F(ImportPostings, ReadsOtherEncodingsAsAskedAndNeverByItself) {
  // The same list in CP949, by the published table: 가나다 is B0A1 B3AA B4D9.
  const std::string bytes = "company,skills\n\xB0\xA1\xB3\xAA\xB4\xD9,python\n";
  EXPECT_EQ(refused({"-"}, kWrongInput, bytes),
            "standard input:2: byte 15 is not valid UTF-8; all of it can be read as Korean in "
            "CP949: save it as UTF-8 or give --encoding cp949");
  const Json catalog =
      json_of({"import", "postings", "-", "--encoding", "cp949", "--quiet"}, {.input = bytes});
  EXPECT_EQ(catalog["companies"][0]["name"]["ko"], "가나다");
}

TEST_F(ImportPostings, TakesATaxonomyOfACatalogOrOfItsOwnFile) {
  dir_.put("taxonomy.json", taxonomy_text({"cobol"}));
  dir_.put("catalog.json", catalog_text({{"c", {{"cobol", 3}}}}, "taxonomy.json"));
  for (const std::string file : {"taxonomy.json", "catalog.json"}) {
    const Json catalog = json_of({"import", "postings", "-", "--taxonomy", dir_ / file, "--quiet"},
                                 {.input = kJobs});
    EXPECT_EQ(catalog["taxonomy"]["skills"].size(), 1U) << file;
    EXPECT_EQ(catalog["companies"][1]["requires"], Json({{"cobol", 3}})) << file;
  }
}

TEST_F(ImportPostings, ByCompanyWeighsByTheShareOfPostings) {
  const Json catalog = json_of(
      {"import", "postings", "-", "--by", "company", "--new-taxonomy", "--level", "4", "-q"},
      {.input = "company,title,skills\na,x,\"c, d\"\na,y,c\n"});
  EXPECT_EQ(catalog["companies"][0]["id"], "a");
  EXPECT_EQ(catalog["companies"][0]["requires"]["d"], Json({{"level", 4}, {"importance", 0.5}}));
}

TEST_F(ImportPostings, RefusesWhatDoesNotGoTogether) {
  const std::string command = "skillmatch import postings: ";
  EXPECT_EQ(refused({"-", "--new-taxonomy", "--taxonomy", "x"}, kWrongUsage),
            command + "--taxonomy and --new-taxonomy exclude each other");
  EXPECT_EQ(refused({"-", "--no-header", "--skills", "x"}, kWrongUsage),
            command + "--no-header has no columns that --company, --title or --skills could name");
  EXPECT_EQ(refused({"-", "--min-count", "3"}, kWrongUsage),
            command + "--min-count is for --new-taxonomy");
  EXPECT_EQ(refused({"-", "--taxonomy", "-"}, kWrongUsage),
            command + "only one file can be '-', standard input");
  EXPECT_EQ(refused({"-", "--separators", "\xFF"}, kWrongUsage),
            command + "--separators: '\\x{FF}' is not UTF-8");
  const std::string file = dir_.put("jobs.csv", kJobs);
  EXPECT_EQ(skillmatch({"import", "postings", file, "-o", file}).err,
            command + "--output would replace '" + file +
                "', which is read\nTry 'skillmatch import postings --help'.\n");
}

TEST_F(ImportPostings, RefusesWhatIsNoList) {
  using namespace std::string_literals;
  EXPECT_EQ(refused({"-"}, kWrongInput, ""),
            "standard input: empty; the first line names the columns");
  EXPECT_EQ(
      refused({"-", "--company", "\xFF"}, kWrongInput),
      "standard input:1: no column '\\x{FF}'; the columns are 'company', 'position', 'skill'; "
      "name one of them with --company");
  EXPECT_EQ(refused({"-", "--skills", "\xFF"}, kWrongInput, "{\"company\": \"a\", \"b\": 1}"),
            "standard input:1: no column '\\x{FF}'; the columns are 'company', 'b'; name one of "
            "them with --skills");
  EXPECT_EQ(refused({dir_ / "none"}, kWrongInput), (dir_ / "none") + ": no such file");
  EXPECT_EQ(refused({dir_.path()}, kWrongInput), dir_.path() + ": a directory; give a file");
  EXPECT_EQ(refused({"-"}, kWrongInput, "company,skills\na,\"x\n"),
            "standard input:2: a '\"' opens a cell that nothing closes; close it with '\"'");
  EXPECT_EQ(refused({"-"}, kWrongInput, "company,skills\na\n"),
            "standard input:2: this row has 1 of 2 columns");
  EXPECT_EQ(refused({"-"}, kWrongInput, "company,skills\na,\0\n"s),
            "standard input:2: byte 17 is NUL, which no text has; if the file is UTF-16, name that "
            "with --encoding, else save it as text");
  EXPECT_EQ(refused({"-"}, kWrongInput, "company,skills\na," + std::string(5 << 20, 'x')),
            "standard input:2: this line is longer than 4 MiB, the most that is read; is it the "
            "right file?");
}

TEST_F(ImportPostings, InterruptedLeavesTheOldFileWholeAndNothingBesideIt) {
  out_.put("jobs.json", "what was here before\n");
  for (const int number : {SIGINT, SIGTERM}) {
    const RunResult result = skillmatch(
        {"import", "postings", "-", "-o", out_ / "jobs.json", "--report", out_ / "report.json"},
        {.input = kJobs, .signal = Signal{number, std::chrono::milliseconds(300), true}});
    EXPECT_EQ(result.status, 128 + number);
    EXPECT_EQ(out_.names(), Words{"jobs.json"});
    EXPECT_EQ(bytes_of(out_ / "jobs.json"), "what was here before\n");
  }
}

}  // namespace import_postings_test
}  // namespace cli_test
