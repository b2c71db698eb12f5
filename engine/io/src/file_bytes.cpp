#include "file_bytes.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/mman.h>

#include <skillmatch/text.h>

namespace skillmatch::io {

FileBytes::FileBytes(const Descriptor& file, std::size_t size, const std::string& name) {
  if (size == 0) return;
  // Private, although nothing is written: no other process can see through it.
  mapped_ = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (mapped_ == MAP_FAILED) {
    mapped_ = nullptr;
    throw std::system_error(errno, std::generic_category(),
                            printable(name) + ": cannot be mapped into memory");
  }
  bytes_ = {static_cast<const char*>(mapped_), size};
}

FileBytes::FileBytes(std::string bytes) : owned_(std::move(bytes)), bytes_(owned_) {}

FileBytes::~FileBytes() {
  if (mapped_ != nullptr) ::munmap(mapped_, bytes_.size());
}

void FileBytes::will_need() const noexcept {
  if (mapped_ != nullptr) ::posix_madvise(mapped_, bytes_.size(), POSIX_MADV_WILLNEED);
}

}  // namespace skillmatch::io
