// Broader concepts for skills that have none, against plain loops.
#include "support/build.h"
#include "support/random_data.h"

#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/concept_suggestions.h>

namespace concept_suggestions_test {

using skillmatch::Catalog;
using skillmatch::ConceptSuggestion;
using skillmatch::Skill;
using skillmatch::Taxonomy;

std::set<std::string> words_of_number(std::size_t name) {
  std::set<std::string> words;
  for (std::size_t bit = 0; bit < 6; ++bit) {
    if ((name >> bit) & 1U) words.insert("word" + std::string(1, static_cast<char>('a' + bit)));
  }
  return words;
}

struct Known {
  std::set<std::string> words;
  std::vector<std::size_t> broader;
};

TEST(ConceptSuggestions, FollowTheirFormula) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    constexpr std::size_t kConcepts = 5;
    Taxonomy taxonomy;
    for (std::size_t g = 0; g < kConcepts; ++g) {
      taxonomy.add_concept({"concept" + std::to_string(g), {}});
    }
    std::vector<Known> skills;
    for (std::size_t s = 0; s < 30; ++s) {
      Known known;
      known.words = words_of_number(random.below(64));
      Skill skill;
      skill.id = "http://skill/" + std::to_string(s);
      for (const std::string& word : known.words) skill.name.en += word + " ";
      skill.name.en += std::to_string(1000 + s);
      known.words.insert(std::to_string(1000 + s));
      for (std::size_t g = 0; g < kConcepts && s % 3 != 0; ++g) {
        if (!random.chance(0.3)) continue;
        known.broader.push_back(g);
        skill.broader.push_back(static_cast<skillmatch::ConceptId>(g));
      }
      taxonomy.add_skill(std::move(skill));
      skills.push_back(std::move(known));
    }
    Catalog catalog(std::move(taxonomy));
    std::vector<std::set<std::size_t>> rows(25);
    for (std::size_t c = 0; c < rows.size(); ++c) {
      std::vector<skillmatch::Requirement> row;
      for (std::size_t s = 0; s < skills.size(); ++s) {
        if (!random.chance(0.2)) continue;
        rows[c].insert(s);
        row.push_back({build::skill(s), 1.0 + static_cast<double>(random.below(5)), 0.5, false});
      }
      skillmatch::Company company;
      company.id = "company " + std::to_string(c);
      catalog.add(std::move(company), std::move(row));
    }

    std::vector<std::set<std::string>> words(kConcepts);
    for (const Known& skill : skills) {
      for (const std::size_t g : skill.broader)
        words[g].insert(skill.words.begin(), skill.words.end());
    }
    const auto information = [&](const std::string& word) {
      double with = 0.0;
      for (const auto& its : words) with += its.contains(word) ? 1.0 : 0.0;
      return std::log(1.0 + kConcepts / std::max(with, 1.0));
    };
    std::vector<ConceptSuggestion> expected;
    for (std::size_t s = 0; s < skills.size(); ++s) {
      if (!skills[s].broader.empty()) continue;
      ConceptSuggestion best{build::skill(s), {}, 0.0, 0.0, -1.0};
      for (std::size_t g = 0; g < kConcepts; ++g) {
        double xx = 0.0;
        double nn = 0.0;
        double xn = 0.0;
        for (const auto& row : rows) {
          double n = 0.0;
          for (const std::size_t other : row) {
            for (const std::size_t b : skills[other].broader) n += b == g ? 1.0 : 0.0;
          }
          const double x = row.contains(s) ? 1.0 : 0.0;
          xx += x * x;
          nn += n * n;
          xn += x * n;
        }
        const double together = xx * nn > 0.0 ? xn / std::sqrt(xx * nn) : 0.0;
        double shared = 0.0;
        double all = 0.0;
        for (const std::string& word : skills[s].words) {
          all += information(word);
          if (words[g].contains(word)) shared += information(word);
        }
        const double by_words = shared / all;
        const double confidence = 1.0 - (1.0 - together) * (1.0 - by_words);
        if (confidence > best.confidence + 1e-12) {
          best = {build::skill(s), static_cast<skillmatch::ConceptId>(g), together, by_words,
                  confidence};
        }
      }
      if (best.confidence >= 0.3) expected.push_back(best);
    }
    std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
      return a.confidence > b.confidence + 1e-12;
    });
    const std::vector<ConceptSuggestion> found = skillmatch::suggest_concepts(catalog);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].skill, expected[i].skill);
      EXPECT_EQ(found[i].broader, expected[i].broader);
      EXPECT_NEAR(found[i].together, expected[i].together, 1e-12);
      EXPECT_NEAR(found[i].words, expected[i].words, 1e-12);
      EXPECT_NEAR(found[i].confidence, expected[i].confidence, 1e-12);
    }
  }
}

TEST(ConceptSuggestions, AreNoneWithoutConceptsOrWithoutSkillsThatLackOne) {
  Taxonomy bare;
  Skill skill;
  skill.id = "alone";
  bare.add_skill(skill);
  EXPECT_TRUE(skillmatch::suggest_concepts(Catalog(bare)).empty());
  Taxonomy full;
  skill.broader = {full.add_concept({"c", {}})};
  full.add_skill(skill);
  EXPECT_TRUE(skillmatch::suggest_concepts(Catalog(full)).empty());
}

}  // namespace concept_suggestions_test
