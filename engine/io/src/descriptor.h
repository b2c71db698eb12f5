// A file descriptor that is closed once, by whoever holds it last.
#pragma once

#include <string>
#include <utility>

#include <unistd.h>

namespace skillmatch::io {

class Descriptor {
 public:
  Descriptor(int fd, bool owned) : fd_(fd), owned_(owned) {}
  Descriptor(Descriptor&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), owned_(other.owned_) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }
  int get() const { return fd_; }
  int close() {
    const int fd = std::exchange(fd_, -1);
    return owned_ && fd >= 0 ? ::close(fd) : 0;
  }

 private:
  int fd_;
  bool owned_;
};

// A file to read; "-" is standard input. Throws InputError for what cannot be opened, a directory
// among them.
Descriptor open_for_reading(const std::string& path);

}  // namespace skillmatch::io
