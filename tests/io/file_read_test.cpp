#include "problem_cases.h"
#include "support/not_root.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <skillmatch/io/file.h>

namespace skillmatch::io {
namespace file_read_test {

std::string message(const std::string& path, std::size_t limit = kMaxFileBytes) {
  return message_of([&] { read_text(path, limit); });
}

TEST(ReadText, GivesAllBytesUnderTheNameAsked) {
  const TempDir dir;
  const std::string bytes("\0\r\n\xFF end", 8);
  const std::string path = dir.put("a file.bin", bytes);
  const Text text = read_text(path);
  EXPECT_EQ(text.name, path);
  EXPECT_EQ(text.bytes, bytes);
  EXPECT_EQ(read_text(dir.put("empty", "")).bytes, "");
}

TEST(ReadText, ReadsAPipeToItsEnd) {
  const TempDir dir;
  const std::string path = dir / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const std::string bytes(200'000, 'x');
  std::thread writer([&] { std::ofstream(path) << bytes; });
  EXPECT_EQ(read_text(path).bytes, bytes);
  writer.join();
}

TEST(ReadText, NamesAMissingFile) {
  const TempDir dir;
  EXPECT_EQ(message(dir / "none.json"), dir / "none.json: no such file");
  EXPECT_EQ(message(""), ": no such file");
}

TEST(ReadText, RefusesADirectory) {
  const TempDir dir;
  EXPECT_EQ(message(dir.path()), dir.path() + ": a directory; give a file");
}

TEST(ReadText, SaysWhyAFileCannotBeOpened) {
  const TempDir dir;
  const std::string file = dir.put("file", "x");
  EXPECT_EQ(message(file + "/below"), file + "/below: cannot be opened: Not a directory");
  std::filesystem::create_symlink("loop", dir / "loop");
  EXPECT_EQ(message(dir / "loop"),
            dir / "loop: cannot be opened: Too many levels of symbolic links");
  std::filesystem::permissions(file, std::filesystem::perms::none);
  const NotRoot not_root(dir.path());
  EXPECT_EQ(message(file), file + ": cannot be opened: Permission denied");
}

TEST(ReadText, RefusesAFileBeyondTheLimit) {
  const TempDir dir;
  const std::string path = dir.put("large.json", "{}");
  std::filesystem::resize_file(path, kMaxFileBytes + 1);  // sparse
  EXPECT_EQ(message(path), path + ": larger than 256 MiB, the most that is read at once");
}

TEST(ReadText, HoldsToASmallLimitExactly) {
  const TempDir dir;
  const std::string path = dir.put("ten", "0123456789");
  EXPECT_EQ(read_text(path, 10).bytes.size(), 10U);
  EXPECT_EQ(message(path, 9), path + ": larger than 9 bytes, the most that is read at once");
}

TEST(ReadText, HoldsToTheLimitWhereTheSizeIsNotKnown) {
  EXPECT_EQ(message("/dev/zero", 1 << 20),
            "/dev/zero: larger than 1 MiB, the most that is read at once");
}

TEST(ReadText, ShowsANameThatWouldActOnATerminalWithoutActingOnIt) {
  EXPECT_EQ(message("no\nsuch\x1b[2J"), "no\\u{000A}such\\u{001B}[2J: no such file");
}

}  // namespace file_read_test
}  // namespace skillmatch::io
