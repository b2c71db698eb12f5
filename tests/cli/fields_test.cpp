// skillmatch fields: fits as rank and editing the profile have them, rivals as counting has them,
// every sentence in both languages, and what it refuses.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace fields_test {

const std::string kProfile = sample("graph-graduate");
const std::string kPool = data_file("candidates.jsonl");

// By rank: the score of the first, 0 where its gate fails; below 0 where nothing is ranked.
double fit(const std::string& profile, const std::string& field, const Words& more = {}) {
  Words words{"rank", profile, "--field", field, "--top", "1", "-f", "json"};
  words.insert(words.end(), more.begin(), more.end());
  const Json results = json_of(words)["results"];
  if (results.empty()) return -1.0;
  return results[0]["gate"] == "fail" ? 0.0 : results[0]["score"].get<double>();
}

class Fields : public testing::Test {
 protected:
  static Json fields(Words words) {
    words.insert(words.begin(), {"fields", kProfile, "-f", "json"});
    return json_of(words);
  }
  // The fields command in the folder of the test.
  RunResult run(Words words) const {
    words.insert(words.begin(), "fields");
    return skillmatch(words, {.environment = {{"COLUMNS", "400"}}, .directory = dir_.path()});
  }
  // Skills a, b and c. Field "x" asks for a, twice; "y" for b; "none" has no company, "free" one
  // that requires nothing.
  void put_catalog() {
    dir_.put("taxonomy.json", taxonomy_text({"a", "b", "c"}));
    Json catalog = {{"format", "skillmatch/catalog@1"}, {"taxonomy", "taxonomy.json"}};
    for (const char* id : {"x", "y", "none", "free"}) {
      catalog["fields"].push_back({{"id", id}, {"name", {{"en", id}}}});
    }
    const auto add = [&](const char* id, const char* field, const Json& requires_) {
      catalog["companies"].push_back(
          {{"id", id}, {"name", {{"en", id}}}, {"field", field}, {"requires", requires_}});
    };
    add("x1", "x", {{"a", 4}});
    add("x2", "x", {{"a", 4}});
    add("y1", "y", {{"b", 4}});
    add("f1", "free", Json::object());
    dir_.put("catalog.json", catalog.dump());
  }
  // The profile a 2, b 2 against these people.
  RunResult against(const std::vector<std::pair<std::string, Json>>& people, Words more = {}) {
    put_catalog();
    dir_.put("me.json", profile_text({{"a", 2}, {"b", 2}}));
    std::string pool;
    for (const auto& [id, skills] : people) {
      pool += Json{{"id", id}, {"skills", skills}}.dump() + "\n";
    }
    dir_.put("pool.jsonl", pool);
    more.insert(more.begin(), {"me.json", "-c", "catalog.json", "--pool", "pool.jsonl"});
    return run(more);
  }

  TempDir dir_;
};

void expect_has(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << "\nis not in\n" << text;
}

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

TEST_F(Fields, RivalsAreThoseWhoWouldChooseTheFieldFirst) {
  const Json json = fields({"--pool", kPool});
  std::map<std::string, std::vector<double>> rivals;  // their fits
  for (const Json& field : json["fields"]) rivals[field["field"]];
  std::istringstream lines(bytes_of(kPool));
  // In catalog order, as ties go.
  const Json all = json_of({"catalog", "list", "fields", "-f", "json"});
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line) && count < 12; ++count) {
    Json candidate = Json::parse(line);
    candidate["format"] = "skillmatch/profile@1";
    const std::string path = dir_.put("candidate.json", candidate.dump());
    double best = 0.0;
    std::string at;
    for (const Json& field : all) {
      const double value = fit(path, field["id"]);
      if (value > best) {
        best = value;
        at = field["id"];
      }
    }
    if (!at.empty()) rivals[at].push_back(best);
    dir_.put("pool.jsonl", bytes_of(dir_ / "pool.jsonl") + line + "\n");
  }
  const Json some = fields({"--pool", dir_ / "pool.jsonl"});
  for (const Json& field : some["fields"]) {
    const std::vector<double>& fits = rivals[field["field"]];
    const double own = field["fit"];
    const Json& competition = field["competition"];
    EXPECT_EQ(competition["rivals"], fits.size());
    EXPECT_EQ(competition["ahead"],
              std::count_if(fits.begin(), fits.end(), [&](double f) { return f > own + 1e-12; }));
    EXPECT_EQ(competition["level"], 0);
    EXPECT_EQ(competition["per_company"],
              static_cast<double>(fits.size()) / field["companies"].get<double>());
    EXPECT_EQ(competition["percentile"].is_null(), fits.empty());
  }
  EXPECT_EQ(some["pool"]["candidates"], 12);
  EXPECT_EQ(json["pool"]["candidates"], 40);
}

