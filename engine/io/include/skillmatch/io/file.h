// Reading and writing whole files. A name of "-" is standard input or output.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
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

// Writes through `write` to a new file beside `path`, syncs it and renames it, so that `path` holds
// either its old bytes or all of the new ones. What is not a regular file (a pipe, /dev/stdout) is
// written straight. Throws std::system_error.
void write_file(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace skillmatch::io
