// TREC's files: what is read, what is refused, and the measures of trec_eval itself.
#include "support/real_data.h"

#include <array>
#include <cstdio>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/metrics.h>

namespace skillmatch::io {
namespace trec_test {

std::vector<std::string> problems_of(void (*read)(const Text&), const std::string& text) {
  try {
    read({"file", text});
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

void read_as_judgments(const Text& text) { read_judgments(text); }
void read_as_run(const Text& text) { read_run(text); }

TEST(Qrels, GatherByQueryInTheirOrder) {
  const Judgments judgments = read_judgments({"q", "2 0 b 1\n1 0 a 0\r\n\n2\t0\tc\t-1\n2 0 b 1\n"});
  ASSERT_EQ(judgments.queries.size(), 2U);
  EXPECT_EQ(judgments.queries[0].query, "2");
  EXPECT_TRUE(judgments.queries[0].judged_all);
  ASSERT_EQ(judgments.queries[0].judgments.size(), 2U);
  EXPECT_EQ(judgments.queries[0].judgments[1].document, "c");
  EXPECT_EQ(judgments.queries[0].judgments[1].grade, -1);
  EXPECT_EQ(judgments.queries[0].judgments[1].line, 4U);
  EXPECT_EQ(judgments.repeated, 1U);
}

TEST(Qrels, EveryProblemIsSaid) {
  const auto problems = problems_of(
      read_as_judgments, "1 0 a 1\n1 0 a\n1 0 b x\n1 0 a 2\n1 0 c 1.5\n1 0 d 99999999999\n");
  ASSERT_EQ(problems.size(), 5U);
  EXPECT_EQ(problems[0], "file:2: 3 words; a line of qrels has four: QUERY 0 DOCUMENT GRADE");
  EXPECT_EQ(problems[1],
            "file:3: 'x' is not a grade; write a whole number from -1000000 to 1000000");
  EXPECT_EQ(problems[2], "file:4: grade 2 for 'a', which line 1 gives 1; keep one");
}

TEST(Run, OrdersByScoreThenByGreaterName) {
  const io::Run run = read_run({"r", "1 Q0 a 1 0.5 tag\n1 Q0 c 2 0.5 tag\n1 Q0 b 3 2e0 tag\n"});
  ASSERT_EQ(run.queries.size(), 1U);
  EXPECT_EQ(run.queries[0].results[0].document, "b");
  EXPECT_EQ(run.queries[0].results[1].document, "c");
  EXPECT_EQ(run.queries[0].results[2].document, "a");
  EXPECT_EQ(run.tag, "tag");
}

// trec_eval keeps scores as floats; 0.5 and 0.5000000001 are one.
TEST(Run, ScoresThatAreOneFloatAreTied) {
  const io::Run run = read_run({"r", "1 Q0 a 1 0.5000000001 t\n1 Q0 b 2 0.5 t\n"});
  EXPECT_EQ(run.queries[0].results[0].document, "b");
}

TEST(Run, IsWrittenSoThatTiesKeepTheirOrder) {
  io::Run run{"r", "t", {{"q", {{"a", 0.5}, {"c", 0.5}, {"b", 0.49999999999}, {"d", 0.4}}}}};
  std::ostringstream out;
  write_run(out, run);
  const io::Run again = read_run({"r", out.str()});
  std::string order;
  for (const RunResult& result : again.queries[0].results) order += result.document;
  EXPECT_EQ(order, "acbd");
  EXPECT_EQ(again.queries[0].results[0].score, 0.5);
  EXPECT_EQ(again.queries[0].results[3].score, 0.4);
}

TEST(Run, EveryProblemIsSaid) {
  const auto problems = problems_of(
      read_as_run, "1 Q0 a 1 0.5 t\n1 Q0 a 1 0.4 t\n1 Q0 b 1 nan t\n1 Q0 b 1 inf t\n1 Q0 b 1 t\n");
  ASSERT_EQ(problems.size(), 4U);
  EXPECT_EQ(problems[0], "file:2: 'a' again, as on line 1; keep one");
  EXPECT_EQ(problems[1], "file:3: 'nan' is not a score; write a number");
  EXPECT_EQ(problems[3],
            "file:5: 5 words; a line of a run has six: QUERY Q0 DOCUMENT RANK SCORE TAG");
}

TEST(Run, WrittenScoresAreReadBackToTheBit) {
  io::Run run{"r", "tag", {{"q 1", {{"b", 1.0 / 3.0}, {"a", 0.1 + 0.2}, {"c", -0.0}}}}};
  std::ostringstream out;
  write_run(out, run);
  const io::Run again = read_run({"r", out.str()});
  ASSERT_EQ(again.queries.size(), 1U);
  EXPECT_EQ(out.str().substr(0, 9), "q%201 Q0 ");
  EXPECT_EQ(again.queries[0].query, "q%201");
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again.queries[0].results[i].score, run.queries[0].results[i].score);
  }
}

TEST(Run, EndsWithNumbersEvenAtTheLowestFloat) {
  const double lowest = std::numeric_limits<float>::lowest();
  const io::Run run{"r", "t", {{"q", {{"c", lowest}, {"b", lowest}, {"a", lowest}}}}};
  std::ostringstream out;
  write_run(out, run);
  const io::Run again = read_run({"r", out.str()});
  ASSERT_EQ(again.queries.size(), 1U);
  for (const RunResult& result : again.queries[0].results) {
    EXPECT_EQ(result.score, lowest) << result.document;
  }
}

// As macOS writes a name, and as everybody else does.
TEST(Judge, FindsDecomposedIdsOfARunInFeedback) {
  const Judgments judgments =
      read_judgments({"f", "profile,company,grade\n\u1100\u1161,\u1102\u1161,1\n"});
  for (const char* run : {"\u1100\u1161 Q0 \u1102\u1161 1 1 t\n", "가 Q0 나 1 1 t\n"}) {
    const JudgedRun judged = judge(read_run({"r", run}), judgments);
    ASSERT_EQ(judged.rankings.size(), 1U) << run;
    EXPECT_EQ(judged.rankings[0].ranked, std::vector<int>{1}) << run;
  }
}

TEST(Judge, ComparesOnlyWhatWasShownWhereNothingIsKnownOfTheRest) {
  const Judgments judgments = read_judgments({"f", "profile,company,grade\nann,x,1\n"});
  const JudgedRun judged = judge(read_run({"r", "ann Q0 y 1 2 t\nann Q0 x 2 1 t\n"}), judgments);
  ASSERT_EQ(judged.rankings.size(), 1U);
  EXPECT_EQ(judged.rankings[0].ranked, std::vector<int>{1});
}

TEST(Judge, CountsWhatIsOnOneSideOnly) {
  const Judgments judgments = read_judgments({"q", "1 0 a 1\n2 0 a 1\n"});
  const io::Run run = read_run({"r", "2 Q0 b 1 3 t\n2 Q0 a 2 2 t\n3 Q0 a 1 1 t\n"});
  const JudgedRun judged = judge(run, judgments);
  ASSERT_EQ(judged.queries, std::vector<std::size_t>{1});
  EXPECT_EQ(judged.rankings[0].ranked, (std::vector<int>{kUnjudged, 1}));
  EXPECT_EQ(judged.not_ranked, 1U);
  EXPECT_EQ(judged.not_judged, 1U);
}

std::string printed(double x) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4f", x);
  return text.data();
}

std::map<std::string, double> measures_of(const JudgedRanking& ranking) {
  std::map<std::string, double> found{{"map", average_precision(ranking)},
                                      {"recip_rank", reciprocal_rank(ranking)},
                                      {"ndcg", ndcg(ranking, kWholeRanking)}};
  for (const std::size_t k : {5, 10, 15, 20, 30, 100, 200, 500, 1000}) {
    found["P_" + std::to_string(k)] = precision(ranking, k);
    found["recall_" + std::to_string(k)] = recall(ranking, k);
    found["ndcg_cut_" + std::to_string(k)] = ndcg(ranking, k);
  }
  return found;
}

// Every number that trec_eval -a -q prints of a measure that is here.
TEST(TrecEval, AgreesToEveryPrintedDigit) {
  SKIP_WITHOUT_REAL_DATA();
  const std::string folder = real_data("trec_eval/");
  for (const auto& [qrels, output] : {std::pair{"qrels.test", "out.test"},
                                      {"qrels.test", "out.test.a"},
                                      {"qrels.test", "out.test.aq"}}) {
    const Judgments judgments = read_judgments(read_text(folder + qrels));
    const JudgedRun run = judge(read_run(read_text(folder + "results.test")), judgments);
    std::map<std::string, std::map<std::string, double>> found;
    for (std::size_t i = 0; i < run.queries.size(); ++i) {
      for (const auto& [name, value] : measures_of(run.rankings[i])) {
        found[judgments.queries[run.queries[i]].query][name] = value;
        found["all"][name] += value / static_cast<double>(run.queries.size());
      }
    }
    std::istringstream lines(read_text(folder + output).bytes);
    std::string name;
    std::string query;
    std::string value;
    std::size_t compared = 0;
    while (lines >> name >> query >> value) {
      const auto of_query = found.find(query);
      ASSERT_NE(of_query, found.end()) << query;
      const auto measure = of_query->second.find(name);
      if (measure == of_query->second.end()) continue;
      EXPECT_EQ(printed(measure->second), value) << output << " " << name << " " << query;
      ++compared;
    }
    EXPECT_GE(compared, std::string(output) == "out.test" ? 11U : 30U) << output;
  }
}

}  // namespace trec_test
}  // namespace skillmatch::io
