// skillmatch explain: places as rank has them, raises as editing the profile has them, in every
// format, and what it refuses.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace explain_test {

const std::string kProfile = sample("graph-graduate");

class Explain : public testing::Test {
 protected:
  // What rank says of one company.
  static Json ranked(const std::string& profile, const std::string& company,
                     const Words& more = {}) {
    Words words{"rank", profile, "--top", "all", "-f", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const Json ranking = json_of(words);
    for (const Json& result : ranking["results"]) {
      if (result["company"] == company) return result;
    }
    ADD_FAILURE() << company << " is not ranked";
    return Json::object();
  }
  // The sample profile with these levels.
  std::string changed(const Json& changes) {
    Json profile = Json::parse(bytes_of(kProfile));
    for (const Json& change : changes) {
      // The sample names some skills by other names than their ids: the raised one is new or the
      // same person's second word for it.
      for (auto it = profile["skills"].begin(); it != profile["skills"].end();) {
        it = id_of(it.key()) == change["skill"] ? profile["skills"].erase(it) : std::next(it);
      }
      profile["skills"][change["skill"].get<std::string>()] = change["to"];
    }
    return dir_.put("changed.json", profile.dump());
  }
  static Json explained(Words words) {
    words.insert(words.begin(), {"explain", kProfile, "-f", "json"});
    return json_of(words);
  }

  TempDir dir_;

 private:
  static std::string id_of(const std::string& name) {
    static std::map<std::string, std::string> known;
    const auto [at, is_new] = known.try_emplace(name);
    if (is_new) at->second = json_of({"catalog", "show", name, "-f", "json"})["id"];
    return at->second;
  }
};

TEST_F(Explain, SaysWhatRankSaysOfTheCompany) {
  const Json json = explained({"--company", "alsemy", "--company", "뷰노"});
  EXPECT_EQ(json["format"], "skillmatch/explanation@1");
  ASSERT_EQ(json["companies"].size(), 2U);
  for (Json company : json["companies"]) {
    EXPECT_EQ(company["ranked"], 19);
    const Json expected = ranked(kProfile, company["company"]);
    for (const auto& [key, value] : expected.items()) EXPECT_EQ(company[key], value) << key;
  }
}

TEST_F(Explain, EveryRaiseIsWhatRankSaysOfTheEditedProfile) {
  const Json company =
      explained({"--company", "naver-webtoon", "--target-rank", "1"})["companies"][0];
  std::vector<Json> answers(company["raises"].begin(), company["raises"].end());
  EXPECT_EQ(answers.size(), company["missing"].size());
  answers.push_back(company["all_raised"]);
  answers.push_back(company["to_pass_gates"]["raises"]);
  answers.push_back(company["to_target_rank"]["raises"]);
  for (const Json& answer : answers) {
    const Json expected = ranked(changed(answer["changes"]), "naver-webtoon");
    EXPECT_EQ(answer["rank"], expected["rank"]) << answer;
    EXPECT_EQ(answer["score"], expected["score"]) << answer;
    EXPECT_EQ(answer["gate"], expected["gate"]) << answer;
  }
  EXPECT_EQ(answers.back()["rank"], 1);
  EXPECT_EQ(company["to_pass_gates"]["raises"]["gate"], "pass");
}

TEST_F(Explain, TakesTheOptionsOfRank) {
  const Words more{"--field", "medical-ai", "--relatedness", "0.5",
                   "--model", "cosine",     "--mutual"};
  Words words{"--company", "voronoi"};
  words.insert(words.end(), more.begin(), more.end());
  const Json company = explained(words)["companies"][0];
  const Json expected = ranked(kProfile, "voronoi", more);
  EXPECT_EQ(company["rank"], expected["rank"]);
  EXPECT_EQ(company["mutual"], expected["mutual"]);
  EXPECT_EQ(company["ranked"], 3);
}

TEST_F(Explain, ReadsATextAsRankDoes) {
  const std::string cv = dir_.put("cv.txt", "Python 3 years, PyTorch, GNN\n");
  const RunResult result = skillmatch({"explain", cv, "--company", "voronoi", "-f", "json"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_NE(result.err.find("understood 3 skills"), std::string::npos) << result.err;
  EXPECT_EQ(Json::parse(result.out)["companies"][0]["score"],
            ranked(cv, "voronoi", {"--quiet"})["score"]);
}

struct Refused {
  const char* name;
  Words words;
  int status;
  const char* message;
};

TEST_F(Explain, RefusesWhatHasNoAnswer) {
  const std::string empty = dir_.put("empty.json", profile_text({{"python", 0}}));
  const std::vector<Refused> cases{
      {"NoCompany", {kProfile}, kWrongUsage, "--company: name the company to explain"},
      {"Unknown",
       {kProfile, "--company", "alsemi"},
       kWrongUsage,
       "--company: unknown company 'alsemi', did you mean 'alsemy'?"},
      {"Three",
       {kProfile, "--company", "alsemy", "--company", "lunit", "--company", "vuno"},
       kWrongUsage,
       "--company: two at most"},
      {"Twice",
       {kProfile, "--company", "alsemy", "--company", "알세미"},
       kWrongUsage,
       "--company: the same company twice"},
      {"RankZero",
       {kProfile, "--company", "alsemy", "--target-rank", "0"},
       kWrongUsage,
       "--target-rank"},
      {"OtherField",
       {kProfile, "--company", "alsemy", "--field", "medical-ai"},
       kWrongUsage,
       "'alsemy' is not in the field of --field"},
      {"NothingHeld",
       {empty, "--company", "alsemy"},
       kWrongInput,
       "empty.json: 'alsemy' is not ranked for this profile: "},
      {"Csv", {kProfile, "--company", "alsemy", "-f", "csv"}, kWrongUsage, "--format"},
      {"Nowhere", {kProfile, "--company", "alsemy", "-o", dir_ / "none/x"}, kFailed, "none"},
  };
  for (Refused c : cases) {
    c.words.insert(c.words.begin(), "explain");
    const RunResult result = skillmatch(c.words);
    EXPECT_EQ(result.status, c.status) << c.name << result.err;
    EXPECT_NE(result.err.find(c.message), std::string::npos) << c.name << ": " << result.err;
    EXPECT_TRUE(result.out.empty()) << c.name;
  }
}

// Names as hostile as they come stay inside their cells.
TEST_F(Explain, NamesStayTextInEveryFormat) {
  dir_.put("taxonomy.json", taxonomy_text({"a|b\n# head", "\x1b[31mred"}));
  dir_.put("catalog.json", catalog_text({{"c|d\n\n## x", {{"a|b\n# head", 3}, {"\x1b[31mred", 3}}}},
                                        "taxonomy.json"));
  dir_.put("me.json", profile_text({{"a|b\n# head", 1}}));
  for (const char* format : {"table", "markdown", "json"}) {
    const RunResult result = skillmatch(
        {"explain", "me.json", "-c", "catalog.json", "--company", "c|d\n\n## x", "-f", format},
        {.directory = dir_.path()});
    ASSERT_EQ(result.status, kDone) << result.err;
    EXPECT_EQ(result.out.find('\x1b'), std::string::npos);
    EXPECT_EQ(result.out.find("\n## x"), std::string::npos);
    EXPECT_EQ(result.out.find("\n# head"), std::string::npos);
  }
}

}  // namespace explain_test
}  // namespace cli_test
