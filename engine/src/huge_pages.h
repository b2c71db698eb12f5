// A fixed array of zeros that asks for huge pages: a scan touches a different page with every
// column, and small pages cost it address translations.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace skillmatch {

template <typename T>
class HugePages {
 public:
  static_assert(std::is_trivially_copyable_v<T>);

  HugePages() = default;
  explicit HugePages(std::size_t size) : size_(size) {
    if (size == 0) return;
    // Small arrays keep to cache lines.
    const std::size_t alignment = size * sizeof(T) < kPage ? kLine : kPage;
    const std::size_t bytes = (size * sizeof(T) + alignment - 1) / alignment * alignment;
    data_.reset(static_cast<T*>(std::aligned_alloc(alignment, bytes)));
    if (data_ == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    // Only advice: without huge pages everything works, a little slower.
    if (alignment == kPage) static_cast<void>(madvise(data_.get(), bytes, MADV_HUGEPAGE));
#endif
    std::memset(static_cast<void*>(data_.get()), 0, bytes);
  }

  T* data() noexcept { return data_.get(); }
  const T* data() const noexcept { return data_.get(); }
  std::size_t size() const noexcept { return size_; }
  std::size_t bytes() const noexcept { return size_ * sizeof(T); }

 private:
  static constexpr std::size_t kPage = std::size_t{1} << 21U;
  static constexpr std::size_t kLine = 64;
  struct Free {
    void operator()(T* data) const noexcept { std::free(data); }
  };
  std::unique_ptr<T[], Free> data_;
  std::size_t size_ = 0;
};

}  // namespace skillmatch
