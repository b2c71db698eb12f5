// skillmatch model show and model diff: what is said of weights, wherever they come from.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace model_test {

class ModelFiles : public ::testing::Test {
 protected:
  ModelFiles() {
    dir.put("a.json",
            model(R"({"python": 2, "computer-vision": 0, "statistics": 0.1, "PyTorch": 1})"));
    dir.put("b.json", model(R"({"python": 6, "computer-vision": 3, "statistics": 0})"));
  }
  static std::string model(const std::string& weights, const std::string& more = "") {
    return R"({"format": "skillmatch/model@1", "weights": )" + weights + more + "}";
  }
  Json json(Words words) const {
    words.insert(words.end(), {"--format", "json", "--lang", "en"});
    return json_of(words, {.directory = dir.path()});
  }
  RunResult run(Words words) const {
    return skillmatch(std::move(words), {.directory = dir.path()});
  }
  TempDir dir;
};

std::string skills_of(const Json& rows) {
  std::string ids;
  for (const Json& row : rows) ids += (ids.empty() ? "" : " ") + row["skill"].get<std::string>();
  return ids;
}

TEST_F(ModelFiles, ShowsWeightsThatAreNotOneTheGreatestFactorFirst) {
  const Json shown = json({"model", "show", "a.json"});
  EXPECT_EQ(shown["name"], "a");
  EXPECT_EQ(shown["blend"], 0.5);
  EXPECT_TRUE(shown["tuning"].is_null());
  EXPECT_EQ(shown["weights_not_one"], 3);
  EXPECT_EQ(skills_of(shown["weights"]), "computer-vision statistics python");
  EXPECT_EQ(shown["weights"][0]["weight"], 0.0);
}

TEST_F(ModelFiles, ShowsAsManyWeightsAsAskedForAndHowManyThereAre) {
  EXPECT_EQ(skills_of(json({"model", "show", "a.json", "--top", "1"})["weights"]),
            "computer-vision");
  EXPECT_EQ(json({"model", "show", "a.json", "--top", "0"})["weights_not_one"], 3);
  const RunResult result = run({"model", "show", "a.json", "--top", "1", "--lang", "en"});
  EXPECT_NE(result.out.find("\n(2 more weights; --top all shows every one)\n"), std::string::npos)
      << result.out;
}

TEST_F(ModelFiles, ShowsABuiltInModel) {
  const Json shown = json({"model", "show", "coverage"});
  EXPECT_EQ(shown["name"], "coverage");
  EXPECT_EQ(shown["blend"], 0.0);
  EXPECT_EQ(shown["weights"], Json::array());
}

TEST_F(ModelFiles, DiffTellsHowManyTimesAWeightIsTheOther) {
  const Json rows = json({"model", "diff", "a.json", "b.json"});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(skills_of(rows), "computer-vision statistics python");
  EXPECT_TRUE(rows[0]["times"].is_null());  // from 0 to 3 is no finite factor
  EXPECT_EQ(rows[1]["times"], 0.0);
  EXPECT_EQ(rows[2]["first"], 2.0);
  EXPECT_EQ(rows[2]["second"], 6.0);
  EXPECT_EQ(rows[2]["times"], 3.0);
}

TEST_F(ModelFiles, DiffTellsThePartsThatDiffer) {
  const Json rows = json({"model", "diff", "balanced", "cosine"});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["part"], "blend");
  EXPECT_TRUE(rows[0]["skill"].is_null());
  EXPECT_EQ(rows[0]["first"], 0.5);
  EXPECT_EQ(rows[0]["second"], 1.0);
}

TEST_F(ModelFiles, WithoutADifferenceTheDiffIsEmptyAndDone) {
  EXPECT_EQ(json({"model", "diff", "a.json", "a.json"}), Json::array());
  const RunResult result = run({"model", "diff", "a.json", "a.json", "--lang", "en"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_TRUE(result.out.ends_with("\nno difference\n")) << result.out;
  const RunResult markdown =
      run({"model", "diff", "a.json", "a.json", "--lang", "en", "-f", "markdown"});
  EXPECT_TRUE(markdown.out.ends_with(" |\n\nno difference\n")) << markdown.out;
}

// A weight of 1 that is written down is the one that is left out.
TEST_F(ModelFiles, WeightsOfOneAreNoDifference) {
  dir.put("ones.json", model(R"({"python": 1, "statistics": 1})"));
  EXPECT_EQ(json({"model", "diff", "balanced", "ones.json"}), Json::array());
}

TEST_F(ModelFiles, RefusesAModelOfAnotherTaxonomy) {
  dir.put("other.json", model("{}", R"(, "taxonomy": "0123456789abcdef")"));
  for (const Words& words : std::vector<Words>{{"model", "show", "other.json", "-o", "out"},
                                               {"model", "diff", "cosine", "other.json"}}) {
    const RunResult result = run(words);
    EXPECT_EQ(result.status, kWrongInput);
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(
        result.err.starts_with("other.json:1: /taxonomy: this model was made for the "
                               "taxonomy '0123456789abcdef', the catalog has '"))
        << result.err;
  }
}

TEST_F(ModelFiles, UsesTheTaxonomyOfTheCatalogGiven) {
  dir.put("catalog.json", catalog_text({{"c", {{"x", 1}}}}, "t.json"));
  dir.put("t.json", R"({"format": "skillmatch/taxonomy@1",
                        "skills": [{"id": "x", "name": {"en": "Ex", "ko": "엑스"}}]})");
  dir.put("x.json", model(R"({"x": 2})"));
  const Json shown =
      json_of({"model", "show", "x.json", "-c", "catalog.json", "-f", "json", "--lang", "ko"},
              {.directory = dir.path()});
  EXPECT_EQ(shown["weights"][0]["name"], "엑스");
  EXPECT_EQ(run({"model", "show", "x.json"}).status, kWrongInput);
  EXPECT_EQ(run({"model", "show", "x.json", "--unknown-skills", "warn", "-q"}).status, kDone);
}

TEST_F(ModelFiles, AreNotReplacedByWhatIsSaidOfThem) {
  EXPECT_EQ(run({"model", "show", "a.json", "-o", "a.json"}).status, kWrongUsage);
  EXPECT_EQ(run({"model", "diff", "a.json", "b.json", "-o", "b.json"}).status, kWrongUsage);
}

// Whoever wrote the file does not write to the terminal.
TEST_F(ModelFiles, SayNothingRaw) {
  dir.put("evil.json", model("{}", R"(, "tuning": {"a\u001b[31m": "b\u202Ec\nd", "n": 1})"));
  const RunResult result = run({"model", "show", "evil.json"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_NE(result.out.find("  a\\u{001B}[31m: b\\u{202E}c\\u{000A}d\n"), std::string::npos)
      << result.out;
  EXPECT_EQ(result.out.find('\x1b'), std::string::npos);
}

}  // namespace model_test
}  // namespace cli_test
