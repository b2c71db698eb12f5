// skillmatch advise: every step as rank has the edited profile, every sentence in both languages,
// and what it refuses.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace advise_test {

const std::string kProfile = sample("graph-graduate");

class Advise : public testing::Test {
 protected:
  Json advised(Words words, const std::string& profile = kProfile) const {
    words.insert(words.begin(), {"advise", profile, "-f", "json"});
    return json_of(words, {.directory = dir_.path()});
  }
  std::string told(Words words, const std::string& profile = kProfile) const {
    words.insert(words.begin(), {"advise", profile});
    // As wide as the longest sentence.
    return output_of(words, {.environment = {{"COLUMNS", "1000"}}, .directory = dir_.path()});
  }
  // Both languages of one run.
  void expect_told(Words words, const std::string& en, const std::string& ko,
                   const std::string& profile = kProfile) const {
    words.insert(words.end(), {"--lang", "en"});
    EXPECT_NE(told(words, profile).find(en), std::string::npos) << en << "\n"
                                                                << told(words, profile);
    words.back() = "ko";
    EXPECT_NE(told(words, profile).find(ko), std::string::npos) << ko << "\n"
                                                                << told(words, profile);
  }

  TempDir dir_;
};

// The companies of rank's results that are within reach.
std::set<std::string> within(const Json& ranking, double reach) {
  std::set<std::string> companies;
  for (const Json& result : ranking["results"]) {
    if (result["gate"] == "pass" && result["score"] >= reach) companies.insert(result["company"]);
  }
  return companies;
}

TEST_F(Advise, EveryStepIsWhatRankSaysOfTheEditedProfile) {
  const Json json = advised({"--budget", "400"});
  EXPECT_EQ(json["format"], "skillmatch/advice@1");
  EXPECT_EQ(json["companies"], 19);
  EXPECT_EQ(json["considered"], 19);
  ASSERT_GT(json["steps"].size(), 5U);
  Json profile = Json::parse(bytes_of(kProfile));
  double hours = 0.0;
  std::set<std::string> reached;
  for (const Json& step : json["steps"]) {
    profile["skills"][step["skill"].get<std::string>()] = step["to"];
    hours += step["hours"].get<double>();
    EXPECT_EQ(step["total_hours"], hours);
    const Json ranking =
        json_of({"rank", dir_.put("changed.json", profile.dump()), "--top", "all", "-f", "json"});
    for (const Json& company : step["unlocks"]) reached.insert(company);
    for (const Json& company : step["loses"]) reached.erase(company);
    EXPECT_EQ(within(ranking, 0.6), reached);
    EXPECT_EQ(step["value"], reached.size());
  }
  EXPECT_EQ(json["then"]["value"], reached.size());
  EXPECT_EQ(json["hours"], hours);
  EXPECT_LE(hours, 400.0);
}

TEST_F(Advise, PlansForTheMeanOfTheBestAndForOneCompany) {
  const Json mean = advised({"--goal", "score", "--top", "3", "--budget", "50"});
  EXPECT_EQ(mean["goal"], (Json{{"value", "score"}, {"reach", 0.6}, {"top", 3}}));
  EXPECT_GT(mean["then"]["value"], mean["now"]["value"]);
  const Json one = advised({"--goal", "company:보로노이", "--budget", "50"});
  EXPECT_EQ(one["goal"], (Json{{"value", "score"}, {"reach", 0.6}, {"company", "voronoi"}}));
  EXPECT_EQ(one["companies"], 1);
  const Json ranking = json_of({"rank", kProfile, "--top", "all", "-f", "json"});
  for (const Json& result : ranking["results"]) {
    if (result["company"] == "voronoi") EXPECT_EQ(one["now"]["value"], result["score"]);
  }
}

TEST_F(Advise, TakesTheOptionsOfRankAndNamedCompanies) {
  const Json json = advised({"--company", "lunit", "--company", "뷰노", "--reach", "0.4"});
  EXPECT_EQ(json["companies"], 2);
  EXPECT_EQ(advised({"--field", "medical-ai"})["companies"], 3);
  const Words more{"--relatedness", "0.5", "--model", "cosine"};
  Words words{"--reach", "0.5"};
  words.insert(words.end(), more.begin(), more.end());
  Words rank{"rank", kProfile, "--top", "all", "-f", "json"};
  rank.insert(rank.end(), more.begin(), more.end());
  EXPECT_EQ(advised(words)["now"]["within_reach"].size(), within(json_of(rank), 0.5).size());
}

TEST_F(Advise, IsTheSameForAnyNumberOfThreads) {
  const Words words{"--budget", "400"};
  Words three = words;
  three.insert(three.end(), {"--threads", "3"});
  Words one = words;
  one.insert(one.end(), {"--threads", "1"});
  EXPECT_EQ(told(one), told(three));
}

