// A small ESCO through the whole program: imported, checked, ranked; its report; what is refused.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace import_esco_test {

class ImportEsco : public testing::Test {
 protected:
  ImportEsco() {
    dir_.put("skills_en.csv",
             "conceptUri,preferredLabel,altLabels\n"
             "x/s1,Python,\"py\npython 3\"\n"
             "x/s2,statistics,\n"
             "x/s3,first aid,\"\x1B[31mPY\"\n");
    dir_.put("occupations_en.csv",
             "conceptUri,iscoGroup,preferredLabel\n"
             "y/o1,2120,statistician\ny/o2,2221,nurse\ny/o3,2221,idler\n");
    dir_.put("occupationSkillRelations_en.csv",
             "occupationUri,relationType,skillUri\n"
             "y/o1,essential,x/s2\ny/o1,optional,x/s1\ny/o2,essential,x/s3\ny/o2,optional,x/s9\n");
  }
  const TempDir dir_;
  const TempDir out_;
};

TEST_F(ImportEsco, MakesACatalogThatIsSoundAndRanks) {
  const RunResult result = skillmatch({"import", "esco", dir_.path(), "-o", out_ / "esco.json"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out, "");
  const std::string relations = dir_ / "occupationSkillRelations_en.csv";
  EXPECT_EQ(result.err,
            "took 2 occupations in 2 ISCO groups\n"
            "took 3 skills under 0 broader concepts\n"
            "took 3 relations as 3 requirements\n"
            "related no skills: broaderRelationsSkillPillar_en.csv is not here\n"
            "left out 1 relation to skills that are in no row of the skills\n"
            "  " +
                relations +
                ":5: 'x/s9'\n"
                "left out 1 occupation that no row relates to a skill\n"
                "  'idler'\n");
  EXPECT_EQ(output_of({"catalog", "validate", "esco.json"}, {.directory = out_.path()}),
            "esco.json: no problems (companies: 2, fields: 2, skills: 3, requirements: 3)\n");
  const Json ranking = json_of({"rank", "-", "-c", out_ / "esco.json", "-f", "json"},
                               {.input = profile_text({{"py", 3}, {"s2", 3}})});
  EXPECT_EQ(ranking["results"][0]["name"], "statistician");
  EXPECT_EQ(ranking["results"][0]["cosine"].get<double>() > 0.9, true);
}

TEST_F(ImportEsco, WritesItsReport) {
  EXPECT_EQ(output_of({"import", "esco", dir_.path(), "-o", out_ / "c", "--report", out_ / "r",
                       "--quiet"}),
            "");
  const Json report = Json::parse(bytes_of(out_ / "r"));
  EXPECT_EQ(report["format"], "skillmatch/import@1");
  EXPECT_EQ(report["taken"][0]["count"], 2);
  EXPECT_EQ(report["skipped"][1]["kind"], "relations_to_unknown_skills");
  EXPECT_EQ(out_.names(), (Words{"c", "r"}));
}

TEST_F(ImportEsco, RefusesOptionsOutOfTheirRange) {
  const auto refused = [&](const Words& options) {
    Words words{"import", "esco", dir_.path(), "-o", out_ / "c"};
    words.insert(words.end(), options.begin(), options.end());
    const RunResult result = skillmatch(words);
    EXPECT_EQ(result.status, kWrongUsage);
    return result.err.substr(0, result.err.find('\n'));
  };
  EXPECT_EQ(refused({"--optional", "0"}), "skillmatch import esco: --optional: must be above 0");
  EXPECT_EQ(refused({"--optional", "1.5"}),
            "skillmatch import esco: --optional: '1.5' is not a number from 0 to 1");
  EXPECT_EQ(refused({"--level", "0"}), "skillmatch import esco: --level: must be above 0");
  EXPECT_EQ(refused({"--encoding", "cp9499"}),
            "skillmatch import esco: --encoding: unknown encoding 'cp9499'; known are utf-8, "
            "utf-16, cp949, euc-kr and what 'iconv --list' shows");
  EXPECT_EQ(refused({"--report", out_ / "c"}),
            "skillmatch import esco: --report and --output name the same file");
  EXPECT_TRUE(out_.names().empty());
  const std::string skills = bytes_of(dir_ / "skills_en.csv");
  EXPECT_EQ(refused({"--report", dir_ / "skills_en.csv"}),
            "skillmatch import esco: --report would replace '" + (dir_ / "skills_en.csv") +
                "', which is read");
  EXPECT_EQ(bytes_of(dir_ / "skills_en.csv"), skills);
}

TEST_F(ImportEsco, NamesWhatIsWrongInADamagedFile) {
  using namespace std::string_literals;
  const std::string skills = bytes_of(dir_ / "skills_en.csv");
  const auto error = [&](const std::string& bytes) {
    dir_.put("skills_en.csv", bytes);
    const RunResult result = skillmatch({"import", "esco", dir_.path(), "-o", out_ / "c"});
    EXPECT_EQ(result.status, kWrongInput);
    EXPECT_TRUE(out_.names().empty());
    EXPECT_TRUE(result.err.starts_with(dir_ / "skills_en.csv")) << result.err;
    return result.err.substr((dir_ / "skills_en.csv").size());
  };
  EXPECT_EQ(error(""), ": empty; the first line names the columns\n");
  EXPECT_EQ(error("conceptUri,preferredLabel,altLabels,altLabels\na,b,c,d\n"),
            ":1: two columns are called 'altLabels'; keep one\n");
  EXPECT_EQ(error(skills + "x/s4,four\n"), ":6: this row has 2 of 3 columns\n");
  EXPECT_EQ(error(skills + "x/s4,four,\n,five,\n"),
            ":7: '' is no concept URI such as "
            "'http://data.europa.eu/esco/skill/892f8e2f-189a-41d5-a4b6-b8e2afb99974'\n");
  EXPECT_EQ(error(skills + "x/s4,fo\0ur,\n"s),
            ":6: byte 111 is NUL, which no text has; if the file is UTF-16, name that with "
            "--encoding, else save it as text\n");
  // 가나다 in CP949.
  EXPECT_EQ(error(skills + "x/s4,\xB0\xA1\xB3\xAA\xB4\xD9,\n"),
            ":6: byte 109 is not valid UTF-8; all of it can be read as Korean in CP949: save it as "
            "UTF-8 or give --encoding cp949\n");
  EXPECT_EQ(error(skills + "x/s4,\"four,\n"),
            ":6: a '\"' opens a cell that nothing closes; close it with '\"'\n");
}

TEST_F(ImportEsco, LeavesNoFileBehindWhereTheInputIsWrong) {
  dir_.put("skills_en.csv", "uri\nx\n");
  const RunResult result =
      skillmatch({"import", "esco", dir_.path(), "-o", out_ / "c", "--report", out_ / "r"});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.err, (dir_ / "skills_en.csv") +
                            ":1: no column 'conceptUri'; the columns are 'uri'; give the CSV files "
                            "as ESCO publishes them\n");
  EXPECT_TRUE(out_.names().empty());
}

TEST_F(ImportEsco, FailsOnAFullDisk) {
  const RunResult result = skillmatch({"import", "esco", dir_.path(), "-o", "/dev/full"});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.err, "/dev/full: cannot be written: No space left on device\n");
}

}  // namespace import_esco_test
}  // namespace cli_test
