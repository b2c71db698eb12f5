// How well skills are found in text: precision and recall on texts that people labelled, see
// tests/extraction/README.md. held_out.jsonl is measured and never looked at: a failure there says
// how much, not where.
#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <skillmatch/extraction.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace labelled_texts_test {

using Labels = std::set<std::string>;

struct Tally {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t missed = 0;

  void count(const Labels& found, const Labels& labels) {
    for (const std::string& id : found) ++(labels.contains(id) ? right : wrong);
    for (const std::string& id : labels) missed += found.contains(id) ? 0U : 1U;
  }
  double precision() const {
    return static_cast<double>(right) / static_cast<double>(right + wrong);
  }
  double recall() const { return static_cast<double>(right) / static_cast<double>(right + missed); }
};

struct Measured {
  Tally has;
  Tally lacks;
};

// What was found in a text beside its labels, for those who build the extractor.
void show(const nlohmann::json& text, const std::string& what, const Labels& found,
          const Labels& labels) {
  const auto list = [&](const char* head, const Labels& of, const Labels& without) {
    for (const std::string& id : of) {
      if (!without.contains(id)) {
        std::cerr << text["id"].get<std::string>() << ' ' << head << ' ' << what << ' ' << id
                  << ": " << text["text"].dump() << '\n';
      }
    }
  };
  list("wrong", found, labels);
  list("missed", labels, found);
}

// By language.
std::map<std::string, Measured> measure(const std::string& file, bool with_mistakes) {
  const Taxonomy taxonomy = built_in_taxonomy();
  const Extractor extractor(taxonomy);
  std::ifstream lines(std::string(SKILLMATCH_SOURCE_DIR) + "/tests/extraction/" + file);
  EXPECT_TRUE(lines) << file;
  std::map<std::string, Measured> measured;
  for (std::string line; std::getline(lines, line);) {
    const auto text = nlohmann::json::parse(line);
    const Extraction extraction = extractor.extract(text["text"].get<std::string>());
    Labels has;
    Labels lacks;
    for (const ExtractedSkill& skill : extraction.skills) {
      (skill.stance == Stance::has ? has : lacks).insert(taxonomy.skill(skill.skill).id);
    }
    Measured& of = measured[text["language"].get<std::string>()];
    of.has.count(has, text["skills"].get<Labels>());
    of.lacks.count(lacks, text["none"].get<Labels>());
    if (with_mistakes) {
      show(text, "skill", has, text["skills"].get<Labels>());
      show(text, "none", lacks, text["none"].get<Labels>());
    }
  }
  for (const auto& [language, of] : measured) {
    // clang 14 captures no structured binding.
    const auto print = [&, &of_language = language](const char* what, const Tally& tally) {
      std::cout << file << ' ' << of_language << ' ' << what << ": precision " << tally.precision()
                << ", recall " << tally.recall() << " (" << tally.right << " right, " << tally.wrong
                << " wrong, " << tally.missed << " missed)\n";
    };
    print("held or asked", of.has);
    print("not held, not asked", of.lacks);
  }
  return measured;
}

void expect_good(const std::string& file, bool with_mistakes) {
  const auto measured = measure(file, with_mistakes);
  ASSERT_EQ(measured.size(), 2U);
  for (const auto& [language, of] : measured) {
    EXPECT_GE(of.has.precision(), 0.95) << language;
    EXPECT_GE(of.has.recall(), 0.90) << language;
    // Few are labelled, and a wrong one is a skill denied.
    EXPECT_LE(of.lacks.wrong, 1U) << language;
    EXPECT_GE(of.lacks.recall(), 0.7) << language;
  }
}

TEST(LabelledTexts, BuildingOnesAreUnderstood) { expect_good("building.jsonl", true); }

TEST(LabelledTexts, HeldOutOnesAreUnderstood) { expect_good("held_out.jsonl", false); }

}  // namespace labelled_texts_test
}  // namespace skillmatch::io
