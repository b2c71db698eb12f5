// All bytes of a file, mapped or in memory, for as long as somebody holds them.
#pragma once

#include "descriptor.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace skillmatch::io {

class FileBytes {
 public:
  // The first `size` bytes of a regular file, mapped for reading. Throws std::system_error.
  FileBytes(const Descriptor& file, std::size_t size, const std::string& name);
  explicit FileBytes(std::string bytes);
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes();

  std::string_view bytes() const noexcept { return bytes_; }
  // All will be read soon, from the first on.
  void will_need() const noexcept;

 private:
  std::string owned_;
  void* mapped_ = nullptr;
  std::string_view bytes_;
};

}  // namespace skillmatch::io
