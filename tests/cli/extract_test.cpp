// Text through the whole program: extracted, ranked, refused.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace extract_test {

const std::string kCv =
    "PyTorch를 3년 사용했고 R, SQL을 씁니다.\n"
    "I have no experience with Docker. I go home.\n"
    "쿠버네티스를 배우고 싶습니다. GraphQL\n";

TEST(Extract, MakesAProfileAndSaysWhatItUnderstood) {
  const TempDir dir;
  dir.put("me.txt", kCv);
  const RunResult result = skillmatch({"extract", "me.txt"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out,
            "{\"format\":\"skillmatch/profile@1\",\"id\":\"me\",\"skills\":{\"r-language\":3.0,"
            "\"sql\":3.0,\"pytorch\":3.0,\"docker\":0.0}}\n");
  EXPECT_EQ(result.err,
            "understood 4 skills of me.txt:\n"
            "skill    level  sure  place  as written\n"
            "PyTorch      3     1    1:1  PyTorch를 3년 사용했고 R, SQL을 씁니다.\n"
            "R           3?   0.8   1:18  PyTorch를 3년 사용했고 R, SQL을 씁니다.\n"
            "SQL         3?     1   1:21  PyTorch를 3년 사용했고 R, SQL을 씁니다.\n"
            "Docker       0     1   2:27  …ve no experience with Docker. I go home.\n"
            "level?: the text does not say; 'skillmatch extract --level' sets it\n"
            "wished for, offered or left behind, not counted: 쿠버네티스 (3:1)\n"
            "more likely ordinary words, not counted: go (2:37)\n"
            "no skills that the taxonomy knows: GraphQL\n");
}

TEST(Extract, IsWhatRankDoesWithText) {
  const TempDir dir;
  const std::string cv = dir.put("me.txt", kCv);
  const RunResult extracted = skillmatch({"extract", cv, "-o", dir / "me.json"});
  EXPECT_EQ(extracted.status, kDone);
  const std::string ranking = output_of({"rank", dir / "me.json"});
  const RunResult direct = skillmatch({"rank", cv});
  EXPECT_EQ(direct.out, ranking);
  EXPECT_EQ(direct.err, extracted.err);
  EXPECT_EQ(output_of({"rank", cv, "--quiet"}), ranking);
  const RunResult piped = skillmatch({"rank", "-", "--quiet"}, {.input = kCv});
  EXPECT_EQ(piped.status, kDone);
  EXPECT_NE(piped.out.find("19 companies"), std::string::npos);
}

TEST(Extract, MakesACompanyOfAPosting) {
  const TempDir dir;
  const std::string posting =
      dir.put("posting.txt", "자격요건\n- 파이썬 3년\n우대사항\n- Docker\n필수 아님: 영어\n");
  const std::string catalog = dir / "posting.json";
  output_of({"extract", posting, "--to", "catalog", "--preferred", "0.25", "-q", "-o", catalog});
  EXPECT_EQ(output_of({"catalog", "validate", "posting.json"}, {.directory = dir.path()}),
            "posting.json: no problems (companies: 1, fields: 0, skills: 120, requirements: 3)\n");
  const Json company = json_of({"catalog", "show", "posting", "-c", catalog, "-f", "json"});
  EXPECT_EQ(company["requires"]["python"], 3.0);
  EXPECT_EQ(company["requires"]["docker"], Json({{"level", 3.0}, {"importance", 0.25}}));
}

TEST(Extract, TakesLevelsAsTheyAreGiven) {
  const TempDir dir;
  const std::string cv = dir.put("me.txt", "Python wizard, SQL");
  const Json profile =
      json_of({"extract", cv, "-q", "--level", "1.5", "--level-word", "wizard=4.75"});
  EXPECT_EQ(profile["skills"], Json({{"python", 4.75}, {"sql", 1.5}}));
}

TEST(Extract, ReadsTextInTheEncodingThatIsNamed) {
  const TempDir dir;
  const std::string cv = dir.put("me.txt", "\xC6\xC4\xC0\xCC\xBD\xE3 3\xB3\xE2\n");  // 파이썬 3년
  const Json profile = json_of({"extract", cv, "-q", "--encoding", "cp949"});
  EXPECT_EQ(profile["skills"], Json({{"python", 3.0}}));
}

TEST(Extract, WritesTheEvidenceAsJson) {
  const TempDir dir;
  const std::string cv = dir.put("me.txt", kCv);
  output_of({"extract", cv, "-q", "-o", dir / "me.json", "--report", dir / "report.json"});
  const Json report = Json::parse(bytes_of(dir / "report.json"));
  EXPECT_EQ(report["file"], cv);
  EXPECT_EQ(report["skills"][3]["skill"], "docker");
  EXPECT_EQ(report["skills"][3]["stance"], "lacks");
  EXPECT_EQ(report["skills"][3]["evidence"][0],
            Json({{"line", 2},
                  {"column", 27},
                  {"quote", "I have no experience with Docker. I go home."}}));
  EXPECT_EQ(report["left_out"][1]["skill"], "kubernetes");
  EXPECT_EQ(report["left_out"][1]["stance"], "neither");
  EXPECT_EQ(report["unknown_terms"],
            Json::parse(R"([{"term": "GraphQL", "count": 1, "line": 3, "column": 18}])"));
}

struct BadText {
  std::string bytes;
  std::string error;
};

TEST(Extract, RefusesWhatIsNoTextAndSaysWhatToDo) {
  const BadText cases[] = {
      {"", "me.txt: no text here; write or paste a CV or a posting\n"},
      {"\xEF\xBB\xBF \n\t", "me.txt: no text here; write or paste a CV or a posting\n"},
      {"%PDF-1.7\n\xE2",
       "me.txt: this is a PDF; give its text (pdftotext FILE - | skillmatch extract -)\n"},
      {std::string("PK\x03\x04", 4) + "x",
       "me.txt: this is an office or zip file; save it as "
       "plain text\n"},
      {"{\\rtf1 Python}", "me.txt: this is RTF; save it as plain text\n"},
      {"a\nPython \xC6\xC4\xC0\xCC\xBD\xE3",
       "me.txt:2: byte 9 is not valid UTF-8; save the file as UTF-8, or name its encoding: "
       "skillmatch extract --encoding cp949\n"},
      {std::string("Python\n\0", 8),
       "me.txt:2: byte 7 is NUL, which no text has; give plain "
       "text\n"},
      {"I am a baker from Lyon.",
       "me.txt: has no skill that the taxonomy knows (it has 'Lyon'); 'skillmatch catalog list "
       "skills' shows what they are called\n"},
      {"no experience with Docker",
       "me.txt: has no skill that counts; denied, only wished for or offered, or more likely "
       "ordinary words: 'Docker'\n"},
      {"\x1B[31m\xE2\x80\xAE",
       "me.txt: has no skill that the taxonomy knows; 'skillmatch catalog "
       "list skills' shows what they are called\n"},
  };
  const TempDir dir;
  for (const BadText& bad : cases) {
    dir.put("me.txt", bad.bytes);
    for (const char* command : {"extract", "rank"}) {
      const RunResult result = skillmatch({command, "me.txt"}, {.directory = dir.path()});
      EXPECT_EQ(result.status, kWrongInput) << bad.error;
      EXPECT_EQ(result.out, "");
      EXPECT_EQ(result.err, bad.error);
    }
  }
}

TEST(Extract, LeavesNothingBehindWhereTheTextIsRefused) {
  const TempDir dir;
  dir.put("me.txt", "nothing");
  dir.put("me.json", "old");
  EXPECT_EQ(skillmatch({"extract", "me.txt", "-o", "me.json", "--report", "report.json"},
                       {.directory = dir.path()})
                .status,
            kWrongInput);
  EXPECT_EQ(bytes_of(dir / "me.json"), "old");
  EXPECT_EQ(dir.names(), (Words{"me.json", "me.txt"}));
}

TEST(Extract, RefusesOptionsThatMakeNoSense) {
  const TempDir dir;
  const std::string cv = dir.put("me.txt", "Python");
  const auto error = [&](Words options) {
    options.insert(options.begin(), {"extract", cv});
    const RunResult result = skillmatch(options);
    EXPECT_EQ(result.status, kWrongUsage);
    return result.err.substr(0, result.err.find('\n'));
  };
  EXPECT_EQ(error({"--level", "0"}), "skillmatch extract: --level: must be above 0");
  EXPECT_EQ(error({"--preferred", "0"}), "skillmatch extract: --preferred: must be above 0");
  EXPECT_EQ(error({"--level-word", "능숙"}),
            "skillmatch extract: --level-word: '능숙' is no word with its level, such as 능숙=4.5");
  EXPECT_EQ(error({"-o", dir / "a.json", "--report", dir / "a.json"}),
            "skillmatch extract: --report and --output name the same file");
  EXPECT_EQ(error({"-o", cv}).substr(0, 29), "skillmatch extract: --output ");
}

// A hostile text reaches the terminal through quotes and unknown terms.
TEST(Extract, ShowsNothingOfATextRaw) {
  const TempDir dir;
  const std::string cv =
      dir.put("me.txt", "\x1B[0m Python \xE2\x80\xAE GraphQL\x07, #\xE2\x80\xAEx");
  const RunResult result = skillmatch({"extract", cv, "--report", dir / "report.json"});
  EXPECT_EQ(result.status, kDone);
  for (const std::string& text : {result.err, bytes_of(dir / "report.json")}) {
    EXPECT_EQ(text.find('\x1B'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  }
}

}  // namespace extract_test
}  // namespace cli_test
