// All of many names in one pass, beside looking for each of them everywhere.
#include "extraction/name_automaton.h"

#include "support/random_data.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch {
namespace name_automaton_test {

using Occurrences = std::vector<std::pair<std::size_t, std::string>>;  // end, name

Occurrences plainly_found(const std::vector<std::string>& names, const std::string& text) {
  Occurrences found;
  for (std::size_t end = 1; end <= text.size(); ++end) {
    for (const std::string& name : names) {
      if (name.size() <= end && text.compare(end - name.size(), name.size(), name) == 0) {
        found.emplace_back(end, name);
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.size() > b.second.size();
  });
  return found;
}

Occurrences found(const std::vector<std::string>& names, const std::string& text) {
  Occurrences result;
  NameAutomaton(names).find(
      text, [&](std::size_t name, std::size_t end) { result.emplace_back(end, names[name]); });
  return result;
}

std::vector<std::string> random_names(draw::Random& random, std::size_t count,
                                      std::size_t letters) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < count; ++i) {
    std::string name;
    for (std::size_t n = 1 + random.below(6); n > 0; --n) {
      name += static_cast<char>('a' + random.below(letters));
    }
    names.insert(name);
  }
  return {names.begin(), names.end()};
}

// Few letters: names are parts and ends of one another all the time.
TEST(NameAutomaton, FindsWhatLookingEverywhereFinds) {
  draw::Random random(20261128);
  for (int round = 0; round < 300; ++round) {
    const std::size_t letters = 1 + static_cast<std::size_t>(round) % 4;
    const auto names = random_names(random, 1 + random.below(40), letters);
    std::string text;
    for (std::size_t n = random.below(200); n > 0; --n) {
      text += static_cast<char>('a' + random.below(letters + 1));
    }
    EXPECT_EQ(found(names, text), plainly_found(names, text)) << "round " << round << ": " << text;
  }
}

// More nodes than the 1,024 that know every byte's way.
TEST(NameAutomaton, FindsWhatLookingEverywhereFindsAmongManyNames) {
  draw::Random random(20261129);
  for (int round = 0; round < 5; ++round) {
    const auto names = random_names(random, 4'000, 4);
    ASSERT_GT(names.size(), 1'024U);
    std::string text;
    for (std::size_t n = 1'000; n > 0; --n) text += static_cast<char>('a' + random.below(5));
    EXPECT_EQ(found(names, text), plainly_found(names, text)) << "round " << round << ": " << text;
  }
}

TEST(NameAutomaton, TakesAnyByte) {
  const std::vector<std::string> names{std::string("\0", 1), "\x7F", "\x80\xFF", "\xFF"};
  const std::string text("\xFF\x80\xFF\0\x7F", 5);
  EXPECT_EQ(found(names, text), plainly_found(names, text));
}

TEST(NameAutomaton, FindsNothingWithoutNamesOrText) {
  EXPECT_EQ(found({}, "abc"), Occurrences{});
  EXPECT_EQ(found({"a"}, ""), Occurrences{});
}

}  // namespace name_automaton_test
}  // namespace skillmatch
