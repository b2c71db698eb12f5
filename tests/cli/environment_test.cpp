// What the surroundings change (the language) and what they must not (everything else).
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace environment_test {

using Environment = std::map<std::string, std::string>;

TEST(Language, IsTheEnvironmentsUnlessItIsGiven) {
  const Words words{"rank", sample("graph-graduate"), "--top", "3"};
  Words korean_words = words;
  korean_words.insert(korean_words.end(), {"--lang", "ko"});
  Words english_words = words;
  english_words.insert(english_words.end(), {"--lang", "en"});
  const std::string english = output_of(english_words);
  const std::string korean = output_of(korean_words);
  EXPECT_NE(korean, english);
  EXPECT_EQ(output_of(words), english);
  for (const Environment& environment :
       std::vector<Environment>{{{"LC_ALL", "ko_KR.UTF-8"}},
                                {{"LC_MESSAGES", "ko_KR.UTF-8"}},
                                {{"LANG", "ko_KR.UTF-8"}},
                                {{"LC_ALL", ""}, {"LANG", "ko"}},
                                {{"LC_ALL", "ko_KR.UTF-8"}, {"LANG", "en_GB.UTF-8"}}}) {
    EXPECT_EQ(output_of(words, {.environment = environment}), korean);
    EXPECT_EQ(output_of(english_words, {.environment = environment}), english);
  }
  for (const Environment& environment :
       std::vector<Environment>{{{"LC_ALL", "C"}, {"LANG", "ko_KR.UTF-8"}},
                                {{"LC_MESSAGES", "en_US.UTF-8"}, {"LANG", "ko_KR.UTF-8"}},
                                {{"LANG", "de_DE.UTF-8"}},
                                {{"LANG", ""}}}) {
    EXPECT_EQ(output_of(words, {.environment = environment}), english);
    EXPECT_EQ(output_of(korean_words, {.environment = environment}), korean);
  }
}

TEST(Language, ChangesWordsButNoNumberOfJson) {
  Json english = json_of({"rank", sample("korean-vision"), "-f", "json", "--lang", "en"});
  Json korean = json_of({"rank", sample("korean-vision"), "-f", "json", "--lang", "ko"});
  for (Json* ranking : {&english, &korean}) {
    for (Json& result : (*ranking)["results"]) result.erase("name");
  }
  EXPECT_EQ(korean, english);
}

TEST(Run, OfTheSameCommandGivesTheSameBytes) {
  for (const Words& words : std::vector<Words>{
           {"rank", sample("broad"), "--top", "all", "--explain"},
           {"rank", sample("broad"), "--top", "all", "-f", "json", "--relatedness", "0.5"},
           {"catalog", "list", "skills", "-f", "json"},
           {"completion", "bash"},
           {"--version"}}) {
    const std::string first = output_of(words);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(output_of(words), first);
  }
}

TEST(Run, NeedsNothingOfTheWorkingDirectory) {
  const TempDir dir;
  const Words words{"rank", sample("broad")};
  EXPECT_EQ(output_of(words, {.directory = dir.path()}), output_of(words, {.directory = "/"}));
  EXPECT_TRUE(dir.names().empty());
}

TEST(Version, SaysWhatItWasBuiltWith) {
  const std::string text = output_of({"--version"});
  EXPECT_TRUE(text.starts_with("skillmatch ")) << text;
  for (const char* title : {"\ncompiler: ", "\nEigen: ", "\nkernels: "}) {
    const std::size_t at = text.find(title);
    ASSERT_NE(at, std::string::npos) << title;
    EXPECT_NE(text[at + std::string(title).size()], '\n') << title;
  }
}

}  // namespace environment_test
}  // namespace cli_test
