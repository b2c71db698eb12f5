// A small O*NET through the whole program: imported, checked, listed, ranked.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace import_onet_test {

class ImportOnet : public testing::Test {
 protected:
  ImportOnet() {
    dir_.put("Occupation Data.txt",
             "O*NET-SOC Code\tTitle\tDescription\n"
             "15-2051.00\tData Scientists\tThey look at data.\n"
             "29-1141.00\tRegistered Nurses\tThey look after people.\n");
    std::string skills = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n";
    const auto rate = [&](const std::string& code, const std::string& element,
                          const std::string& im, const std::string& lv) {
      skills += code + "\t" + element + "\tIM\t" + im + "\n" + code + "\t" + element + "\tLV\t" +
                lv + "\n";
    };
    rate("15-2051.00", "2.A.1.a\tReading Comprehension", "4", "4.5");
    rate("15-2051.00", "2.A.1.e\tMathematics", "5", "5.6");
    rate("29-1141.00", "2.A.1.a\tReading Comprehension", "3.5", "4.2");
    rate("29-1141.00", "2.A.1.e\tMathematics", "1", "0");
    dir_.put("Skills.txt", skills);
  }
  const TempDir dir_;
};

TEST_F(ImportOnet, MakesACatalogAndProfilesThatRankEachOtherFirst) {
  const TempDir out;
  const RunResult result = skillmatch(
      {"import", "onet", dir_.path(), "-o", out / "onet.json", "--profiles", out / "people.jsonl"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "read 8 ratings from Skills.txt\n"
            "made 2 occupations of 2 skills with 3 requirements\n"
            "left out 1 ratings of 0, which ask for nothing\n");
  EXPECT_EQ(output_of({"catalog", "validate", "onet.json"}, {.directory = out.path()}),
            "onet.json: no problems (companies: 2, fields: 2, skills: 2, requirements: 3)\n");
  const std::string people = bytes_of(out / "people.jsonl");
  const std::string first = people.substr(0, people.find('\n'));
  const Json ranking =
      json_of({"rank", "-", "-c", out / "onet.json", "-f", "json"}, {.input = first});
  EXPECT_EQ(ranking["results"][0]["name"], "Data Scientists");
  EXPECT_GT(ranking["results"][0]["score"], ranking["results"][1]["score"]);
}

TEST_F(ImportOnet, WritesTheCatalogToStandardOutputAndTheAccountBesideIt) {
  const RunResult loud = skillmatch({"import", "onet", dir_.path()});
  EXPECT_EQ(loud.status, kDone);
  EXPECT_NE(loud.err, "");
  const std::string quiet = output_of({"import", "onet", dir_.path(), "--quiet"});
  EXPECT_EQ(quiet, loud.out);
  EXPECT_EQ(Json::parse(quiet)["companies"].size(), 2);
}

TEST_F(ImportOnet, WritesWhatItSaysAsAReport) {
  const TempDir out;
  skillmatch({"import", "onet", dir_.path(), "-o", out / "c", "--report", out / "r"});
  const Json report = Json::parse(bytes_of(out / "r"));
  EXPECT_EQ(report["inputs"], Json({"Skills.txt"}));
  EXPECT_EQ(report["taken"][0]["text"], "read 8 ratings from Skills.txt");
  EXPECT_EQ(report["skipped"][0]["count"], 1);
}

TEST_F(ImportOnet, RefusesOneFileForBothOfItsOutputs) {
  const RunResult result =
      skillmatch({"import", "onet", dir_.path(), "-o", "same", "--profiles", "same"});
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.err,
            "skillmatch import onet: --profiles and --output name the same file\n"
            "Try 'skillmatch import onet --help'.\n");
}

TEST_F(ImportOnet, ReplacesNothingThatItReads) {
  const std::string skills = dir_ / "Skills.txt";
  const std::string before = bytes_of(skills);
  const RunResult result = skillmatch({"import", "onet", dir_.path(), "-o", skills});
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.err, "skillmatch import onet: --output would replace '" + skills +
                            "', which is read\nTry 'skillmatch import onet --help'.\n");
  EXPECT_EQ(bytes_of(skills), before);
}

TEST_F(ImportOnet, RefusesADirectoryWithoutRatings) {
  const TempDir empty;
  const RunResult result = skillmatch({"import", "onet", empty.path(), "-o", empty / "out"});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(result.err.starts_with(empty.path() + ": ")) << result.err;
  EXPECT_TRUE(empty.names().empty());
}

}  // namespace import_onet_test
}  // namespace cli_test
