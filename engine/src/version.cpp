#include "kernels/dispatch.h"

#include <Eigen/Core>

#include <skillmatch/version.h>

namespace skillmatch {

BuildInfo build_info() {
#if defined(__clang__)
  const std::string compiler = "clang " __clang_version__;
#else
  const std::string compiler = "g++ " __VERSION__;
#endif
  std::vector<std::string> kernels;
  for (const Kernel kernel : supported_kernels()) kernels.emplace_back(name_of(kernel));
  return {SKILLMATCH_VERSION, compiler,
          std::to_string(EIGEN_WORLD_VERSION) + "." + std::to_string(EIGEN_MAJOR_VERSION) + "." +
              std::to_string(EIGEN_MINOR_VERSION),
          std::move(kernels)};
}

std::string kernel_in_use() { return std::string(name_of(active_kernel())); }

}  // namespace skillmatch
