#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace standard_streams_test {

// Ranked as JSON lines this is more than the mebibyte that a pipe may hold.
std::string large_catalog() {
  std::vector<std::pair<std::string, Json>> companies;
  for (int i = 0; i < 5'000; ++i) {
    companies.push_back({"company-" + std::to_string(i),
                         {{"python", 1 + i % 5}, {"sql", 1 + i % 4}, {"git", 1 + i % 3}}});
  }
  return catalog_text(companies);
}

TEST(StandardOutput, OfAFullDeviceFails) {
  for (const Words& words : std::vector<Words>{
           {"rank", sample("expert")}, {"catalog", "list"}, {"--help"}, {"--version"}}) {
    const RunResult result = skillmatch(words, {.output_file = "/dev/full"});
    EXPECT_EQ(result.status, kFailed);
    EXPECT_EQ(result.err, "standard output: cannot be written: No space left on device\n");
  }
}

// The number of a closed stream must not go to the next file that is opened: the report would be
// written into the model.
TEST(StandardOutput, ThatIsClosedFailsAndSpoilsNoOtherFile) {
  const TempDir dir;
  const std::string path = dir / "rejects.jsonl";
  dir.put("people.jsonl", "{\"skills\": {\"python\": 3}}\nno JSON\n");
  const RunResult result =
      run_program({"/bin/sh", "-c", "exec \"$0\" \"$@\" >&-", SKILLMATCH_PROGRAM, "batch",
                   dir / "people.jsonl", "--rejects", path});
  EXPECT_EQ(result.status, kFailed) << result.err;
  EXPECT_EQ(bytes_of(path).find("company"), std::string::npos);
  const RunResult rank = run_program(
      {"/bin/sh", "-c", "exec \"$0\" \"$@\" >&-", SKILLMATCH_PROGRAM, "rank", sample("expert")});
  EXPECT_EQ(rank.status, kFailed);
  EXPECT_EQ(rank.err, "standard output: cannot be written: Bad file descriptor\n");
}

TEST(StandardOutput, WhoseReaderLeavesIsNoFailure) {
  const TempDir dir;
  dir.put("catalog.json", large_catalog());
  dir.put("me.json", profile_text({{"python", 3}, {"sql", 2}}));
  for (const std::size_t read : {std::size_t{0}, std::size_t{100'000}}) {
    const RunResult result =
        skillmatch({"rank", "me.json", "-c", "catalog.json", "--top", "all", "--format", "jsonl"},
                   {.directory = dir.path(), .bytes_read = read});
    EXPECT_EQ(result.status, kDone) << read;
    EXPECT_EQ(result.err, "") << read;
    EXPECT_LT(result.out.size(), std::size_t{1} << 20);
  }
}

TEST(StandardOutput, TakesAllOfALargeResult) {
  const std::string lines =
      output_of({"rank", sample("broad"), "-c", "-", "--top", "all", "--format", "jsonl"},
                {.input = large_catalog()});
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 5'000);
}

TEST(StandardInput, IsAProfile) {
  const std::string profile = bytes_of(sample("korean-vision"));
  EXPECT_EQ(output_of({"rank", "-"}, {.input = profile}),
            output_of({"rank", sample("korean-vision")}));
}

TEST(StandardInput, IsACatalog) {
  const TempDir dir;
  const std::string catalog = catalog_text({{"a", {{"python", 3}}}, {"b", {{"sql", 3}}}});
  const std::string path = dir.put("catalog.json", catalog);
  EXPECT_EQ(output_of({"rank", sample("broad"), "-c", "-"}, {.input = catalog}),
            output_of({"rank", sample("broad"), "-c", path}));
}

TEST(StandardInput, IsAModel) {
  const TempDir dir;
  const std::string model = R"({"format": "skillmatch/model@1", "blend": 0.25})";
  const std::string path = dir.put("model.json", model);
  Json from_input =
      json_of({"rank", sample("broad"), "-f", "json", "--model", "-"}, {.input = model});
  Json from_file = json_of({"rank", sample("broad"), "-f", "json", "--model", path});
  EXPECT_EQ(from_input["model"]["name"], "standard input");
  EXPECT_EQ(from_file["model"]["name"], "model");
  EXPECT_EQ(from_input["results"], from_file["results"]);
}

TEST(StandardInput, ThatEndsAtOnceIsWrongInput) {
  const RunResult result = skillmatch({"rank", "-"});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.err, "standard input: no text here; write or paste a CV or a posting\n");
}

}  // namespace standard_streams_test
}  // namespace cli_test
