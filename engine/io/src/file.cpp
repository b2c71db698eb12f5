#include "descriptor.h"
#include "raw_file.h"

#include <cerrno>
#include <cstdio>
#include <iostream>
#include <streambuf>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

std::string size_text(std::size_t bytes) {
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  return bytes % kMiB == 0 && bytes > 0 ? std::to_string(bytes / kMiB) + " MiB"
                                        : std::to_string(bytes) + " bytes";
}

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
    write_all(fd_, {pbase(), static_cast<std::size_t>(pptr() - pbase())}, name_);
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

Descriptor open_for_reading(const std::string& path) {
  const bool standard_input = path == "-";
  const std::string name = standard_input ? "standard input" : printable(path);
  Descriptor file(standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC),
                  !standard_input);
  if (file.get() < 0) {
    if (errno == ENOENT) throw InputError(name + ": no such file");
    throw InputError(name + ": cannot be opened: " + std::generic_category().message(errno));
  }
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    throw InputError(name + ": a directory; give a file");
  }
  return file;
}

Text read_text(const std::string& path, std::size_t limit) {
  Text text{path == "-" ? "standard input" : path, {}};
  const std::string name = printable(text.name);
  const Descriptor file = open_for_reading(path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw_errno(text.name, "cannot be read");
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
    if (count < 0) throw_errno(text.name, "cannot be read");
    if (count == 0) return text;
    text.bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.bytes.size() > limit) throw InputError(too_large);
  }
}

struct OutputFile::State {
  std::string path;    // as it was given, for messages
  std::string target;  // what is replaced in the end; empty: written straight
  std::string part;    // the name that the new file has, once it has one
  Descriptor file;
  bool is_named;  // the new file can be seen in its directory already
};

OutputFile::OutputFile(const std::string& path) {
  if (const int open_already = standard_descriptor(path); open_already >= 0) {
    const std::string name = path == "-" ? "standard output" : path;
    state_ = std::make_unique<State>(State{name, "", "", Descriptor(open_already, false), true});
    return;
  }
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) throw_errno(path, "cannot be opened");
    state_ = std::make_unique<State>(State{path, "", "", Descriptor(fd, true), true});
    return;
  }
  // Beside the target, so that the rename stays within one file system; through a link to where it
  // points, so that the link stays one. The process's number keeps two runs apart.
  const std::string target = behind_links(path);
  std::filesystem::path directory = std::filesystem::path(target).parent_path();
  if (directory.empty()) directory = ".";
  // A file without a name leaves nothing behind, however the run ends.
  bool is_named = false;
  int fd = ::open(directory.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  std::string part;
  for (int n = 0; n < 100; ++n) {
    part = (directory /
            (".skillmatch-" + std::to_string(::getpid()) + "-" + std::to_string(n) + ".part"))
               .string();
    if (fd >= 0) {
      if (::access(part.c_str(), F_OK) != 0) break;
      continue;
    }
    fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0) is_named = true;
    if (fd >= 0 || errno != EEXIST) break;
  }
  if (fd < 0) throw_errno(path, "cannot be created");
  state_ = std::make_unique<State>(State{path, target, part, Descriptor(fd, true), is_named});
  // The mode of the file replaced; open() would cut it by the umask.
  if (exists && ::fchmod(fd, status.st_mode & 0777) != 0) throw_errno(path, "cannot be created");
}

OutputFile::~OutputFile() {
  if (!state_->target.empty() && state_->is_named) ::unlink(state_->part.c_str());
}

void OutputFile::write(const std::function<void(std::ostream&)>& write) {
  write_through(state_->file.get(), state_->path, write);
}

void OutputFile::commit() {
  if (state_->target.empty()) return;
  const int fd = state_->file.get();
  if (::fsync(fd) != 0) throw_errno(state_->path, "cannot be written");
  if (!state_->is_named) {
    const std::string unnamed = "/proc/self/fd/" + std::to_string(fd);
    if (::linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, state_->part.c_str(), AT_SYMLINK_FOLLOW) !=
        0) {
      throw_errno(state_->path, "cannot be created");
    }
    state_->is_named = true;
  }
  if (state_->file.close() != 0) throw_errno(state_->path, "cannot be written");
  if (std::rename(state_->part.c_str(), state_->target.c_str()) != 0) {
    throw_errno(state_->path, "cannot be replaced");
  }
  state_->target.clear();  // there is nothing left to remove
}

void write_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  OutputFile file(path);
  file.write(write);
  file.commit();
}

bool is_same_file(const std::string& a, const std::string& b) {
  if (a == "-" || b == "-") return false;
  std::error_code error;
  if (std::filesystem::equivalent(a, b, error)) return true;
  // Of a relative name that leads nowhere yet, the canonical form would be relative too.
  const auto canonical = [&](const std::string& path) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  };
  return canonical(a) == canonical(b);
}

}  // namespace skillmatch::io
