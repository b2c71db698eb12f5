// Floor 0: what this library was built from and with.
#pragma once

#include <string>
#include <vector>

namespace skillmatch {

struct BuildInfo {
  std::string version;               // of skillmatch, "0.1.0"
  std::string compiler;              // "g++ 12.2.0"
  std::string eigen;                 // "3.4.0"
  std::vector<std::string> kernels;  // that this processor runs; all give the same bits
};

BuildInfo build_info();

// The kernel that is used: the best of them, or the one that the environment variable
// SKILLMATCH_KERNEL names. Throws std::invalid_argument when that names none of them.
std::string kernel_in_use();

}  // namespace skillmatch
