// The script for bash, sourced by a bash that then completes a line as the keyboard would.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"
#include "support/terminal_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace completion_bash_test {

class BashCompletion : public testing::Test {
 protected:
  void SetUp() override {
    const auto bash = find_program("bash");
    if (!bash) GTEST_SKIP() << "bash is not installed";
    bash_ = *bash;
    dir_.put("script", output_of({"completion", "bash"}));
  }
  // What is offered for the last of `words`, in order.
  Words complete(const Words& words) const {
    Words line{bash_,
               "--norc",
               "-c",
               "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _skillmatch; "
               "((${#COMPREPLY[@]} == 0)) || printf '%s\\n' \"${COMPREPLY[@]}\"",
               "./script",
               "skillmatch"};
    line.insert(line.end(), words.begin(), words.end());
    const RunResult result = run_program(line, {.directory = dir_.path()});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    Words offered = terminal_text::lines(result.out);
    std::sort(offered.begin(), offered.end());
    return offered;
  }
  std::string bash_;
  const TempDir dir_;
};

TEST_F(BashCompletion, OffersCommands) {
  EXPECT_EQ(complete({""}),
            (Words{"--help",   "--version", "advise",  "batch",  "catalog", "completion", "convert",
                   "evaluate", "explain",   "extract", "fields", "help",    "import",     "index",
                   "match",    "merge",     "model",   "rank",   "report",  "taxonomy",   "tune"}));
  EXPECT_EQ(complete({"c"}), (Words{"catalog", "completion", "convert"}));
  EXPECT_EQ(complete({"ra"}), (Words{"rank"}));
  EXPECT_EQ(complete({"x"}), Words{});
}

TEST_F(BashCompletion, OffersSecondWords) {
  EXPECT_EQ(complete({"catalog", ""}), (Words{"--help", "list", "show", "validate"}));
  EXPECT_EQ(complete({"import", "o"}), (Words{"onet"}));
}

TEST_F(BashCompletion, OffersOptionsOfTheCommand) {
  EXPECT_EQ(complete({"rank", "me.json", "--"}),
            (Words{"--catalog", "--explain", "--field", "--format", "--help", "--lang", "--model",
                   "--mutual", "--output", "--quiet", "--relatedness", "--top", "--unknown-skills",
                   "--weights"}));
  EXPECT_EQ(complete({"catalog", "show", "--f"}), (Words{"--format"}));
}

TEST_F(BashCompletion, OffersTheChoicesOfAnOption) {
  const Words formats{"csv", "json", "jsonl", "markdown", "table"};
  EXPECT_EQ(complete({"rank", "me.json", "--format", ""}), formats);
  EXPECT_EQ(complete({"rank", "me.json", "-f", ""}), formats);
  EXPECT_EQ(complete({"rank", "me.json", "--format", "=", "js"}), (Words{"json", "jsonl"}));
  EXPECT_EQ(complete({"rank", "me.json", "--format", "="}), formats);
  EXPECT_EQ(complete({"catalog", "list", "--lang", ""}), (Words{"en", "ko"}));
  EXPECT_EQ(complete({"rank", "me.json", "--top", ""}), (Words{"all"}));
}

TEST_F(BashCompletion, OffersTheChoicesOfAnArgument) {
  EXPECT_EQ(complete({"catalog", "list", ""}),
            (Words{"attributes", "companies", "fields", "skills"}));
  EXPECT_EQ(complete({"completion", ""}), (Words{"bash", "zsh"}));
}

TEST_F(BashCompletion, OffersFilesEvenWithSpacesAndStars) {
  dir_.put("my profile.json", "");
  dir_.put("my *.json", "");
  const Words files{"my *.json", "my profile.json"};
  EXPECT_EQ(complete({"rank", "my"}), files);
  EXPECT_EQ(complete({"rank", "x", "--catalog", "my"}), files);
  EXPECT_EQ(complete({"rank", "x", "--model", ""}),
            (Words{"balanced", "cosine", "coverage", "my *.json", "my profile.json", "script"}));
}

TEST_F(BashCompletion, IsTiedToTheProgramsName) {
  const RunResult result =
      run_program({bash_, "--norc", "-c", "source ./script; complete -p skillmatch"},
                  {.directory = dir_.path()});
  EXPECT_EQ(result.out, "complete -o filenames -F _skillmatch skillmatch\n");
}

// Every command of the overview and every option of its help is in the script.
TEST(CompletionScripts, KnowEveryOptionOfEveryHelp) {
  const std::string bash = output_of({"completion", "bash"});
  const std::string zsh = output_of({"completion", "zsh"});
  for (const Words& command : std::vector<Words>{{"rank"},
                                                 {"catalog", "list"},
                                                 {"catalog", "show"},
                                                 {"catalog", "validate"},
                                                 {"import", "onet"},
                                                 {"model", "show"},
                                                 {"model", "diff"},
                                                 {"completion"}}) {
    Words help = command;
    help.emplace_back("--help");
    std::string name = command[0];
    if (command.size() > 1) name += " " + command[1];
    for (const std::string* script : {&bash, &zsh}) {
      const std::size_t at = script->find("'" + name + "')");
      ASSERT_NE(at, std::string::npos) << name;
      const std::string part = script->substr(at, script->find(";;\n      '", at) - at);
      for (const std::string& line : terminal_text::lines(output_of(help))) {
        const std::size_t option = line.find("--");
        if (!line.starts_with("  ") || (option != 6 && option != 2)) continue;
        EXPECT_NE(part.find(line.substr(option, line.find(' ', option) - option)),
                  std::string::npos)
            << line;
      }
    }
  }
}

}  // namespace completion_bash_test
}  // namespace cli_test
