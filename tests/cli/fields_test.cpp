// skillmatch fields: fits as rank and editing the profile have them, every sentence in both
// languages, and what it refuses.
#include "cli/fields_fixture.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cli_test {
namespace fields_test {

TEST_F(Fields, FitIsTheScoreOfWhatRankPutsFirst) {
  for (const Words& more : {Words{}, Words{"--model", "cosine", "--relatedness", "0.4"}}) {
    const Json json = fields(more);
    EXPECT_EQ(json["format"], "skillmatch/fields@1");
    ASSERT_EQ(json["fields"].size(), 8U);
    double last = 1.0;
    for (const Json& field : json["fields"]) {
      EXPECT_NEAR(field["fit"].get<double>(), fit(kProfile, field["field"], more), 1e-12);
      EXPECT_LE(field["fit"].get<double>(), last);
      last = field["fit"];
    }
    EXPECT_EQ(json["best_fit"], json["fields"][0]["field"]);
    EXPECT_FALSE(json.contains("pool"));
    EXPECT_FALSE(json.contains("best_chance"));
  }
}

TEST_F(Fields, TheFitInReachIsThatOfTheEditedProfile) {
  const Json json = fields({"--budget", "60"});
  EXPECT_EQ(json["budget"], 60.0);
  // The skills of the sample by their ids, whatever it calls them.
  const Json sampled = Json::parse(bytes_of(kProfile))["skills"];
  std::map<std::string, std::string> names;
  for (const auto& [name, level] : sampled.items()) {
    names[json_of({"catalog", "show", name, "-f", "json"})["id"]] = name;
  }
  std::size_t steps = 0;
  for (const Json& field : json["fields"]) {
    Json skills = sampled;
    double hours = 0.0;
    for (const Json& step : field["reachable"]["steps"]) {
      const std::string id = step["skill"];
      skills[names.contains(id) ? names[id] : id] = step["to"];
      hours += step["hours"].get<double>();
      ++steps;
    }
    const std::string edited = dir_.put("edited.json", profile_text(skills));
    EXPECT_NEAR(field["reachable"]["fit"].get<double>(), fit(edited, field["field"]), 1e-12);
    EXPECT_GE(field["reachable"]["fit"].get<double>(), field["fit"].get<double>());
    EXPECT_NEAR(field["reachable"]["hours"].get<double>(), hours, 1e-9);
    EXPECT_LE(hours, 60.0);
  }
  EXPECT_GT(steps, 8U);
}

TEST_F(Fields, TheFitInReachHangsOnTheEffortThatIsGiven) {
  const std::string quick = dir_.put(
      "quick.json", Json{{"format", "skillmatch/effort@1"}, {"hours", {1, 1, 1, 1, 1}}}.dump());
  const Json slow_plan = fields({"--budget", "10"})["fields"][0]["reachable"];
  const Json quick_plan = fields({"--budget", "10", "--effort", quick})["fields"][0]["reachable"];
  EXPECT_GT(quick_plan["fit"], slow_plan["fit"]);
  EXPECT_LE(quick_plan["hours"], 10.0);
}

TEST_F(Fields, SaysWhichFieldIsTheBestFitAndWhichTheBestChance) {
  put_catalog();
  dir_.put("me.json", profile_text({{"a", 2}, {"b", 2}}));
  const std::vector<std::pair<std::string, std::string>> alone{
      {"en", "Your best fit is x (0.437)."}, {"ko", "가장 잘 맞는 분야: x(0.437)"}};
  for (const auto& [language, sentence] : alone) {
    const RunResult result = run({"me.json", "-c", "catalog.json", "--lang", language});
    ASSERT_EQ(result.status, kDone) << result.err;
    expect_has(result.out, sentence);
  }
}

TEST_F(Fields, SaysOfAFieldWithoutARankedCompanyThatItHasNoFit) {
  put_catalog();
  dir_.put("me.json", profile_text({{"a", 2}}));
  const Json json = json_of({"fields", "me.json", "-c", "catalog.json", "-f", "json"},
                            {.directory = dir_.path()});
  EXPECT_EQ(json["fields"][2]["field"], "none");
  EXPECT_EQ(json["fields"][2]["companies"], 0);
  for (const std::size_t f : {2U, 3U}) {
    EXPECT_TRUE(json["fields"][f]["fit"].is_null());
    EXPECT_FALSE(json["fields"][f].contains("reachable"));
  }
  // What is not asked for fits with 0.
  EXPECT_EQ(json["fields"][1]["fit"], 0.0);
  const RunResult en = run({"me.json", "-c", "catalog.json"});
  expect_has(en.out, "not ranked: no company is of this field");
  expect_has(en.out, "not ranked: none of its companies requires a skill that has weight");
  const RunResult ko = run({"me.json", "-c", "catalog.json", "--lang", "ko"});
  expect_has(ko.out, "순위 없음: 이 분야의 회사가 없음");
  expect_has(ko.out, "순위 없음: 가중치가 있는 역량을 요구하는 회사가 없음");
}

TEST_F(Fields, SaysWhereNothingFits) {
  put_catalog();
  dir_.put("me.json", profile_text({{"c", 5}}));
  dir_.put("pool.jsonl", "{\"id\": \"p\", \"skills\": {\"a\": 3}}\n");
  for (const Words& more : {Words{}, Words{"--pool", "pool.jsonl"}}) {
    Words words{"me.json", "-c", "catalog.json"};
    words.insert(words.end(), more.begin(), more.end());
    expect_has(run(words).out,
               "No field fits yet: their companies ask for nothing that you hold, or for a must "
               "that you do not meet.");
    words.insert(words.end(), {"--lang", "ko"});
    expect_has(run(words).out,
               "아직 맞는 분야가 없습니다. 보유한 역량을 요구하는 회사가 없거나, 필수 요건에 "
               "미달합니다.");
  }
}

TEST_F(Fields, SaysWhichCompaniesAreOfNoField) {
  dir_.put("taxonomy.json", taxonomy_text({"a"}));
  Json catalog = Json::parse(catalog_text({{"p", {{"a", 3}}}, {"q", {{"a", 3}}}}, "taxonomy.json"));
  catalog["fields"] = {{{"id", "x"}, {"name", {{"en", "x"}}}}};
  catalog["companies"][1]["field"] = "x";
  dir_.put("catalog.json", catalog.dump());
  dir_.put("me.json", profile_text({{"a", 3}}));
  expect_has(run({"me.json", "-c", "catalog.json"}).out,
             "1 company is of no field and not counted");
  expect_has(run({"me.json", "-c", "catalog.json", "--lang", "ko"}).out,
             "분야가 없는 회사 1곳은 세지 않음");
}

struct FieldsRefused {
  const char* name;
  Words words;
  int status;
  const char* message;
};

TEST_F(Fields, RefusesWhatHasNoAnswer) {
  put_catalog();
  dir_.put("me.json", profile_text({{"a", 2}, {"b", 2}}));
  dir_.put("nothing.json", profile_text({{"a", 0}}));
  dir_.put("plain.json", catalog_text({{"p", {{"a", 3}}}}, "taxonomy.json"));
  dir_.put("empty.jsonl", "");
  dir_.put("broken.jsonl", "[]\n{}}\n");
  dir_.put("mine.jsonl", "{\"id\": \"someone\", \"skills\": {\"a\": 1}}\n");
  dir_.put("twin.jsonl", "{\"id\": \"me\", \"skills\": {\"a\": 2, \"b\": 2}}\n");
  const Words known{"me.json", "-c", "catalog.json"};
  const std::vector<FieldsRefused> cases{
      {"NoFields",
       {"me.json", "-c", "plain.json"},
       kWrongInput,
       "plain.json: has no fields; list them under \"fields\" and give companies a \"field\", or "
       "rank its companies with 'skillmatch rank'\n"},
      {"NothingHeld",
       {"nothing.json", "-c", "catalog.json"},
       kWrongInput,
       "nothing.json: no field can be ranked: the profile holds no skill above level 0\n"},
      {"EmptyPool",
       {"me.json", "-c", "catalog.json", "--pool", "empty.jsonl"},
       kWrongInput,
       "empty.jsonl: holds no profile of another candidate; --pool needs others to compare with\n"},
      {"BrokenPool",
       {"me.json", "-c", "catalog.json", "--pool", "broken.jsonl"},
       kWrongInput,
       "broken.jsonl: holds no profile of another candidate; --pool needs others to compare "
       "with\n"},
      {"BrokenRecord",
       {"me.json", "-c", "catalog.json", "--pool", "broken.jsonl"},
       kWrongInput,
       "broken.jsonl:2: "},
      {"OnlyMe",
       {"me.json", "-c", "catalog.json", "--pool", "mine.jsonl"},
       kWrongInput,
       "mine.jsonl: holds nobody but you; --pool needs others to compare with\n"},
      {"OnlyMyTwin",
       {"me.json", "-c", "catalog.json", "--pool", "twin.jsonl"},
       kWrongInput,
       "twin.jsonl: holds nobody but you; --pool needs others to compare with\n"},
      {"NoPool", {"me.json", "-c", "catalog.json", "--pool", "none.jsonl"}, kWrongInput, "none"},
      {"NoHours",
       {"me.json", "-c", "catalog.json", "--budget", "0"},
       kWrongUsage,
       "--budget: write a number of hours above 0"},
      {"LessThanNone",
       {"me.json", "-c", "catalog.json", "--budget=-5"},
       kWrongUsage,
       "--budget: write a number of hours above 0"},
      {"TwoInputs",
       {"-", "-c", "catalog.json", "--pool", "-"},
       kWrongUsage,
       "only one file can be '-', standard input"},
      {"OverThePool",
       {"me.json", "-c", "catalog.json", "--pool", "twin.jsonl", "-o", "twin.jsonl"},
       kWrongUsage,
       "--output would replace 'twin.jsonl', which is read"},
      {"Csv", {"me.json", "-c", "catalog.json", "-f", "csv"}, kWrongUsage, "--format"},
  };
  for (const FieldsRefused& c : cases) {
    const RunResult result = run(c.words);
    EXPECT_EQ(result.status, c.status) << c.name << result.err;
    expect_has(result.err, c.message);
    EXPECT_TRUE(result.out.empty()) << c.name;
  }
}

TEST_F(Fields, ReadsATextAsRankDoes) {
  const std::string cv = dir_.put("cv.txt", "Python 3 years, PyTorch, GNN\n");
  const RunResult result = skillmatch({"fields", cv, "-f", "json"});
  EXPECT_EQ(result.status, kDone);
  expect_has(result.err, "understood 3 skills");
  const Json field = Json::parse(result.out)["fields"][0];
  EXPECT_NEAR(field["fit"].get<double>(), fit(cv, field["field"], {"--quiet"}), 1e-12);
}

// Names as hostile as they come stay inside their cells.
TEST_F(Fields, NamesStayTextInEveryFormat) {
  dir_.put("taxonomy.json", taxonomy_text({"a|b\n# head", "\x1b[31mred"}));
  Json catalog = Json::parse(
      catalog_text({{"c|d\n\n## x", {{"a|b\n# head", 3}, {"\x1b[31mred", 3}}}}, "taxonomy.json"));
  catalog["fields"] = {
      {{"id", "f"}, {"name", {{"en", "f\n\n## y\x1b[0m"}}}, {"competition", "crowded"}}};
  catalog["companies"][0]["field"] = "f";
  dir_.put("catalog.json", catalog.dump());
  dir_.put("me.json", profile_text({{"a|b\n# head", 1}}));
  dir_.put("pool\n## z.jsonl", "{\"id\": \"p\", \"skills\": {\"a|b\\n# head\": 5}}\n{}}\n");
  for (const char* format : {"table", "markdown", "json"}) {
    const RunResult result = skillmatch(
        {"fields", "me.json", "-c", "catalog.json", "--pool", "pool\n## z.jsonl", "-f", format},
        {.directory = dir_.path()});
    ASSERT_EQ(result.status, kDone) << result.err;
    for (const char* raw : {"\x1b", "\n## x", "\n# head", "\n## y", "\n## z"}) {
      EXPECT_EQ((result.out + result.err).find(raw), std::string::npos) << format << raw;
    }
  }
}

}  // namespace fields_test
}  // namespace cli_test
