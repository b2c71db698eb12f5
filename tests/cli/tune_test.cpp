// skillmatch tune: a model where it is better, and the exit status that says so.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace {

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
                             "grades.csv", "-m", "cosine", "-m", "tuned.json", "-f", "json"},
                            {.directory = dir.path()});
  EXPECT_GT(rows[1]["ndcg@10"].get<double>(), rows[0]["ndcg@10"].get<double>());
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

TEST_F(Tune, SaysWhatItNeeds) {
  dir.put("few.csv", "profile,company,grade\np0,c0,3\np0,c1,0\np1,c0,2\n");
  const RunResult run = tune({"-j", "few.csv", "-o", "tuned.json"});
  EXPECT_EQ(run.status, 3);
  EXPECT_NE(run.out.find("profiles that can be learnt from: 1; it takes 10"), std::string::npos)
      << run.out;
  EXPECT_EQ(tune({"-j", "grades.csv", "--learn", "wieghts"}).status, 2);
  EXPECT_EQ(tune({"-j", "grades.csv", "--folds", "1"}).status, 2);
  EXPECT_EQ(tune({"-j", "grades.csv", "-o", "grades.csv"}).status, 2);
  EXPECT_EQ(tune({}).status, 2);
}

}  // namespace
}  // namespace cli_test
