// The script for zsh: an interactive zsh on a terminal of its own completes with it.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace completion_zsh_test {

// Reads a line, presses tab, and prints every word that was offered between two marks.
constexpr const char* kDriver = R"zsh(
zmodload zsh/zpty || exit 9
zpty -b shell zsh -f -i
expect() {
  local seen= chunk
  while zpty -r shell chunk "*$1*"; do
    seen+=$chunk
    [[ $seen == *$1* ]] && break
  done
  REPLY=$seen
}
zpty -w shell 'PS1=; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D
zstyle ":completion:*" list-grouped false
compadd() {
  local -a opts given
  opts=("$@")
  if [[ ${opts[(I)-[OAD]]} -gt 0 ]]; then builtin compadd "$@"; return; fi
  builtin compadd -O given "$@"
  print -rl -- "<"${^given}">"
  builtin compadd "$@"
}
finish() { zle complete-word; print -r -- "END"OF; zle kill-buffer; }
zle -C complete-word complete-word _main_complete
zle -N finish; bindkey "^X" finish; print -r READ""Y'
expect READY
zpty -w -n shell "$1"$'\x18'
expect ENDOF
print -r -- $REPLY
zpty -d shell
)zsh";

class ZshCompletion : public testing::Test {
 protected:
  void SetUp() override {
    const auto zsh = find_program("zsh");
    if (!zsh) GTEST_SKIP() << "zsh is not installed";
    zsh_ = *zsh;
    dir_.put("_skillmatch", output_of({"completion", "zsh"}));
  }
  Words complete(const std::string& line) const {
    const RunResult result =
        run_program({zsh_, "-f", "-c", kDriver, "driver", line}, {.directory = dir_.path()});
    EXPECT_EQ(result.status, 0) << result.err << result.out;
    Words offered;
    for (std::size_t at = 0; (at = result.out.find('<', at)) != std::string::npos;) {
      const std::size_t end = result.out.find('>', at);
      if (end == std::string::npos) break;
      const std::string word = result.out.substr(at + 1, end - at - 1);
      if (!word.empty()) offered.push_back(word);
      at = end;
    }
    std::sort(offered.begin(), offered.end());
    offered.erase(std::unique(offered.begin(), offered.end()), offered.end());
    return offered;
  }
  std::string zsh_;
  const TempDir dir_;
};

TEST_F(ZshCompletion, IsAcceptedByTheShell) {
  const RunResult result =
      run_program({zsh_, "-f", "-n", "_skillmatch"}, {.directory = dir_.path()});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_TRUE(output_of({"completion", "zsh"}).starts_with("#compdef skillmatch\n"));
}

TEST_F(ZshCompletion, OffersCommands) {
  EXPECT_EQ(complete("skillmatch "),
            (Words{"--help",   "--version", "advise",  "batch",  "catalog", "completion", "convert",
                   "evaluate", "explain",   "extract", "fields", "help",    "import",     "index",
                   "match",    "merge",     "model",   "rank",   "report",  "taxonomy",   "tune"}));
  EXPECT_EQ(complete("skillmatch catalog "), (Words{"list", "show", "validate"}));
}

TEST_F(ZshCompletion, OffersOptionsAndChoices) {
  EXPECT_EQ(complete("skillmatch rank me.json --format "),
            (Words{"csv", "json", "jsonl", "markdown", "table"}));
  EXPECT_EQ(complete("skillmatch catalog list "),
            (Words{"attributes", "companies", "fields", "skills"}));
  const Words options = complete("skillmatch rank --");
  for (const char* option : {"--catalog", "--explain", "--relatedness", "--unknown-skills"}) {
    EXPECT_NE(std::find(options.begin(), options.end(), option), options.end()) << option;
  }
}

}  // namespace completion_zsh_test
}  // namespace cli_test
