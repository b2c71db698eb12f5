// Judgments and runs written as each kind of file, and what such a file cannot hold.
#include "support/real_data.h"

#include <cstddef>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/judgments.h>

namespace skillmatch::io {
namespace write_judgments_test {

using Lines = std::vector<std::string>;

template <typename Write>
std::string written(const Write& write, const std::string& text) {
  std::ostringstream out;
  write(out, read_judgments({"file", text}));
  return out.str();
}
template <typename Write>
Lines problems_of(const Write& write, const std::string& text) {
  std::ostringstream out;
  try {
    write(out, read_judgments({"file", text}));
  } catch (const InputError& error) {
    EXPECT_EQ(out.str(), "");
    return error.problems();
  }
  return {};
}

using Grades = std::set<std::tuple<std::string, std::string, int>>;
Grades grades_of(const Judgments& judgments) {
  Grades grades;
  for (const JudgedQuery& query : judgments.queries) {
    for (const Judgment& j : query.judgments) grades.emplace(query.query, j.document, j.grade);
  }
  return grades;
}

const std::string kQrels = "1 0 b 0\n1 0 a%20b 4\n2 0 100% 1\n";

TEST(WriteJudgments, QrelsBecomeFeedback) {
  EXPECT_EQ(written(write_feedback, kQrels),
            "{\"profile\":\"1\",\"company\":\"b\",\"grade\":0}\n"
            "{\"profile\":\"1\",\"company\":\"a b\",\"grade\":4}\n"
            "{\"profile\":\"2\",\"company\":\"100%\",\"grade\":1}\n");
  EXPECT_EQ(written(write_feedback_csv, kQrels),
            "profile,company,grade\r\n1,b,0\r\n1,a b,4\r\n2,100%,1\r\n");
}

// A word of somebody else's that only looks as if it had %XX stays what it is.
TEST(WriteJudgments, QrelsStayWordForWord) {
  EXPECT_EQ(written(write_qrels, "1 9 %2f 7\n1 9 a%41 -1\n"), "1 0 %2f 7\n1 0 a%41 -1\n");
  EXPECT_EQ(written(write_qrels, "1 0 \x1b[2J 7\n"), "1 0 %1B[2J 7\n");
}

TEST(WriteJudgments, FeedbackBecomesQrels) {
  EXPECT_EQ(written(write_qrels, "profile,company,grade\nann lee,\"x, inc\",3\nann lee,5%,0\n"),
            "ann%20lee 0 x,%20inc 3\nann%20lee 0 5%25 0\n");
}

TEST(WriteJudgments, EachKindReadsBackToTheSameGrades) {
  const Grades grades = grades_of(read_judgments({"f", written(write_feedback, kQrels)}));
  EXPECT_EQ(grades.size(), 3U);
  const std::string csv = written(write_feedback_csv, written(write_feedback, kQrels));
  const std::string qrels = written(write_qrels, csv);
  EXPECT_EQ(grades_of(read_judgments({"f", csv})), grades);
  EXPECT_EQ(grades_of(read_judgments({"f", written(write_feedback, qrels)})), grades);
}

TEST(WriteJudgments, ListsOfTheirOwnStayOnesInJsonLines) {
  const std::string lists =
      "{\"profile\":\"ann\",\"prefer\":\"x\",\"over\":[\"y\",\"z\"]}\n"
      "{\"profile\":\"ann\",\"shown\":[\"x\",\"y\",\"z\"],\"hired\":[\"y\"],\"clicked\":[\"x\"]}\n"
      "{\"profile\":\"ann\",\"shown\":[],\"hired\":[],\"clicked\":[]}\n"
      "{\"profile\":\"ann\",\"company\":\"x\",\"grade\":2}\n";
  EXPECT_EQ(written(write_feedback, lists), lists);
}

TEST(WriteJudgments, WhatAKindCannotHoldIsRefusedWithItsLine) {
  const std::string lists =
      "{\"profile\":\"ann\",\"prefer\":\"x\",\"over\":\"y\"}\n"
      "{\"profile\":\"ann\",\"shown\":[\"x\"]}\n";
  EXPECT_EQ(
      problems_of(write_qrels, lists),
      (Lines{"file:1: a list of its own, by \"prefer\"; qrels can only hold grades, JSON Lines "
             "hold both",
             "file:2: a list of its own, by \"shown\"; qrels can only hold grades, JSON Lines "
             "hold both"}));
  EXPECT_EQ(problems_of(write_feedback_csv, lists).size(), 2U);
  EXPECT_EQ(problems_of(write_feedback, "1 0 a 5\n1 0 b 4\n1 0 c -1\n"),
            (Lines{"file:1: grade 5 for 'a'; JSON Lines can only hold 0 to 4",
                   "file:3: grade -1 for 'c'; JSON Lines can only hold 0 to 4"}));
  EXPECT_EQ(problems_of(write_feedback_csv, "1 0 a 5\n"),
            (Lines{"file:1: grade 5 for 'a'; CSV can only hold 0 to 4"}));
  const std::string twice = "1 qid:1 # query = ann\n0 qid:2 # query = ann\n";
  EXPECT_EQ(problems_of(write_qrels, twice),
            (Lines{"file:2: a second list of 'ann', as from line 1 on; qrels can only hold one"}));
  EXPECT_EQ(problems_of(write_feedback, twice).size(), 1U);
}

// %41 is A.
TEST(WriteJudgments, TwoWordsOfOneIdMustAgree) {
  EXPECT_EQ(problems_of(write_feedback, "1 0 %41 1\n1 0 A 2\n"),
            (Lines{"file:2: grade 2 for 'A', which line 1 gives 1; keep one"}));
  EXPECT_EQ(written(write_feedback, "1 0 %41 1\n1 0 A 1\n"),
            "{\"profile\":\"1\",\"company\":\"A\",\"grade\":1}\n");
}

TEST(WriteJudgments, HostileIdsAreEscaped) {
  const Judgments judgments{"f",
                            {{"=cmd", {{"\x1b[2J\n", 1, 1}, {"a,\"b\"", 2, 2}, {"plain", 0, 3}}}}};
  std::ostringstream qrels;
  write_qrels(qrels, judgments);
  EXPECT_EQ(qrels.str(), "=cmd 0 %1B[2J%0A 1\n=cmd 0 a,\"b\" 2\n=cmd 0 plain 0\n");
  std::ostringstream lines;
  write_feedback(lines, judgments);
  EXPECT_EQ(lines.str().substr(0, lines.str().find('\n')),
            R"({"profile":"=cmd","company":"\u001b[2J\n","grade":1})");
  EXPECT_EQ(grades_of(read_judgments({"f", lines.str()})), grades_of(judgments));
  std::ostringstream csv;
  EXPECT_EQ(write_feedback_csv(csv, judgments), 2U);
  EXPECT_EQ(csv.str(),
            "profile,company,grade\r\n'=cmd,\\u{001B}[2J\\u{000A},1\r\n'=cmd,\"a,\"\"b\"\"\",2\r\n"
            "'=cmd,plain,0\r\n");
}

TEST(WriteRun, ARunIsPutInOrderAndStaysSo) {
  std::ostringstream once;
  write_run(once, read_run({"r", "q Q0 a 9 1 t%\nq Q0 %2f 9 3 t%\nq Q0 c 9 3 t%\n"}));
  EXPECT_EQ(once.str(), "q Q0 c 1 3 t%\nq Q0 %2f 2 2.9999997615814209 t%\nq Q0 a 3 1 t%\n");
  std::ostringstream twice;
  write_run(twice, read_run({"r", once.str()}));
  EXPECT_EQ(twice.str(), once.str());
}

TEST(WriteRun, ARunBecomesJsonLinesAndCsv) {
  const io::Run run = read_run({"r", "q%201 Q0 =a 1 0.1 t\nq%201 Q0 b%2Cc 2 1e-9 t\n"});
  std::ostringstream lines;
  write_results(lines, run);
  EXPECT_EQ(lines.str(),
            "{\"profile\":\"q 1\",\"results\":[{\"rank\":1,\"company\":\"=a\",\"score\":0.1},"
            "{\"rank\":2,\"company\":\"b,c\",\"score\":1e-09}]}\n");
  std::ostringstream csv;
  EXPECT_EQ(write_results_csv(csv, run), 1U);
  EXPECT_EQ(csv.str(), "profile,rank,company,score\r\nq 1,1,'=a,0.1\r\nq 1,2,\"b,c\",1e-09\r\n");
}

TEST(TrecRealData, QrelsThroughJsonLinesAndCsvAreTheSameSet) {
  SKIP_WITHOUT_REAL_DATA();
  const Text text = read_text(real_data("trec_eval/qrels.test"));
  const Grades grades = grades_of(read_judgments(text));
  EXPECT_GT(grades.size(), 1000U);
  const std::string lines = written(write_feedback, text.bytes);
  EXPECT_EQ(grades_of(read_judgments({"f", written(write_qrels, lines)})), grades);
  const std::string csv = written(write_feedback_csv, text.bytes);
  EXPECT_EQ(grades_of(read_judgments({"f", written(write_qrels, csv)})), grades);
}

TEST(TrecRealData, ARunInOrderRanksAsItDid) {
  SKIP_WITHOUT_REAL_DATA();
  const io::Run run = read_run(read_text(real_data("trec_eval/results.test")));
  std::ostringstream out;
  write_run(out, run);
  const io::Run again = read_run({"again", out.str()});
  ASSERT_EQ(again.queries.size(), run.queries.size());
  for (std::size_t q = 0; q < run.queries.size(); ++q) {
    ASSERT_EQ(again.queries[q].results.size(), run.queries[q].results.size());
    for (std::size_t i = 0; i < run.queries[q].results.size(); ++i) {
      EXPECT_EQ(again.queries[q].results[i].document, run.queries[q].results[i].document);
    }
  }
}

}  // namespace write_judgments_test
}  // namespace skillmatch::io
