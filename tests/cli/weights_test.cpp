// --weights rarity in rank, batch and evaluate.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace weights_test {

// "common" is required by three of four, "rare" by one: without weights all four are equal.
class WeightsByRarity : public testing::Test {
 protected:
  WeightsByRarity() {
    dir_.put("taxonomy.json", taxonomy_text({"common", "other", "rare"}));
    dir_.put("catalog.json", catalog_text({{"a", {{"common", 3}, {"other", 3}}},
                                           {"b", {{"rare", 3}, {"other", 3}}},
                                           {"c", {{"common", 3}, {"other", 3}}},
                                           {"d", {{"common", 3}, {"other", 3}}}},
                                          "taxonomy.json"));
    dir_.put("me.json", profile_text({{"common", 3}, {"rare", 3}}));
    dir_.put("me.jsonl", "{\"id\": \"me\", \"skills\": {\"common\": 3, \"rare\": 3}}\n");
    dir_.put("own.json", R"({"format": "skillmatch/model@1", "weights": {"rare": 2}})");
    dir_.put("j.qrels", "me 0 b 1\n");
  }
  RunResult run(const Words& words) const { return skillmatch(words, {.directory = dir_.path()}); }
  Json json(const Words& words) const { return json_of(words, {.directory = dir_.path()}); }
  const TempDir dir_;
};

TEST_F(WeightsByRarity, RankByThemOnlyWhereTheyAreAskedFor) {
  Words words{"rank", "me.json", "-c", "catalog.json", "-m", "cosine", "-f", "json"};
  const Json plain = json(words);
  EXPECT_EQ(plain["results"][0]["company"], "a");
  words.insert(words.end(), {"--weights", "model"});
  EXPECT_EQ(json(words), plain);
  words.back() = "rarity";
  const Json by_rarity = json(words);
  EXPECT_EQ(by_rarity["results"][0]["company"], "b");
  EXPECT_EQ(by_rarity["model"]["name"], "cosine, weights by rarity");
  // ln(5/(n + 1)) + 1, over its mean over the eight requirements; "other" is in all four rows.
  const double often = std::log(5.0 / 4.0) + 1.0;
  const double once = std::log(5.0 / 2.0) + 1.0;
  const double mean = (3.0 * often + 4.0 + once) / 8.0;
  EXPECT_NEAR(by_rarity["model"]["weights"]["rare"].get<double>(), once / mean, 1e-15);
  EXPECT_NEAR(by_rarity["model"]["weights"]["common"].get<double>(), often / mean, 1e-15);
}

TEST_F(WeightsByRarity, AreThoseOfAnIndexToo) {
  ASSERT_EQ(run({"index", "catalog.json", "-o", "catalog.idx", "-q"}).status, kDone);
  const auto rank = [&](const std::string& catalog) {
    return json({"rank", "me.json", "-c", catalog, "-f", "json", "--weights", "rarity"});
  };
  EXPECT_EQ(rank("catalog.idx")["results"], rank("catalog.json")["results"]);
  const auto batch = [&](const std::string& catalog) {
    const RunResult result =
        run({"batch", "me.jsonl", "-c", catalog, "-f", "csv", "--weights", "rarity", "-q"});
    EXPECT_EQ(result.status, kDone) << result.err;
    return result.out;
  };
  EXPECT_EQ(batch("catalog.idx"), batch("catalog.json"));
  EXPECT_NE(batch("catalog.json"),
            run({"batch", "me.jsonl", "-c", "catalog.json", "-f", "csv", "-q"}).out);
}

TEST_F(WeightsByRarity, AreMeasuredBesideTheModelsOwn) {
  const Json rows = json({"evaluate", "-j", "j.qrels", "-p", "me.jsonl", "-c", "catalog.json", "-m",
                          "cosine", "--weights", "model", "--weights", "rarity", "-f", "json"});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["system"], "cosine");
  EXPECT_EQ(rows[1]["system"], "cosine, rarity");
  EXPECT_EQ(rows[1]["against"], "cosine");
  EXPECT_EQ(rows[1]["mrr"], 1.0);
  EXPECT_LT(rows[0]["mrr"].get<double>(), 1.0);
}

TEST_F(WeightsByRarity, DoNotGoWithAModelThatHasWeights) {
  const RunResult result =
      run({"rank", "me.json", "-c", "catalog.json", "-m", "own.json", "--weights", "rarity"});
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.err,
            "skillmatch rank: --weights rarity: the model 'own.json' has weights of its own; leave "
            "out one of the two\n"
            "Try 'skillmatch rank --help'.\n");
}

TEST_F(WeightsByRarity, AreRefusedWhereTheyMeanNothing) {
  const auto error = [&](const Words& more) {
    Words words{"evaluate", "-j", "j.qrels"};
    words.insert(words.end(), more.begin(), more.end());
    const RunResult result = run(words);
    EXPECT_EQ(result.status, kWrongUsage);
    return result.err.substr(0, result.err.find('\n'));
  };
  EXPECT_EQ(error({"--run", "r.run", "--weights", "rarity"}),
            "skillmatch evaluate: --weights needs --model");
  EXPECT_EQ(error({"-m", "cosine", "--weights", "rarity", "--weights", "rarity"}),
            "skillmatch evaluate: --weights is given twice with the same word");
  EXPECT_EQ(error({"-m", "cosine", "-p", "me.jsonl", "--weights", "rarity", "--weights", "model",
                   "--write-run", "w.run"}),
            "skillmatch evaluate: --write-run needs one kind of --weights");
  EXPECT_EQ(error({"-m", "cosine", "--weights", "idf"}),
            "skillmatch evaluate: --weights: 'idf' is not one of model, rarity");
}

}  // namespace weights_test
}  // namespace cli_test