TEST_F(Fields, ThreadsAndTheOrderOfThePoolChangeNothing) {
  const std::string expected = output_of({"fields", kProfile, "--pool", kPool, "-f", "json"});
  EXPECT_EQ(output_of({"fields", kProfile, "--pool", kPool, "-f", "json", "--threads", "3"}),
            expected);
  std::vector<std::string> lines;
  std::istringstream pool(bytes_of(kPool));
  for (std::string line; std::getline(pool, line);) lines.push_back(line);
  std::string turned;
  for (std::size_t i = lines.size(); i-- > 0;) turned += lines[i] + "\n";
  EXPECT_EQ(
      output_of({"fields", kProfile, "--pool", dir_.put("turned.jsonl", turned), "-f", "json"}),
      expected);
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

struct Said {
  std::vector<std::pair<std::string, Json>> people;
  std::vector<std::string> english;
  std::vector<std::string> korean;
};

TEST_F(Fields, SaysWhatThePoolMakesOfIt) {
  const std::vector<Said> cases{
      // Two ahead in x, one behind in y.
      {{{"p", {{"a", 5}}}, {"q", {{"a", 4}}}, {"r", {{"b", 1}, {"c", 5}}}},
       {"Your best fit is x (0.437), with 2 of 2 rivals ahead of you.",
        "Your best chance is y (0.437), with none of 1 rival ahead of you.",
        "pool pool.jsonl: 3 of 3 candidates would choose a field",
        "Best fit counts what you can do, best chance what others can, too"},
       {"가장 잘 맞는 분야: x(0.437), 경쟁자 2명 중 2명이 나보다 앞섭니다.",
        "가장 유리한 분야: y(0.437), 경쟁자 1명 중 나보다 앞선 사람은 없습니다.",
        "지원자 pool.jsonl: 3명 중 3명이 분야를 고름",
        "가장 잘 맞는 분야는 내 역량만, 가장 유리한 분야는 다른 지원자의 역량까지 봅니다"}},
      // Nobody in y.
      {{{"p", {{"a", 5}}}},
       {"Your best chance is y (0.437), which nobody of the pool would choose first.",
        "nobody of the pool would choose it first", "pool pool.jsonl: 1 of 1 candidate would"},
       {"가장 유리한 분야: y(0.437), 먼저 고를 지원자가 없습니다.",
        "이 분야를 먼저 고를 지원자가 없음"}},
      // One level and none ahead in x, one ahead in y.
      {{{"p", {{"a", 2}, {"b", 2}, {"c", 0}}}, {"q", {{"b", 5}}}},
       {"Your best fit is your best chance too: x (0.437), with none of 1 rival ahead of you and 1 "
        "level."},
       {"가장 잘 맞고 가장 유리한 분야: x(0.437), 경쟁자 1명 중 나보다 앞선 사람은 없습니다(1명은 "
        "같음)."}},
      // Who chooses nothing, and who cannot be ranked.
      {{{"p", {{"c", 3}}}, {"q", {{"a", 0}}}},
       {"pool pool.jsonl: 0 of 2 candidates would choose a field, 1 would choose none, as none "
        "fits, "
        "1 cannot be ranked, holding nothing that has weight"},
       {"2명 중 0명이 분야를 고름, 1명은 맞는 분야가 없음, 1명은 가중치가 있는 역량이 없음"}},
  };
  for (const Said& c : cases) {
    for (const bool is_korean : {false, true}) {
      const RunResult result = against(c.people, {"--lang", is_korean ? "ko" : "en"});
      ASSERT_EQ(result.status, kDone) << result.err;
      EXPECT_EQ(result.err, "");
      for (const std::string& sentence : is_korean ? c.korean : c.english) {
        expect_has(result.out, sentence);
      }
    }
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

TEST_F(Fields, LeavesThePersonOutOfThePoolAndSaysSo) {
  const Json own{{"a", 2}, {"b", 2}};
  const std::pair<std::string, Json> other{"p", {{"a", 5}}};
  struct Case {
    std::vector<std::pair<std::string, Json>> people;
    std::size_t left_out;
    const char* said;
  };
  const std::vector<Case> cases{
      {{other, {"someone", {{"b", 5}}}},
       1,
       "pool.jsonl: 1 candidate has your id 'someone': taken for you and left out\n"},
      {{other, {"someone", {{"b", 5}}}, {"someone", own}},
       2,
       "pool.jsonl: 2 candidates have your id 'someone': taken for you and left out\n"},
      {{other, {"me", own}},
       1,
       "pool.jsonl: a candidate of another id has exactly your levels and wants: taken for you and "
       "left out\n"},
      {{other, {"me", own}, {"you", own}},
       1,
       "pool.jsonl: 2 candidates of other ids have exactly your levels and wants: one is taken for "
       "you and left out\n"},
      {{other, {"someone", own}, {"you", own}},
       1,
       "pool.jsonl: 1 candidate has your id 'someone': taken for you and left out\n"
       "pool.jsonl: 1 candidate of another id with exactly your levels and wants: taken for "
       "others\n"},
  };
  for (const Case& c : cases) {
    const RunResult result = against(c.people, {"-f", "json"});
    ASSERT_EQ(result.status, kDone) << result.err;
    EXPECT_EQ(result.err, c.said);
    const Json json = Json::parse(result.out);
    EXPECT_EQ(json["pool"]["candidates"], c.people.size());
    EXPECT_EQ(json["pool"]["choosing"], c.people.size() - c.left_out);
    EXPECT_EQ(against(c.people, {"-f", "json", "--quiet"}).err, "");
    expect_has(against(c.people).out,
               ", " + std::to_string(c.left_out) + " taken for you and left out");
    expect_has(against(c.people, {"--lang", "ko"}).out,
               ", " + std::to_string(c.left_out) + "명은 본인으로 보고 제외");
  }
}

TEST_F(Fields, LeavesOutRecordsThatAreNoProfileAndSaysSo) {
  put_catalog();
  dir_.put("me.json", profile_text({{"a", 2}}));
  std::string pool =
      "{\"id\": \"p\", \"skills\": {\"a\": 5}}\n{\"skills\": {\"b\": 1, \"z\": 1}}\n";
  dir_.put("one.jsonl", pool);
  for (int i = 0; i < 6; ++i) pool += "[]\n";
  dir_.put("seven.jsonl", pool);
  const RunResult one = run({"me.json", "-c", "catalog.json", "--pool", "one.jsonl"});
  EXPECT_EQ(one.status, kDone);
  expect_has(one.err, "one.jsonl:2: /skills/z: unknown skill 'z'");
  expect_has(one.out, "1 of 1 candidate would choose a field, 1 more record is no profile");
  const RunResult seven =
      run({"me.json", "-c", "catalog.json", "--pool", "seven.jsonl", "--lang", "ko"});
  EXPECT_EQ(std::count(seven.err.begin(), seven.err.end(), '\n'), 6) << seven.err;
  expect_has(seven.err,
             "and 2 more that are no profile; 'skillmatch batch --rejects FILE' keeps all");
  expect_has(seven.out, "7개 기록은 프로필이 아님");
  const RunResult warned = run(
      {"me.json", "-c", "catalog.json", "--pool", "one.jsonl", "--unknown-skills", "warn", "-q"});
  EXPECT_EQ(warned.err, "");
  expect_has(warned.out, "2 of 2 candidates would choose a field");
}

TEST_F(Fields, ReadsAPoolAsBatchDoes) {
  put_catalog();
  dir_.put("me.json", profile_text({{"a", 2}}));
  dir_.put("pool.csv", "id,a,b\np,5,\nq,,3\n");
  const Json json =
      json_of({"fields", "me.json", "-c", "catalog.json", "--pool", "pool.csv", "-f", "json"},
              {.directory = dir_.path()});
  EXPECT_EQ(json["pool"]["choosing"], 2);
  const RunResult piped =
      skillmatch({"fields", "me.json", "-c", "catalog.json", "--pool", "-"},
                 {.input = "{\"id\": \"p\", \"skills\": {\"a\": 5}}\n", .directory = dir_.path()});
  EXPECT_EQ(piped.status, kDone) << piped.err;
  expect_has(piped.out, "pool standard input: 1 of 1 candidate");
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
