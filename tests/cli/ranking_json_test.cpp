// The JSON of a ranking: its members, and that its numbers add up.
#include "cli/skillmatch.h"
#include "support/csv.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace ranking_json_test {

const std::vector<std::string> kProfiles{"as-people-write-it",
                                         "backend-to-nlp",
                                         "beginner",
                                         "broad",
                                         "expert",
                                         "graph-graduate",
                                         "known-gap",
                                         "korean-vision",
                                         "reinforcement-learner",
                                         "time-series-analyst",
                                         "education-teacher-turned-datascientist"};

using Names = std::set<std::string>;

Names members(const Json& object) {
  Names names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

bool is_share(const Json& value) { return value.is_number() && value >= 0.0 && value <= 1.0; }
bool is_level(const Json& value) { return value.is_number() && value >= 0.0 && value <= 5.0; }

Json ranking_of(const std::string& profile, Words options = {}) {
  options.insert(options.begin(), {"rank", sample(profile), "--format", "json", "--top", "all"});
  return json_of(options);
}

// data/schema/ranking.schema.json in words.
void expect_result_by_schema(const Json& result) {
  Names names = members(result);
  names.erase("mutual");
  names.erase("field");
  EXPECT_EQ(names, (Names{"rank", "company", "name", "score", "cosine", "coverage", "gate",
                          "gate_reasons", "matched", "missing"}));
  for (const char* share : {"score", "cosine", "coverage"}) EXPECT_TRUE(is_share(result[share]));
  EXPECT_TRUE(Names({"pass", "unknown", "fail"}).contains(result["gate"]));
  for (const Json& reason : result["gate_reasons"]) {
    EXPECT_EQ(members(reason), (Names{"skill", "have", "need", "gate"}));
    EXPECT_EQ(reason["have"].is_null(), reason["gate"] == "unknown");
  }
  for (const Json& term : result["matched"]) {
    EXPECT_EQ(members(term), (Names{"skill", "have", "need", "cosine_term", "coverage_term"}));
    EXPECT_TRUE(is_share(term["cosine_term"]) && is_share(term["coverage_term"]));
    EXPECT_TRUE(is_level(term["need"]) && term["need"] > 0.0);
  }
  for (const Json& gap : result["missing"]) {
    EXPECT_EQ(members(gap), (Names{"skill", "have", "need", "loss"}));
    // Below 0 where the profile would lose more direction than it gains coverage.
    EXPECT_TRUE(gap["loss"] >= -1.0 && gap["loss"] <= 1.0);
    EXPECT_TRUE(gap["have"].is_null() || is_level(gap["have"]));
  }
}

class RankingJson : public testing::TestWithParam<std::string> {};

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Profiles, RankingJson, testing::ValuesIn(kProfiles), name_of);

TEST_P(RankingJson, HasTheMembersOfItsSchema) {
  const Json ranking = ranking_of(GetParam());
  EXPECT_EQ(members(ranking), (Names{"format", "profile", "model", "results", "not_ranked"}));
  EXPECT_EQ(ranking["format"], "skillmatch/ranking@1");
  EXPECT_EQ(ranking["profile"], GetParam());
  EXPECT_EQ(members(ranking["model"]), (Names{"name", "blend", "breadth_floor", "relatedness"}));
  EXPECT_EQ(ranking["results"].size(), 19);
  for (const Json& result : ranking["results"]) expect_result_by_schema(result);
}

TEST_P(RankingJson, TermsSumToTheScore) {
  for (const Words& options : std::vector<Words>{
           {}, {"--model=cosine"}, {"--model=coverage"}, {"--relatedness=0.5"}, {"--mutual"}}) {
    if (options == Words{"--mutual"} &&
        skillmatch({"rank", sample(GetParam()), "--mutual"}).status != kDone) {
      continue;  // it wants nothing
    }
    const Json ranking = ranking_of(GetParam(), options);
    const double blend = ranking["model"]["blend"];
    for (const Json& result : ranking["results"]) {
      double cosine = 0.0;
      double coverage = 0.0;
      for (const Json& term : result["matched"]) {
        cosine += term["cosine_term"].get<double>();
        coverage += term["coverage_term"].get<double>();
      }
      EXPECT_NEAR(cosine + coverage, result["score"].get<double>(), 1e-12);
      EXPECT_NEAR(cosine, blend * result["cosine"].get<double>(), 1e-12);
      EXPECT_NEAR(coverage, (1.0 - blend) * result["coverage"].get<double>(), 1e-12);
    }
  }
}

TEST_P(RankingJson, MissingSkillsAreSortedByWhatTheyCost) {
  const Json ranking = ranking_of(GetParam());
  for (const Json& result : ranking["results"]) {
    const Json& missing = result["missing"];
    for (std::size_t i = 1; i < missing.size(); ++i) {
      EXPECT_GE(missing[i - 1]["loss"], missing[i]["loss"]);
    }
    for (const Json& gap : missing) {
      EXPECT_TRUE(gap["have"].is_null() || gap["have"] < gap["need"]) << gap;
    }
  }
}

