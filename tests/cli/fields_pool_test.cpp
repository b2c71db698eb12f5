// skillmatch fields --pool: rivals as counting has them, who is left out, and every sentence in
// both languages.
#include "cli/fields_fixture.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace cli_test {
namespace fields_test {

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

// 0.58 × 100 is below 58 in floating point.
TEST_F(Fields, AWholePercentageIsNotRoundedDownToTheOneBelow) {
  std::vector<std::pair<std::string, Json>> people;
  for (int i = 0; i < 50; ++i) {
    const Json skills = i < 29 ? Json{{"b", 1}, {"c", 5}} : Json{{"b", 5}};
    people.emplace_back("p" + std::to_string(i), skills);
  }
  expect_has(against(people).out, " 58 %");
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

}  // namespace fields_test
}  // namespace cli_test
