// Permissions as most people have them: root, as which containers run, is refused nothing.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <unistd.h>

// While it lives, a test that runs as root acts as an ordinary user who may enter `directory`.
class NotRoot {
 public:
  explicit NotRoot(const std::string& directory) {
    if (!was_root_) return;
    namespace fs = std::filesystem;
    fs::permissions(directory, fs::perms::others_read | fs::perms::others_exec,
                    fs::perm_options::add);
    if (::seteuid(kNobody) != 0) was_root_ = false;
  }
  NotRoot(const NotRoot&) = delete;
  NotRoot& operator=(const NotRoot&) = delete;
  ~NotRoot() {
    if (was_root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  static constexpr ::uid_t kNobody = 65534;
  bool was_root_ = ::geteuid() == 0;
};
