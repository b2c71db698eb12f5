#include <skillmatch/offsets.h>

namespace skillmatch {
namespace {

template <typename T>
bool ascend(std::span<const T> offsets, std::uint64_t last) noexcept {
  bool good = offsets.front() == 0 && offsets.back() == last;
  for (std::size_t i = 1; i < offsets.size(); ++i) good &= offsets[i - 1] <= offsets[i];
  return good;
}

}  // namespace

Offsets Offsets::borrowed(std::span<const std::uint32_t> offsets) noexcept {
  Offsets result;
  result.narrow_ = Array<std::uint32_t>::borrowed(offsets);
  return result;
}

Offsets Offsets::borrowed(std::span<const std::uint64_t> offsets) noexcept {
  Offsets result;
  result.is_narrow_ = false;
  result.wide_ = Array<std::uint64_t>::borrowed(offsets);
  return result;
}

void Offsets::push_back_wide(std::uint64_t offset) {
  if (is_narrow_) {
    wide_.reserve(2 * narrow_.size());
    for (const std::uint32_t x : narrow_.span()) wide_.push_back(x);
    narrow_ = {};
    is_narrow_ = false;
  }
  wide_.push_back(offset);
}

bool Offsets::ascend_to(std::uint64_t last) const noexcept {
  return is_narrow_ ? ascend(narrow_.span(), last) : ascend(wide_.span(), last);
}

}  // namespace skillmatch
