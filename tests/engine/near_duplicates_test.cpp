// Skills that may be one: each reason by example, spelling against all pairs.
#include "support/build.h"
#include "support/random_data.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/near_duplicates.h>
#include <skillmatch/text.h>

namespace near_duplicates_test {

using skillmatch::DuplicateReason;
using skillmatch::near_duplicates;
using skillmatch::NearDuplicate;
using skillmatch::Skill;
using skillmatch::Taxonomy;

Taxonomy of_names(const std::vector<std::string>& names) {
  Taxonomy taxonomy;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Skill skill;
    skill.id = "http://skill/" + std::to_string(i);  // an external id, so that only the name counts
    skill.name.en = names[i];
    taxonomy.add_skill(std::move(skill));
  }
  return taxonomy;
}

// The only suggestion for two skills of these names.
NearDuplicate only_of(const std::string& a, const std::string& b) {
  const std::vector<NearDuplicate> found = near_duplicates(of_names({a, b}));
  EXPECT_EQ(found.size(), 1U) << a << ", " << b;
  return found.empty() ? NearDuplicate{} : found[0];
}

TEST(NearDuplicates, HaveAReasonAndBothNames) {
  const struct {
    const char* first;
    const char* second;
    DuplicateReason reason;
    double confidence;
  } cases[] = {
      {"k8s", "Kubernetes", DuplicateReason::numeronym, 0.9},
      {"Internationalization", "i18n", DuplicateReason::numeronym, 0.9},
      {"data mining", "mining data", DuplicateReason::same_words, 0.7},
      {"Neural network", "Neural networks", DuplicateReason::same_words, 0.9},
      {"Class libraries", "class library", DuplicateReason::same_words, 0.9},
      {"React", "React.js", DuplicateReason::one_word, 0.7},
      {"Apache Spark", "Spark", DuplicateReason::one_word, 0.7},
      {"Java (computer programming)", "Java", DuplicateReason::one_word, 0.7},
      {"스프링 프레임워크", "스프링", DuplicateReason::one_word, 0.7},
      {"PostgreSQL", "Postgre SQL X", DuplicateReason::spelling, 0.7},
      {"Tensorflow", "Tensroflow", DuplicateReason::spelling, 0.7},
      {"컴퓨터비전학", "컴퓨타비전학", DuplicateReason::spelling, 0.5},
      {"visualisation of graphs", "visualization ov graphs", DuplicateReason::spelling,
       1.0 - 6.0 / 21.0},
      {"ML", "Machine learning", DuplicateReason::initials, 0.3},
      {"Natural language processing", "NLP", DuplicateReason::initials, 0.6},
      {"HTTP", "Hyper text transfer protocol", DuplicateReason::initials, 0.8},
  };
  for (const auto& c : cases) {
    const NearDuplicate found = only_of(c.first, c.second);
    EXPECT_EQ(found.reason, c.reason) << c.first;
    EXPECT_DOUBLE_EQ(found.confidence, c.confidence) << c.first;
    EXPECT_EQ(found.first_name, c.first);
    EXPECT_EQ(found.second_name, c.second);
    EXPECT_EQ(found.first, build::skill(0));
    EXPECT_EQ(found.second, build::skill(1));
  }
}

TEST(NearDuplicates, AreNotWhatOnlyLooksAlike) {
  const std::pair<const char*, const char*> cases[] = {
      {"Python 2", "Python 3"},  // digits tell versions apart
      {"Java", "Lava"},          // too short for a slip
      {"C", "C++"},
      {"k8s", "Kubernetez x"},  // eleven letters
      {"machine learning", "deep learning"},
      {"Framework library", "library"},  // what is left says nothing
      {"m2l", "mail 22"},
      {"statistics", "statistic analysis"},
  };
  for (const auto& [a, b] : cases) {
    EXPECT_TRUE(near_duplicates(of_names({a, b})).empty()) << a << ", " << b;
  }
}

