// What `batch` writes, read back as a run.
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/file_kind.h>
#include <skillmatch/io/judgments.h>

namespace skillmatch::io {
namespace result_lines_test {

using Lines = std::vector<std::string>;

Lines problems_of(const std::string& text) {
  try {
    read_results({"file", text});
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

std::string run_of(const std::string& text) {
  std::ostringstream out;
  write_run(out, read_results({"file", text}));
  return out.str();
}

TEST(ResultLines, AreARunWithFailedGatesBehind) {
  EXPECT_EQ(
      run_of("{\"record\":1,\"profile\":\"ann lee\",\"results\":["
             "{\"rank\":1,\"company\":\"x\",\"score\":0.5,\"cosine\":1,\"gate\":\"pass\"},"
             "{\"rank\":2,\"company\":\"y\",\"score\":0.25,\"gate\":\"unknown\"},"
             "{\"rank\":3,\"company\":\"z\",\"score\":0.75,\"gate\":\"fail\"}]}\n"
             "{\"record\":2,\"profile\":\"bob\",\"results\":[],\"not_ranked\":\"empty_profile\"}"
             "\n"),
      "ann%20lee Q0 x 1 0.5 skillmatch\nann%20lee Q0 y 2 0.25 skillmatch\n"
      "ann%20lee Q0 z 3 -1.25 skillmatch\n");
}

TEST(ResultLines, AreOrderedByTheMutualScoreWhereThereIsOne) {
  EXPECT_EQ(run_of("{\"profile\":\"p\",\"results\":["
                   "{\"company\":\"x\",\"score\":0.5,\"mutual\":0.75},"
                   "{\"company\":\"y\",\"score\":1,\"mutual\":0.5}]}"),
            "p Q0 x 1 0.75 skillmatch\np Q0 y 2 0.5 skillmatch\n");
}

TEST(ResultLines, OfEqualScoresTheFirstStaysFirst) {
  EXPECT_EQ(run_of("{\"profile\":\"p\",\"results\":[{\"company\":\"z\",\"score\":0.5},"
                   "{\"company\":\"b\",\"score\":0.5},{\"company\":\"a\",\"score\":1}]}"),
            "p Q0 a 1 1 skillmatch\np Q0 z 2 0.5 skillmatch\n"
            "p Q0 b 3 0.49999997019767761 skillmatch\n");
}

TEST(ResultLines, ByCompanyHaveProfilesForDocuments) {
  EXPECT_EQ(run_of("{\"company\":\"x\",\"top\":10,\"run\":\"0\",\"results\":["
                   "{\"rank\":1,\"record\":1,\"profile\":\"ann\",\"score\":0.5}]}"),
            "x Q0 ann 1 0.5 skillmatch\n");
}

TEST(ResultLines, EveryProblemIsSaid) {
  EXPECT_EQ(
      problems_of("{\"profile\":\"p\",\"results\":[{\"company\":\"x\",\"score\":1}]}\n"
                  "{\"results\":[]}\n"
                  "{\"profile\":\"p\"}\n"
                  "{\"profile\":\"q\",\"results\":{}}\n"
                  "{\"profile\":\"q\",\"results\":[1,{\"company\":\"x\"},{\"score\":\"1\"}]}\n"
                  "{\"profile\":\"q\",\"results\":[{\"company\":\"x\",\"score\":1,\"gate\":"
                  "\"open\"},{\"company\":\"x\",\"score\":1}]}\n"
                  "{\"profile\":\"p\",\"results\":[]}\n"
                  "[]\n"
                  "{\"profile\":\n"),
      (Lines{"file:2: 'profile' is missing", "file:3: 'results' is missing",
             "file:4: /results: an array is needed here, not an object",
             "file:5: /results/0: an object is needed here, not a number",
             "file:5: /results/1: 'score' is missing", "file:5: /results/2: 'company' is missing",
             "file:5: /results/2/score: a number is needed here, not a string",
             "file:6: /results/0/gate: 'open' is not one of pass, unknown, fail",
             "file:6: /results/1: 'x' again; keep one",
             "file:7: results of 'p' again, as on line 1; a run has one list of each",
             "file:8: an object is needed here, not an array",
             "file:9: not JSON: the line ends where '}' is needed, to close the '{' on line 9"}));
}

TEST(FileKind, IsSeenByTheFirstLine) {
  const auto kind = [](const char* text) { return kind_of({"f", text}); };
  EXPECT_EQ(kind("1 0 d 1\n"), FileKind::qrels);
  EXPECT_EQ(kind("1 0 a,b 1\n"), FileKind::qrels);
  EXPECT_EQ(kind("1 Q0 d 1 0.5 t\n"), FileKind::run);
  EXPECT_EQ(kind("1 Q0 a,b 1 0.5 t more\n"), FileKind::run);
  EXPECT_EQ(kind("profile, company, grade, a, note\n"), FileKind::csv);
  EXPECT_EQ(kind("\n{\"profile\": 1, \"grade\": 2}\n"), FileKind::feedback);
  EXPECT_EQ(kind("{\"profile\"\n"), FileKind::feedback);
  EXPECT_EQ(kind("{\"profile\": 1, \"results\": []}\n"), FileKind::results);
  EXPECT_EQ(kind("# words\n1 qid:1 1:1\n"), FileKind::svmrank);
  EXPECT_THROW(kind(" \n"), InputError);
  EXPECT_THROW(kind("1 0 \xFF 1\n"), InputError);
}

}  // namespace result_lines_test
}  // namespace skillmatch::io
