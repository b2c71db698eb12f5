// Companies and profiles that have no score are said to have none, in every format.
#include "cli/skillmatch.h"
#include "support/csv.h"
#include "support/temp_dir.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace not_ranked_test {

// Two companies of which one requires nothing.
class NotRanked : public testing::Test {
 protected:
  NotRanked() {
    dir_.put("catalog.json",
             catalog_text({{"Open", {{"python", 3}}}, {"Asks nothing", Json::object()}}));
    dir_.put("me.json", profile_text({{"python", 3}}));
    dir_.put("none.json", profile_text({{"python", 0}}));
    dir_.put("model.json", R"({"format": "skillmatch/model@1", "weights": {"python": 0}})");
  }
  std::string run(Words words) const {
    words.insert(words.begin(), "rank");
    if (words[1] != "-") words.insert(words.end(), {"-c", "catalog.json"});
    return output_of(words, {.directory = dir_.path()});
  }
  const TempDir dir_;
};

TEST_F(NotRanked, IsSaidInTheTable) {
  EXPECT_EQ(run({"me.json"}),
            "someone: 1 company, score = 0.5 × cosine + 0.5 × coverage (balanced)\n"
            "#  company  field  score  cosine  coverage  gate\n"
            "1  Open            0.667   1.000     0.333  pass\n"
            "    fits best: Python\n"
            "\n"
            "Not ranked:\n"
            "  Asks nothing: it requires no skill\n");
  EXPECT_TRUE(run({"me.json", "--lang", "ko"})
                  .ends_with("\n순위에서 제외:\n  Asks nothing: 요구하는 역량이 없음\n"));
}

TEST_F(NotRanked, IsSaidInJson) {
  const Json expected = {{"company", "Asks nothing"},
                         {"name", "Asks nothing"},
                         {"reason", "no_requirements"},
                         {"text", "it requires no skill"}};
  const Json ranking = Json::parse(run({"me.json", "--format", "json"}));
  EXPECT_EQ(ranking["results"].size(), 1);
  EXPECT_EQ(ranking["not_ranked"], Json::array({expected}));
  const std::string lines = run({"me.json", "--format", "jsonl"});
  Json line = Json::parse(lines.substr(lines.find('\n') + 1));
  line.erase("profile");
  EXPECT_EQ(line, expected);
}

TEST_F(NotRanked, IsSaidInCsvAndMarkdown) {
  const csv::Records rows = csv::read(run({"me.json", "--format", "csv"}));
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[2], (Words{"", "Asks nothing", "Asks nothing", "", "", "", "", "", "", "", "",
                            "it requires no skill"}));
  EXPECT_TRUE(run({"me.json", "--format", "markdown"})
                  .ends_with("|  | Asks nothing |  |  |  |  |  |  |  | it requires no skill |\n"));
}

TEST_F(NotRanked, MayBeEveryCompany) {
  for (const Words& words : std::vector<Words>{{"none.json"}, {"me.json", "-m", "model.json"}}) {
    Words json = words;
    json.insert(json.end(), {"-f", "json"});
    const Json ranking = Json::parse(run(json));
    EXPECT_EQ(ranking["results"], Json::array());
    EXPECT_EQ(ranking["not_ranked"].size(), 2);
  }
  EXPECT_EQ(run({"none.json"}), "Nothing is ranked: the profile holds no skill above level 0\n");
  EXPECT_EQ(csv::read(run({"none.json", "-f", "csv"})).size(), 3);
  EXPECT_EQ(
      Json::parse(run({"me.json", "-m", "model.json", "-f", "json"}))["not_ranked"][0]["reason"],
      "no_profile_weight");
}

TEST_F(NotRanked, WithoutOffersThereIsNoMutualScore) {
  Json profile = Json::parse(profile_text({{"python", 3}}));
  profile["wants"] = {{"team", 1}};
  dir_.put("wants.json", profile.dump());
  EXPECT_EQ(Json::parse(run({"wants.json", "--mutual", "-f", "json"}))["not_ranked"][0]["reason"],
            "no_offers");
}

TEST(EveryCompanyFails, AndIsRankedWithItsReason) {
  const TempDir dir;
  const Json must = {{"python", {{"level", 4}, {"must", true}}}};
  const std::string catalog = dir.put("catalog.json", catalog_text({{"a", must}, {"b", must}}));
  const Json results = json_of({"rank", "-", "-c", catalog, "-f", "json"},
                               {.input = profile_text({{"python", 3.5}})})["results"];
  ASSERT_EQ(results.size(), 2);
  for (const Json& result : results) {
    EXPECT_EQ(result["gate"], "fail");
    EXPECT_EQ(result["gate_reasons"],
              Json::array({{{"skill", "python"}, {"have", 3.5}, {"need", 4.0}, {"gate", "fail"}}}));
  }
  EXPECT_NE(output_of({"rank", "-", "-c", catalog}, {.input = profile_text({{"python", 3.5}})})
                .find("\n    must: Python 4 (you: 3.5)\n"),
            std::string::npos);
}

TEST(AFieldWithoutCompanies, IsAnEmptyResult) {
  const TempDir dir;
  Json catalog = Json::parse(catalog_text({{"a", {{"python", 3}}}}));
  catalog["fields"] = Json::array({{{"id", "poetry"}, {"name", {{"en", "Poetry"}, {"ko", "시"}}}}});
  const std::string path = dir.put("catalog.json", catalog.dump());
  const Words words{"rank", sample("expert"), "-c", path, "--field", "poetry"};
  EXPECT_EQ(output_of(words),
            "expert: 0 companies, score = 0.5 × cosine + 0.5 × coverage (balanced)\n");
  Words json = words;
  json.insert(json.end(), {"-f", "json"});
  EXPECT_EQ(json_of(json)["results"], Json::array());
}

TEST(Top, MayBeNoneOrAll) {
  const Words words{"rank", sample("graph-graduate"), "--top"};
  const auto with = [&](Words more) {
    more.insert(more.begin(), words.begin(), words.end());
    return output_of(more);
  };
  EXPECT_EQ(with({"0"}),
            "graph-graduate: 19 companies, score = 0.5 × cosine + 0.5 × coverage (balanced)\n"
            "(19 more; --top all shows every one)\n");
  EXPECT_EQ(with({"0", "-f", "jsonl"}), "");
  EXPECT_EQ(csv::read(with({"0", "-f", "csv"})).size(), 1);
  EXPECT_EQ(with({"all"}), with({"19"}));
  EXPECT_EQ(with({"1000000000"}), with({"all"}));
  EXPECT_EQ(with({"all"}).find("more;"), std::string::npos);
}

}  // namespace not_ranked_test
}  // namespace cli_test