TEST_P(RankingJson, RanksFailuresLastAndScoresDescending) {
  const Json results = ranking_of(GetParam())["results"];
  for (std::size_t i = 0; i < results.size(); ++i) {
    EXPECT_EQ(results[i]["rank"], i + 1);
    EXPECT_EQ(results[i]["gate"] == "pass", results[i]["gate_reasons"].empty());
    if (i == 0) continue;
    const bool failed_before = results[i - 1]["gate"] == "fail";
    const bool fails = results[i]["gate"] == "fail";
    EXPECT_LE(failed_before, fails);
    EXPECT_TRUE(failed_before < fails || results[i - 1]["score"] >= results[i]["score"]) << i;
  }
}

TEST_P(RankingJson, TheFirstFewAreTheFirstOfAll) {
  const Json all = ranking_of(GetParam())["results"];
  const Json few =
      json_of({"rank", sample(GetParam()), "--format", "json", "--top", "5"})["results"];
  ASSERT_EQ(few.size(), 5);
  for (std::size_t i = 0; i < few.size(); ++i) EXPECT_EQ(few[i], all[i]);
}

TEST_P(RankingJson, LinesAreTheResultsWithTheirProfile) {
  const std::string text =
      output_of({"rank", sample(GetParam()), "--format", "jsonl", "--top", "all"});
  const Json results = ranking_of(GetParam())["results"];
  std::size_t at = 0;
  for (const Json& result : results) {
    const std::size_t end = text.find('\n', at);
    Json line = Json::parse(text.substr(at, end - at));
    EXPECT_EQ(line["profile"], GetParam());
    line.erase("profile");
    EXPECT_EQ(line, result);
    at = end + 1;
  }
  EXPECT_EQ(at, text.size());
}

TEST_P(RankingJson, CsvHasTheSameNumbersToTheLastBit) {
  const csv::Records rows =
      csv::read(output_of({"rank", sample(GetParam()), "--format", "csv", "--top", "all"}));
  const Json results = ranking_of(GetParam())["results"];
  ASSERT_EQ(rows.size(), results.size() + 1);
  EXPECT_EQ(rows[0], (Words{"rank", "company", "name", "field", "score", "cosine", "coverage",
                            "gate", "mutual", "fits_best", "missing_most", "reason"}));
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& row = rows[i + 1];
    ASSERT_EQ(row.size(), 12);
    EXPECT_EQ(row[0], std::to_string(i + 1));
    EXPECT_EQ(row[1], results[i]["company"]);
    EXPECT_EQ(row[2], results[i]["name"]);
    EXPECT_EQ(row[3], results[i]["field"]);
    EXPECT_EQ(std::stod(row[4]), results[i]["score"]);
    EXPECT_EQ(std::stod(row[5]), results[i]["cosine"]);
    EXPECT_EQ(std::stod(row[6]), results[i]["coverage"]);
    EXPECT_EQ(row[7], results[i]["gate"]);
    EXPECT_EQ(row[11].empty(), results[i]["gate"] == "pass");
  }
}

TEST(RankingJsonOfMutual, IsTheHarmonicMeanOrderedByIt) {
  const Json results = ranking_of("graph-graduate", {"--mutual"})["results"];
  for (std::size_t i = 0; i < results.size(); ++i) {
    ASSERT_TRUE(is_share(results[i]["mutual"]));
    EXPECT_LE(results[i]["mutual"], 2.0 * results[i]["score"].get<double>());
    if (i > 0 && (results[i - 1]["gate"] == "fail") == (results[i]["gate"] == "fail")) {
      EXPECT_GE(results[i - 1]["mutual"], results[i]["mutual"]);
    }
  }
}

TEST(RankingJsonOfAField, HasItsCompaniesOnly) {
  for (const char* field : {"medical-ai", "Medical AI", "의료"}) {
    const Json results = ranking_of("graph-graduate", {"--field", field})["results"];
    EXPECT_EQ(results.size(), 3);
    for (const Json& result : results) EXPECT_EQ(result["field"], "medical-ai");
  }
}

TEST(RankingJsonOfAModel, NamesWhatItWeighs) {
  const RunOptions options{
      .input = R"({"format": "skillmatch/model@1", "blend": 0.25, "breadth_floor": 2,
                   "relatedness": 0.1, "weights": {"python": 0.5, "sql": 1}})"};
  const Json ranking =
      json_of({"rank", sample("expert"), "-f", "json", "--model", "-"}, options)["model"];
  EXPECT_EQ(ranking["blend"], 0.25);
  EXPECT_EQ(ranking["breadth_floor"], 2);
  EXPECT_EQ(ranking["relatedness"], 0.1);
  EXPECT_EQ(ranking["weights"], (Json{{"python", 0.5}}));
}

}  // namespace ranking_json_test
}  // namespace cli_test