TEST_F(Advise, ReadsHoursFromAFile) {
  dir_.put("effort.json", Json{{"format", "skillmatch/effort@1"},
                               {"hours", {1, 2, 3, 4, 5}},
                               {"related_saves", 0},
                               {"factors", {{"파이썬", 2}}}}
                              .dump());
  const Json json = advised({"--effort", "effort.json", "--budget", "10"});
  EXPECT_EQ(json["effort"], (Json{{"hours", {1.0, 2.0, 3.0, 4.0, 5.0}},
                                  {"related_saves", 0.0},
                                  {"factors", {{"python", 2.0}}}}));
  ASSERT_FALSE(json["steps"].empty());
  const Json& step = json["steps"][0];
  ASSERT_EQ(step["from"], nullptr);
  ASSERT_LE(step["to"], 1.0);
  EXPECT_EQ(step["hours"], step["to"]);
  expect_told(
      {"--effort", "effort.json"},
      "Hours are an assumption: 1, 2, 3, 4, 5 for each level from 0 to 5, less a share of 0 ",
      "시간은 가정입니다: 수준 0에서 5까지 한 단계마다 1, 2, 3, 4, 5시간");
}

TEST_F(Advise, SaysWhatAFieldAsksForBesideWhatIsHeld) {
  const Json field = advised({"--field", "medical-ai"})["field"];
  EXPECT_EQ(field["field"], "medical-ai");
  EXPECT_EQ(field["companies"], 3);
  const Json catalog = json_of({"catalog", "list", "companies", "-f", "json"});
  std::size_t before = 3;
  for (const Json& asked : field["asked"]) {
    EXPECT_LE(asked["companies"], before);
    before = asked["companies"];
  }
  expect_told({"--field", "medical-ai"}, "What the 3 companies of Medical AI ask for",
              "의료: 3개 회사가 요구하는 역량");
  expect_told({"--field", "medical-ai"}, "more; 'skillmatch advise --format json' has all",
              "개; 'skillmatch advise --format json'에 모두 있습니다");
}

// Small catalogs of which the answer is seen without a plan.
class SmallAdvise : public Advise {
 protected:
  SmallAdvise() {
    dir_.put("taxonomy.json", taxonomy_text({"a", "b", "c", "d"}));
    dir_.put("coverage.json",
             R"({"format": "skillmatch/model@1", "blend": 0, "breadth_floor": 0})");
    dir_.put("me.json", profile_text({{"a", 1}, {"d", 5}}));
  }
  void put(const std::vector<std::pair<std::string, Json>>& companies) const {
    dir_.put("catalog.json", catalog_text(companies, "taxonomy.json"));
  }
  void expect(Words words, const std::string& en, const std::string& ko) const {
    words.insert(words.begin(), {"-c", "catalog.json", "-m", "coverage.json"});
    expect_told(words, en, ko, "me.json");
  }
};

TEST_F(SmallAdvise, SaysWhatIsWithinReachNowAndThen) {
  put({{"one", {{"a", 1}}}, {"two", {{"b", 1}}}, {"three", {{"c", 5}}}});
  expect({"--budget", "20"},
         "Within reach, with a score of 0.6 or more and every must met: 1 of 3 companies now, 2 "
         "after 20 of 20 hours.",
         "닿는 회사(점수 0.6 이상, 필수 요건 충족): 3개 중 지금 1개, 20시간 중 20시간 뒤 2개.");
  expect({"--budget", "20"}, "Within reach now: one\n", "지금 닿는 회사: one\n");
  expect({"--budget", "20"}, "someone: what to learn next", "someone: 다음에 배울 것");
  expect({"--company", "two"}, "0 of 1 company now, 1 after", "1개 중 지금 0개");
}

TEST_F(SmallAdvise, SaysScoresNowAndThen) {
  put({{"one", {{"a", 1}}}, {"two", {{"b", 4}}}});
  expect(
      {"--goal", "score", "--budget", "20"},
      "Mean score of the best 2 of 2 companies, 0 where a must fails: 0.500 now, 0.625 after 20 "
      "of 20 hours.",
      "2개 회사 중 상위 2개의 평균 점수(필수 요건에 미달하면 0): 지금 0.500, 20시간 중 20시간 뒤 "
      "0.625.");
  expect({"--goal", "company:two", "--budget", "20"},
         "Score of two, 0 where a must fails: 0.000 now, 0.250 after 20 of 20 hours.",
         "two의 점수(필수 요건에 미달하면 0): 지금 0.000, 20시간 중 20시간 뒤 0.250.");
}

