#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace cli_test {
namespace output_file_test {

TEST(OutputFile, HoldsWhatStandardOutputWouldShow) {
  const TempDir dir;
  for (const char* format : {"table", "json", "jsonl", "csv", "markdown"}) {
    const Words words{"rank", sample("korean-vision"), "--format", format};
    Words to_file = words;
    to_file.insert(to_file.end(), {"-o", dir / format});
    EXPECT_EQ(output_of(to_file), "");
    EXPECT_EQ(bytes_of(dir / format), output_of(words)) << format;
  }
}

TEST(OutputFile, ReplacesAnOldOneAndLeavesNothingBesideIt) {
  const TempDir dir;
  dir.put("out", std::string(1 << 20, 'x'));
  output_of({"catalog", "list", "-o", dir / "out"});
  EXPECT_EQ(bytes_of(dir / "out"), output_of({"catalog", "list"}));
  EXPECT_EQ(dir.names(), std::vector<std::string>{"out"});
}

// The command line does not name it: the catalog does.
TEST(OutputFile, NeverReplacesTheTaxonomyThatACatalogNames) {
  for (const Words& words : std::vector<Words>{{"rank", "me.json", "-c", "c.json", "-f", "csv"},
                                               {"report", "me.json", "-c", "c.json"},
                                               {"match", "me.json", "-c", "c.json"},
                                               {"catalog", "list", "-c", "c.json"},
                                               {"taxonomy", "search", "a", "--taxonomy", "c.json"},
                                               {"index", "c.json"}}) {
    const TempDir dir;
    const std::string taxonomy = taxonomy_text({"a", "b"});
    dir.put("t.json", taxonomy);
    dir.put("c.json", catalog_text({{"one", {{"a", {{"level", 3}}}}}}, "t.json"));
    dir.put("me.json", R"({"format": "skillmatch/profile@1", "id": "me", "skills": {"a": 3}})");
    Words to_it = words;
    to_it.insert(to_it.end(), {"-o", "t.json"});
    const RunResult result = skillmatch(to_it, {.directory = dir.path()});
    EXPECT_EQ(result.status, kWrongUsage) << testing::PrintToString(words);
    EXPECT_NE(result.err.find("--output would replace"), std::string::npos) << result.err;
    EXPECT_EQ(bytes_of(dir / "t.json"), taxonomy) << testing::PrintToString(words);
    EXPECT_EQ(dir.names().size(), 3U) << testing::PrintToString(words);
  }
}

TEST(OutputFile, InAMissingDirectoryFails) {
  const TempDir dir;
  const RunResult result =
      skillmatch({"catalog", "list", "-o", "missing/out"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(result.err.starts_with("missing/out")) << result.err;
  EXPECT_TRUE(result.err.ends_with(": cannot be created: No such file or directory\n"))
      << result.err;
  EXPECT_TRUE(dir.names().empty());
}

// What was understood of a text is no news where the ranking cannot be written.
TEST(OutputFile, ThatCannotBeWrittenFailsBeforeAnythingIsSaid) {
  const TempDir dir;
  const RunResult result = skillmatch({"rank", "-", "-o", "missing/out"},
                                      {.input = "Python 3년, SQL\n", .directory = dir.path()});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.err, "missing/out: cannot be created: No such file or directory\n");
}

TEST(OutputFile, ThatIsADirectoryFails) {
  const TempDir dir;
  const RunResult result = skillmatch({"catalog", "list", "-o", "."}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.err, ".: cannot be opened: Is a directory\n");
  EXPECT_TRUE(dir.names().empty());
}

TEST(OutputFile, InADirectoryWithoutPermissionFails) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may write anywhere";
  namespace fs = std::filesystem;
  const TempDir dir;
  dir.put("old", "what was here before\n");
  fs::permissions(dir.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const RunResult result = skillmatch({"catalog", "list", "-o", "old"}, {.directory = dir.path()});
  fs::permissions(dir.path(), fs::perms::owner_all);
  EXPECT_EQ(result.status, kFailed);
  EXPECT_TRUE(result.err.ends_with(": cannot be created: Permission denied\n")) << result.err;
  EXPECT_EQ(bytes_of(dir / "old"), "what was here before\n");
}

TEST(OutputFile, OnAFullDeviceFails) {
  const RunResult result = skillmatch({"catalog", "list", "-o", "/dev/full"});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "/dev/full: cannot be written: No space left on device\n");
}

// A limit on the size of files stands in for a full disk.
TEST(OutputFile, KeepsTheOldOneWholeWhenTheDiskIsFull) {
  const auto bash = find_program("bash");
  if (!bash) GTEST_SKIP() << "bash, which sets the limit, is not installed";
  const TempDir dir;
  dir.put("old", "what was here before\n");
  const RunResult result =
      run_program({*bash, "-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "bash",
                   SKILLMATCH_PROGRAM, "catalog", "list", "skills", "-f", "json", "-o", "old"},
                  {.directory = dir.path()});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.err, "old: cannot be written: File too large\n");
  EXPECT_EQ(bytes_of(dir / "old"), "what was here before\n");
  EXPECT_EQ(dir.names(), std::vector<std::string>{"old"});
}

TEST(OutputFile, OfEachCommandIsWritten) {
  const TempDir dir;
  for (const Words& words : std::vector<Words>{{"catalog", "list", "fields"},
                                               {"catalog", "show", "voronoi"},
                                               {"completion", "bash"},
                                               {"completion", "zsh"}}) {
    Words to_file = words;
    to_file.insert(to_file.end(), {"--output", dir / "out"});
    EXPECT_EQ(output_of(to_file), "");
    EXPECT_EQ(bytes_of(dir / "out"), output_of(words));
  }
}

TEST(OutputFile, OfTheNameOfStandardOutputIsAddedToIt) {
  const TempDir dir;
  dir.put("log", "kept\n");
  const RunResult result = run_program(
      {"sh", "-c",
       std::string(SKILLMATCH_PROGRAM) + " catalog list -o /dev/stdout >> log; echo after >> log"},
      {.directory = dir.path()});
  EXPECT_EQ(result.status, kDone) << result.err;
  EXPECT_EQ(bytes_of(dir / "log"), "kept\n" + output_of({"catalog", "list"}) + "after\n");
}

TEST(OutputFile, IsNeverAnInput) {
  const TempDir dir;
  const std::string profile = profile_text({{"python", 3}});
  dir.put("me.json", profile);
  const RunResult result =
      skillmatch({"rank", "me.json", "-o", "./me.json"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.err,
            "skillmatch rank: --output would replace 'me.json', which is read\n"
            "Try 'skillmatch rank --help'.\n");
  EXPECT_EQ(bytes_of(dir / "me.json"), profile);
}

TEST(OutputFile, ThatCannotBeWrittenLeavesStandardOutputEmpty) {
  const TempDir dir;
  const RunResult result = skillmatch({"extract", "-", "--report", "missing/report"},
                                      {.input = "Python 3년, SQL\n", .directory = dir.path()});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "missing/report: cannot be created: No such file or directory\n");
}

}  // namespace output_file_test
}  // namespace cli_test
