// Writing files by descriptor: names that are descriptors already, links, and saying what failed.
#pragma once

#include <string>
#include <string_view>

namespace skillmatch::io {

// Throws std::system_error of errno: "NAME: cannot be written: …".
[[noreturn]] void throw_errno(const std::string& name, const char* doing);

// All of `bytes`, or throws std::system_error with `name`.
void write_all(int fd, std::string_view bytes, const std::string& name);

// The descriptor that `path` is another name of; below 0 for a file. Opened anew, it would begin at
// its first byte, and replaced by name, what others wrote there would be lost.
int standard_descriptor(const std::string& path);

// Where `path` leads in the end, be there a file or not.
std::string behind_links(const std::string& path);

// Makes what was renamed or removed in the directory of `path` outlast a power cut.
void sync_directory_of(const std::string& path);

}  // namespace skillmatch::io
