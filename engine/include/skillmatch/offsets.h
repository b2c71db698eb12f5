// Floor 0: where the pieces of an array begin and end: ascending positions, in 4 bytes each while
// all are below 2^32, else in 8. Piece i of n lies in [offsets[i], offsets[i + 1]).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include <skillmatch/array.h>

namespace skillmatch {

class Offsets {
 public:
  Offsets() { narrow_.push_back(0); }
  // What somebody else holds: n + 1 of them.
  static Offsets borrowed(std::span<const std::uint32_t> offsets) noexcept;
  static Offsets borrowed(std::span<const std::uint64_t> offsets) noexcept;

  // At least the last one.
  void push_back(std::uint64_t offset) {
    if (is_narrow_ && offset <= std::numeric_limits<std::uint32_t>::max()) {
      narrow_.push_back(static_cast<std::uint32_t>(offset));
    } else {
      push_back_wide(offset);
    }
  }

  std::size_t pieces() const noexcept { return (is_narrow_ ? narrow_.size() : wide_.size()) - 1; }
  std::uint64_t operator[](std::size_t i) const noexcept {
    return is_narrow_ ? narrow_[i] : wide_[i];
  }
  // Whether they ascend from 0 to `last`: nothing may be read at an offset before that is known.
  bool ascend_to(std::uint64_t last) const noexcept;

  bool is_narrow() const noexcept { return is_narrow_; }
  // As they are stored, in this machine's order.
  std::span<const std::byte> bytes() const noexcept {
    return is_narrow_ ? std::as_bytes(narrow_.span()) : std::as_bytes(wide_.span());
  }

 private:
  void push_back_wide(std::uint64_t offset);

  bool is_narrow_ = true;
  Array<std::uint32_t> narrow_;
  Array<std::uint64_t> wide_;
};

}  // namespace skillmatch
