// Floor 0: a growing array of plain values, or a view of one that somebody else holds (a mapped
// file). Copies of a view show the same memory.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace skillmatch {

template <typename T>
class Array {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Array() = default;
  // Reads `view`, which must outlive this; nothing may be added.
  static Array borrowed(std::span<const T> view) noexcept {
    Array array;
    array.view_ = view;
    return array;
  }

  const T* data() const noexcept { return view_.data() != nullptr ? view_.data() : owned_.data(); }
  std::size_t size() const noexcept {
    return view_.data() != nullptr ? view_.size() : owned_.size();
  }
  const T& operator[](std::size_t i) const noexcept { return data()[i]; }
  const T& back() const noexcept { return data()[size() - 1]; }
  std::span<const T> span() const noexcept { return {data(), size()}; }

  // Has the items [begin, end) brought into the cache.
  void prefetch(std::size_t begin, std::size_t end) const noexcept {
    constexpr std::size_t kCacheLine = 64;
    if (begin == end) return;
    const auto* at = reinterpret_cast<const char*>(data() + begin);
    const auto* last = reinterpret_cast<const char*>(data() + end) - 1;
    for (; at < last; at += kCacheLine) __builtin_prefetch(at);
    __builtin_prefetch(last);
  }

  void push_back(T value) { owned_.push_back(value); }
  void append(std::span<const T> values) {
    owned_.insert(owned_.end(), values.begin(), values.end());
  }
  void reserve(std::size_t count) { owned_.reserve(count); }
  T& at_owned(std::size_t i) noexcept { return owned_[i]; }

 private:
  std::vector<T> owned_;
  std::span<const T> view_;
};

}  // namespace skillmatch
