// skillmatch match: places as the lists and capacities have them, every sentence in both languages,
// the same in every format, and what it refuses.
#include "cli/skillmatch.h"
#include "support/csv.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace match_test {

// One profile a line.
std::string people_text(const std::vector<std::pair<std::string, Json>>& people) {
  std::string lines;
  for (const auto& [id, skills] : people) {
    lines += Json{{"id", id}, {"skills", skills}}.dump() + "\n";
  }
  return lines;
}

// The sample profiles as one file.
std::string samples() {
  std::string lines;
  for (const char* name : {"beginner", "expert", "graph-graduate", "known-gap", "korean-vision",
                           "time-series-analyst", "broad"}) {
    Json profile = Json::parse(bytes_of(sample(name)));
    profile["id"] = name;
    lines += profile.dump() + "\n";
  }
  return lines;
}

class Match : public testing::Test {
 protected:
  // Of the small catalog: a (a must: python), b (pytorch), c (nothing), d (docker).
  void SetUp() override {
    catalog_ =
        dir_.put("catalog.json", catalog_text({{"a", {{"python", {{"level", 3}, {"must", true}}}}},
                                               {"b", {{"pytorch", 3}}},
                                               {"c", Json::object()},
                                               {"d", {{"docker", 3}}}}));
    people_ = dir_.put("people.jsonl", people_text({{"ann", {{"python", 5}}},
                                                    {"bob", {{"python", 3}, {"pytorch", 2}}},
                                                    {"fay", {{"pytorch", 5}}}}));
    samples_ = dir_.put("samples.jsonl", samples());
  }
  std::string page(const std::string& people, const std::string& capacity, const char* language,
                   Words more = {}) const {
    Words words{"match", people, "--catalog", catalog_, "--capacity", capacity, "--lang", language};
    words.insert(words.end(), more.begin(), more.end());
    return output_of(words, {.environment = {{"COLUMNS", "200"}}});
  }
  static void expect_has(const std::string& text, const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) {
      EXPECT_NE(text.find(sentence), std::string::npos) << sentence << "\n in \n" << text;
    }
  }

  TempDir dir_;
  std::string catalog_;
  std::string people_;
  std::string samples_;
};

TEST_F(Match, SaysWhoIsPlacedWhereAndThatNoPairBlocks) {
  const std::string en = page(people_, "1", "en");
  expect_has(en, {"3 candidates, 4 companies with 4 places: the stable matching that is best for "
                  "every candidate\n",
                  "ann        a        0.667     1/1    1/2\n",
                  "    both companies on its list are full with candidates preferred to it; "
                  "nearest: a, 0.583 where the lowest score it took is 0.667\n",
                  "fay        b        0.667     1/1    1/2\n",
                  "c             1      0          0\n    it requires no skill\n",
                  "d             1      0          0\n    nobody lists it\n",
                  "3 candidates = 2 matched + 1 with every company full + 0 with no company to "
                  "list + 0 without a score\n",
                  "4 places = 2 taken + 2 left\n",
                  "stable: of the 4 pairs on the lists, all checked, none would both rather have "
                  "each other\n",
                  "choice: the company's place on the candidate's list;  place: the candidate's "
                  "among all who list the company;  lowest: the lowest score it took\n"});
  const std::string ko = page(people_, "1", "ko");
  expect_has(ko,
             {"지원자 3명, 회사 4곳, 정원 4명: 모든 지원자에게 가장 좋은 안정 매칭\n",
              "    지망한 2개 회사의 정원이 모두 앞선 지원자로 참; 가장 가까운 곳: a, 0.583 "
              "(최저 점수 0.667)\n",
              "    요구하는 역량이 없음\n", "    지망한 사람이 없음\n",
              "지원자 3명 = 배정 2 + 정원 참 1 + 지망할 곳 없음 0 + 점수 없음 0\n",
              "정원 4명 = 배정 2 + 남음 2\n",
              "안정: 목록의 4쌍을 모두 확인, 지금보다 서로를 더 원하는 쌍이 없음\n",
              "지망: 지원자의 목록에서 회사의 순위;  등수: 그 회사를 지망한 사람 가운데 지원자의 "
              "순위;  최저 점수: 배정된 사람의 가장 낮은 점수\n"});
}

