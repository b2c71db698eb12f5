#include "support/not_root.h"
#include "support/temp_dir.h"

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <skillmatch/io/file.h>

namespace skillmatch::io {
namespace file_write_test {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

void write(const std::string& path, const std::string& bytes) {
  write_file(path, [&](std::ostream& out) { out << bytes; });
}

// The text of the std::system_error that `run` throws.
std::string message_of(const std::function<void()>& run) {
  try {
    run();
  } catch (const std::system_error& e) {
    return e.what();
  }
  return "done";
}

::ino_t inode_of(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0);
  return status.st_ino;
}

TEST(WriteFile, MakesANewFile) {
  const TempDir dir;
  write(dir / "out", "new");
  EXPECT_EQ(bytes_of(dir / "out"), "new");
  EXPECT_EQ(dir.names(), Names{"out"});
}

TEST(WriteFile, WritesMoreThanItsBuffer) {
  const TempDir dir;
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += std::to_string(i);
  write(dir / "out", bytes);
  EXPECT_EQ(bytes_of(dir / "out"), bytes);
}

TEST(WriteFile, ReplacesAFileAsAWhole) {
  const TempDir dir;
  const std::string path = dir.put("out", "old");
  const ::ino_t before = inode_of(path);
  write_file(path, [&](std::ostream& out) {
    out << "new" << std::flush;
    EXPECT_EQ(bytes_of(path), "old");
  });
  EXPECT_EQ(bytes_of(path), "new");
  EXPECT_NE(inode_of(path), before);  // renamed over, not written over
  EXPECT_EQ(dir.names(), Names{"out"});
}

TEST(WriteFile, LeavesTheOldFileWholeWhenTheWriterThrows) {
  const TempDir dir;
  const std::string path = dir.put("out", "old");
  EXPECT_THROW(write_file(path,
                          [](std::ostream& out) {
                            out << "half" << std::flush;
                            throw std::runtime_error("stop");
                          }),
               std::runtime_error);
  EXPECT_EQ(bytes_of(path), "old");
  EXPECT_EQ(dir.names(), Names{"out"});
}

// A file size limit stands in for a full disk: write() fails in the middle either way.
TEST(WriteFile, LeavesTheOldFileWholeWhenTheDiskIsFull) {
  const TempDir dir;
  const std::string path = dir.put("out", "old");
  rlimit old_limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  const rlimit small{100'000, old_limit.rlim_max};
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string message = message_of([&] { write(path, std::string(1'000'000, 'x')); });
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old_limit), 0);
  std::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(message, path + ": cannot be written: File too large");
  EXPECT_EQ(bytes_of(path), "old");
  EXPECT_EQ(dir.names(), Names{"out"});
}

TEST(WriteFile, ReportsAFullDevice) {
  EXPECT_EQ(message_of([] { write("/dev/full", "x"); }),
            "/dev/full: cannot be written: No space left on device");
}

TEST(WriteFile, KeepsALinkALink) {
  const TempDir dir;
  fs::create_directory(dir / "there");
  const std::string target = dir.put("there/target", "old");
  fs::create_symlink("there/target", dir / "link");
  write(dir / "link", "new");
  EXPECT_TRUE(fs::is_symlink(dir / "link"));
  EXPECT_EQ(bytes_of(target), "new");
  EXPECT_EQ(dir.names(), (Names{"link", "there"}));
}

TEST(WriteFile, KeepsTheModeOfTheFileWhateverTheUmask) {
  const TempDir dir;
  const std::string path = dir.put("out", "old");
  for (const unsigned mode : {0600U, 0666U, 0755U}) {
    fs::permissions(path, static_cast<fs::perms>(mode));
    write(path, "new");
    EXPECT_EQ(static_cast<unsigned>(fs::status(path).permissions()), mode);
  }
}

TEST(WriteFile, GivesANewFileTheModeOfTheUmask) {
  const TempDir dir;
  const ::mode_t umask = ::umask(027);
  write(dir / "out", "new");
  ::umask(umask);
  EXPECT_EQ(static_cast<unsigned>(fs::status(dir / "out").permissions()), 0640U);
}

TEST(WriteFile, WritesToAPipeDirectly) {
  const TempDir dir;
  const std::string path = dir / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::string received;
  std::thread reader([&] { received = bytes_of(path); });
  write(path, "through");
  reader.join();
  EXPECT_EQ(received, "through");
  EXPECT_TRUE(fs::is_fifo(path));
  EXPECT_EQ(dir.names(), Names{"pipe"});
}

TEST(WriteFile, WritesToADeviceDirectly) {
  write("/dev/null", "gone");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(WriteFile, SaysWhyADirectoryCannotBeWritten) {
  const TempDir dir;
  EXPECT_EQ(message_of([&] { write(dir.path(), "x"); }),
            dir.path() + ": cannot be opened: Is a directory");
  EXPECT_EQ(message_of([&] { write(dir / "none/out", "x"); }),
            dir / "none/out: cannot be created: No such file or directory");
  fs::permissions(dir.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const NotRoot not_root(dir.path());
  EXPECT_EQ(message_of([&] { write(dir / "out", "x"); }),
            dir / "out: cannot be created: Permission denied");
}

}  // namespace file_write_test
}  // namespace skillmatch::io
