#include <cerrno>
#include <cstdio>
#include <iostream>
#include <streambuf>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

[[noreturn]] void fail(const std::string& name, const char* doing) {
  const int error = errno;
  throw std::system_error(error, std::generic_category(), printable(name) + ": " + doing);
}

std::string size_text(std::size_t bytes) {
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  return bytes % kMiB == 0 && bytes > 0 ? std::to_string(bytes / kMiB) + " MiB"
                                        : std::to_string(bytes) + " bytes";
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int get() const { return fd_; }
  int close() {
    const int result = fd_ > STDERR_FILENO ? ::close(fd_) : 0;
    fd_ = -1;
    return result;
  }

 private:
  int fd_;
};

// A stream buffer over a descriptor that throws where std::ofstream would only set a flag and
// forget the reason.
class DescriptorBuffer : public std::streambuf {
 public:
  DescriptorBuffer(int fd, const std::string& name) : fd_(fd), name_(name), buffer_(1 << 16) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  void finish() { flush_buffer(); }

 protected:
  int_type overflow(int_type c) override {
    flush_buffer();
    if (!traits_type::eq_int_type(c, traits_type::eof())) {
      *pptr() = traits_type::to_char_type(c);
      pbump(1);
    }
    return traits_type::not_eof(c);
  }
  int sync() override {
    flush_buffer();
    return 0;
  }

 private:
  void flush_buffer() {
    const char* at = pbase();
    while (at != pptr()) {
      const ssize_t written = ::write(fd_, at, static_cast<std::size_t>(pptr() - at));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(name_, "cannot be written");
      at += written;
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }

  int fd_;
  const std::string& name_;
  std::vector<char> buffer_;
};

void write_through(int fd, const std::string& name,
                   const std::function<void(std::ostream&)>& write) {
  DescriptorBuffer buffer(fd, name);
  std::ostream out(&buffer);
  out.exceptions(std::ios::badbit);  // lets the buffer's own exception through
  write(out);
  buffer.finish();
}

}  // namespace

Text read_text(const std::string& path, std::size_t limit) {
  const bool standard_input = path == "-";
  Text text{standard_input ? "standard input" : path, {}};
  const std::string name = printable(text.name);
  Descriptor file(standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    if (errno == ENOENT) throw InputError(name + ": no such file");
    throw InputError(name + ": cannot be opened: " + std::generic_category().message(errno));
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) fail(text.name, "cannot be read");
  if (S_ISDIR(status.st_mode)) throw InputError(name + ": a directory; give a file");
  const std::string too_large =
      name + ": larger than " + size_text(limit) + ", the most that is read at once";
  if (S_ISREG(status.st_mode)) {
    if (static_cast<std::size_t>(status.st_size) > limit) throw InputError(too_large);
    text.bytes.reserve(static_cast<std::size_t>(status.st_size));
  }
  std::vector<char> buffer(1 << 16);
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(text.name, "cannot be read");
    if (count == 0) return text;
    text.bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.bytes.size() > limit) throw InputError(too_large);
  }
}

void write_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  if (path == "-") return write_through(STDOUT_FILENO, "standard output", write);
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.get() < 0) fail(path, "cannot be opened");
    write_through(file.get(), path, write);
    return;
  }
  // Beside the target, so that the rename stays within one file system; through a link to where it
  // points, so that the link stays one. The process's number keeps two runs apart.
  const std::string target = exists ? std::filesystem::canonical(path).string() : path;
  const std::string part = target + "." + std::to_string(::getpid()) + ".part";
  ::unlink(part.c_str());  // left by a killed run that had this number
  Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.get() < 0) fail(path, "cannot be created");
  try {
    // The mode of the file replaced; open() would cut it by the umask.
    if (exists && ::fchmod(file.get(), status.st_mode & 07777) != 0)
      fail(path, "cannot be created");
    write_through(file.get(), path, write);
    if (::fsync(file.get()) != 0) fail(path, "cannot be written");
    if (file.close() != 0) fail(path, "cannot be written");
    if (std::rename(part.c_str(), target.c_str()) != 0) fail(path, "cannot be replaced");
  } catch (...) {
    ::unlink(part.c_str());
    throw;
  }
}

}  // namespace skillmatch::io
