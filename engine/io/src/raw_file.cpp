#include "raw_file.h"

#include "descriptor.h"

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include <skillmatch/text.h>

namespace skillmatch::io {

void throw_errno(const std::string& name, const char* doing) {
  const int error = errno;
  throw std::system_error(error, std::generic_category(), printable(name) + ": " + doing);
}

void write_all(int fd, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_errno(name, "cannot be written");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

int standard_descriptor(const std::string& path) {
  if (path == "-" || path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view prefix : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(prefix)) continue;
    int fd = -1;
    const auto [end, error] =
        std::from_chars(path.data() + prefix.size(), path.data() + path.size(), fd);
    if (error == std::errc() && end == path.data() + path.size()) return fd;
  }
  return -1;
}

std::string behind_links(const std::string& path) {
  std::filesystem::path target(path);
  std::error_code error;
  for (int links = 0; std::filesystem::is_symlink(target, error); ++links) {
    if (links == 40) {
      errno = ELOOP;
      throw_errno(path, "cannot be opened");
    }
    target = target.parent_path() / std::filesystem::read_symlink(target, error);
  }
  return target.string();
}

void sync_directory_of(const std::string& path) {
  std::filesystem::path directory = std::filesystem::path(path).parent_path();
  if (directory.empty()) directory = ".";
  const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), true);
  // Some file systems cannot; then the rename is as lasting as they make it.
  if (opened.get() >= 0) ::fsync(opened.get());
}

}  // namespace skillmatch::io
