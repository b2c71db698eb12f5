// Files with random damage: each reads or is refused by InputError, and nothing else happens.
#include "support/random_data.h"

#include <functional>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>

namespace skillmatch::io {
namespace mutation_test {

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = built_in_taxonomy();
  return taxonomy;
}

std::string file(const std::string& name) {
  return read_text(SKILLMATCH_SOURCE_DIR "/data/" + name).bytes;
}

// What JSON is made of, and bytes that are no text.
char random_byte(draw::Random& random) {
  constexpr std::string_view kStructure = "{}[]\",:\\0123456789-+.eEutfn \n";
  return random.chance(0.7) ? kStructure[random.below(kStructure.size())]
                            : static_cast<char>(random.below(256));
}

std::string damaged(std::string text, draw::Random& random) {
  for (std::size_t times = 1 + random.below(3); times > 0; --times) {
    const std::size_t at = random.below(text.size());
    switch (random.below(6)) {
      case 0:
        text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
        break;
      case 1:
        text[at] = random_byte(random);
        break;
      case 2:
        text.insert(at, 1, random_byte(random));
        break;
      case 3:
        text.erase(at, 1 + random.below(4));
        break;
      case 4:
        text.insert(at, text.substr(random.below(text.size()), random.below(40)));
        break;
      default:
        if (random.chance(0.2)) text.resize(at + 1);
    }
    if (text.empty()) text = " ";
  }
  return text;
}

void damage_and_read(const std::string& sound, int times, std::uint64_t seed,
                     const std::function<void(const Text&)>& read) {
  read({"sound.json", sound});
  draw::Random random(seed);
  int refused = 0;
  for (int i = 0; i < times; ++i) {
    const std::string text = damaged(sound, random);
    try {
      read({"damaged.json", text});
    } catch (const InputError& e) {
      ++refused;
      for (const std::string& problem : e.problems()) {
        EXPECT_TRUE(problem.starts_with("damaged.json:")) << problem;
      }
    } catch (const std::exception& e) {
      FAIL() << "seed " << seed << ", case " << i << ": " << e.what() << "\n" << text;
    }
  }
  EXPECT_GT(refused, times / 3);
  EXPECT_LT(refused, times);
}

TEST(Mutation, OfAProfile) {
  damage_and_read(file("profiles/as-people-write-it.json"), 3000, 1,
                  [](const Text& text) { read_profile(text, taxonomy()); });
}

TEST(Mutation, OfAProfileThatLeavesUnknownNamesOut) {
  damage_and_read(file("profiles/korean-vision.json"), 3000, 2, [](const Text& text) {
    std::vector<std::string> warnings;
    read_profile(text, taxonomy(), {ReadOptions::Unknown::warn, &warnings});
  });
}

TEST(Mutation, OfAModel) {
  damage_and_read(R"({"format": "skillmatch/model@1", "taxonomy": ")" + taxonomy().fingerprint() +
                      R"(", "weights": {"python": 2.5, "sql": 0}, "blend": 0.25,
                         "breadth_floor": 3, "relatedness": 1e-1})",
                  3000, 3, [](const Text& text) { read_model(text, taxonomy()); });
}

TEST(Mutation, OfACatalogWithItsTaxonomy) {
  const std::string text = R"({"format": "skillmatch/catalog@1",
    "taxonomy": {"groups": [{"id": "g", "name": {"en": "G"}}],
      "concepts": [{"id": "c", "name": {"ko": "씨"}}],
      "skills": [{"id": "python", "name": {"en": "Python", "ko": "파이썬"}, "aliases": ["py"],
                  "group": "g", "broader": ["c"]}, {"id": "sql", "name": {"en": "SQL"}}],
      "attributes": [{"id": "team", "name": {"en": "Team"}}]},
    "fields": [{"id": "f", "name": {"en": "F"}, "competition": "niche", "methods": ["py"]}],
    "companies": [
      {"id": "a", "name": {"en": "A"}, "field": "f", "offers": {"team": 4}, "source": "s",
       "requires": {"python": {"level": 4, "importance": 0.5, "must": true}, "sql": 1.5}},
      {"id": "b", "name": {"ko": "비"}, "requires": {}}]})";
  damage_and_read(text, 6000, 4, [](const Text& t) { read_catalog(t); });
}

TEST(Mutation, OfTheBuiltInTaxonomy) {
  damage_and_read(file("taxonomy.json"), 150, 5, [](const Text& text) { read_taxonomy(text); });
}

}  // namespace mutation_test
}  // namespace skillmatch::io
