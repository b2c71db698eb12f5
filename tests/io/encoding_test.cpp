// Files in other encodings than UTF-8: read as asked, and never by a guess.
#include "support/temp_dir.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/encoding.h>

namespace skillmatch::io {
namespace encoding_test {

using namespace std::string_literals;

// "회사" in each; the bytes are those of the encodings' published tables.
const std::string kUtf8 = "\xED\x9A\x8C\xEC\x82\xAC";
const std::string kCp949 = "\xC8\xB8\xBB\xE7";
const std::string kUtf16Le = "\x8C\xD6\xAC\xC0";
const std::string kUtf16Be = "\xD6\x8C\xC0\xAC";

class DecodedText : public testing::Test {
 protected:
  std::string decoded(const std::string& bytes, const std::string& encoding = "") {
    return read_decoded_text(dir_.put("f", bytes), encoding).bytes;
  }
  // The problem, less the folder.
  std::string problem_of(const std::string& bytes, const std::string& encoding = "") {
    try {
      decoded(bytes, encoding);
    } catch (const InputError& error) {
      const std::string what = error.what();
      EXPECT_TRUE(what.starts_with(dir_ / "f")) << what;
      return what.substr((dir_ / "f").size() - 1);
    }
    return "none";
  }
  const TempDir dir_;
};

TEST_F(DecodedText, IsTheSameInEveryEncoding) {
  EXPECT_EQ(decoded(kUtf8 + ",a\n"), kUtf8 + ",a\n");
  EXPECT_EQ(decoded("\xEF\xBB\xBF" + kUtf8, "UTF8"), kUtf8);
  EXPECT_EQ(decoded(kCp949 + ",a\r\n", "cp949"), kUtf8 + ",a\r\n");
  EXPECT_EQ(decoded(kCp949, "EUC-KR"), kUtf8);
  EXPECT_EQ(decoded("\xFF\xFE" + kUtf16Le, "utf-16"), kUtf8);
  EXPECT_EQ(decoded("\xFE\xFF" + kUtf16Be, "utf-16"), kUtf8);
  EXPECT_EQ(decoded(kUtf16Le, "utf-16le"), kUtf8);
  EXPECT_EQ(decoded("\xFF\xFE" + kUtf16Le, "utf-16le"), kUtf8);
  EXPECT_EQ(decoded("", "cp949"), "");
  EXPECT_EQ(decoded("caf\xE9", "latin1"), "caf\xC3\xA9");
}

// Blocks are read of 65,536 bytes; characters of two bytes behind an odd one straddle their ends.
TEST_F(DecodedText, IsWholeWhereBlocksEndWithinACharacter) {
  std::string bytes = "x";
  std::string expected = "x";
  for (int i = 0; i < 100'000; ++i) {
    bytes += i % 1000 == 0 ? "\n" + kCp949 : kCp949;
    expected += i % 1000 == 0 ? "\n" + kUtf8 : kUtf8;
  }
  EXPECT_EQ(decoded(bytes, "cp949"), expected);
}

TEST_F(DecodedText, NamesTheByteThatIsWrongAndTheEncodingThatWouldFit) {
  EXPECT_EQ(problem_of("a,b\n\xB0\xA1\xB3\xAA,1\n"),
            "f:2: byte 4 is not valid UTF-8; all of it can be read as Korean in CP949: save it as "
            "UTF-8 or give --encoding cp949");
  EXPECT_EQ(problem_of("\xFF\xFE" + kUtf16Le),
            "f:1: byte 0 is not valid UTF-8; the file begins as UTF-16 does: save it as UTF-8 or "
            "give --encoding utf-16");
  const std::string no_hint =
      "f:1: byte 3 is not valid UTF-8; save the file as UTF-8, or name its encoding with "
      "--encoding";
  EXPECT_EQ(problem_of("caf\xE9 au lait"), no_hint);
  EXPECT_EQ(problem_of("abc\xB0\xA1\xB3\xAA", "utf-8"), no_hint);
  // One syllable alone is more likely a Latin letter: Ärzte.
  EXPECT_EQ(problem_of("die\xC4rzte"), no_hint);
}

TEST_F(DecodedText, NamesTheByteThatTheAskedEncodingDoesNotHave) {
  EXPECT_EQ(problem_of("ok\n" + kCp949 + "\xFF,\n", "cp949"),
            "f:2: byte 7 is not valid cp949; name the file's encoding with --encoding");
  EXPECT_EQ(problem_of("ok\n" + kCp949 + "\xC8", "cp949"),
            "f:2: byte 7 is not valid cp949; name the file's encoding with --encoding");
  EXPECT_EQ(problem_of(kUtf16Le, "utf-16"),
            "f: no byte order mark begins the file, so that its order of bytes is not known; give "
            "--encoding utf-16le or utf-16be");
}

TEST_F(DecodedText, RefusesAFileThatBeginsAsUtf8WhereAnotherEncodingIsAsked) {
  const std::string marked = "\xEF\xBB\xBF" + kUtf8;
  EXPECT_EQ(problem_of(marked, "cp949"),
            "f: begins with the byte order mark of UTF-8, so that it is no cp949; leave out "
            "--encoding");
  EXPECT_EQ(problem_of(marked, "euc-kr").substr(0, 32), "f: begins with the byte order ma");
  // Without the mark it is only known once a byte is wrong.
  EXPECT_EQ(problem_of("a\n\xEA\xB9\x80,b\n", "cp949"),
            "f:2: byte 4 is not valid cp949; all of it is UTF-8: leave out --encoding");
  EXPECT_EQ(problem_of("a\n\xEA\xB9\x80,\xFF\n", "cp949"),
            "f:2: byte 4 is not valid cp949; name the file's encoding with --encoding");
  // 믯 is the bytes EF BB in that order, and more may follow.
  EXPECT_EQ(decoded("\xEF\xBB\xBF\xAC", "utf-16le"), "\xEB\xAF\xAF\xEA\xB2\xBF");
}

TEST_F(DecodedText, RefusesALineBeyondTheLimitAndAFileBeyondIts) {
  const std::string longest(kMaxLineBytes, 'x');
  EXPECT_EQ(problem_of("a\n" + longest + "\n" + longest), "none");
  const std::string problem =
      "f:2: this line is longer than 4 MiB, the most that is read; is it the right file?";
  EXPECT_EQ(problem_of("a\n" + longest + "x\n"), problem);
  EXPECT_EQ(problem_of("a\n" + longest + "x\n", "cp949"), problem);
  EXPECT_EQ(problem_of("[" + longest + "]"),
            "f:1: this line is longer than 4 MiB, the most that is read; write the objects of an "
            "array one a line (jq -c '.[]' FILE)");
  const std::string path = dir_.put("big", std::string(2 << 20, '\n'));
  EXPECT_NO_THROW(read_decoded_text(path, "", 2 << 20));
  EXPECT_THROW(read_decoded_text(path, "", 1 << 20), InputError);
}

TEST(Encodings, AreKnownByNameOrRefused) {
  for (const char* name : {"utf-8", "UTF8", "utf-16", "cp949", "euc-kr", "johab", "iso-2022-kr"}) {
    EXPECT_TRUE(is_encoding(name)) << name;
  }
  for (const std::string& name : {""s, "cp9499"s, "cp949//IGNORE"s, "utf-8\0"s, "한글"s, "\xFF"s}) {
    EXPECT_FALSE(is_encoding(name)) << name;
  }
  EXPECT_EQ(unknown_encoding("cp9499"),
            "unknown encoding 'cp9499'; known are utf-8, utf-16, cp949, euc-kr and what 'iconv "
            "--list' shows");
  EXPECT_THROW(read_decoded_text("/dev/null", "cp9499"), std::invalid_argument);
}

}  // namespace encoding_test
}  // namespace skillmatch::io
