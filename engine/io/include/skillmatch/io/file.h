// Reading and writing whole files. A name of "-" is standard input or output.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace skillmatch::io {

// The largest JSON file read; above it a compiled index is the right thing.
inline constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20;

// A file's bytes and the name it goes by in messages.
struct Text {
  std::string name;
  std::string bytes;
};

// Throws InputError for what cannot be read as a file of at most `limit` bytes (missing, a
// directory, not permitted, too large), std::system_error for a failure while reading.
Text read_text(const std::string& path, std::size_t limit = kMaxFileBytes);

// A file that is written beside its place and put there whole: `path` holds either its old bytes
// or, after commit(), all of the new ones. Without commit() nothing is left. What is not a regular
// file (a pipe, a device, /dev/stdout) is written straight. All throw std::system_error.
class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  void write(const std::function<void(std::ostream&)>& write);
  void commit();  // synced and renamed

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One OutputFile from beginning to end.
void write_file(const std::string& path, const std::function<void(std::ostream&)>& write);

// Whether two names lead to one file, which need not exist.
bool is_same_file(const std::string& a, const std::string& b);

}  // namespace skillmatch::io
