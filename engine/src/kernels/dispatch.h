// Which instruction set the scans use: the best this processor has, or the one that the environment
// variable SKILLMATCH_KERNEL names. The choice never changes a result.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace skillmatch {

enum class Kernel : std::uint8_t {
  portable,  // plain C++
  avx2,
  avx512,  // F, BW, VL, DQ and VNNI
};

std::string_view name_of(Kernel kernel) noexcept;

// Those built in that this processor can run, the portable one first, the best last.
std::vector<Kernel> supported_kernels();

// The best of them, or SKILLMATCH_KERNEL. Throws std::invalid_argument when that names none of
// them.
Kernel active_kernel();

}  // namespace skillmatch
