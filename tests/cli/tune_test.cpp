// skillmatch tune: a model where it is better, and the exit status that says so.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace tune_test {

constexpr int kSkills = 6;
constexpr int kCompanies = 40;
constexpr int kPeople = 30;

// Companies, people, and grades by how alike they are in the first two skills alone.
class Tune : public ::testing::Test {
 protected:
  Tune() {
    std::mt19937 random(5);
    const auto level = [&] { return 1 + static_cast<int>(random() % 5); };
    std::string skills;
    for (int s = 0; s < kSkills; ++s) {
      skills += (s > 0 ? ", " : "") + ("{\"id\": \"s" + std::to_string(s) +
                                       "\", \"name\": {\"en\": \"s" + std::to_string(s) + "\"}}");
    }
    dir.put("taxonomy.json", R"({"format": "skillmatch/taxonomy@1", "skills": [)" + skills + "]}");
    std::string catalog =
        "{\"format\": \"skillmatch/catalog@1\", \"taxonomy\": \"taxonomy.json\"}\n";
    std::string people;
    std::string grades = "profile,company,grade\n";
    int rows[kCompanies][kSkills];
    const auto levels = [&](const int* row) {
      std::string text;
      for (int s = 0; s < kSkills; ++s) {
        text += (s > 0 ? ", \"s" : "\"s") + std::to_string(s) + "\": " + std::to_string(row[s]);
      }
      return "{" + text + "}";
    };
    for (int c = 0; c < kCompanies; ++c) {
      for (int& x : rows[c]) x = level();
      const std::string id = "c" + std::to_string(c);
      catalog += "{\"id\": \"" + id + "\", \"name\": {\"en\": \"" + id +
                 "\"}, \"requires\": " + levels(rows[c]) + "}\n";
    }
    for (int p = 0; p < kPeople; ++p) {
      int row[kSkills];
      for (int& x : row) x = level();
      const std::string id = "p" + std::to_string(p);
      people += "{\"id\": \"" + id + "\", \"skills\": " + levels(row) + "}\n";
      for (int c = 0; c < kCompanies; ++c) {
        const int apart = std::abs(row[0] * rows[c][1] - row[1] * rows[c][0]);
        grades += id + ",c" + std::to_string(c) + "," +
                  (apart == 0  ? "3"
                   : apart < 3 ? "1"
                               : "0") +
                  "\n";
      }
    }
    dir.put("catalog.jsonl", catalog);
    dir.put("people.jsonl", people);
    dir.put("grades.csv", grades);
  }
  RunResult tune(Words more) const {
    Words words{"tune", "-c", "catalog.jsonl", "-p", "people.jsonl", "--l2", "0.1"};
    words.insert(words.end(), more.begin(), more.end());
    return skillmatch(words, {.directory = dir.path()});
  }
  TempDir dir;
};

TEST_F(Tune, WritesAModelThatRanksAndIsBetter) {
  const RunResult run =
      tune({"-j", "grades.csv", "-s", "cosine", "-o", "tuned.json", "-f", "json"});
  ASSERT_EQ(run.status, 0) << run.err;
  const Json report = Json::parse(run.out);
  EXPECT_EQ(report["verdict"], "better");
  EXPECT_EQ(report["usable"], kPeople);
  EXPECT_GT(report["low"].get<double>(), 0.0);
  EXPECT_EQ(report["folds"].size(), 5U);
  const Json model = Json::parse(bytes_of(dir / "tuned.json"));
  EXPECT_EQ(model["format"], "skillmatch/model@1");
  EXPECT_GT(model["weights"]["s0"].get<double>(), model["weights"]["s4"].get<double>());
  EXPECT_EQ(model["tuning"]["seed"], "1");
  EXPECT_EQ(model["tuning"]["ndcg_after"], report["after"]["ndcg"]);
  const Json rows = json_of({"evaluate", "-c", "catalog.jsonl", "-p", "people.jsonl", "-j",
                             "grades.csv", "-m", "cosine", "-m", "tuned.json", "-f", "json", "-q"},
                            {.directory = dir.path()});
  EXPECT_GT(rows[1]["ndcg@10"].get<double>(), rows[0]["ndcg@10"].get<double>());
}

