// The Big List of Naughty Strings from end to end: as the names and skills of postings and people,
// imported, ranked, and out in every form.
#include "cli/skillmatch.h"
#include "support/csv.h"
#include "support/real_data.h"
#include "support/temp_dir.h"
#include "support/terminal_text.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace naughty_strings_test {

using terminal_text::expect_harmless;

std::string csv_cell(const std::string& text) {
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
}

// What a spreadsheet would compute.
bool is_formula(std::string_view cell) {
  double number = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error == std::errc() && end == cell.data() + cell.size()) return false;
  for (const char* start : {"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"}) {
    if (cell.starts_with(start)) return true;
  }
  return false;
}

class NaughtyStrings : public testing::Test {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_REAL_DATA();
    strings_ = Json::parse(bytes_of(real_data("naughty_strings/blns.json")));
    ASSERT_GT(strings_.size(), 500U);
    Json postings = Json::array();
    std::string table = "company,title,skills\n";
    std::string people = "id,skill,level\n";
    for (const std::string text : strings_) {
      const Json skills = {text, "python", "sql"};
      postings.push_back({{"company", text}, {"title", text}, {"skills", skills}});
      const std::string cell = csv_cell(text);
      table += cell + "," + cell + "," + csv_cell(skills.dump()) + "\n";
      people += cell + "," + cell + ",4\n" + cell + ",python,3\n";
    }
    dir_.put("postings.json", postings.dump(1));
    dir_.put("postings.csv", table);
    dir_.put("people.csv", people);
    said_ = skillmatch({"import", "postings", "postings.json", "--new-taxonomy", "-o", "jobs.json",
                        "--report", "report.json"},
                       {.directory = dir_.path()});
    ASSERT_EQ(said_.status, kDone) << said_.err;
    run({"import", "profiles", "people.csv", "--taxonomy", "jobs.json", "-o", "people.jsonl",
         "-q"});
    Json all = {{"format", "skillmatch/profile@1"}, {"id", "all"}, {"skills", Json::object()}};
    for (const std::string& line : terminal_text::lines(bytes_of(dir_ / "people.jsonl"))) {
      const Json person = Json::parse(line);
      all["skills"].update(person["skills"]);
      ids_.push_back(person["id"]);
    }
    dir_.put("all.json", all.dump());
  }
  std::string run(const Words& words) const { return output_of(words, {.directory = dir_.path()}); }

  const TempDir dir_;
  Json strings_;
  std::vector<std::string> ids_;
  RunResult said_;
};

TEST_F(NaughtyStrings, MakeTheSameSoundCatalogWhateverTheyComeIn) {
  expect_harmless(said_.err);
  for (const char* file : {"jobs.json", "report.json", "people.jsonl"}) {
    expect_harmless(bytes_of(dir_ / file));
  }
  EXPECT_EQ(run({"import", "postings", "postings.csv", "--new-taxonomy", "-q"}),
            bytes_of(dir_ / "jobs.json"));
  EXPECT_NE(run({"catalog", "validate", "jobs.json"}).find("no problems"), std::string::npos);
  EXPECT_GT(ids_.size(), 500U);
}

TEST_F(NaughtyStrings, ComeOutOfEveryCommandAsTextAlone) {
  std::vector<Words> commands{{"rank", "all.json", "-n", "all"},
                              {"rank", "all.json", "-n", "all", "--explain"},
                              {"catalog", "list", "companies"},
                              {"catalog", "list", "skills"},
                              {"batch", "people.jsonl", "-n", "3", "-q"},
                              {"batch", "people.jsonl", "-n", "3", "-q", "--by", "company"}};
  for (Words& words : commands) {
    const Words formats = words[0] == "batch" ? Words{"jsonl", "csv", "trec"}
                                              : Words{"table", "json", "jsonl", "csv", "markdown"};
    words.insert(words.end(), {"-c", "jobs.json", "-f"});
    for (const std::string& format : formats) {
      words.push_back(format);
      SCOPED_TRACE(testing::PrintToString(words));
      const std::string out = run(words);
      words.pop_back();
      expect_harmless(out, format == "csv");
      if (format == "json") {
        EXPECT_FALSE(Json::parse(out).empty());
      }
      if (format == "jsonl") {
        for (const std::string& line : terminal_text::lines(out)) {
          EXPECT_FALSE(Json::parse(line).empty());
        }
      }
      if (format != "csv") continue;
      const csv::Records records = csv::read(out);
      for (const auto& record : records) {
        EXPECT_EQ(record.size(), records[0].size());
        for (const std::string& cell : record) EXPECT_FALSE(is_formula(cell)) << cell;
      }
    }
  }
}

TEST_F(NaughtyStrings, AreNoMarkupInThePage) {
  const Json companies = Json::parse(bytes_of(dir_ / "jobs.json"))["companies"];
  std::string grades;
  for (std::size_t i = 0; i < ids_.size(); i += 4) {
    const auto add = [&](std::size_t company, int grade) {
      grades += Json{{"profile", ids_[i]}, {"company", companies[company]["id"]}, {"grade", grade}}
                    .dump() +
                "\n";
    };
    const std::size_t own = i % companies.size();
    add(own, 3);
    add((own + 17) % companies.size(), 0);
  }
  dir_.put("<script>grades.jsonl", grades);
  const RunResult result = skillmatch({"tune", "-j", "<script>grades.jsonl", "-p", "people.jsonl",
                                       "-c", "jobs.json", "-f", "html", "--l2", "0.1"},
                                      {.directory = dir_.path()});
  ASSERT_TRUE(result.status == kDone || result.status == 4) << result.err;
  const std::string& page = result.out;
  expect_harmless(page);
  for (const char* never : {"<script", "<img", "<iframe", "<a ", "<b>", "<link", "<input"}) {
    EXPECT_EQ(page.find(never), std::string::npos) << never;
  }
  for (const std::string text : strings_) {
    if (text.size() < 6 || text.find_first_of("<>") == std::string::npos) continue;
    EXPECT_EQ(page.find(text), std::string::npos) << text;
  }
  // They are there all the same.
  EXPECT_NE(page.find("&lt;"), std::string::npos);
}

}  // namespace naughty_strings_test
}  // namespace cli_test
