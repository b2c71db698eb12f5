#include "version.h"

#include <Eigen/Core>

namespace skillmatch::cli {

std::string version_text() {
#if defined(__clang__)
  const std::string compiler = "clang " __clang_version__;
#else
  const std::string compiler = "g++ " __VERSION__;
#endif
  return "skillmatch " SKILLMATCH_VERSION "\ncompiler: " + compiler +
         "\nEigen: " + std::to_string(EIGEN_WORLD_VERSION) + "." +
         std::to_string(EIGEN_MAJOR_VERSION) + "." + std::to_string(EIGEN_MINOR_VERSION) +
         "\nkernels: portable\n";
}

}  // namespace skillmatch::cli
