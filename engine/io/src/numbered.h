// Numbered values of one record: added as they come, read in ascending order of their numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace skillmatch::io {

class Numbered {
 public:
  void clear() noexcept { size_ = 0; }
  std::size_t size() const noexcept { return size_; }
  // `number` is at most INT32_MAX.
  void add(std::uint32_t number, double value) {
    if (size_ == numbers_.size()) grow();
    numbers_[size_] = static_cast<std::int32_t>(number);
    values_[size_] = value;
    ++size_;
  }

  // Puts them in order; false if a number is there twice. number() and value() are by rank after.
  bool order();
  std::uint32_t number(std::size_t rank) const noexcept {
    return static_cast<std::uint32_t>(ordered_[rank].number);
  }
  double value(std::size_t rank) const noexcept { return ordered_[rank].value; }

 private:
  static constexpr std::size_t kLanes = 8;
  static constexpr std::size_t kRanked = 64;

  struct Item {
    std::int32_t number;
    double value;
  };

  void grow();
  bool order_few() noexcept;

  std::size_t size_ = 0;
  std::vector<std::int32_t> numbers_ = std::vector<std::int32_t>(kRanked);
  std::vector<double> values_ = std::vector<double>(kRanked);
  std::vector<Item> ordered_ = std::vector<Item>(kRanked);
};

}  // namespace skillmatch::io
