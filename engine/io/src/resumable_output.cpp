#include "resumable_output.h"

#include "raw_file.h"

#include <cerrno>
#include <cstdio>
#include <stdexcept>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// Opened and locked. Between the two the file may have become the result of the run that held it.
Descriptor open_locked(const std::string& part, const std::string& name, bool& existed) {
  for (;;) {
    int fd = ::open(part.c_str(), O_RDWR | O_CLOEXEC);
    existed = fd >= 0;
    if (fd < 0 && errno == ENOENT) {
      fd = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd < 0 && errno == EEXIST) continue;
    }
    if (fd < 0) throw_errno(name, "cannot be created");
    Descriptor file(fd, true);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EINTR) continue;
      if (errno != EWOULDBLOCK) throw_errno(part, "cannot be locked");
      throw std::runtime_error(printable(part) + ": another run is writing it");
    }
    struct stat opened {};
    struct stat named {};
    if (::fstat(file.get(), &opened) != 0) throw_errno(part, "cannot be read");
    if (::stat(part.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
        opened.st_dev == named.st_dev) {
      return file;
    }
  }
}

Descriptor open_straight(const std::string& path) {
  if (const int fd = standard_descriptor(path); fd >= 0) return {fd, false};
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC), true);
  if (file.get() < 0) throw_errno(path, "cannot be opened");
  return file;
}

}  // namespace

std::string part_of(const std::string& path) {
  struct stat status {};
  if (standard_descriptor(path) >= 0) return {};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return {};
  return behind_links(path) + ".part";
}

bool is_locked(const std::string& part) {
  const Descriptor file(::open(part.c_str(), O_RDONLY | O_CLOEXEC), true);
  return file.get() >= 0 && ::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

ResumableOutput::ResumableOutput(const std::string& path)
    : name_(path == "-" ? "standard output" : path),
      part_(part_of(path)),
      file_(part_.empty() ? open_straight(path) : open_locked(part_, path, existed_)) {
  if (part_.empty()) {
    part_ = name_;
    return;
  }
  target_ = part_.substr(0, part_.size() - std::string_view(".part").size());
  struct stat status {};
  if (::fstat(file_.get(), &status) != 0) throw_errno(part_, "cannot be read");
  if (!S_ISREG(status.st_mode)) throw std::runtime_error(printable(part_) + ": not a regular file");
  found_ = static_cast<std::uint64_t>(status.st_size);
}

void ResumableOutput::continue_at(std::uint64_t size) {
  if (is_straight()) return;
  if (::ftruncate(file_.get(), static_cast<::off_t>(size)) != 0 ||
      ::lseek(file_.get(), static_cast<::off_t>(size), SEEK_SET) < 0) {
    throw_errno(part_, "cannot be written");
  }
  size_ = size;
}

void ResumableOutput::write(std::string_view bytes) {
  write_all(file_.get(), bytes, part_);
  size_ += bytes.size();
}

void ResumableOutput::sync() {
  if (!is_straight() && ::fdatasync(file_.get()) != 0) throw_errno(part_, "cannot be written");
}

void ResumableOutput::commit() {
  if (is_straight()) return;
  struct stat status {};
  // The mode of the file replaced.
  if (::stat(target_.c_str(), &status) == 0 && ::fchmod(file_.get(), status.st_mode & 0777) != 0) {
    throw_errno(name_, "cannot be replaced");
  }
  if (::fsync(file_.get()) != 0) throw_errno(part_, "cannot be written");
  // Renamed before it is closed: nobody else gets the lock of what is still FILE.part.
  if (std::rename(part_.c_str(), target_.c_str()) != 0) throw_errno(name_, "cannot be replaced");
}

void ResumableOutput::remove() noexcept {
  if (!is_straight()) ::unlink(part_.c_str());
}

}  // namespace skillmatch::io
