#include "dispatch.h"

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

constexpr std::array kNames{std::string_view("portable"), std::string_view("avx2"),
                            std::string_view("avx512")};

}  // namespace

std::string_view name_of(Kernel kernel) noexcept {
  return kNames[static_cast<std::size_t>(kernel)];
}

std::vector<Kernel> supported_kernels() {
  std::vector<Kernel> kernels{Kernel::portable};
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) kernels.push_back(Kernel::avx2);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vnni")) {
    kernels.push_back(Kernel::avx512);
  }
#endif
  return kernels;
}

Kernel active_kernel() {
  const std::vector<Kernel> kernels = supported_kernels();
  const char* wanted = std::getenv("SKILLMATCH_KERNEL");  // NOLINT(concurrency-mt-unsafe)
  if (wanted == nullptr || *wanted == '\0') return kernels.back();
  std::string known;
  for (const Kernel kernel : kernels) {
    if (name_of(kernel) == wanted) return kernel;
    known += (known.empty() ? "" : ", ") + std::string(name_of(kernel));
  }
  throw std::invalid_argument("SKILLMATCH_KERNEL: " + in_quotes(wanted) +
                              " is none of the kernels that this processor can run: " + known);
}

}  // namespace skillmatch
