// skillmatch evaluate: models and runs beside judgments.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace evaluate_test {

// Two people who know one thing each, and companies that ask for one of them.
class Evaluate : public ::testing::Test {
 protected:
  Evaluate() {
    dir.put("catalog.json", catalog_text({{"a", {{"x", 3}, {"y", 1}}},
                                          {"b", {{"x", 1}, {"y", 3}}},
                                          {"c", {{"x", 2}, {"y", 2}}}},
                                         "taxonomy.json"));
    dir.put("taxonomy.json", taxonomy_text({"x", "y"}));
    dir.put("people.jsonl",
            "{\"id\": \"ann\", \"skills\": {\"x\": 4}}\n"
            "{\"id\": \"bob\", \"skills\": {\"y\": 4}}\n");
    dir.put("good.qrels", "ann 0 a 2\nann 0 c 1\nbob 0 b 1\n");
    dir.put("model.json", R"({"format": "skillmatch/model@1",
        "weights": {"x": 0, "y": 1}, "blend": 1})");
  }
  Words command(const Words& more) const {
    Words words{"evaluate", "-c", "catalog.json", "-p", "people.jsonl"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  Json evaluate(Words more) const {
    more.insert(more.end(), {"--format", "json"});
    return json_of(command(more), {.directory = dir.path()});
  }
  TempDir dir;
};

TEST_F(Evaluate, APerfectRankingHasOneInEveryMeasure) {
  const Json rows = evaluate({"-j", "good.qrels", "-m", "cosine"});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["system"], "cosine");
  EXPECT_EQ(rows[0]["queries"], 2);
  EXPECT_EQ(rows[0]["ndcg@10"], 1.0);
  EXPECT_EQ(rows[0]["map"], 1.0);
  EXPECT_EQ(rows[0]["mrr"], 1.0);
  EXPECT_DOUBLE_EQ(rows[0]["p@10"].get<double>(), 0.15);
  EXPECT_EQ(rows[0]["recall@10"], 1.0);
  EXPECT_TRUE(rows[0]["against"].is_null());
}

TEST_F(Evaluate, ComparesEachModelWithTheFirst) {
  const Json rows = evaluate({"-j", "good.qrels", "-m", "cosine", "-m", "coverage"});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1]["against"], "cosine");
  EXPECT_LE(rows[1]["difference"].get<double>(), 0.0);
  EXPECT_GT(rows[1]["p"].get<double>(), 0.0);
}

TEST_F(Evaluate, TellsTheDifferenceUnderTheTableInMarkdownToo) {
  dir.put("best-c.qrels", "ann 0 c 1\nbob 0 b 1\n");
  const Words words = command({"-j", "best-c.qrels", "-m", "cosine", "-m", "coverage", "-f"});
  const auto as = [&](const char* format) {
    Words all = words;
    all.emplace_back(format);
    return output_of(all, {.environment = {{"COLUMNS", "200"}}, .directory = dir.path()});
  };
  const std::string markdown = as("markdown");
  const std::size_t end_of_table = markdown.rfind("|\n");
  ASSERT_NE(end_of_table, std::string::npos);
  const std::string under = markdown.substr(end_of_table + 2);
  EXPECT_TRUE(under.starts_with("\ncoverage against cosine\\: ndcg\\@10 ")) << under;
  EXPECT_TRUE(under.ends_with(" of 2\n")) << under;
  // The same words as in the table for people, less what Markdown needs escaped.
  const std::string table = as("table");
  std::string words_alone = under.substr(1);
  words_alone.erase(std::remove(words_alone.begin(), words_alone.end(), '\\'), words_alone.end());
  EXPECT_NE(table.find("\n" + words_alone), std::string::npos) << table;
}

// With weight 0 on x nobody can rank ann: she counts only where all that were judged do.
TEST_F(Evaluate, CountsWhoIsNotRankedOnlyWhereAsked) {
  const RunResult run = skillmatch(command({"-j", "good.qrels", "-m", "model.json", "-f", "json"}),
                                   {.directory = dir.path()});
  EXPECT_EQ(Json::parse(run.out)[0]["queries"], 1);
  EXPECT_EQ(run.err,
            "model.json: judged queries that cannot be ranked by it: 1; they do not count\n");
  const Json complete = evaluate({"-j", "good.qrels", "-m", "model.json", "--complete", "-q"});
  EXPECT_EQ(complete[0]["queries"], 2);
  EXPECT_LE(complete[0]["ndcg@10"].get<double>(), 0.5);
}

TEST_F(Evaluate, AWrittenRunMeasuresAsItsModelDid) {
  const Json of_model = evaluate({"-j", "good.qrels", "-m", "balanced", "--write-run", "b.run"});
  const Json of_run = json_of({"evaluate", "-j", "good.qrels", "-r", "b.run", "--format", "json"},
                              {.directory = dir.path()});
  for (const char* measure : {"ndcg@10", "map", "mrr", "p@10", "recall@10", "tau"}) {
    EXPECT_EQ(of_model[0][measure], of_run[0][measure]) << measure;
  }
}

