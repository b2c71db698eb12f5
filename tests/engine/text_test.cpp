// Names as people write them: validity, normal form, keys, and what may reach a terminal.
#include "support/code_points.h"
#include "support/random_data.h"
#include "support/real_data.h"

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/text.h>

namespace text_test {

using skillmatch::name_key;
using skillmatch::printable;
using skillmatch::to_nfc;

struct InvalidText {
  std::string text;
  std::optional<std::size_t> at;
};

TEST(InvalidUtf8, IsFoundAtItsFirstByte) {
  const InvalidText cases[] = {
      {"", std::nullopt},
      {"plain", std::nullopt},
      {"한글 ñ 😀", std::nullopt},
      {std::string("a\0b", 3), std::nullopt},
      {"\xC2\x80 \xDF\xBF \xE0\xA0\x80 \xEF\xBF\xBF \xF0\x90\x80\x80", std::nullopt},
      {"\xF4\x8F\xBF\xBF", std::nullopt},          // U+10FFFF
      {"\xED\x9F\xBF\xEE\x80\x80", std::nullopt},  // on both sides of the surrogates
      {"\x80", 0},                                 // a tail without a head
      {"ab\xBF", 2},
      {"a\xC0\xAF", 1},  // overlong '/'
      {"a\xC1\xBF", 1},
      {"a\xE0\x80\xAF", 1},  // overlong in three bytes
      {"a\xE0\x9F\xBF", 1},
      {"a\xF0\x80\x80\xAF", 1},  // overlong in four
      {"a\xF0\x8F\xBF\xBF", 1},
      {"한\xED\xA0\x80", 3},    // U+D800
      {"한\xED\xBF\xBF", 3},    // U+DFFF
      {"\xF4\x90\x80\x80", 0},  // U+110000
      {"\xF5\x80\x80\x80", 0},
      {"\xFE", 0},
      {"\xFF", 0},
      {"a\xC3", 1},  // cut off at the end
      {"a\xE2\x82", 1},
      {"a\xF0\x9F\x98", 1},
      {"a\xE2\x82z", 1},  // cut off by something else
      {"a\xC3\xC3\xA9", 1},
      {"é\xE9", 2},  // Latin-1 after UTF-8
  };
  for (const InvalidText& c : cases) {
    EXPECT_EQ(skillmatch::find_invalid_utf8(c.text), c.at) << printable(c.text);
  }
}

TEST(InvalidUtf8, IsFoundInRandomBytesWhereTheTableOfTheRfcSays) {
  const std::uint64_t seed = 1;
  SCOPED_TRACE("seed " + std::to_string(seed));
  draw::Random random(seed);
  const std::string bytes =
      "a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5";
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    for (std::size_t n = random.below(8); n > 0; --n) text += bytes[random.below(bytes.size())];
    std::size_t end = 0;
    code_points::decode(text, end);
    const auto at = skillmatch::find_invalid_utf8(text);
    ASSERT_EQ(at.value_or(text.size()), end) << printable(text);
    if (at) {
      ASSERT_THROW(to_nfc(text), std::invalid_argument);
      ASSERT_THROW(name_key(text), std::invalid_argument);
    }
    code_points::decode(printable(text), end);
    ASSERT_EQ(end, printable(text).size());
  }
}

TEST(Nfc, OfDecomposedHangulIsComposed) {
  EXPECT_EQ(to_nfc("\u1112\u1161\u11AB\u1100\u1173\u11AF"), "한글");
  EXPECT_EQ(to_nfc("한글"), "한글");
  EXPECT_EQ(to_nfc("e\u0301"), "é");
  EXPECT_EQ(name_key("\u1112\u1161\u11AB\u1100\u1173\u11AF"), name_key("한글"));
}

std::vector<std::vector<std::string>> normalization_columns(std::istream& lines,
                                                            std::set<std::string>& in_part_1) {
  std::vector<std::vector<std::string>> rows;
  bool part_1 = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("@")) part_1 = line.starts_with("@Part1");
    if (line.empty() || line[0] == '#' || line[0] == '@') continue;
    std::vector<std::string> columns;
    std::istringstream cells(line);
    for (std::string cell; columns.size() < 5 && std::getline(cells, cell, ';');) {
      std::string text;
      std::istringstream digits(cell);
      for (std::uint32_t c = 0; digits >> std::hex >> c;) text += code_points::encode(c);
      columns.push_back(text);
    }
    if (part_1) in_part_1.insert(columns.at(0));
    rows.push_back(columns);
  }
  return rows;
}

