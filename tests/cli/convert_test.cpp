// skillmatch convert: every kind of file to every other that can hold it.
#include "cli/skillmatch.h"
#include "support/real_data.h"
#include "support/temp_dir.h"

#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace convert_test {

class Convert : public ::testing::Test {
 protected:
  Convert() {
    dir.put("catalog.json", catalog_text({{"a b", {{"x", 3}, {"y", 4}}},
                                          {"b", {{"y", {{"level", 3}, {"must", true}}}}},
                                          {"ann", {{"x", 2}, {"y", 2}}}},
                                         "taxonomy.json"));
    dir.put("taxonomy.json", taxonomy_text({"x", "y"}));
    dir.put("people.jsonl",
            "{\"id\": \"ann\", \"skills\": {\"x\": 4}}\n"
            "{\"id\": \"bob\", \"skills\": {\"y\": 3, \"x\": 4}}\n"
            "{\"id\": \"zoe\", \"skills\": {\"y\": 0}}\n"
            "{\"id\": \"7\", \"skills\": {\"y\": 5}}\n");
    dir.put("j.qrels", "ann 0 a%20b 4\nann 0 b 0\nbob 0 b 1\n");
    dir.put("j.csv", "profile,company,grade\nann,a b,4\nann,b,0\nbob,b,1\n");
    dir.put("lists.jsonl",
            "{\"profile\":\"ann\",\"prefer\":\"a b\",\"over\":[\"b\"]}\n"
            "{\"profile\":\"ann\",\"shown\":[\"b\",\"a b\"],\"hired\":[],\"clicked\":[\"b\"]}\n");
    dir.put("mine.run", "ann Q0 b 7 0.5 me\nann Q0 a%20b 9 0.75 me\n");
  }
  RunResult convert(Words words, const std::string& input = {}) const {
    words.insert(words.begin(), "convert");
    return skillmatch(words, {.input = input, .directory = dir.path()});
  }
  // Without a word on standard error.
  std::string converted(Words words, const std::string& input = {}) const {
    words.insert(words.begin(), "convert");
    return output_of(words, {.input = input, .directory = dir.path()});
  }
  std::string pairs(const Words& more) const {
    Words words{"--to", "svmrank", "-p", "people.jsonl", "-c", "catalog.json"};
    words.insert(words.end(), more.begin(), more.end());
    return converted(words);
  }
  void expect_wrong_usage(const Words& words, const std::string& message) const {
    const RunResult result = convert(words);
    EXPECT_EQ(result.status, kWrongUsage);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err,
              "skillmatch convert: " + message + "\nTry 'skillmatch convert --help'.\n");
  }
  void expect_wrong_input(const Words& words, const std::string& message) const {
    const RunResult result = convert(words);
    EXPECT_EQ(result.status, kWrongInput);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, message);
  }
  TempDir dir;
};

TEST_F(Convert, JudgmentsAreTheSameSetInEachKind) {
  const std::string lines = converted({"j.csv", "--to", "jsonl"});
  EXPECT_EQ(lines,
            "{\"profile\":\"ann\",\"company\":\"a b\",\"grade\":4}\n"
            "{\"profile\":\"ann\",\"company\":\"b\",\"grade\":0}\n"
            "{\"profile\":\"bob\",\"company\":\"b\",\"grade\":1}\n");
  EXPECT_EQ(converted({"j.qrels", "--to", "jsonl", "-q"}), lines);
  EXPECT_EQ(converted({"-", "--to", "qrels", "-q"}, lines), bytes_of(dir / "j.qrels"));
  EXPECT_EQ(converted({"j.qrels", "--to", "qrels"}), bytes_of(dir / "j.qrels"));
  EXPECT_EQ(converted({"-", "--to", "csv"}, lines),
            "profile,company,grade\r\nann,a b,4\r\nann,b,0\r\nbob,b,1\r\n");
  EXPECT_EQ(converted({"lists.jsonl", "--to", "jsonl"}), bytes_of(dir / "lists.jsonl"));
}

TEST_F(Convert, SaysWhatChangesOfCompaniesThatAreNotNamed) {
  EXPECT_EQ(convert({"j.qrels", "--to", "csv"}).err,
            "j.qrels: counts companies that it does not name as grade 0; feedback says nothing of "
            "them\n");
  EXPECT_EQ(convert({"-", "--to", "qrels"}, "profile,company,grade\np,c,1\n").err,
            "standard input: says nothing of companies that it does not name; in qrels they count "
            "as grade 0\n");
}

