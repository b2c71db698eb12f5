// Edit distance against its exhaustive definition, and the names that are suggested.
#include "support/random_data.h"

#include <algorithm>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/taxonomy.h>
#include <skillmatch/text.h>

namespace did_you_mean_test {

using skillmatch::edit_distance;

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

// Optimal string alignment by trying everything.
std::size_t exhaustive_distance(std::string_view a, std::string_view b) {
  if (a.empty()) return b.size();
  if (b.empty()) return a.size();
  const std::string_view x = a.substr(1);
  const std::string_view y = b.substr(1);
  std::size_t best = exhaustive_distance(x, y) + (a[0] == b[0] ? 0 : 1);
  best = std::min(best, exhaustive_distance(x, b) + 1);
  best = std::min(best, exhaustive_distance(a, y) + 1);
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
    best = std::min(best, exhaustive_distance(a.substr(2), b.substr(2)) + 1);
  }
  return best;
}

TEST(EditDistance, IsThatOfTheExhaustiveSearch) {
  const std::uint64_t seed = 1;
  SCOPED_TRACE("seed " + std::to_string(seed));
  draw::Random random(seed);
  const auto word = [&] {
    std::string text(random.below(7), 'a');
    for (char& c : text) c = static_cast<char>('a' + random.below(3));
    return text;
  };
  for (int i = 0; i < 3'000; ++i) {
    const std::string a = word();
    const std::string b = word();
    const std::size_t expected = exhaustive_distance(a, b);
    ASSERT_EQ(edit_distance(a, b, kNoLimit), expected) << a << ' ' << b;
    ASSERT_EQ(edit_distance(b, a, kNoLimit), expected) << a << ' ' << b;
    for (std::size_t limit = 0; limit < 8; ++limit) {
      const auto within = expected <= limit ? std::optional(expected) : std::nullopt;
      ASSERT_EQ(edit_distance(a, b, limit), within) << a << ' ' << b << ' ' << limit;
    }
  }
}

TEST(EditDistance, CountsCodePointsNotBytes) {
  EXPECT_EQ(edit_distance("한글", "한국", 5), 1U);
  EXPECT_EQ(edit_distance("é", "e", 5), 1U);
  EXPECT_EQ(edit_distance("pyhton", "python", 5), 1U);
  EXPECT_EQ(edit_distance("", "abc", 5), 3U);
}

skillmatch::NameIndex index_of(const std::vector<std::string>& names) {
  skillmatch::NameIndex index;
  for (std::size_t i = 0; i < names.size(); ++i) index.add(names[i], i);
  return index;
}

TEST(DidYouMean, FindsTheSlipOfThePen) {
  const skillmatch::NameIndex names = index_of(
      {"python", "pytorch", "PostgreSQL", "scikit-learn", "기계 학습", "C++", "kubernetes", "sql"});
  EXPECT_EQ(names.nearest("pyhton"), "python");
  EXPECT_EQ(names.nearest("Pythn"), "python");
  EXPECT_EQ(names.nearest("PYTORHC"), "pytorch");
  EXPECT_EQ(names.nearest("postgressql"), "PostgreSQL");
  EXPECT_EQ(names.nearest("sckit lern"), "scikit-learn");
  EXPECT_EQ(names.nearest("기게학습"), "기계 학습");
  EXPECT_EQ(names.nearest("kuberntes"), "kubernetes");
}

TEST(DidYouMean, FindsNothingWhereNothingIsNear) {
  const skillmatch::NameIndex names = index_of({"python", "sql", "c", "go", "한국어"});
  for (const char* name : {"", " ", "x", "r", "cobol", "zzzzzz", "abc", "영어", "haskell"}) {
    EXPECT_EQ(names.nearest(name), std::nullopt) << name;
  }
  EXPECT_EQ(index_of({}).nearest("python"), std::nullopt);
}

TEST(DidYouMean, PrefersTheNearerThenTheNameAddedFirst) {
  EXPECT_EQ(index_of({"pandas2", "pandas"}).nearest("pandass"), "pandas2");
  EXPECT_EQ(index_of({"pandas", "pandas2"}).nearest("pandass"), "pandas");
  EXPECT_EQ(index_of({"keras", "karas"}).nearest("kxras"), "keras");
  EXPECT_EQ(index_of({"karas", "keras"}).nearest("kxras"), "karas");
  EXPECT_EQ(index_of({"tensorflows", "tensorflow"}).nearest("tensorflo"), "tensorflow");
}

TEST(DidYouMean, GivesTheNameAsItWasWritten) {
  const skillmatch::NameIndex names = index_of({"PyTorch Lightning"});
  EXPECT_EQ(names.nearest("pytorch_lightnin"), "PyTorch Lightning");
}

}  // namespace did_you_mean_test
