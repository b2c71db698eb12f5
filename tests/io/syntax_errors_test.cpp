// What every kind of file has in common: JSON, its encoding and its places. Asked through profiles.
#include "problem_cases.h"

#include <string>

#include <gtest/gtest.h>

#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace syntax_errors_test {

Profile read(const std::string& text) {
  static const Taxonomy taxonomy = built_in_taxonomy();
  return read_profile({"me.json", text}, taxonomy);
}

std::string message(const std::string& text) {
  return message_of([&] { read(text); });
}

std::string profile_with(const std::string& rest) {
  return R"({"format": "skillmatch/profile@1", )" + rest;
}

class SyntaxError : public testing::TestWithParam<ProblemCase> {};

TEST_P(SyntaxError, IsReportedWordForWord) {
  EXPECT_EQ(message(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Profile, SyntaxError,
    testing::Values(
        ProblemCase{"EmptyFile", "", "me.json:1: not JSON: the file is empty"},
        ProblemCase{"WhiteSpaceOnly", "\n \n", "me.json:1: not JSON: the file is empty"},
        ProblemCase{"CutOffInAnObject", "{\n  \"skills\": {\n    \"python\": 4\n",
                    "me.json:3: not JSON: the file ends where '}' is needed, to close the '{' on "
                    "line 2"},
        ProblemCase{"CutOffInAnArray", "[\n1,\n2",
                    "me.json:3: not JSON: the file ends where ']' "
                    "is needed, to close the '[' on line 1"},
        ProblemCase{"CutOffInText", "{\n\"format",
                    "me.json:2: not JSON: the file ends inside this "
                    "text; close it with '\"'"},
        ProblemCase{"CutOffAfterAName", "{\"format\"",
                    "me.json:1: not JSON: the file ends where "
                    "'}' is needed, to close the '{' on line 1"},
        ProblemCase{"CommaBeforeBrace", "{\n  \"a\": 1,\n}",
                    "me.json:2: not JSON: a ',' before '}'; remove it (column 9)"},
        ProblemCase{"CommaBeforeBracket", "[1, 2,]",
                    "me.json:1: not JSON: a ',' before ']'; remove it (column 6)"},
        ProblemCase{"TwoCommas", "{\"a\": 1,, \"b\": 2}",
                    "me.json:1: not JSON: a ',' too many; remove it (column 9)"},
        ProblemCase{"NoComma", "{\n  \"a\": 1\n  \"b\": 2\n}",
                    "me.json:3: not JSON: a ',' is missing before '\"b\"' (column 3)"},
        ProblemCase{"NoColon", "{\"a\" 1}",
                    "me.json:1: not JSON: a ':' is missing before '1' (column 6)"},
        ProblemCase{"NoValue", "{\"a\": }",
                    "me.json:1: not JSON: a value is missing before '}' (column 7)"},
        ProblemCase{"NoValueBetweenCommas", "[1,,2]",
                    "me.json:1: not JSON: a value is missing before ',' (column 4)"},
        ProblemCase{"WrongBracket", "[1}",
                    "me.json:1: not JSON: '}' where ']' is needed (column 3)"},
        ProblemCase{"TextAfterTheEnd", "{\"a\": 1}\n{\"a\": 2}",
                    "me.json:2: not JSON: nothing may follow the JSON value; remove the rest "
                    "(column 1)"},
        ProblemCase{"LineComment", "{\n  // me\n  \"a\": 1}",
                    "me.json:2: not JSON: a comment; JSON has none, remove it (column 3)"},
        ProblemCase{"BlockComment", "{\"a\": 1 /* me */}",
                    "me.json:1: not JSON: a comment; JSON has none, remove it (column 9)"},
        ProblemCase{"HashComment", "# me\n{}",
                    "me.json:1: not JSON: a comment; JSON has none, remove it (column 1)"},
        ProblemCase{"SingleQuotes", "{'a': 1}",
                    "me.json:1: not JSON: text stands in double quotes, not in single ones "
                    "(column 2)"},
        ProblemCase{"NameWithoutQuotes", "{python: 1}",
                    "me.json:1: not JSON: a name in double quotes is needed, not 'python' "
                    "(column 2)"},
        ProblemCase{"NaN", "{\n\"파이썬\": NaN}",
                    "me.json:2: not JSON: 'NaN' is not a JSON value; write a number, \"text\", "
                    "true, false or null (column 8)"},
        ProblemCase{"Infinity", "[Infinity]",
                    "me.json:1: not JSON: 'Infinity' is not a JSON value; write a number, "
                    "\"text\", true, false or null (column 2)"},
        ProblemCase{"MinusInfinity", "[-Infinity]",
                    "me.json:1: not JSON: '-Infinity' is not a JSON number; write one such as 4 "
                    "or 3.5 (column 2)"},
        ProblemCase{"LeadingZero", "[01]",
                    "me.json:1: not JSON: '01' is not a JSON number; write one such as 4 or 3.5 "
                    "(column 2)"},
        ProblemCase{"CapitalTrue", "[True]",
                    "me.json:1: not JSON: 'True' is not a JSON value; write a number, \"text\", "
                    "true, false or null (column 2)"},
        ProblemCase{"LineBreakInText", "[\"a\nb\"]",
                    "me.json:1: not JSON: text must end on its line; close it with '\"' or write "
                    "a line break as \\n (column 2)"},
        ProblemCase{"TabInText", "[\"a\tb\"]",
                    "me.json:1: not JSON: the control character \\u{0009} in text; remove it or "
                    "write a tab as \\t (column 4)"},
        ProblemCase{"EscapeInText", "[\"a\x1b[31m\"]",
                    "me.json:1: not JSON: the control character \\u{001B} in text; remove it "
                    "(column 4)"},
        ProblemCase{"Backslash", R"(["C:\dir"])",
                    "me.json:1: not JSON: '\\d' means nothing in JSON text; write a backslash as "
                    "\\\\ (column 5)"},
        ProblemCase{"ShortEscape", R"(["\u12"])",
                    "me.json:1: not JSON: \\u needs four hexadecimal digits (column 3)"},
        ProblemCase{"HalfACharacter", R"(["\ud83d"])",
                    "me.json:1: not JSON: '\\ud83d' is half of a character; write both halves or "
                    "the character itself (column 3)"},
        ProblemCase{"HiddenCharacter", "[\xE2\x80\xAE]",
                    "me.json:1: not JSON: '\\u{202E}' is not a JSON value; write a number, "
                    "\"text\", true, false or null (column 2)"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Number, SyntaxError,
    testing::Values(ProblemCase{"TooLarge", "{\n\"a\":\n[1,\n1e309\n]}",
                                "me.json:1: 'format' is missing; write \"format\": "
                                "\"skillmatch/profile@1\"\nme.json:4: /a/1: 1e309 is out of range; "
                                "write a number between -1.8e308 and "
                                "1.8e308"},
                    ProblemCase{"TooLargeAndNegative", "{\"a/b~c\": -1e309}",
                                "me.json:1: 'format' is missing; write \"format\": "
                                "\"skillmatch/profile@1\"\nme.json:1: /a~1b~0c: -1e309 is out of "
                                "range; write a number between "
                                "-1.8e308 and 1.8e308"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Encoding, SyntaxError,
    testing::Values(ProblemCase{"InvalidByte", "{\n\xFF}",
                                "me.json:2: byte 2 is not valid UTF-8; save the file as UTF-8"},
                    ProblemCase{"InvalidByteInText", "{\"\xEC\x9D\xB8\":\n\"ab\xC3(\"}",
                                "me.json:2: byte 11 is not valid UTF-8; save the file as UTF-8"},
                    ProblemCase{"SurrogateInUtf8", "[\"\xED\xA0\x80\"]",
                                "me.json:1: byte 2 is not valid UTF-8; save the file as UTF-8"},
                    ProblemCase{"Utf16", std::string("\xFF\xFE{\0}\0", 6),
                                "me.json:1: byte 0 is not valid UTF-8; save the file as UTF-8"},
                    ProblemCase{"ZeroByteAfterTheEnd", std::string("{}\n\0rest", 8),
                                "me.json:2: byte 3 is zero; save the file as UTF-8 text"},
                    ProblemCase{"Utf16WithoutAMark", std::string("{\0}\0", 4),
                                "me.json:1: byte 1 is zero; save the file as UTF-8 text"}),
    case_name);

TEST(SyntaxErrors, NameFilesThatWouldActOnATerminalWithoutActingOnIt) {
  EXPECT_EQ(message_of([] {
              read_taxonomy({"a\x1b[2Jb.json", ""});
            }),
            "a\\u{001B}[2Jb.json:1: not JSON: the file is empty");
}

TEST(SyntaxErrors, CountLinesByLineFeedsWhateverTheLineEndings) {
  EXPECT_EQ(message("{\r\n\"a\": 1,\r\n\r\n\"b\" 2}"),
            "me.json:4: not JSON: a ':' is missing before '2' (column 5)");
}

TEST(SyntaxErrors, AByteOrderMarkIsAcceptedAndTakesNoColumn) {
  EXPECT_EQ(message("\xEF\xBB\xBF" + profile_with(R"("skills": {"python": 4}})")), "accepted");
  EXPECT_EQ(message("\xEF\xBB\xBF[1,]"),
            "me.json:1: not JSON: a ',' before ']'; remove it (column 3)");
}

// `depth` arrays below the root object.
std::string nested(std::size_t depth) {
  return profile_with("\"note\": " + std::string(depth, '[') + std::string(depth, ']') +
                      ", \"skills\": {\"python\": 4}}");
}

TEST(SyntaxErrors, NestingOfSixtyFourLevelsIsReadAndOfMoreRefused) {
  EXPECT_EQ(message(nested(63)), "me.json:1: /note: a string is needed here, not an array");
  EXPECT_EQ(message(nested(64)), "me.json:1: nested deeper than 64 levels, the most that is read");
}

TEST(SyntaxErrors, AHundredThousandBracketsAreRefusedAtOnce) {
  const std::string brackets(100'000, '[');
  EXPECT_EQ(message(brackets + std::string(100'000, ']')),
            "me.json:1: nested deeper than 64 levels, the most that is read");
  EXPECT_EQ(message(brackets),
            "me.json:1: not JSON: the file ends where ']' is needed, to close the '[' on line 1");
}

TEST(DuplicateKey, IsReportedWithBothPlacesAtEveryLevel) {
  EXPECT_EQ(message(R"({"format": "skillmatch/profile@1",
"skills": {"python": 1,
  "sql": 2,
  "python": 3},
"note": [0, {"x": 1,
  "x": 2}],
"format": "skillmatch/profile@1"})"),
            "me.json:4: /skills/python: given twice, first on line 2; keep one\n"
            "me.json:5: /note: a string is needed here, not an array\n"
            "me.json:6: /note/1/x: given twice, first on line 5; keep one\n"
            "me.json:7: /format: given twice, first on line 1; keep one");
}

TEST(DuplicateKey, ThatIsEmptyHasAPointer) {
  EXPECT_EQ(message("{\"\": 1,\n\"\": 2}"),
            "me.json:1: 'format' is missing; write \"format\": \"skillmatch/profile@1\"\n"
            "me.json:2: /: given twice, first on line 1; keep one");
}

}  // namespace syntax_errors_test
}  // namespace skillmatch::io