TEST_F(SmallAdvise, SaysWhatTheBudgetDoesNotDo) {
  put({{"one", {{"b", 1}, {"c", 4}}}});
  expect(
      {"--budget", "1"},
      "Nothing can be gained for 1 hour. The least found that gains something takes 40: b ?→1, c "
      "?→1; then one is within reach.",
      "1시간으로는 나아지는 것이 없습니다.");
  expect(
      {"--budget", "1", "--goal", "score"},
      "The least found that gains something takes 10: b ?→0.5; then the value is 0.250 instead of "
      "0.000.",
      "찾은 것 중 가장 적게 드는 것은 10시간입니다: b ?→0.5; 그러면 값: 0.000 → 0.250.");
  expect({"--budget", "1"}, "", "그러면 one에 닿습니다.");
}

TEST_F(SmallAdvise, SaysWhereNothingIsLeftOrPossible) {
  put({{"one", {{"a", 1}}}});
  expect({}, "Every company is within reach already.", "모든 회사가 이미 닿는 범위에 있습니다.");
  expect({"--goal", "score"}, "No levels of what they ask for were found that gain anything.",
         "요구하는 역량 가운데 올려서 나아지는 것을 찾지 못했습니다.");
  put({{"one", {{"b", 1}}}});
  dir_.put("coverage.json", R"({"format": "skillmatch/model@1", "blend": 0, "breadth_floor": 9})");
  expect({},
         "No levels of what they ask for were found that bring another company within reach; a "
         "lower --reach may.",
         "새로 닿는 회사를 찾지 못했습니다. --reach를 낮추면 있을 수 있습니다.");
}

TEST_F(SmallAdvise, SaysWhatFallsOutOfReachAgain) {
  put({{"one", {{"a", 1}, {"d", 5}}},
       {"two", {{"b", 5}, {"d", 5}}},
       {"three", {{"b", 4}, {"d", 5}}}});
  dir_.put("coverage.json", R"({"format": "skillmatch/model@1", "blend": 1})");
  expect({"--reach", "0.95", "--budget", "3000"}, "−one", "−one");
  expect({"--reach", "0.95", "--budget", "3000"}, "−: falls out of reach again",
         "−: 배운 것 때문에");
}

TEST_F(SmallAdvise, CountsWhatItLeavesOut) {
  put({{"one", {{"b", 1}}}, {"nothing", Json::object()}});
  expect({}, "1 company has no score under this model and is left out.",
         "점수가 없는 회사 1개는 뺐습니다.");
  put({{"one", {{"b", 1}}}, {"nothing", Json::object()}, {"neither", Json::object()}});
  expect({}, "2 companies have no score under this model and are left out.",
         "점수가 없는 회사 2개는 뺐습니다.");
}

TEST_F(SmallAdvise, SaysForHowManyOfTheCompaniesItChose) {
  std::vector<std::pair<std::string, Json>> companies;
  for (int c = 0; c < 300; ++c) companies.emplace_back("c" + std::to_string(c), Json{{"b", 1}});
  put(companies);
  expect({},
         "What to learn was chosen for 256 companies, the highest scores out of reach and the "
         "lowest within it; every number is of all 300.",
         "배울 것은 아직 닿지 않는 회사 중 점수가 높은 곳과 닿는 회사 중 점수가 낮은 곳, 합해서 "
         "256개를 보고 골랐고, 수치는 300개 회사 모두에 대한 것입니다.");
  expect({"--goal", "score"},
         "What to learn was chosen for the 64 companies with the highest scores now; every number "
         "is of all 300.",
         "지금 점수가 가장 높은 64개 회사를 보고 골랐고, 수치는 300개 회사 모두에 대한 것입니다.");
  expect({}, "c0, c1, c2, c3, c4 and 295 more", "c0, c1, c2, c3, c4 외 295개");
}

struct Refused {
  const char* name;
  Words words;
  int status;
  const char* message;
};