TEST_F(Convert, SaysWhichIdsCsvCannotKeep) {
  dir.put("odd.jsonl", "{\"profile\":\"=1+1\",\"company\":\"\\u001b[2J\",\"grade\":1}\n");
  const RunResult result = convert({"odd.jsonl", "--to", "csv"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out, "profile,company,grade\r\n'=1+1,\\u{001B}[2J,1\r\n");
  EXPECT_EQ(result.err,
            "odd.jsonl: ids that a spreadsheet would run or cannot show are written otherwise in "
            "CSV: 2; --to jsonl keeps them\n");
  EXPECT_EQ(converted({"odd.jsonl", "--to", "jsonl"}),
            "{\"profile\":\"=1+1\",\"company\":\"\\u001b[2J\",\"grade\":1}\n");
  EXPECT_EQ(converted({"odd.jsonl", "--to", "qrels", "-q"}), "=1+1 0 %1B[2J 1\n");
}

TEST_F(Convert, RefusesWhatAKindCannotHold) {
  expect_wrong_input({"lists.jsonl", "--to", "qrels"},
                     "lists.jsonl:1: a list of its own, by \"prefer\"; qrels can only hold grades, "
                     "JSON Lines hold both\n"
                     "lists.jsonl:2: a list of its own, by \"shown\"; qrels can only hold grades, "
                     "JSON Lines hold both\n");
  dir.put("high.qrels", "ann 0 b 5\nann 0 c -1\n");
  expect_wrong_input({"high.qrels", "--to", "jsonl"},
                     "high.qrels:1: grade 5 for 'b'; JSON Lines can only hold 0 to 4\n"
                     "high.qrels:2: grade -1 for 'c'; JSON Lines can only hold 0 to 4\n");
  expect_wrong_input({"high.qrels", "--to", "csv"},
                     "high.qrels:1: grade 5 for 'b'; CSV can only hold 0 to 4\n"
                     "high.qrels:2: grade -1 for 'c'; CSV can only hold 0 to 4\n");
  dir.put("below.qrels", "ann 0 b -2\n");
  expect_wrong_input(
      {"below.qrels", "--to", "svmrank", "-p", "people.jsonl", "-c", "catalog.json"},
      "below.qrels:1: grade -2 for 'b'; SVMrank lines can only hold grades from 0 up\n");
}

TEST_F(Convert, ARunIsPutInOrder) {
  const std::string run = converted({"mine.run", "--to", "run"});
  EXPECT_EQ(run, "ann Q0 a%20b 1 0.75 me\nann Q0 b 2 0.5 me\n");
  EXPECT_EQ(converted({"-", "--to", "run"}, run), run);
  const std::string lines = converted({"mine.run", "--to", "jsonl"});
  EXPECT_EQ(lines,
            "{\"profile\":\"ann\",\"results\":[{\"rank\":1,\"company\":\"a b\",\"score\":0.75},"
            "{\"rank\":2,\"company\":\"b\",\"score\":0.5}]}\n");
  EXPECT_EQ(converted({"mine.run", "--to", "csv"}),
            "profile,rank,company,score\r\nann,1,a b,0.75\r\nann,2,b,0.5\r\n");
  EXPECT_EQ(converted({"-", "--to", "run"}, lines),
            "ann Q0 a%20b 1 0.75 skillmatch\nann Q0 b 2 0.5 skillmatch\n");
}

// Company b's must fails bob's neighbour ann as unknown, and whoever holds less than 3.
TEST_F(Convert, WhatBatchWritesBecomesTheRunThatBatchWrites) {
  dir.put("weak.jsonl",
          "{\"id\": \"bob\", \"skills\": {\"y\": 2, \"x\": 4}}\n"
          "{\"id\": \"eve\", \"skills\": {\"y\": 5, \"x\": 1}}\n");
  for (const char* by : {"profile", "company"}) {
    const Words batch{"batch", "weak.jsonl", "-c", "catalog.json", "-q", "--by", by, "--format"};
    const auto write = [&](const char* format) {
      Words words = batch;
      words.emplace_back(format);
      return output_of(words, {.directory = dir.path()});
    };
    std::istringstream expected(write("trec"));
    std::istringstream found(converted({"-", "--to", "run"}, write("jsonl")));
    std::size_t rows = 0;
    std::size_t below = 0;
    std::string a[6];
    std::string b[6];
    while (expected >> a[0] >> a[1] >> a[2] >> a[3] >> a[4] >> a[5]) {
      ASSERT_TRUE(found >> b[0] >> b[1] >> b[2] >> b[3] >> b[4] >> b[5]);
      for (const int i : {0, 1, 2, 3, 5}) EXPECT_EQ(a[i], b[i]);
      EXPECT_EQ(std::stod(a[4]), std::stod(b[4]));
      below += std::stod(a[4]) < 0.0 ? 1U : 0U;
      ++rows;
    }
    EXPECT_EQ(rows, 6U) << by;
    EXPECT_EQ(below, 1U) << by;
    EXPECT_FALSE(found >> b[0]);
  }
}

TEST_F(Convert, JudgmentsAndProfilesBecomePairs) {
  // ann holds x alone: beside (3, 4) her cosine is 0.6, of which x is all.
  dir.put("ann.csv", "profile,company,grade\nann,b,0\nann,a b,4\n");
  EXPECT_EQ(pairs({"ann.csv", "-m", "cosine"}),
            "4 qid:1 1:0.6 2:0.3333333333333333 3:0.6 # docid = a%20b query = ann\n"
            "0 qid:1 1:0 2:0 # docid = b query = ann\n");
}

TEST_F(Convert, AllCompaniesAreCandidatesOfQrelsButTheProfilesOwn) {
  const std::string text = pairs({"j.qrels", "-q"});
  EXPECT_NE(text.find("4 qid:1 "), std::string::npos);
  EXPECT_EQ(text.find("# docid = ann query = ann"), std::string::npos);
  EXPECT_NE(text.find("# docid = ann query = bob"), std::string::npos);
  std::istringstream lines(text);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line);) ++count;
  EXPECT_EQ(count, 5U);
}