TEST(NearDuplicates, AreNotNamesOfOneSkill) {
  Taxonomy taxonomy;
  Skill skill;
  skill.id = "kubernetes";
  skill.name.en = "Kubernetes";
  skill.aliases = {"k8s", "Kubernetis"};
  taxonomy.add_skill(skill);
  EXPECT_TRUE(near_duplicates(taxonomy).empty());
}

TEST(NearDuplicates, ComeOnceWithTheBestReasonAndTheSurestFirst) {
  const std::vector<NearDuplicate> found = near_duplicates(
      of_names({"ML", "Machine learning", "machine learnings", "k8s", "kubernetes"}));
  ASSERT_EQ(found.size(), 4U);
  // Also one edit apart, which is less sure.
  EXPECT_EQ(found[0].reason, DuplicateReason::same_words);
  EXPECT_EQ(found[0].first, build::skill(1));
  EXPECT_EQ(found[1].reason, DuplicateReason::numeronym);
  EXPECT_EQ(found[2].reason, DuplicateReason::initials);
  EXPECT_EQ(found[2].second, build::skill(1));
  EXPECT_EQ(found[3].reason, DuplicateReason::initials);
  EXPECT_EQ(found[3].second, build::skill(2));
}

// Every pair by the definition in the header.
std::map<std::pair<std::size_t, std::size_t>, std::size_t> alike_by_spelling(
    const std::vector<std::string>& names) {
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> pairs;
  const auto digits = [](const std::string& text) {
    std::string only;
    for (const char c : text) {
      if (c >= '0' && c <= '9') only += c;
    }
    return only;
  };
  for (std::size_t a = 0; a < names.size(); ++a) {
    for (std::size_t b = a + 1; b < names.size(); ++b) {
      const std::size_t shorter = std::min(names[a].size(), names[b].size());
      if (shorter < 5 || digits(names[a]) != digits(names[b])) continue;
      const auto distance = skillmatch::edit_distance(names[a], names[b], shorter < 12 ? 1 : 2);
      if (distance) pairs[{a, b}] = *distance;
    }
  }
  return pairs;
}

TEST(NearDuplicates, OfNearlyTheSameSpellingAreAllFound) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    // Words of few letters, many of them slips of an earlier one, so that grams are common, repeat
    // within a word, and pairs lie at every distance around the limit.
    std::vector<std::string> names;
    const std::string letters = "abcdeo1";
    const auto letter = [&] { return letters[random.below(letters.size())]; };
    while (names.size() < 400) {
      std::string name;
      if (names.size() < 40 || random.chance(0.2)) {
        for (std::size_t n = 3 + random.below(16); n > 0; --n) name += letter();
      } else {
        name = names[random.below(names.size())];
        for (std::size_t slips = 1 + random.below(3); slips > 0; --slips) {
          const std::size_t at = random.below(name.size());
          switch (random.below(4)) {
            case 0:
              name[at] = letter();
              break;
            case 1:
              name.insert(at, 1, letter());
              break;
            case 2:
              if (name.size() > 3) name.erase(at, 1);
              break;
            default:
              if (at > 0) std::swap(name[at - 1], name[at]);
          }
        }
      }
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    const auto expected = alike_by_spelling(names);
    ASSERT_GT(expected.size(), 100U);
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> found;
    for (const NearDuplicate& d : near_duplicates(of_names(names))) {
      const std::size_t a = skillmatch::index(d.first);
      const std::size_t b = skillmatch::index(d.second);
      // "boxes" and "boxe" are plural and singular, which is surer.
      if (d.reason == DuplicateReason::spelling) {
        const auto shorter = static_cast<double>(std::min(names[a].size(), names[b].size()));
        const double by_rule = 1.0 - 3.0 * static_cast<double>(expected.at({a, b})) / shorter;
        EXPECT_DOUBLE_EQ(d.confidence, std::max(0.4, by_rule));
        found[{a, b}] = expected.at({a, b});
      }
    }
    EXPECT_EQ(found, expected);
  }
}

}  // namespace near_duplicates_test