TEST_F(Advise, RefusesWhatHasNoAnswer) {
  dir_.put("asks-nothing.json", catalog_text({{"one", Json::object()}, {"two", {{"python", 1}}}}));
  dir_.put("all-nothing.json", catalog_text({{"one", Json::object()}}));
  dir_.put("effort.json", "{\"format\": \"skillmatch/effort@1\",\n\"hours\": [1, 2]}");
  const std::vector<Refused> cases{
      {"BudgetZero", {"-b", "0"}, kWrongUsage, "--budget: write a number of hours above 0"},
      {"BudgetNegative", {"--budget=-5"}, kWrongUsage, "--budget: write a number of hours above 0"},
      {"BudgetNoNumber", {"-b", "many"}, kWrongUsage, "--budget"},
      {"UnknownCompany",
       {"--company", "alsemi"},
       kWrongUsage,
       "--company: unknown company 'alsemi', did you mean 'alsemy'?"},
      {"UnknownField",
       {"--field", "medical-ia"},
       kWrongUsage,
       "--field: unknown field 'medical-ia', did you mean 'medical-ai'?"},
      {"Twice",
       {"--company", "alsemy", "--company", "알세미"},
       kWrongUsage,
       "--company: 'alsemy' twice"},
      {"OtherField",
       {"--company", "alsemy", "--field", "medical-ai"},
       kWrongUsage,
       "--company: 'alsemy' is not in the field of --field"},
      {"GoalOfOtherField",
       {"--goal", "company:alsemy", "--field", "medical-ai"},
       kWrongUsage,
       "--goal: 'alsemy' is not in the field of --field"},
      {"UnknownGoal", {"--goal", "scores"}, kWrongUsage, "--goal: "},
      {"UnknownCompanyOfTheGoal",
       {"--goal", "company:vorono"},
       kWrongUsage,
       "--goal: unknown company 'vorono', did you mean 'voronoi'?"},
      {"GoalWithoutCompany", {"--goal", "company:"}, kWrongUsage, "--goal: name the company"},
      {"GoalOfUnknownCompany", {"--goal", "company:alsemi"}, kWrongUsage, "did you mean 'alsemy'?"},
      {"GoalBesideCompany",
       {"--goal", "company:alsemy", "--company", "lunit"},
       kWrongUsage,
       "leave out --company"},
      {"ReachBeyond", {"--reach", "1.5"}, kWrongUsage, "--reach"},
      {"TopZero", {"--goal", "score", "--top", "0"}, kWrongUsage, "--top"},
      {"NotRanked",
       {"-c", "asks-nothing.json", "--company", "one"},
       kWrongInput,
       "asks-nothing.json: 'one' is not ranked: "},
      {"NoneRanked",
       {"-c", "all-nothing.json"},
       kWrongInput,
       "all-nothing.json: no company has a score under this model"},
      {"EffortWrong",
       {"--effort", "effort.json"},
       kWrongInput,
       "effort.json:2: /hours: has 2 numbers; write 5"},
      {"EffortMissing", {"--effort", "none.json"}, kWrongInput, "none.json"},
      {"Csv", {"-f", "csv"}, kWrongUsage, "--format"},
      {"Nowhere", {"-o", "none/x"}, kFailed, "none"},
      {"Replaced", {"--effort", "effort.json", "-o", "effort.json"}, kWrongUsage, "would replace"},
  };
  for (Refused c : cases) {
    c.words.insert(c.words.begin(), {"advise", kProfile});
    const RunResult result = skillmatch(c.words, {.directory = dir_.path()});
    EXPECT_EQ(result.status, c.status) << c.name << result.err;
    EXPECT_NE(result.err.find(c.message), std::string::npos) << c.name << ": " << result.err;
    EXPECT_TRUE(result.out.empty()) << c.name;
  }
}

TEST_F(Advise, PlansForSomebodyWhoHoldsNothingYet) {
  dir_.put("nobody.json", profile_text({{"python", 0}}));
  const Json json = advised({"--goal", "score", "--budget", "60"}, "nobody.json");
  EXPECT_EQ(json["now"]["value"], 0.0);
  EXPECT_GT(json["then"]["value"], 0.0);
}

// Names as hostile as they come stay inside their cells.
TEST_F(Advise, NamesStayTextInEveryFormat) {
  dir_.put("taxonomy.json", taxonomy_text({"a|b\n# head", "\x1b[31mred"}));
  dir_.put("catalog.json", catalog_text({{"c|d\n\n## x", {{"a|b\n# head", 3}, {"\x1b[31mred", 3}}}},
                                        "taxonomy.json"));
  dir_.put("me.json", profile_text({{"a|b\n# head", 1}}));
  for (const char* goal : {"reach", "score", "company:c|d\n\n## x"}) {
    for (const char* budget : {"1", "1000"}) {
      for (const char* format : {"table", "markdown", "json"}) {
        const RunResult result = skillmatch(
            {"advise", "me.json", "-c", "catalog.json", "--goal", goal, "-b", budget, "-f", format},
            {.directory = dir_.path()});
        ASSERT_EQ(result.status, kDone) << result.err;
        EXPECT_EQ(result.out.find('\x1b'), std::string::npos);
        EXPECT_EQ(result.out.find("\n## x"), std::string::npos);
        EXPECT_EQ(result.out.find("\n# head"), std::string::npos);
      }
    }
  }
}

}  // namespace advise_test
}  // namespace cli_test
