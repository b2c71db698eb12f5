#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace input_errors_test {

struct InputCase {
  std::string name;
  Words words;
  std::string message;
};

void PrintTo(const InputCase& c, std::ostream* out) { *out << c.name; }

// Files of every kind of wrong, in a directory of their own.
class InputError : public testing::TestWithParam<InputCase> {
 protected:
  InputError() {
    dir_.put("words.json", "hello\n");
    dir_.put("nothing.json", "");
    dir_.put("latin1.json", "{\"format\": \"skillmatch/profile@1\",\n\"id\": \"Jos\xE9\"}\n");
    dir_.put("unknown.json", profile_text({{"pyhton", 3}, {"python", 2}}));
    dir_.put("no-skills.json", profile_text(Json::object()));
    dir_.put("out-of-range.json", profile_text({{"python", 5.5}}));
    dir_.put("ok.json", profile_text({{"python", 3}}));
    dir_.put("no-companies.json", catalog_text({}));
    dir_.put("old", "what was here before\n");
  }
  RunResult run(Words words) const {
    return skillmatch(std::move(words), {.directory = dir_.path()});
  }
  const TempDir dir_;
};

std::string name_of(const testing::TestParamInfo<InputCase>& info) { return info.param.name; }

TEST_P(InputError, IsReportedWordForWordAndWritesNothing) {
  Words words = GetParam().words;
  words.insert(words.end(), {"-o", "old"});
  const auto names = dir_.names();
  const RunResult result = run(words);
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, GetParam().message + "\n");
  EXPECT_EQ(bytes_of(dir_ / "old"), "what was here before\n");
  EXPECT_EQ(dir_.names(), names);
  EXPECT_EQ(run(GetParam().words).out, "");
}

INSTANTIATE_TEST_SUITE_P(
    Profile, InputError,
    testing::Values(
        InputCase{"Missing", {"rank", "me.json"}, "me.json: no such file"},
        InputCase{"Directory", {"rank", "."}, ".: a directory; give a file"},
        InputCase{"NotJson",
                  {"rank", "words.json"},
                  "words.json:1: not JSON: 'hello' is not a JSON value; write a number, \"text\", "
                  "true, false or null (column 1)"},
        InputCase{
            "EmptyFile", {"rank", "nothing.json"}, "nothing.json:1: not JSON: the file is empty"},
        InputCase{"NotUtf8",
                  {"rank", "latin1.json"},
                  "latin1.json:2: byte 45 is not valid UTF-8; save the file as UTF-8"},
        InputCase{"UnknownSkill",
                  {"rank", "unknown.json"},
                  "unknown.json:5: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?"},
        InputCase{"NoSkills",
                  {"rank", "no-skills.json"},
                  "no-skills.json:4: /skills: empty; write at least one skill with its level"},
        InputCase{"LevelOutOfRange",
                  {"rank", "out-of-range.json"},
                  "out-of-range.json:5: /skills/python: 5.5 is not a level; write a number "
                  "from 0 to 5"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    OtherFiles, InputError,
    testing::Values(
        InputCase{"CatalogMissing",
                  {"rank", "ok.json", "--catalog", "all.json"},
                  "all.json: no such file"},
        InputCase{"CatalogWithoutCompanies",
                  {"rank", "ok.json", "--catalog", "no-companies.json"},
                  "no-companies.json:3: /companies: empty; a catalog needs at least one company"},
        InputCase{"CatalogOfAnotherKind",
                  {"catalog", "list", "--catalog", "ok.json"},
                  "ok.json:2: /format: the format is 'skillmatch/profile@1', where "
                  "'skillmatch/catalog@1' is needed"},
        InputCase{"ModelOfAnotherKind",
                  {"rank", "ok.json", "--model", "ok.json"},
                  "ok.json:2: /format: the format is 'skillmatch/profile@1', where "
                  "'skillmatch/model@1' is needed"},
        InputCase{
            "ModelMissing", {"rank", "ok.json", "-m", "mine.json"}, "mine.json: no such file"},
        InputCase{"ShowOfAMissingCatalog",
                  {"catalog", "show", "python", "-c", "all.json"},
                  "all.json: no such file"},
        InputCase{"OnetMissing",
                  {"import", "onet", "db"},
                  "db: not a directory; give the one with O*NET's text files"}),
    name_of);

TEST(UnknownSkills, AreLeftOutWithAWarningWhenAsked) {
  const RunOptions options{.input = profile_text({{"pyhton", 3}, {"python", 2}})};
  const RunResult warned = skillmatch({"rank", "-", "--unknown-skills", "warn"}, options);
  EXPECT_EQ(warned.status, kDone);
  EXPECT_EQ(warned.err,
            "standard input:5: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'? "
            "(left out)\n");
  EXPECT_EQ(output_of({"rank", "-", "--unknown-skills=warn", "--quiet"}, options), warned.out);
  EXPECT_EQ(output_of({"rank", "-"}, {.input = profile_text({{"python", 2}})}), warned.out);
}

TEST(ManyProblems, AreCutAfterTwenty) {
  Json skills = Json::object();
  for (int i = 0; i < 31; ++i) skills["xyzzy" + std::to_string(i)] = 3;
  const RunResult result = skillmatch({"rank", "-"}, {.input = profile_text(skills)});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.out, "");
  std::string expected;
  for (int i = 0; i < 20; ++i) {
    const std::string skill = "xyzzy" + std::to_string(i);
    expected += "standard input:" + std::to_string(5 + i) + ": /skills/" + skill +
                ": unknown skill '" + skill +
                "'; 'skillmatch catalog list skills' shows the known ones\n";
  }
  expected += "and 11 more; for a catalog, 'skillmatch catalog validate FILE' lists all\n";
  EXPECT_EQ(result.err, expected);
}

}  // namespace input_errors_test
}  // namespace cli_test