// What a model is not judged by, a run beside it is not either.
TEST_F(Evaluate, ModelsAndRunsAreJudgedByTheSame) {
  dir.put("odd.qrels", "ann 0 a 2\nann 0 nobody 2\n");
  const Json rows = evaluate({"-j", "odd.qrels", "-m", "cosine", "-q", "--write-run", "c.run"});
  const Json both = evaluate({"-j", "odd.qrels", "-m", "cosine", "-r", "c.run", "-q"});
  EXPECT_EQ(rows[0]["recall@10"], 1.0);
  EXPECT_EQ(both[1]["recall@10"], 1.0);
}

TEST_F(Evaluate, NothingMeasuredIsNoZero) {
  dir.put("other.run", "zoe Q0 a 1 1 t\n");
  const RunResult run =
      skillmatch({"evaluate", "-j", "good.qrels", "-r", "other.run"}, {.directory = dir.path()});
  EXPECT_EQ(run.status, 3);
  EXPECT_TRUE(run.out.empty());
}

// A list of one grade is perfect under every model: what is left of a preference whose other side
// nobody knows, say.
TEST_F(Evaluate, SkipsAndCountsListsOfOneGrade) {
  dir.put("lists.jsonl",
          "{\"profile\": \"ann\", \"prefer\": \"b\", \"over\": \"a\"}\n"
          "{\"profile\": \"ann\", \"prefer\": \"a\", \"over\": \"gone\"}\n"
          "{\"profile\": \"bob\", \"shown\": [\"a\", \"b\"]}\n");
  const RunResult run = skillmatch(command({"-j", "lists.jsonl", "-m", "cosine", "-f", "json"}),
                                   {.directory = dir.path()});
  EXPECT_EQ(run.status, 0);
  EXPECT_NE(run.err.find("lists skipped since all of their companies have one grade: 2"),
            std::string::npos)
      << run.err;
  const Json rows = Json::parse(run.out);
  EXPECT_EQ(rows[0]["queries"], 1);
  EXPECT_LT(rows[0]["ndcg@10"].get<double>(), 1.0);
}

// What one person says ten times does not outweigh what another says once.
TEST_F(Evaluate, MeansAreOverPeople) {
  std::string lists = "{\"profile\": \"bob\", \"prefer\": \"b\", \"over\": \"a\"}\n";
  for (int i = 0; i < 9; ++i) {
    lists += "{\"profile\": \"ann\", \"prefer\": \"b\", \"over\": \"a\"}\n";
  }
  dir.put("lists.jsonl", lists);
  const Json rows = evaluate({"-j", "lists.jsonl", "-m", "cosine"});
  EXPECT_EQ(rows[0]["queries"], 2);
  // Ann's lists are all upside down, bob's is right.
  EXPECT_EQ(rows[0]["mrr"], 0.75);
  EXPECT_EQ(rows[0]["tau"], 0.0);
}

TEST_F(Evaluate, ShowsEachQuery) {
  const Json rows = evaluate({"-j", "good.qrels", "-m", "cosine", "--per-query"});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["query"], "ann");
  EXPECT_EQ(rows[1]["query"], "bob");
}

TEST_F(Evaluate, SaysWhatItDoesNotKnowAndRefusesItWhenStrict) {
  dir.put("odd.qrels", "ann 0 a 2\nann 0 nobody 1\nzoe 0 a 1\n");
  const auto run =
      skillmatch(command({"-j", "odd.qrels", "-m", "cosine"}), {.directory = dir.path()});
  EXPECT_EQ(run.status, 0);
  EXPECT_NE(run.err.find("odd.qrels:2: unknown company 'nobody'"), std::string::npos);
  EXPECT_NE(run.err.find("odd.qrels:3: unknown profile 'zoe'"), std::string::npos);
  EXPECT_NE(run.err.find("left out since nothing of that id is known: 2"), std::string::npos);
  const auto strict = skillmatch(command({"-j", "odd.qrels", "-m", "cosine", "--strict"}),
                                 {.directory = dir.path()});
  EXPECT_EQ(strict.status, 3);
  EXPECT_TRUE(strict.out.empty());
}

TEST_F(Evaluate, RefusesWhatCannotBeMeasured) {
  const auto status = [&](const Words& words) {
    return skillmatch(words, {.directory = dir.path()}).status;
  };
  EXPECT_EQ(status({"evaluate"}), 2);
  EXPECT_EQ(status({"evaluate", "-j", "good.qrels"}), 2);
  EXPECT_EQ(status({"evaluate", "-j", "good.qrels", "-m", "cosine"}), 2);
  EXPECT_EQ(status(command(
                {"-j", "good.qrels", "-m", "cosine", "-m", "balanced", "--write-run", "x.run"})),
            2);
  EXPECT_EQ(status(command({"-j", "missing.qrels", "-m", "cosine"})), 3);
  EXPECT_EQ(status(command({"-j", "good.qrels", "-m", "cosine", "-k", "0"})), 2);
  EXPECT_EQ(status(command({"-j", "good.qrels", "-m", "cosine", "-o", "good.qrels"})), 2);
}

}  // namespace evaluate_test
}  // namespace cli_test
