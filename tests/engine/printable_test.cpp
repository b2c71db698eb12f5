// Text on its way to a terminal, a CSV or a page: nothing in it acts, and it fits.
#include "support/code_points.h"
#include "support/real_data.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/text.h>

namespace printable_test {

using skillmatch::display_width;
using skillmatch::fit_width;
using skillmatch::printable;

// Some of the code points that Unicode 15 has not assigned, and some that it has.
constexpr std::uint32_t kUnassigned[] = {0x378,  0x2FE0,  0xFDD0,  0xFFF0,
                                         0xFFFF, 0x1FFFE, 0x40000, 0x10FFFF};
constexpr std::uint32_t kAssigned[] = {0x21,    0xE9,    0xAC00,  0xD7A3, 0x4E00,
                                       0x1F600, 0x1F9D1, 0x20000, 0xFE0F};

// Controls, separators of lines, bidirectional marks and invisible format characters, as listed in
// the Unicode Character Database (Cc, Zl, Zp, Cf) without the two joiners that scripts need.
bool acts(std::uint32_t c) {
  constexpr std::uint32_t ranges[][2] = {
      {0x0, 0x1F},
      {0x7F, 0x9F},
      {0xAD, 0xAD},
      {0x600, 0x605},
      {0x61C, 0x61C},
      {0x6DD, 0x6DD},
      {0x70F, 0x70F},
      {0x890, 0x891},
      {0x8E2, 0x8E2},
      {0x180E, 0x180E},
      {0x200B, 0x200B},
      {0x200E, 0x200F},
      {0x2028, 0x202E},
      {0x2060, 0x2064},
      {0x2066, 0x206F},
      {0xFEFF, 0xFEFF},
      {0xFFF9, 0xFFFB},
      {0x110BD, 0x110BD},
      {0x110CD, 0x110CD},
      {0x13430, 0x1343F},
      {0x1BCA0, 0x1BCA3},
      {0x1D173, 0x1D17A},
      {0xE0001, 0xE0001},
      {0xE0020, 0xE007F},
      // what shows nothing: fillers, selectors of variants, the blank Braille pattern, private use
      {0x34F, 0x34F},
      {0x115F, 0x1160},
      {0x17B4, 0x17B5},
      {0x180B, 0x180F},
      {0x2800, 0x2800},
      {0x3164, 0x3164},
      {0xE000, 0xF8FF},
      {0xFE00, 0xFE0D},
      {0xFFA0, 0xFFA0},
      {0xE0100, 0xE01EF},
      {0xF0000, 0x10FFFD}};
  for (const auto& range : ranges) {
    if (c >= range[0] && c <= range[1]) return true;
  }
  return false;
}

void expect_harmless(const std::string& text) {
  const std::string shown = printable(text);
  std::size_t end = 0;
  for (const std::uint32_t c : code_points::decode(shown, end)) EXPECT_FALSE(acts(c)) << shown;
  EXPECT_EQ(end, shown.size()) << "is not UTF-8";
  EXPECT_EQ(printable(shown), shown);
}

TEST(Printable, ShowsWhatWouldActAsAnEscape) {
  EXPECT_EQ(printable("a\x1B[31mred"), "a\\u{001B}[31mred");
  EXPECT_EQ(printable("two\nlines\r\t"), "two\\u{000A}lines\\u{000D}\\u{0009}");
  EXPECT_EQ(printable("\u202Eevil\u2069"), "\\u{202E}evil\\u{2069}");
  EXPECT_EQ(printable("\u0085\u2028\uFEFF"), "\\u{0085}\\u{2028}\\u{FEFF}");
  EXPECT_EQ(printable("a\xFFz\xC3"), "a\\x{FF}z\\x{C3}");
  EXPECT_EQ(printable(std::string("\0", 1)), "\\u{0000}");
  EXPECT_EQ(printable("\U000E0041"), "\\u{E0041}");
  EXPECT_EQ(skillmatch::in_quotes("it's\n"), "'it's\\u{000A}'");
}

TEST(Printable, LeavesEverythingElseAsItIs) {
  for (const char* text :
       {"", "plain ASCII, ~!", "한국어 이름", "e\u0301", "👩\u200D💻", "क्\u200Dष"}) {
    EXPECT_EQ(printable(text), text);
  }
}

TEST(Printable, LeavesNoCodePointThatActs) {
  for (std::uint32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = code_points::encode(c);
    if (!acts(c)) continue;
    EXPECT_NE(printable(text), text) << std::hex << c;
  }
  for (const std::uint32_t c : kUnassigned) {
    EXPECT_NE(printable(code_points::encode(c)), code_points::encode(c)) << std::hex << c;
  }
  for (const std::uint32_t c : kAssigned) {
    EXPECT_EQ(printable(code_points::encode(c)), code_points::encode(c)) << std::hex << c;
  }
}

TEST(Printable, DisarmsTheListOfNaughtyStrings) {
  SKIP_WITHOUT_REAL_DATA();
  const std::string path = real_data("naughty_strings/blns.txt");
  std::ifstream file(path);
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    expect_harmless(line);
    EXPECT_LE(display_width(fit_width(printable(line), 20)), 20U);
    if (skillmatch::find_invalid_utf8(line)) continue;
    const std::string key = skillmatch::name_key(line);
    EXPECT_EQ(skillmatch::name_key(key), key) << printable(line);
  }
  EXPECT_GT(lines, 500U) << path;
}

TEST(PrintableJson, IsTheSameValueWithoutWhatActs) {
  EXPECT_EQ(skillmatch::printable_json("{\"a\": \"한\u202Eb\"}\n"), "{\"a\": \"한\\u202eb\"}\n");
  EXPECT_EQ(skillmatch::printable_json("\"\U000E0041\x7F\""), "\"\\udb40\\udc41\\u007f\"");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("한글"), 4U);
  EXPECT_EQ(display_width("漢字かな"), 8U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("ｶﾅ"), 2U);  // half-width
  EXPECT_EQ(display_width("Ａ"), 2U);  // full-width
  EXPECT_EQ(display_width("…"), 1U);
}

TEST(FitWidth, CutsAtTheLastCharacterThatFits) {
  EXPECT_EQ(fit_width("abc", 3), "abc");
  EXPECT_EQ(fit_width("abcd", 3), "ab…");
  EXPECT_EQ(fit_width("abcd", 1), "…");
  EXPECT_EQ(fit_width("abcd", 0), "");
  EXPECT_EQ(fit_width("", 0), "");
  EXPECT_EQ(fit_width("한글날", 6), "한글날");
  EXPECT_EQ(fit_width("한글날", 5), "한글…");
  EXPECT_EQ(fit_width("한글날", 4), "한…");  // half a character is none
}

TEST(FitWidth, KeepsACharacterWithItsMarks) {
  EXPECT_EQ(fit_width("ae\u0301\u0327bc", 3), "ae\u0301\u0327…");
  EXPECT_EQ(fit_width("e\u0301", 1), "e\u0301");
}

TEST(NumberText, ReadsBackToTheSameNumber) {
  EXPECT_EQ(skillmatch::number_text(0.1), "0.1");
  EXPECT_EQ(skillmatch::number_text(3.0), "3");
  for (const double x : {1.0 / 3.0, 5e-324, 1.7976931348623157e308, 0.30000000000000004}) {
    EXPECT_EQ(std::stod(skillmatch::number_text(x * 0.5)), x * 0.5);
  }
}

}  // namespace printable_test