TEST_F(Convert, PairsReadBackToTheJudgments) {
  const std::string text = pairs({"j.csv"});
  EXPECT_EQ(converted({"-", "--to", "csv"}, text),
            "profile,company,grade\r\nann,a b,4\r\nann,b,0\r\nbob,b,1\r\n");
  EXPECT_EQ(converted({"-", "--to", "svmrank"}, text), text);
}

TEST_F(Convert, ListsOfTheirOwnAreQueriesOfTheirOwn) {
  const std::string text = pairs({"lists.jsonl", "-m", "coverage"});
  std::istringstream lines(text);
  std::vector<std::string> begins;
  for (std::string line; std::getline(lines, line);) begins.push_back(line.substr(0, 7));
  EXPECT_EQ(begins, (std::vector<std::string>{"1 qid:1", "0 qid:1", "0 qid:2", "1 qid:2"}));
}

// Most tools take nothing but whole numbers that ascend for a qid.
TEST_F(Convert, AnIdIsTheQidWhereItCanBe) {
  dir.put("seven.csv", "profile,company,grade\n7,b,1\n");
  EXPECT_EQ(pairs({"seven.csv"}), "1 qid:7 1:1 2:0.3333333333333333 4:1 # docid = b\n");
}

TEST_F(Convert, SaysWhoIsLeftOutOfPairs) {
  dir.put("odd.csv", "profile,company,grade\nann,b,0\nann,c,1\nmax,b,1\nzoe,b,1\nann,ann,1\n");
  const Words words{"odd.csv", "--to", "svmrank", "-p", "people.jsonl", "-c", "catalog.json"};
  const RunResult result = convert(words);
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.err,
            "judgments left out since the company is the profile's own row: 1\n"
            "odd.csv:3: unknown company 'c'\n"
            "odd.csv:4: unknown profile 'max'\n"
            "judgments left out since nothing of that id is known: 2\n"
            "odd.csv: judged queries that cannot be ranked, and are left out: 1\n");
  Words strict = words;
  strict.emplace_back("--strict");
  EXPECT_EQ(convert(strict).status, kWrongInput);
  dir.put("none.csv", "profile,company,grade\nzoe,b,0\n");
  expect_wrong_input({"none.csv", "--to", "svmrank", "-p", "people.jsonl", "-c", "catalog.json"},
                     "none.csv: none of its queries can be ranked; are these ids those of the "
                     "profiles and companies?\n");
}

TEST_F(Convert, QuerySizesBecomeQids) {
  dir.put("train", "1 2:0.50 1:1\n0 1:2\n2 3:1e-3\n");
  dir.put("train.query", "1\n2\n");
  const std::string text = converted({"train", "--query-sizes", "train.query", "--to", "svmrank"});
  EXPECT_EQ(text,
            "1 qid:1 1:1 2:0.5 # docid = 1\n0 qid:2 1:2 # docid = 2\n"
            "2 qid:2 3:0.001 # docid = 3\n");
  EXPECT_EQ(converted({"-", "--to", "svmrank"}, text), text);
  dir.put("other.query", "1\n1\n");
  expect_wrong_input({"train", "--query-sizes", "other.query", "--to", "svmrank"},
                     "train: 3 lines, but the sizes of queries sum to 2; is it the file of other "
                     "data?\n");
  expect_wrong_input({"train", "--to", "svmrank"},
                     "train:1: no qid; write qid:QUERY behind the grade, or 'skillmatch convert "
                     "--query-sizes FILE' adds it\n");
}

