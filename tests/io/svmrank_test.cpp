// SVMrank lines: what is read, what is refused word for word, and that they are written as read.
#include "support/real_data.h"

#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/feature_lists.h>
#include <skillmatch/io/file_kind.h>
#include <skillmatch/io/judgments.h>

namespace skillmatch::io {
namespace svmrank_test {

using Problems = std::vector<std::string>;

Problems problems_of(const std::string& text, const std::vector<std::size_t>& sizes = {}) {
  try {
    read_svmrank({"file", text}, sizes);
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

std::string written(const FeatureLists& lists) {
  std::ostringstream out;
  std::size_t number = 0;
  for (const FeatureList& list : lists.lists) {
    ++number;
    write_svmrank(out, list, lists.has_names ? std::optional(number) : std::nullopt);
  }
  return out.str();
}

TEST(Svmrank, ReadsGradesFeaturesAndNames) {
  const FeatureLists read = read_svmrank({"f",
                                          "\xEF\xBB\xBF# made by hand\r\n"
                                          "2 qid:a 3:0.5 1:-1e-3 2:+4 # docid = x inc = 1\r\n"
                                          "\n"
                                          "0 qid:a 7:1#docid=y\n"
                                          "  # 1 qid:zz 1:1\n"
                                          "1.0 qid:b\n"});
  ASSERT_EQ(read.lists.size(), 2U);
  EXPECT_EQ(read.lists[0].query, "a");
  ASSERT_EQ(read.lists[0].documents.size(), 2U);
  const FeatureDocument& x = read.lists[0].documents[0];
  EXPECT_EQ(x.id, "x");
  EXPECT_EQ(x.grade, 2);
  ASSERT_EQ(x.features.size(), 3U);
  EXPECT_EQ(x.features[0].number, 1U);
  EXPECT_EQ(x.features[0].value, -1e-3);
  EXPECT_EQ(x.features[2].number, 3U);
  EXPECT_EQ(x.features[2].value, 0.5);
  EXPECT_EQ(read.lists[0].documents[1].id, "y");
  EXPECT_EQ(read.lists[1].documents[0].id, "6");  // its line
  EXPECT_EQ(read.lists[1].documents[0].grade, 1);
  EXPECT_TRUE(read.lists[1].documents[0].features.empty());
  EXPECT_EQ(read.hash.size(), 16U);
  EXPECT_FALSE(read.has_names);
}

TEST(Svmrank, FindsNamesHoweverTheyAreSpaced) {
  for (const char* comment : {"# docid = d query = q", "#docid=d query=q", "##docid =d query= q",
                              "# rank 7 query = q docid = d", "# docid docid = d = query = q"}) {
    const FeatureLists read = read_svmrank({"f", "1 qid:5 1:1 " + std::string(comment) + "\n"});
    EXPECT_EQ(read.lists[0].documents[0].id, "d") << comment;
    EXPECT_EQ(read.lists[0].query, "q") << comment;
    EXPECT_TRUE(read.has_names);
  }
  const FeatureLists none = read_svmrank({"f", "1 qid:5 1:1 # docid = query =\n"});
  EXPECT_EQ(none.lists[0].documents[0].id, "query");
  EXPECT_EQ(none.lists[0].query, "5");
}

TEST(Svmrank, EveryProblemOfALineIsSaid) {
  EXPECT_EQ(
      problems_of("x qid:1 1:1\n"
                  "1.5 qid:1 1:1\n"
                  "-1 qid:1 1:1\n"
                  "1000001 qid:1 1:1\n"
                  "1 qid:1 0:1 10000001:1 -3:1 :1 a:1\n"
                  "1 qid:1 1:nan 2:inf 3:1e999 4: 5:x\n"
                  "1 qid:1 7\n"
                  "1 qid:1 1:1 qid:1\n"
                  "1 qid: 1:1\n"
                  "1 qid:1 5:1 4:0 5:2 5:3 4:0\n"
                  "1 1:1\n"),
      (Problems{
          "file:1: 'x' is not a grade; write a whole number from 0 to 1000000",
          "file:2: '1.5' is not a grade; write a whole number from 0 to 1000000",
          "file:3: '-1' is not a grade; write a whole number from 0 to 1000000",
          "file:4: '1000001' is not a grade; write a whole number from 0 to 1000000",
          "file:5: '0' is not the number of a feature; write a whole number from 1 to 10000000",
          "file:5: '10000001' is not the number of a feature; write a whole number from 1 to "
          "10000000",
          "file:5: '-3' is not the number of a feature; write a whole number from 1 to "
          "10000000",
          "file:5: '' is not the number of a feature; write a whole number from 1 to 10000000",
          "file:5: 'a' is not the number of a feature; write a whole number from 1 to 10000000",
          "file:6: 'nan' is not the value of feature 1; write a number",
          "file:6: 'inf' is not the value of feature 2; write a number",
          "file:6: '1e999' is not the value of feature 3; write a number",
          "file:6: '' is not the value of feature 4; write a number",
          "file:6: 'x' is not the value of feature 5; write a number",
          "file:7: '7' is not a feature; write NUMBER:VALUE",
          "file:8: 'qid:1' stands elsewhere; write it behind the grade, once",
          "file:9: 'qid:' names no query; write qid:QUERY",
          "file:10: feature 4 is given more than once; keep one",
          "file:10: feature 5 is given more than once; keep one",
          "file:11: no qid; write qid:QUERY behind the grade, or 'skillmatch convert "
          "--query-sizes FILE' adds it"}));
}

TEST(Svmrank, AFileThatKnowsNoQidIsToldSoOnce) {
  EXPECT_EQ(problems_of("1 1:1\n0 1:2\n1 1:3 1:4\n"),
            (Problems{"file:1: no qid; write qid:QUERY behind the grade, or 'skillmatch convert "
                      "--query-sizes FILE' adds it",
                      "file:3: feature 1 is given more than once; keep one"}));
}

TEST(Svmrank, TheLinesOfAQueryStandTogether) {
  EXPECT_EQ(problems_of("1 qid:1\n1 qid:2\n0 qid:2\n1 qid:1\n0 qid:1\n1 qid:2\n0 qid:3\n"),
            (Problems{"file:4: query '1' again, which ended on line 1; put the lines of a query "
                      "together",
                      "file:6: query '2' again, which ended on line 3; put the lines of a query "
                      "together"}));
}

TEST(Svmrank, ADocumentIsThereOnceAQuery) {
  EXPECT_EQ(problems_of("1 qid:1 # docid = d\n0 qid:1 # docid = d\n1 qid:2 # docid = d\n"),
            (Problems{"file:2: 'd' again, as on line 1; keep one"}));
}

TEST(Svmrank, NothingAndBytesAreRefused) {
  const Problems empty{"file: empty; there is nothing to learn or judge by"};
  for (const char* text : {"", "\n \r\n", "# words\n", "\xEF\xBB\xBF"}) {
    EXPECT_EQ(problems_of(text), empty) << text;
  }
  EXPECT_EQ(problems_of("1 qid:\xFF 1:1\n"),
            (Problems{"file: byte 6 is not valid UTF-8; save the file as UTF-8"}));
  EXPECT_EQ(problems_of("1 qid:1 1:\x1b[2J\n"),
            (Problems{"file:1: '\\u{001B}[2J' is not the value of feature 1; write a number"}));
}

TEST(Svmrank, QuerySizesStandForQids) {
  const FeatureLists read =
      read_svmrank({"f", "1 1:1\n# two\n0 2:1\n2 1:3\n"}, std::vector<std::size_t>{1, 2});
  ASSERT_EQ(read.lists.size(), 2U);
  EXPECT_EQ(read.lists[0].query, "1");
  EXPECT_EQ(read.lists[0].documents.size(), 1U);
  EXPECT_EQ(read.lists[1].query, "2");
  EXPECT_EQ(read.lists[1].documents[1].grade, 2);
}

TEST(Svmrank, QuerySizesSumToTheLines) {
  EXPECT_EQ(problems_of("1 1:1\n0 1:2\n", {1, 2}),
            (Problems{"file: 2 lines, but the sizes of queries sum to 3; is it the file of other "
                      "data?"}));
  EXPECT_EQ(problems_of("1 1:1\n0 1:2\n", {1}),
            (Problems{"file: 2 lines, but the sizes of queries sum to 1; is it the file of other "
                      "data?"}));
  EXPECT_EQ(
      problems_of("1 qid:1 1:1\n", {1}),
      (Problems{"file:1: a qid, where the sizes of queries are given; leave one of them out"}));
}

TEST(QuerySizes, AreWholeNumbers) {
  EXPECT_EQ(read_query_sizes({"s", "\xEF\xBB\xBF 1\r\n\n13\n"}), (std::vector<std::size_t>{1, 13}));
  const auto problems = [](const std::string& text) {
    try {
      read_query_sizes({"s", text});
    } catch (const InputError& error) {
      return error.problems();
    }
    return Problems{};
  };
  const std::string wanted =
      " is not how many lines a query has; write a whole number from 1 to 1000000000";
  EXPECT_EQ(
      problems("0\n-1\n1.5\n1000000001\n1 2\n"),
      (Problems{"s:1: '0'" + wanted, "s:2: '-1'" + wanted, "s:3: '1.5'" + wanted,
                "s:4: '1000000001'" + wanted, "s:5: 2 words; write how many lines one query has"}));
  EXPECT_EQ(problems("\n"), (Problems{"s: empty; there is nothing to learn or judge by"}));
}

TEST(Svmrank, IsKnownByItsFirstLine) {
  for (const char* text :
       {"1 qid:1\n", "# words\n\n0.5 qid:q 1:1", "x qid:1 1:1", "0 10:0.89 11:1", "1 1:nan",
        "\xEF\xBB\xBF"
        "2 qid:1"}) {
    EXPECT_TRUE(is_svmrank({"f", text})) << text;
  }
  for (const char* text : {"", "# qid:1", "1 0 d 1", "1", "profile,company,grade", "{\"qid:\": 1}",
                           "1 Q0 d 1 0.5 t", "a b:c"}) {
    EXPECT_FALSE(is_svmrank({"f", text})) << text;
  }
}

TEST(Svmrank, ValuesAreWrittenToReadBackToTheBit) {
  const std::vector<double> values{0.1 + 0.2,
                                   1.0 / 3.0,
                                   -0.0,
                                   1e300,
                                   std::numeric_limits<double>::denorm_min(),
                                   std::numeric_limits<double>::max(),
                                   -123456789.125};
  FeatureList list{"q", {{"d", 3, {}}}};
  for (std::size_t i = 0; i < values.size(); ++i) {
    list.documents[0].features.push_back({static_cast<std::uint32_t>(i + 1), values[i]});
  }
  std::ostringstream out;
  write_svmrank(out, list);
  const FeatureLists again = read_svmrank({"f", out.str()});
  const std::vector<Feature>& features = again.lists[0].documents[0].features;
  ASSERT_EQ(features.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(std::signbit(features[i].value), std::signbit(values[i]));
    EXPECT_EQ(features[i].value, values[i]);
  }
}

TEST(Svmrank, NoIdLeavesItsPlace) {
  for (const std::string id : {"a b", "c#", "#", "100%", "%20", "query=x", "docid", "=", "\x1b[2J",
                               "\xE2\x80\xAE", "한국 회사", "a:b", "line\nfeed"}) {
    for (const bool numbered : {false, true}) {
      const FeatureList list{id, {{id, 1, {{1, 0.5}}}, {"other", 0, {}}}};
      std::ostringstream out;
      write_svmrank(out, list, numbered ? std::optional<std::size_t>(7) : std::nullopt);
      const std::string text = out.str();
      EXPECT_EQ(text.find('\x1b'), std::string::npos);
      EXPECT_EQ(numbered, text.starts_with("1 qid:7 1:0.5 # docid = "));
      const FeatureLists again = read_svmrank({"f", text});
      ASSERT_EQ(again.lists.size(), 1U) << text;
      EXPECT_EQ(again.lists[0].query, id) << text;
      EXPECT_EQ(again.lists[0].documents[0].id, id) << text;
      EXPECT_EQ(again.lists[0].documents[1].id, "other") << text;
    }
  }
}

TEST(Qids, AreAscendingWholeNumbers) {
  const auto are = [](const std::vector<std::string>& ids) { return are_qids(ids); };
  EXPECT_TRUE(are({"0", "7", "301", "4294967295"}));
  for (const auto& ids : std::vector<std::vector<std::string>>{{"ann"},
                                                               {"7", "7"},
                                                               {"8", "7"},
                                                               {"07"},
                                                               {"+7"},
                                                               {"-1"},
                                                               {"4294967296"},
                                                               {"1.0"},
                                                               {""}}) {
    EXPECT_FALSE(are(ids)) << ids[0];
  }
}

TEST(Svmrank, ItsGradesAreJudgments) {
  const Judgments judgments = read_judgments(
      {"f", "3 qid:1 1:1 # docid = a%20b query = ann\n0 qid:1 # docid = y\n1 qid:2\n"});
  ASSERT_EQ(judgments.queries.size(), 2U);
  EXPECT_EQ(judgments.queries[0].query, "ann");
  EXPECT_FALSE(judgments.queries[0].judged_all);
  EXPECT_EQ(judgments.queries[0].judgments[0].document, "a b");
  EXPECT_EQ(judgments.queries[0].judgments[0].grade, 3);
  EXPECT_EQ(judgments.queries[0].judgments[1].line, 2U);
  EXPECT_EQ(judgments.queries[1].query, "2");
  EXPECT_EQ(judgments.queries[1].judgments[0].document, "3");
}

// What a stream of C++'s own makes of a file: query → grade and number → value of each line.
struct PlainLine {
  std::string query;
  int grade = 0;
  std::map<unsigned, double> features;
};
std::vector<PlainLine> read_plainly(const std::string& text) {
  std::vector<PlainLine> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    PlainLine plain;
    if (!(words >> plain.grade)) continue;
    for (std::string word; words >> word;) {
      unsigned number = 0;
      double value = 0.0;
      if (word.starts_with("qid:")) {
        plain.query = word.substr(4);
      } else if (std::sscanf(word.c_str(), "%u:%lf", &number, &value) == 2) {
        plain.features[number] = value;
      }
    }
    lines.push_back(plain);
  }
  return lines;
}

void expect_as_read_plainly(const FeatureLists& read, const std::string& text, bool has_qid) {
  const std::vector<PlainLine> plain = read_plainly(text);
  std::size_t line = 0;
  for (const FeatureList& list : read.lists) {
    for (const FeatureDocument& document : list.documents) {
      ASSERT_LT(line, plain.size());
      EXPECT_EQ(has_qid ? list.query : "", plain[line].query);
      EXPECT_EQ(document.grade, plain[line].grade);
      ASSERT_EQ(document.features.size(), plain[line].features.size());
      for (const Feature& feature : document.features) {
        EXPECT_EQ(feature.value, plain[line].features.at(feature.number));
      }
      ++line;
    }
  }
  EXPECT_EQ(line, plain.size());
}

TEST(SvmrankRealData, OfLightGbmIsReadWithItsSizesAndWrittenStably) {
  SKIP_WITHOUT_REAL_DATA();
  const Text text = read_text(real_data("letor/rank.train"));
  const auto sizes = read_query_sizes(read_text(real_data("letor/rank.train.query")));
  const FeatureLists read = read_svmrank(text, sizes);
  ASSERT_EQ(read.lists.size(), 201U);
  std::size_t rows = 0;
  for (std::size_t q = 0; q < sizes.size(); ++q) {
    EXPECT_EQ(read.lists[q].documents.size(), sizes[q]);
    rows += sizes[q];
  }
  EXPECT_EQ(rows, 3005U);
  expect_as_read_plainly(read, text.bytes, false);
  const std::string once = written(read);
  const FeatureLists again = read_svmrank({"again", once});
  EXPECT_EQ(written(again), once);
  expect_as_read_plainly(again, once, true);
  EXPECT_EQ(kind_of(text), FileKind::svmrank);
}

TEST(SvmrankRealData, OfPytorchLtrIsRead) {
  SKIP_WITHOUT_REAL_DATA();
  const Text text = read_text(real_data("svmrank_small/pytorchltr_dataset.txt"));
  ASSERT_TRUE(is_svmrank(text));
  expect_as_read_plainly(read_svmrank(text), text.bytes, true);
}

TEST(SvmrankRealData, OfTensorFlowRankingHasFeaturesTwice) {
  SKIP_WITHOUT_REAL_DATA();
  for (const char* name : {"tfranking_train.txt", "tfranking_vali.txt", "tfranking_test.txt"}) {
    const Text text = read_text(real_data("svmrank_small/" + std::string(name)));
    ASSERT_TRUE(is_svmrank(text));
    const Problems problems = problems_of(text.bytes);
    ASSERT_FALSE(problems.empty()) << name;
    for (const std::string& problem : problems) {
      EXPECT_TRUE(problem.ends_with(" is given more than once; keep one")) << problem;
    }
  }
}

}  // namespace svmrank_test
}  // namespace skillmatch::io