TEST_F(Match, SaysWhyAnybodyIsLeftOver) {
  const std::string people =
      dir_.put("left.jsonl", people_text({{"dan", {{"python", 2}}}, {"eve", {{"python", 0}}}}));
  expect_has(
      page(people, "1", "en", {"--optimal", "companies"}),
      {"2 candidates, 4 companies with 4 places: the stable matching that is best for every "
       "company\n",
       "    no company with a place can be listed: a must is failed, or the score is 0 or "
       "below --min-score\n",
       "    the profile holds no skill above level 0\n",
       "2 candidates = 0 matched + 0 with every company full + 1 with no company to list + 1 "
       "without a score\n"});
  expect_has(page(people, "1", "ko", {"--optimal", "companies"}),
             {"모든 회사에 가장 좋은 안정 매칭\n",
              "    정원이 있는 회사 가운데 지망할 곳이 없음: 필수 요건 미달이거나 점수가 0 또는 "
              "--min-score 미만\n",
              "    프로필에 수준이 0보다 높은 역량이 없음\n"});
  // Nobody reaches a score that high.
  expect_has(page(people_, "1", "en", {"--min-score", "0.9"}), {"+ 3 with no company to list +"});
}

TEST_F(Match, SaysWhereTheLotDecided) {
  const std::string people =
      dir_.put("equals.jsonl", people_text({{"one", {{"python", 4}}}, {"two", {{"python", 4}}}}));
  expect_has(page(people, "1", "en"),
             {"    the one company on its list is full with candidates preferred to it; nearest: "
              "a, 0.667 as the lowest score it took: the lot decided\n"});
  expect_has(page(people, "1", "ko"),
             {"    지망한 1개 회사의 정원이 모두 앞선 지원자로 참; 가장 가까운 곳: a, 0.667 (최저 "
              "점수와 같아 추첨에서 밀림)\n"});
  // Some seeds give the place to one, some to the other.
  std::set<std::string> winners;
  for (const char* seed : {"1", "2", "3", "4", "5", "6", "7", "8"}) {
    const Json json = json_of({"match", people, "-c", catalog_, "--seed", seed, "-f", "json"});
    for (const Json& one : json["candidates"]) {
      if (one.contains("company")) winners.insert(one["candidate"]);
    }
  }
  EXPECT_EQ(winners.size(), 2U);
}

TEST_F(Match, SaysWhyPlacesAreLeft) {
  const std::string people =
      dir_.put("more.jsonl", people_text({{"bob", {{"python", 4}, {"pytorch", 3}}},
                                          {"fay", {{"pytorch", 5}}},
                                          {"gus", {{"python", 4}, {"pytorch", 3}}}}));
  const std::string one = dir_.put("one.csv", "company,places\na,9\nb,4\n");  // c and d take nobody
  expect_has(page(people, one, "en"),
             {"    everybody who lists it is taken\n",
              "    the other 2 who list it are with companies they prefer\n"});
  expect_has(page(people, one, "ko"), {"    지망한 사람이 모두 배정됨\n",
                                       "    지망한 나머지 2명은 더 원하는 회사에 배정됨\n"});
  const std::string two =
      dir_.put("two.jsonl", people_text({{"bob", {{"python", 4}, {"pytorch", 3}}}}));
  expect_has(page(two, one, "en"),
             {"1 candidate, 2 companies with 13 places",
              "    the other one who lists it is with companies they prefer\n"});
}

TEST_F(Match, ShowsAsManyRowsAsAskedFor) {
  expect_has(page(people_, "1", "en", {"--top", "1"}),
             {"(2 more of the candidates; --top all shows every one)\n",
              "(3 more of the companies; --top all shows every one)\n"});
  expect_has(
      page(people_, "1", "ko", {"--top", "1"}),
      {"(2명 더 있음, 모두 보려면 --top all)\n", "(3개 회사 더 있음, 모두 보려면 --top all)\n"});
}