TEST(Nfc, PassesTheNormalizationTestOfUnicode) {
  SKIP_WITHOUT_REAL_DATA();
  const std::string path = real_data("unicode_norm/NormalizationTest.txt");
  std::ifstream file(path);
  std::set<std::string> in_part_1;
  const auto rows = normalization_columns(file, in_part_1);
  ASSERT_GT(rows.size(), 18'000U) << path;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 5U);
    for (const std::size_t from : {0U, 1U, 2U})
      EXPECT_EQ(to_nfc(row[from]), row[1]) << printable(row[0]);
    for (const std::size_t from : {3U, 4U})
      EXPECT_EQ(to_nfc(row[from]), row[3]) << printable(row[0]);
  }
  for (std::uint32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = code_points::encode(c);
    if (!in_part_1.contains(text)) {
      EXPECT_EQ(to_nfc(text), text);
    }
  }
}

TEST(NameKey, IsTheSameForWaysToWriteOneName) {
  const std::string key = name_key("scikit-learn");
  for (const char* name : {"Scikit-Learn", "scikit learn", "scikit_learn", "SCIKITLEARN",
                           " scikit\tlearn\n", "scikit\u00A0learn", "scikit\u3000learn",
                           "sci\u200Bkit\u00ADlearn", "\uFEFFscikit-learn", "scikit\u2028learn"}) {
    EXPECT_EQ(name_key(name), key) << printable(name);
  }
  EXPECT_EQ(name_key("STRASSE"), name_key("straße"));
  EXPECT_EQ(name_key("ΣΊΣΥΦΟΣ"), name_key("σίσυφος"));
  EXPECT_EQ(name_key("É"), name_key("e\u0301"));
  EXPECT_EQ(name_key("기계 학습"), name_key("기계학습"));
  EXPECT_EQ(name_key(" -_"), "");
}

TEST(NameKey, KeepsDifferentNamesApart) {
  EXPECT_NE(name_key("C"), name_key("C++"));
  EXPECT_NE(name_key("C++"), name_key("C#"));
  EXPECT_NE(name_key("e"), name_key("é"));
  EXPECT_NE(name_key("node.js"), name_key("nodejs"));
  EXPECT_NE(name_key("가"), name_key("각"));
}

TEST(NameKey, OfAKeyIsTheKey) {
  // What a separator kept apart meets once it is gone.
  for (const char* name : {"e-\u0301", "\u1112 \u1161_\u11AB", "α\u0345\u0301", "A\u200B\u030A"}) {
    EXPECT_EQ(name_key(name_key(name)), name_key(name)) << printable(name);
  }
  const std::uint64_t seed = 1;
  SCOPED_TRACE("seed " + std::to_string(seed));
  draw::Random random(seed);
  const std::vector<std::uint32_t> pieces = {'a',    'E',    'i',    ' ',    '-',    0x300,  0x301,
                                             0x307,  0x327,  0x345,  0x3B1,  0x1FB3, 0x1F80, 0x130,
                                             0xDF,   0x1E9E, 0x1100, 0x1161, 0x11A8, 0xAC00, 0x200B,
                                             0x2000, 0x212B, 0x2126, 0xFB01, 0x1F600};
  for (int i = 0; i < 100'000; ++i) {
    std::vector<std::uint32_t> text(random.below(6));
    for (std::uint32_t& c : text) c = pieces[random.below(pieces.size())];
    const std::string name = code_points::encode(text);
    ASSERT_EQ(name_key(name_key(name)), name_key(name)) << printable(name);
    ASSERT_EQ(name_key(to_nfc(name)), name_key(name)) << printable(name);
  }
}

TEST(NameKey, IsTheSameForCanonicallyEquivalentNames) {
  SKIP_WITHOUT_REAL_DATA();
  const std::string path = real_data("unicode_norm/NormalizationTest.txt");
  std::ifstream file(path);
  std::set<std::string> in_part_1;
  for (const auto& row : normalization_columns(file, in_part_1)) {
    EXPECT_EQ(name_key(row[0]), name_key(row[1])) << printable(row[0]);
    EXPECT_EQ(name_key(row[0]), name_key(row[2])) << printable(row[0]);
  }
}

}  // namespace text_test
