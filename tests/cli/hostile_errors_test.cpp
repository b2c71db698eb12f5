// Error messages quote what people and files say; none of it acts on the terminal.
#include "cli/hostile_catalog.h"
#include "support/temp_dir.h"
#include "support/terminal_text.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace hostile_errors_test {

const std::string kRed = "\x1b[31m\u202E\n";
const std::string kShown = "\\u{001B}[31m\\u{202E}\\u{000A}";

void expect_harmless_failure(const Words& words, const RunOptions& options = {}) {
  const RunResult result = skillmatch(words, options);
  EXPECT_NE(result.status, kDone) << testing::PrintToString(words);
  EXPECT_LE(result.status, kWrongInput) << testing::PrintToString(words);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err, "");
  terminal_text::expect_harmless(result.err);
}

TEST(HostileCommandLine, IsQuotedHarmlessly) {
  const std::string profile = sample("expert");
  for (const Words& words : std::vector<Words>{{kRed},
                                               {"--" + kRed},
                                               {"help", kRed},
                                               {"catalog", kRed},
                                               {"catalog", "list", kRed},
                                               {"catalog", "show", kRed},
                                               {"catalog", "validate", kRed},
                                               {"completion", kRed},
                                               {"import", "onet", kRed},
                                               {"rank", kRed},
                                               {"rank", profile, kRed},
                                               {"rank", profile, "--" + kRed},
                                               {"rank", profile, "--" + kRed + "=1"},
                                               {"rank", profile, "-\x1b"},
                                               {"rank", profile, "-\x9b"},
                                               {"rank", profile, "-\u202E"},
                                               {"rank", profile, "--top", kRed},
                                               {"rank", profile, "--relatedness", kRed},
                                               {"rank", profile, "--field", kRed},
                                               {"rank", profile, "--format", kRed},
                                               {"rank", profile, "--lang=" + kRed},
                                               {"rank", profile, "--explain=" + kRed},
                                               {"rank", profile, "--model", kRed},
                                               {"rank", profile, "--catalog", kRed},
                                               {"rank", profile, "-o", kRed + "/x"},
                                               {"rank", "\xff\xfe"}}) {
    expect_harmless_failure(words);
  }
}

TEST(HostileCommandLine, ShowsWhatWasTyped) {
  const RunResult result = skillmatch({"rank", kRed});
  EXPECT_EQ(result.err, kShown + ": no such file\n");
}

TEST(HostileFile, IsQuotedHarmlessly) {
  const TempDir dir;
  const std::string name = "p" + kRed;
  const auto expect = [&](const std::string& bytes, const Words& words) {
    dir.put(name, bytes);
    expect_harmless_failure(words, {.directory = dir.path()});
  };
  for (const Hostile& text : hostile_texts()) {
    expect(profile_text({{text.text + "\x1b", 3}}), {"rank", name});
    expect(profile_text({{"python", text.text}}), {"rank", name});
    expect(Json{{"format", text.text}}.dump(), {"rank", name});
    expect(Json{{"format", "skillmatch/profile@1"}, {text.text, 1}}.dump(), {"rank", name});
    // Plain text may name a skill.
    dir.put(name, text.text);
    const RunResult of_text = skillmatch({"rank", name}, {.directory = dir.path()});
    EXPECT_TRUE(of_text.status == kDone || of_text.status == kWrongInput);
    terminal_text::expect_harmless(of_text.out);
    terminal_text::expect_harmless(of_text.err);
    expect(catalog_text({{text.text, {{text.text + "\x1b", 3}}}}), {"catalog", "validate", name});
    expect(catalog_text({{text.text, Json::object()}, {text.text, Json::object()}}),
           {"catalog", "validate", name});
    expect(Json{{"format", "skillmatch/catalog@1"},
                {"taxonomy", text.text},
                {"companies", Json::array()}}
               .dump(),
           {"rank", sample("expert"), "-c", name});
    expect(Json{{"format", "skillmatch/model@1"}, {"weights", {{text.text + "\x1b", 1}}}}.dump(),
           {"rank", sample("expert"), "-m", name});
  }
}

TEST(HostileFile, IsHarmlessInWarningsToo) {
  const RunResult result = skillmatch({"rank", "-", "--unknown-skills", "warn"},
                                      {.input = profile_text({{kRed, 3}, {"python", 3}})});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.err,
            "standard input:5: /skills/" + kShown + ": unknown skill '" + kShown +
                "'; 'skillmatch catalog list skills' shows the known ones (left out)\n");
}

TEST(HostileFile, MayHaveAHostileNameWithoutHarm) {
  const TempDir dir;
  dir.put("c" + kRed, catalog_text({{"a", {{"python", 3}}}}));
  dir.put("p" + kRed + ".json", R"({"format": "skillmatch/profile@1", "skills": {"python": 3}})");
  const RunOptions options{.directory = dir.path()};
  terminal_text::expect_harmless(output_of({"catalog", "validate", "c" + kRed}, options));
  for (const char* format : {"table", "json", "jsonl", "markdown"}) {
    terminal_text::expect_harmless(
        output_of({"rank", "p" + kRed + ".json", "-f", format}, options));
  }
}

}  // namespace hostile_errors_test
}  // namespace cli_test
