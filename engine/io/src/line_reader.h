// A file's lines one after the other, in memory of the longest of them.
#pragma once

#include "descriptor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace skillmatch::io {

class LineReader {
 public:
  // "-" is standard input. Throws InputError for what cannot be opened.
  explicit LineReader(const std::string& path);

  // The next line without its line feed; false at the end. Throws std::system_error.
  bool next(std::string& line);
  // "FILE:LINE" of the last one, fit for a message.
  std::string place() const;
  const std::string& name() const noexcept { return name_; }  // likewise

 private:
  std::string name_;
  Descriptor file_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 0;
};

}  // namespace skillmatch::io