TEST_F(Convert, AFileIsReplacedOnlyByAWholeOne) {
  dir.put("out", "old\n");
  EXPECT_EQ(converted({"j.csv", "--to", "jsonl", "-o", "out"}), "");
  EXPECT_EQ(bytes_of(dir / "out"), converted({"j.csv", "--to", "jsonl"}));
  dir.put("out", "old\n");
  EXPECT_EQ(convert({"lists.jsonl", "--to", "csv", "-o", "out"}).status, kWrongInput);
  EXPECT_EQ(bytes_of(dir / "out"), "old\n");
  EXPECT_EQ(convert({"j.csv", "--to", "jsonl", "-o", "missing/out"}).status, kFailed);
}

TEST_F(Convert, WrongUsageIsSaidWordForWord) {
  expect_wrong_usage({}, "FILE is missing");
  expect_wrong_usage({"j.csv"}, "--to FORMAT is missing");
  expect_wrong_usage({"j.csv", "--to", "qrel"},
                     "--to: 'qrel' is not one of qrels, jsonl, csv, run, svmrank, did you mean "
                     "'qrels'?");
  expect_wrong_usage({"j.csv", "--to", "run"},
                     "--to run: j.csv, feedback as CSV, holds no ranking");
  expect_wrong_usage({"mine.run", "--to", "qrels"},
                     "--to qrels: mine.run, a TREC run, holds no judgments");
  expect_wrong_usage({"j.qrels", "--to", "svmrank"},
                     "--to svmrank needs --profiles FILE, whom 'j.qrels' is about");
  expect_wrong_usage({"j.csv", "--to", "jsonl", "-p", "people.jsonl"},
                     "--profiles needs --to svmrank");
  expect_wrong_usage({"j.csv", "--to", "jsonl", "-m", "cosine"}, "--model needs --to svmrank");
  expect_wrong_usage({"j.csv", "--to", "svmrank", "-c", "catalog.json"},
                     "--catalog needs --profiles FILE");
  expect_wrong_usage({"j.csv", "--to", "svmrank", "--query-sizes", "s", "-p", "people.jsonl"},
                     "--query-sizes and --profiles exclude each other");
  expect_wrong_usage({"-", "--to", "svmrank", "-p", "-"},
                     "only one file can be '-', standard input");
  expect_wrong_usage({"j.csv", "--to", "qrels", "-o", "./j.csv"},
                     "--output would replace 'j.csv', which is read");
  dir.put("r.jsonl", "{\"profile\":\"p\",\"results\":[]}\n");
  expect_wrong_usage({"r.jsonl", "--to", "csv"},
                     "--to csv: r.jsonl, results as JSON Lines, can only become a run; "
                     "'skillmatch batch --format' writes the others");
}

TEST_F(Convert, NoFileAndAnEmptyOneAreWrongInput) {
  expect_wrong_input({"nothing", "--to", "qrels"}, "nothing: no such file\n");
  dir.put("empty", "\n");
  expect_wrong_input({"empty", "--to", "qrels"},
                     "empty: empty; there is nothing to learn or judge by\n");
}

using Lines = std::multiset<std::string>;
Lines lines_of(const std::string& text, bool fields) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (fields) {
      std::istringstream words(line);
      std::string query;
      std::string iteration;
      std::string document;
      std::string grade;
      words >> query >> iteration >> document >> grade;
      line = query + " 0 " + document + " " + grade;
    }
    lines.insert(line);
  }
  return lines;
}

TEST_F(Convert, TrecsOwnQrelsComeBack) {
  SKIP_WITHOUT_REAL_DATA();
  const std::string qrels = real_data("trec_eval/qrels.test");
  for (const char* kind : {"jsonl", "csv"}) {
    const std::string between = converted({qrels, "--to", kind, "-q"});
    EXPECT_EQ(lines_of(converted({"-", "--to", "qrels", "-q"}, between), false),
              lines_of(bytes_of(qrels), true))
        << kind;
  }
}

}  // namespace convert_test
}  // namespace cli_test