TEST_F(Match, EveryFormatSaysTheSame) {
  const Json json = json_of({"match", samples_, "-f", "json", "--capacity", "1"});
  EXPECT_EQ(json["format"], "skillmatch/matching@1");
  EXPECT_EQ(json["blocking_pairs"], 0);
  ASSERT_EQ(json["candidates"].size(), 7U);
  ASSERT_EQ(json["companies"].size(), 19U);
  const RunResult lines = skillmatch({"match", samples_, "-f", "jsonl"});
  std::string expected;
  for (const Json& one : json["candidates"]) expected += one.dump() + "\n";
  for (const Json& one : json["companies"]) expected += one.dump() + "\n";
  EXPECT_EQ(lines.out, expected);
  EXPECT_EQ(lines.err.find("7 candidates = "), 0U) << lines.err;
  EXPECT_NE(lines.err.find("\nstable: "), std::string::npos) << lines.err;
  const RunResult table = skillmatch({"match", samples_, "-f", "csv", "--quiet"});
  EXPECT_EQ(table.err, "");
  const auto rows = csv::read(table.out);
  ASSERT_EQ(rows.size(), 8U);
  for (std::size_t i = 0; i < 7; ++i) {
    const Json& one = json["candidates"][i];
    const std::vector<std::string>& row = rows[i + 1];
    ASSERT_EQ(row.size(), rows[0].size());
    EXPECT_EQ(row[0], one["candidate"]);
    EXPECT_EQ(row[1], one.value("company", ""));
    EXPECT_EQ(row[2], one.contains("score") ? one["score"].dump() : "");
    EXPECT_EQ(row[3], one.contains("mutual") ? one["mutual"].dump() : "");
    EXPECT_EQ(row[4], one.contains("choice") ? one["choice"].dump() : "");
    EXPECT_EQ(row[7], one.value("reason", ""));
  }
}

TEST_F(Match, GivesPlacesAndScoresOfTheLists) {
  const Json json = json_of({"match", samples_, "-f", "json", "--list", "4"});
  std::map<std::string, int> taken;
  for (const Json& one : json["candidates"]) {
    EXPECT_LE(one["listed"], 4);
    if (!one.contains("company")) continue;
    ++taken[one["company"]];
    // The same scores as of rank, with what the person wants where it wants something.
    const std::string profile = sample(one["candidate"]);
    Words words{"rank", profile, "--top", "all", "-f", "json"};
    if (one.contains("mutual")) words.emplace_back("--mutual");
    const Json ranking = json_of(words);
    const auto at =
        std::find_if(ranking["results"].begin(), ranking["results"].end(),
                     [&](const Json& result) { return result["company"] == one["company"]; });
    ASSERT_NE(at, ranking["results"].end());
    EXPECT_EQ((*at)["score"], one["score"]);
    EXPECT_EQ((*at)["rank"], one["choice"]);
    EXPECT_EQ(at->value("mutual", Json()), one.value("mutual", Json()));
  }
  for (const Json& company : json["companies"]) {
    EXPECT_EQ(company["taken"], taken[company["company"]]);
    EXPECT_LE(company["taken"], 1);
  }
}

TEST_F(Match, HangsNeitherOnThreadsNorOnTheOrderOfTheProfiles) {
  const auto matched = [&](const std::string& people, const char* threads) {
    Json json = json_of({"match", people, "-f", "json", "--threads", threads, "--list", "3"});
    std::sort(json["candidates"].begin(), json["candidates"].end(),
              [](const Json& a, const Json& b) { return a["candidate"] < b["candidate"]; });
    return json;
  };
  std::vector<std::string> lines;
  std::string text = samples();
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
    lines.insert(lines.begin(), text.substr(0, end + 1));
    text.erase(0, end + 1);
  }
  std::string reversed;
  for (const std::string& line : lines) reversed += line;
  const Json expected = matched(samples_, "1");
  EXPECT_EQ(matched(samples_, "3"), expected);
  EXPECT_EQ(matched(dir_.put("reversed.jsonl", reversed), "2"), expected);
}

