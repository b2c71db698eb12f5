// The measures beside those of ranx 0.3.21 (Bassani 2022): the figures here are what it prints,
// evaluate(qrels, run, [...], return_mean=False), of the same files.
#include "support/real_data.h"

#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <skillmatch/io/judgments.h>
#include <skillmatch/metrics.h>

namespace skillmatch::io {
namespace ranx_test {

// ranx adds up in its own order.
constexpr double kRounding = 1e-12;

struct AtK {
  std::string query;
  std::size_t k;
  double ndcg, ndcg_burges, precision, recall;
};

struct OfAll {
  std::string query;
  double map, mrr;
};

void expect_ranx(const Text& qrels, const Text& run, const std::vector<AtK>& at_k,
                 const std::vector<OfAll>& of_all) {
  const Judgments judgments = read_judgments(qrels);
  const JudgedRun judged = judge(read_run(run), judgments);
  const auto ranking = [&](const std::string& query) {
    for (std::size_t i = 0; i < judged.queries.size(); ++i) {
      if (judgments.queries[judged.queries[i]].query == query) return judged.rankings[i];
    }
    ADD_FAILURE() << query << " is not ranked";
    return JudgedRanking{};
  };
  for (const AtK& expected : at_k) {
    SCOPED_TRACE(expected.query + " at " + std::to_string(expected.k));
    const JudgedRanking found = ranking(expected.query);
    EXPECT_NEAR(ndcg(found, expected.k), expected.ndcg, kRounding);
    EXPECT_NEAR(ndcg(found, expected.k, Gain::exponential), expected.ndcg_burges, kRounding);
    EXPECT_NEAR(precision(found, expected.k), expected.precision, kRounding);
    EXPECT_NEAR(recall(found, expected.k), expected.recall, kRounding);
  }
  for (const OfAll& expected : of_all) {
    SCOPED_TRACE(expected.query);
    EXPECT_NEAR(average_precision(ranking(expected.query)), expected.map, kRounding);
    EXPECT_NEAR(reciprocal_rank(ranking(expected.query)), expected.mrr, kRounding);
  }
}

nlohmann::json ranx_file(const std::string& name) {
  return nlohmann::json::parse(read_text(real_data("ir_metrics/ranx/" + name)).bytes);
}

// ranx's {query: {document: number}} as the lines of TREC's files.
Text qrels_of_ranx() {
  std::ostringstream lines;
  const nlohmann::json queries = ranx_file("qrels.json");
  for (const auto& [query, grades] : queries.items()) {
    for (const auto& [document, grade] : grades.items()) {
      lines << query << " 0 " << document << ' ' << grade << '\n';
    }
  }
  return {"qrels.json", lines.str()};
}

Text run_of_ranx(double sign) {
  std::ostringstream lines;
  const nlohmann::json queries = ranx_file("run.json");
  for (const auto& [query, scores] : queries.items()) {
    for (const auto& [document, score] : scores.items()) {
      lines << query << " Q0 " << document << " 1 " << sign * score.get<double>() << " ranx\n";
    }
  }
  return {"run.json", lines.str()};
}

TEST(Ranx, AgreesOnItsOwnFiles) {
  SKIP_WITHOUT_REAL_DATA();
  expect_ranx(qrels_of_ranx(), run_of_ranx(1.0),
              {{"q1", 1, 1.0, 1.0, 1.0, 0.3333333333333333},
               {"q2", 1, 1.0, 1.0, 1.0, 0.5},
               {"q1", 2, 1.0, 1.0, 1.0, 0.6666666666666666},
               {"q2", 2, 1.0, 1.0, 1.0, 1.0},
               {"q1", 3, 1.0, 1.0, 1.0, 1.0},
               {"q2", 3, 1.0, 1.0, 0.6666666666666666, 1.0},
               {"q1", 10, 1.0, 1.0, 0.3, 1.0},
               {"q2", 10, 1.0, 1.0, 0.2, 1.0}},
              {{"q1", 1.0, 1.0}, {"q2", 1.0, 1.0}});
}

// Its run is perfect, which says little of NDCG; the same scores with a minus are not.
TEST(Ranx, AgreesOnItsOwnFilesUpsideDown) {
  SKIP_WITHOUT_REAL_DATA();
  expect_ranx(qrels_of_ranx(), run_of_ranx(-1.0),
              {{"q1", 1, 0.3333333333333333, 0.14285714285714285, 1.0, 0.3333333333333333},
               {"q2", 1, 0.5, 0.3333333333333333, 1.0, 0.5},
               {"q1", 2, 0.5307212739772434, 0.32529605457916694, 1.0, 0.6666666666666666},
               {"q2", 2, 0.8597186998521972, 0.7967075809905066, 1.0, 1.0},
               {"q1", 3, 0.7899980042460358, 0.6806060567602009, 1.0, 1.0},
               {"q2", 3, 0.8597186998521972, 0.7967075809905066, 0.6666666666666666, 1.0},
               {"q1", 10, 0.7899980042460358, 0.6806060567602009, 0.3, 1.0},
               {"q2", 10, 0.8597186998521972, 0.7967075809905066, 0.2, 1.0}},
              {{"q1", 1.0, 1.0}, {"q2", 1.0, 1.0}});
}

// Grades from -1 to 4, many documents that nobody judged, 500 a query.
TEST(Ranx, AgreesOnTheGradedSampleOfTrecEval) {
  SKIP_WITHOUT_REAL_DATA();
  expect_ranx(read_text(real_data("trec_eval/qrels.rel_level")),
              read_text(real_data("trec_eval/results.test")),
              {{"301", 5, 0.0, 0.0, 0.0, 0.0},
               {"302", 5, 0.8304198973631919, 0.830419897363192, 0.8, 0.05194805194805195},
               {"303", 5, 0.0, 0.0, 0.0, 0.0},
               {"301", 10, 0.043929707918238546, 0.012940205735173203, 0.2, 0.004219409282700422},
               {"302", 10, 0.752969406552648, 0.7529694065526482, 0.7, 0.09090909090909091},
               {"303", 10, 0.0, 0.0, 0.0, 0.0},
               {"301", 100, 0.13895225888171508, 0.06407877441688818, 0.23, 0.04852320675105485},
               {"302", 100, 0.604585418401007, 0.6045854184010071, 0.42, 0.5454545454545454},
               {"303", 100, 0.3294200312057401, 0.32942003120574004, 0.07, 0.875}},
              {{"301", 0.03242534480374725, 0.16666666666666666},
               {"302", 0.4174542400168801, 1.0},
               {"303", 0.08225845544340431, 0.05263157894736842}});
}

}  // namespace ranx_test
}  // namespace skillmatch::io
