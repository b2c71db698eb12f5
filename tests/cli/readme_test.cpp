// What the README shows is what the program does.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace readme_test {

// The contents of the blocks that begin with ```<language>.
std::vector<std::string> blocks(const std::string& language) {
  std::ifstream file(std::string(SKILLMATCH_SOURCE_DIR) + "/README.md");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::string begin = "```" + language + "\n";
  std::vector<std::string> result;
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    const std::size_t start = at + begin.size();
    result.push_back(text.substr(start, text.find("```", start) - start));
  }
  return result;
}

TEST(Readme, ShowsTheOutputOfItsCommands) {
  const std::vector<std::string> shown = blocks("console");
  ASSERT_FALSE(shown.empty());
  for (const std::string& block : shown) {
    const std::size_t end = block.find('\n');
    std::istringstream words(block.substr(0, end));
    std::string word;
    words >> word;
    ASSERT_EQ(word, "$");
    words >> word;
    ASSERT_EQ(word, "skillmatch");
    Words arguments;
    while (words >> word) arguments.push_back(word);
    EXPECT_EQ(output_of(arguments, {.directory = SKILLMATCH_SOURCE_DIR}), block.substr(end + 1));
  }
}

TEST(Readme, ShowsAProfileThatIsRanked) {
  const std::vector<std::string> shown = blocks("json");
  ASSERT_EQ(shown.size(), 1U);
  const TempDir dir;
  dir.put("me.json", shown[0]);
  const Json ranking =
      json_of({"rank", "me.json", "--mutual", "--format", "json"}, {.directory = dir.path()});
  EXPECT_EQ(ranking["results"][0]["company"], "voronoi");
}

}  // namespace readme_test
}  // namespace cli_test