TEST_F(Match, LeavesOutWhatIsNoCandidateAndSaysSo) {
  const std::string people =
      dir_.put("bad.jsonl", people_text({{"ann", {{"python", 5}}}, {"bob", {{"pyton", 3}}}}) +
                                people_text({{"ann", {{"python", 1}}}}));
  const RunResult result = skillmatch({"match", people, "-c", catalog_, "-f", "json"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.err, people +
                            ":2: /skills/pyton: unknown skill 'pyton', did you mean 'python'?\n" +
                            people + ":3: the id 'ann' is that of line 1; keep one\n" +
                            "read 3 = 1 to match + 2 rejected\n");
  EXPECT_EQ(Json::parse(result.out)["candidates"].size(), 1U);
  const RunResult strict = skillmatch({"match", people, "-c", catalog_, "--strict"});
  EXPECT_EQ(strict.status, kWrongInput);
  EXPECT_EQ(strict.out, "");
  const RunResult quiet = skillmatch({"match", people, "-c", catalog_, "-q", "-f", "csv"});
  EXPECT_EQ(quiet.err, "");
}

TEST_F(Match, AnEmptyFileAndNoPlacesAreMatchedAsTheyAre) {
  const std::string nobody = dir_.put("nobody.jsonl", "");
  expect_has(page(nobody, "1", "en"),
             {"0 candidates, 4 companies with 4 places", "stable: of the 0 pairs"});
  expect_has(page(people_, "0", "en"),
             {"3 candidates, 0 companies with 0 places", "+ 3 with no company to list +"});
}

TEST_F(Match, RefusesWhatCannotBeMatched) {
  const std::string empty = dir_.put("empty.csv", "");
  const std::string wrong = dir_.put("wrong.csv", "company,places\nbb,1\na,-2\na,0.5\n");
  struct Refused {
    const char* name;
    Words words;
    int status;
    const char* message;
  };
  const std::string range = "--capacity: '1.5' is not a whole number from 0 to 1000000000";
  const std::vector<Refused> cases{
      {"Fraction", {"--capacity", "1.5"}, kWrongUsage, range.c_str()},
      {"Negative", {"--capacity=-1"}, kWrongUsage, "--capacity: '-1' is not a whole number"},
      {"Huge", {"--capacity", "1e99"}, kWrongUsage, "--capacity: '1e99' is not a whole number"},
      {"NoFile", {"--capacity", "no-such.csv"}, kWrongInput, "no-such.csv"},
      {"EmptyFile", {"--capacity", empty}, kWrongInput, "empty.csv: empty; the first line names"},
      {"Lines",
       {"--capacity", wrong},
       kWrongInput,
       "wrong.csv:3: '-2' is not a number of places; write a number that is whole"},
      {"List", {"--list", "0"}, kWrongUsage, "--list: '0' is not a whole number from 1"},
      {"MinScore", {"--min-score", "2"}, kWrongUsage, "--min-score"},
      {"Optimal",
       {"--optimal", "company"},
       kWrongUsage,
       "--optimal: 'company' is not one of candidates, companies"},
      {"Format", {"-f", "trec"}, kWrongUsage, "--format"},
      {"Two", {"--capacity", "-"}, kWrongUsage, "only one file can be '-'"},
      {"Over", {"--capacity", wrong, "-o", wrong}, kWrongUsage, "--output would replace"},
      {"Nowhere", {"-o", dir_ / "none/x"}, kFailed, "none"},
  };
  for (Refused c : cases) {
    const std::string input = std::string(c.name) == "Two" ? "-" : people_;
    c.words.insert(c.words.begin(), {"match", input, "--catalog", catalog_});
    const RunResult result = skillmatch(c.words);
    EXPECT_EQ(result.status, c.status) << c.name << result.err;
    EXPECT_NE(result.err.find(c.message), std::string::npos) << c.name << ": " << result.err;
    EXPECT_TRUE(result.out.empty()) << c.name;
  }
  EXPECT_EQ(bytes_of(wrong), "company,places\nbb,1\na,-2\na,0.5\n");
}

// Names as hostile as they come stay inside their cells.
TEST_F(Match, NamesStayTextInEveryFormat) {
  dir_.put("taxonomy.json", taxonomy_text({"s"}));
  dir_.put("hostile.json", catalog_text({{"=c|d\n\n## x\x1b[31m", {{"s", 3}}}}, "taxonomy.json"));
  dir_.put("them.jsonl", people_text({{"@a|b\n# head\x1b[31m", {{"s", 3}}}, {"two", {{"s", 2}}}}));
  for (const char* format : {"table", "markdown", "json", "jsonl", "csv"}) {
    const RunResult result =
        skillmatch({"match", "them.jsonl", "-c", "hostile.json", "-q", "-f", format},
                   {.directory = dir_.path()});
    ASSERT_EQ(result.status, kDone) << result.err;
    EXPECT_EQ(result.out.find('\x1b'), std::string::npos) << format;
    EXPECT_EQ(result.out.find("\n## x"), std::string::npos) << format;
    EXPECT_EQ(result.out.find("\n# head"), std::string::npos) << format;
    if (std::string(format) != "csv") continue;
    EXPECT_EQ(result.out.find("\n@"), std::string::npos);
    EXPECT_EQ(result.out.find(",="), std::string::npos);
  }
}

}  // namespace match_test
}  // namespace cli_test
