// Cells of skills as people write them, cut into tags; and tags that belong together.
#include "tags.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch::io {
namespace tags_test {

std::vector<std::string> split(const std::string& cell,
                               const std::string& separators = ",;|/·ㆍ、，") {
  std::vector<Tag> tags;
  TagSplitter(separators).split(cell, tags);
  std::vector<std::string> texts;
  for (const Tag& tag : tags) texts.push_back(tag.text);
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Tags, AreCutAtEverySeparator) {
  EXPECT_EQ(split("Java, Spring;C++ | AWS/GCP·머신 러닝"),
            (Texts{"Java", "Spring", "C++", "AWS", "GCP", "머신 러닝"}));
  EXPECT_EQ(split("자바ㆍ파이썬，코틀린、 Go"), (Texts{"자바", "파이썬", "코틀린", "Go"}));
  EXPECT_EQ(split(" ,, ; \n a\r\nb "), (Texts{"a", "b"}));
  EXPECT_EQ(split(""), Texts{});
  EXPECT_EQ(split("a,b/c", "/"), (Texts{"a,b", "c"}));
  EXPECT_EQ(split("a,b", ""), Texts{"a,b"});
}

TEST(Tags, OfAListAreItsItems) {
  EXPECT_EQ(split(R"(["Java", "CI/CD", "가\n나"])"), (Texts{"Java", "CI/CD", "가\n나"}));
  EXPECT_EQ(split(R"(['Java', "Spring, Boot", 'it\'s', ''])"),
            (Texts{"Java", "Spring, Boot", "it's"}));
  EXPECT_EQ(split("[Java, C++]"), (Texts{"Java", "C++"}));
  EXPECT_EQ(split("[]"), Texts{});
  EXPECT_EQ(split("['a' 'b']"), Texts{"['a' 'b']"});
  EXPECT_EQ(split("['a, b]"), (Texts{"['a", "b]"}));
  EXPECT_EQ(split("[1, 2]"), (Texts{"1", "2"}));
}

class JoinedTags : public testing::Test {
 protected:
  JoinedTags() {
    for (const auto* name :
         {"Spring", "Spring Boot", "React", "React Native", "CI/CD", "Visual Studio Code",
          "Visual Studio", "Node.js", "R", "대화형·생성 모델"}) {
      taxonomy_.add_skill({std::string("id of ") + name, {name, ""}, {}, "", {}});
    }
  }
  // The names that the cell's tags make.
  Texts joined(const std::string& cell) const {
    std::vector<Tag> tags;
    TagSplitter(",;|/").split(cell, tags);
    const TagJoiner joiner(taxonomy_);
    Texts names;
    for (std::size_t i = 0; i < tags.size();) {
      std::string name = tags[i].text;
      i += joiner.longest_run(tags, i, name);
      names.push_back(name);
    }
    return names;
  }
  Taxonomy taxonomy_;
};

TEST_F(JoinedTags, BecomeTheLongestNameThatIsKnown) {
  EXPECT_EQ(joined("Java, Spring, Boot, C"), (Texts{"Java", "Spring Boot", "C"}));
  EXPECT_EQ(joined("visual, STUDIO, code, React"), (Texts{"visual STUDIO code", "React"}));
  EXPECT_EQ(joined("Visual, Studio"), Texts{"Visual Studio"});
  EXPECT_EQ(joined("React, Native, R"), (Texts{"React Native", "R"}));
  EXPECT_EQ(joined("CI/CD, Git"), (Texts{"CI/CD", "Git"}));
  EXPECT_EQ(joined("대화형·생성, 모델"), Texts{"대화형·생성 모델"});
}

TEST_F(JoinedTags, AreLeftApartWhereNothingIsKnown) {
  EXPECT_EQ(joined("Boot, Spring"), (Texts{"Boot", "Spring"}));
  EXPECT_EQ(joined("Spring, Java, Boot"), (Texts{"Spring", "Java", "Boot"}));
  EXPECT_EQ(joined("CI, CD"), (Texts{"CI", "CD"}));
  EXPECT_EQ(joined("Spring"), Texts{"Spring"});
}

}  // namespace tags_test
}  // namespace skillmatch::io
