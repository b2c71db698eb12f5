// A spreadsheet through the whole program: imported, ranked.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace import_profiles_test {

const std::string kPeople = "이름,기술,수준\n김,\"파이썬, SQL 3년\",상\n이,도커,초급\n박,엑셀,중\n";

TEST(ImportProfiles, MakesProfilesAndSaysWhatItTookGuessedAndLeftOut) {
  const TempDir dir;
  dir.put("people.csv", kPeople);
  const RunResult result =
      skillmatch({"import", "profiles", "people.csv"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out,
            "{\"format\":\"skillmatch/profile@1\",\"id\":\"김\",\"skills\":{\"python\":4.0,"
            "\"sql\":3.0}}\n"
            "{\"format\":\"skillmatch/profile@1\",\"id\":\"이\",\"skills\":{\"docker\":1.5}}\n");
  EXPECT_EQ(result.err,
            "took the column '이름' for the person; --id-column names another\n"
            "took the column '기술' for the skill; --skill-column names another\n"
            "took the column '수준' for the level; --level-column names another\n"
            "read 3 rows with 3 known skills\n"
            "made 2 profiles\n"
            "left out 1 skill that the taxonomy does not know\n"
            "  '엑셀' 1\n"
            "left out 1 person without a skill that is known\n"
            "  people.csv:4: '박'\n");
}

TEST(ImportProfiles, MakesWhatBatchAndRankRead) {
  const TempDir dir;
  const std::string people = dir.put("people.csv", kPeople);
  output_of({"import", "profiles", people, "-q", "-o", dir / "people.jsonl", "--report",
             dir / "report.json"});
  const RunResult batch = skillmatch({"batch", dir / "people.jsonl", "-q"});
  EXPECT_EQ(batch.status, kDone);
  EXPECT_EQ(std::count(batch.out.begin(), batch.out.end(), '\n'), 2);
  const Json report = Json::parse(bytes_of(dir / "report.json"));
  EXPECT_EQ(report["format"], "skillmatch/import@1");
  EXPECT_EQ(report["command"], "import profiles");
}

TEST(ImportProfiles, SaysWhereALevelIsOffTheScale) {
  const TempDir dir;
  dir.put("people.csv", "id,Python,SQL\nkim,7,2\n");
  const RunResult result =
      skillmatch({"import", "profiles", "people.csv"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kDone);
  EXPECT_NE(result.err.find("gave 1 skill the level 3 whose own is not from 0 to 5; all levels are "
                            "from 0 to 10: if that is the scale, give --scale 10\n"
                            "  people.csv:2: column 'Python': '7'\n"),
            std::string::npos)
      << result.err;
}

TEST(ImportProfiles, RefusesOptionsThatMakeNoSense) {
  const TempDir dir;
  const std::string people = dir.put("people.csv", kPeople);
  const auto error = [&](Words options) {
    options.insert(options.begin(), {"import", "profiles", people});
    const RunResult result = skillmatch(options);
    EXPECT_EQ(result.status, kWrongUsage);
    return result.err.substr(0, result.err.find('\n'));
  };
  EXPECT_EQ(error({"--scale", "0"}), "skillmatch import profiles: --scale: must be above 0");
  EXPECT_EQ(error({"--level-word", "상=9"}).substr(0, 41),
            "skillmatch import profiles: --level-word:");
  const std::string taxonomy = dir.put("taxonomy.json", taxonomy_text({"python"}));
  EXPECT_EQ(error({"--taxonomy", taxonomy, "-o", taxonomy}),
            "skillmatch import profiles: --output would replace '" + taxonomy + "', which is read");
}

}  // namespace import_profiles_test
}  // namespace cli_test