TEST_F(Tune, TellsOfEveryQueryThatWasHeldOut) {
  const RunResult run = tune({"-j", "grades.csv", "-s", "cosine", "-f", "json"});
  ASSERT_EQ(run.status, 0) << run.err;
  const Json report = Json::parse(run.out);
  ASSERT_EQ(report["held_out"].size(), kPeople);
  double before = 0.0;
  std::vector<int> of_fold(5);
  for (const Json& query : report["held_out"]) {
    before += query["before"]["ndcg"].get<double>() / kPeople;
    ++of_fold.at(query["fold"].get<std::size_t>());
  }
  EXPECT_NEAR(before, report["before"]["ndcg"].get<double>(), 1e-12);
  EXPECT_EQ(of_fold, std::vector<int>(5, kPeople / 5));
  EXPECT_EQ(report["held_out"][0]["query"], "p0");
  EXPECT_EQ(report["judgments"]["file"], "grades.csv");
  EXPECT_EQ(report["judgments"]["judgments"], kPeople * kCompanies);
  EXPECT_TRUE(report["curve"].empty());
}

TEST_F(Tune, DrawsTheCurveOverTheNumberOfQueries) {
  const RunResult run = tune({"-j", "grades.csv", "-s", "cosine", "--curve"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_NE(run.out.find("learnt from  ndcg@10"), std::string::npos) << run.out;
  const Json report =
      Json::parse(tune({"-j", "grades.csv", "-s", "cosine", "--curve", "-f", "json"}).out);
  ASSERT_EQ(report["curve"].size(), 3U);
  EXPECT_EQ(report["curve"][0]["queries"], 10);
  EXPECT_EQ(report["curve"][1]["queries"], 20);
  EXPECT_EQ(report["curve"][2]["queries"], 24);
  EXPECT_EQ(report["curve"][2]["ndcg"], report["after"]["ndcg"]);
}

TEST_F(Tune, WritesAPageThatStandsAlone) {
  const RunResult run =
      tune({"-j", "grades.csv", "-s", "cosine", "-f", "html", "--report", "report.html"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out, "");
  const std::string page = bytes_of(dir / "report.html");
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  for (const char* never :
       {"<script", "http://", "https://", "url(", "<img", "<link", "nan", "inf"}) {
    EXPECT_EQ(page.find(never), std::string::npos) << never;
  }
  std::size_t drawings = 0;
  for (std::size_t at = 0; (at = page.find("<svg", at)) != std::string::npos; ++at) ++drawings;
  EXPECT_EQ(drawings, 2U);  // the curve and the weights
  EXPECT_NE(page.find("better on profiles it has not seen"), std::string::npos);
  EXPECT_NE(page.find("judgments are not outcomes"), std::string::npos);
}

TEST_F(Tune, NothingOfAFileIsMarkupInThePage) {
  dir.put("<b>&\"x'.csv", bytes_of(dir / "grades.csv"));
  std::string taxonomy = bytes_of(dir / "taxonomy.json");
  const std::string name = "\"en\": \"s0\"";
  taxonomy.replace(taxonomy.find(name), name.size(),
                   R"("en": "</td><script>alert(1)</script>\u202e\"' &amp;")");
  dir.put("taxonomy.json", taxonomy);
  const RunResult run = tune({"-j", "<b>&\"x'.csv", "-s", "cosine", "-f", "html"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out.find("<b>"), std::string::npos);
  EXPECT_EQ(run.out.find("<script"), std::string::npos);
  EXPECT_EQ(run.out.find("\u202e"), std::string::npos);
  EXPECT_NE(run.out.find("&lt;b&gt;&amp;&quot;x&#39;.csv: 30 judged lists"), std::string::npos);
  EXPECT_NE(run.out.find("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u{202E}&quot;&#39; "
                         "&amp;amp;"),
            std::string::npos);
}

// Of features there is no catalog: the tuner learns a linear function of them.
TEST_F(Tune, LearnsFromLinesOfFeatures) {
  std::mt19937 random(3);
  std::string lines = "# a comment\n";
  for (int q = 0; q < 30; ++q) {
    for (int d = 0; d < 12; ++d) {
      const int a = static_cast<int>(random() % 100);
      const int b = static_cast<int>(random() % 100);
      lines += std::to_string(a - b > 40  ? 2
                              : a - b > 0 ? 1
                                          : 0) +
               " qid:" + std::to_string(q) + " 3:" + std::to_string(a) + " 7:0." +
               std::to_string(100 + b) + "\n";
    }
  }
  dir.put("lines.txt", lines);
  const RunOptions in{.directory = dir.path()};
  const RunResult run = skillmatch({"tune", "-j", "lines.txt", "--format", "svmrank"}, in);
  ASSERT_EQ(run.status, 0) << run.err << run.out;
  EXPECT_NE(run.out.find("best single feature"), std::string::npos) << run.out;
  const Json report = Json::parse(skillmatch({"tune", "-j", "lines.txt", "-f", "json"}, in).out);
  EXPECT_EQ(report["verdict"], "better");
  EXPECT_GT(report["after"]["ndcg"].get<double>(), 0.95);
  ASSERT_EQ(report["weights"].size(), 2U);
  for (const Json& weight : report["weights"]) {
    EXPECT_EQ(weight["weight"].get<double>() > 0.0, weight["feature"] == "3");
  }
  const RunResult page = skillmatch({"tune", "-j", "lines.txt", "-f", "html"}, in);
  EXPECT_EQ(page.status, 0);
  EXPECT_NE(page.out.find("<svg"), std::string::npos);

  const RunResult wrong = skillmatch({"tune", "-j", "lines.txt", "-p", "people.jsonl"}, in);
  EXPECT_EQ(wrong.status, 2);
  EXPECT_NE(
      wrong.err.find("--profiles: 'lines.txt' has features, not profiles of skills, and takes "
                     "none"),
      std::string::npos)
      << wrong.err;
  const RunResult other = tune({"-j", "grades.csv", "-f", "svmrank"});
  EXPECT_EQ(other.status, 3);
  EXPECT_NE(other.err.find("grades.csv:1: no line of features; write GRADE qid:QUERY NUMBER:VALUE"),
            std::string::npos)
      << other.err;
}

TEST_F(Tune, TheSameBytesForAnyNumberOfThreads) {
  const RunResult one = tune({"-j", "grades.csv", "-t", "1", "-o", "1.json"});
  const RunResult three = tune({"-j", "grades.csv", "-t", "3", "-o", "3.json"});
  EXPECT_EQ(one.out, three.out);
  EXPECT_EQ(bytes_of(dir / "1.json"), bytes_of(dir / "3.json"));
}

// Grades at random say nothing about skills.
TEST_F(Tune, KeepsTheWeightsAndSaysSoWhereNothingIsBetter) {
  std::string grades = "profile,company,grade\n";
  std::mt19937 random(7);
  for (int p = 0; p < kPeople; ++p) {
    for (int c = 0; c < kCompanies; ++c) {
      grades += "p" + std::to_string(p) + ",c" + std::to_string(c) + "," +
                std::to_string(random() % 3) + "\n";
    }
  }
  dir.put("random.csv", grades);
  const RunResult run = tune({"-j", "random.csv", "-o", "tuned.json"});
  EXPECT_EQ(run.status, 4);
  EXPECT_NE(run.out.find("keep your weights"), std::string::npos);
  const auto names = dir.names();
  EXPECT_EQ(std::count(names.begin(), names.end(), "tuned.json"), 0);
}

TEST_F(Tune, ReplacesNothingThatItReadsOrWrites) {
  const std::string grades = bytes_of(dir / "grades.csv");
  EXPECT_EQ(tune({"-j", "grades.csv", "--report", "grades.csv"}).status, 2);
  EXPECT_EQ(bytes_of(dir / "grades.csv"), grades);
  dir.put("lines.txt", "1 qid:1 1:2\n0 qid:1 1:1\n");
  const RunResult lines =
      skillmatch({"tune", "-j", "lines.txt", "--report", "lines.txt"}, {.directory = dir.path()});
  EXPECT_EQ(lines.status, 2);
  EXPECT_NE(lines.err.find("--report would replace 'lines.txt', which is read"), std::string::npos)
      << lines.err;
  const RunResult same = tune({"-j", "grades.csv", "--report", "x.json", "-o", "x.json"});
  EXPECT_EQ(same.status, 2);
  EXPECT_NE(same.err.find("--report and --output name the same file"), std::string::npos);
  EXPECT_EQ(tune({"-j", "grades.csv", "--report", "nowhere/report.json"}).status, 1);
}

TEST_F(Tune, RecordsWhatItWasMadeOf) {
  ASSERT_EQ(tune({"-j", "grades.csv", "-s", "cosine", "-o", "tuned.json"}).status, 0);
  const Json record = Json::parse(bytes_of(dir / "tuned.json"))["tuning"];
  for (const char* member : {"feedback_hash",
                             "profiles_hash",
                             "catalog_hash",
                             "start",
                             "learn",
                             "group_by",
                             "objective",
                             "noise_floor",
                             "folds",
                             "l2",
                             "k",
                             "gain",
                             "seed",
                             "lists",
                             "profiles",
                             "l2_used",
                             "ndcg_before",
                             "ndcg_after",
                             "map_before",
                             "map_after",
                             "mrr_before",
                             "mrr_after",
                             "difference",
                             "low",
                             "high",
                             "p"}) {
    EXPECT_TRUE(record.contains(member)) << member;
  }
  EXPECT_EQ(record.size(), 26U);
  // Being good at what it learnt says nothing, and evaluate says that.
  const RunResult evaluated = skillmatch({"evaluate", "-c", "catalog.jsonl", "-p", "people.jsonl",
                                          "-j", "grades.csv", "-m", "tuned.json"},
                                         {.directory = dir.path()});
  EXPECT_EQ(evaluated.status, 0);
  EXPECT_NE(evaluated.err.find("tuned.json: learnt from these very judgments, which flatters it"),
            std::string::npos)
      << evaluated.err;
}

TEST_F(Tune, LearnsWithEveryObjectiveGroupingAndGain) {
  std::vector<std::string> seen;
  for (const Words& more :
       {Words{}, Words{"--objective", "pairwise"}, Words{"--objective", "lambda"},
        Words{"--group-by", "company"}, Words{"--group-by", "both"}, Words{"--gain", "exponential"},
        Words{"--learn", "weights"}}) {
    Words words{"-j", "grades.csv", "-s", "cosine", "-f", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const RunResult run = tune(words);
    ASSERT_EQ(run.status, 0) << run.err;
    seen.push_back(Json::parse(run.out)["after"].dump());
    for (std::size_t i = 0; i + 1 < seen.size(); ++i) EXPECT_NE(seen[i], seen.back()) << i;
  }
}

TEST_F(Tune, SaysWhatItNeeds) {
  dir.put("few.csv", "profile,company,grade\np0,c0,3\np0,c1,0\np1,c0,2\n");
  const RunResult run = tune({"-j", "few.csv", "-o", "tuned.json"});
  EXPECT_EQ(run.status, 3);
  EXPECT_NE(run.out.find("profiles that can be learnt from: 1; it takes 10"), std::string::npos)
      << run.out;
  EXPECT_EQ(tune({"-j", "grades.csv", "--learn", "wieghts"}).status, 2);
  EXPECT_EQ(tune({"-j", "grades.csv", "--folds", "1"}).status, 2);
  const RunResult typo = tune({"-j", "grades.csv", "--start", "cosin"});
  EXPECT_EQ(typo.status, 2);
  EXPECT_NE(
      typo.err.find("--start: no file and no model is called 'cosin', did you mean 'cosine'?"),
      std::string::npos)
      << typo.err;
  EXPECT_EQ(tune({"-j", "grades.csv", "-o", "grades.csv"}).status, 2);
  EXPECT_EQ(tune({}).status, 2);
}

}  // namespace tune_test
}  // namespace cli_test
