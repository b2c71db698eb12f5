// Floor 0: a sequence of numbers, stored as narrowly as their values allow and read back to the
// bit.
//
// Levels are mostly whole or half and importances mostly 1, so a million companies of 40
// requirements take 40 MB where doubles would take 640.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include <skillmatch/array.h>

namespace skillmatch {

class PackedNumbers {
 public:
  // How each number is stored. A sequence begins with the first and moves on, as a whole, to the
  // first that can hold all of its numbers.
  enum class Form : std::uint8_t {
    constant,  // all are one value: nothing
    code8,     // one byte, the position among at most 256 values
    code16,    // two bytes, among at most 65,536
    single,    // a float, where every number is one
    full,      // a double
  };

  void push_back(double x);

  std::size_t size() const noexcept { return size_; }
  double operator[](std::size_t i) const noexcept {
    switch (form_) {
      case Form::constant:
        return values_[0];
      case Form::code8:
        return values_[static_cast<std::uint8_t>(bytes_[i])];
      case Form::code16:
        return values_[load<std::uint16_t>(i)];
      case Form::single:
        return static_cast<double>(load<float>(i));
      case Form::full:
        break;
    }
    return load<double>(i);
  }
  // The numbers from `begin` on, out.size() of them.
  void read(std::size_t begin, std::span<double> out) const noexcept;
  // Calls use(number), where number(i) is the i-th: one look at the form for many numbers.
  template <typename Use>
  void visit(Use use) const {
    const double* values = values_.data();
    switch (form_) {
      case Form::constant:
        return use([=](std::size_t) { return values[0]; });
      case Form::code8:
        return use([=, this](std::size_t i) { return values[load<std::uint8_t>(i)]; });
      case Form::code16:
        return use([=, this](std::size_t i) { return values[load<std::uint16_t>(i)]; });
      case Form::single:
        return use([this](std::size_t i) { return static_cast<double>(load<float>(i)); });
      case Form::full:
        return use([this](std::size_t i) { return load<double>(i); });
    }
  }

  // Has them brought into the cache.
  void prefetch(std::size_t begin, std::size_t end) const noexcept {
    bytes_.prefetch(begin * width_of(form_), end * width_of(form_));
  }

  // Whether every number from `begin` to `end` satisfies `is_good`, and every code has a value.
  bool all(bool (*is_good)(double), std::size_t begin, std::size_t end) const noexcept;

  // What a file keeps of a sequence. `values` are those that codes stand for (at least 256, or
  // 65,536, so that every code has one), `bytes` the stored numbers in this machine's order.
  Form form() const noexcept { return form_; }
  std::span<const double> values() const noexcept { return values_; }
  std::size_t value_count() const noexcept { return value_count_; }
  std::span<const std::byte> bytes() const noexcept { return bytes_.span(); }
  static constexpr std::size_t width_of(Form form) noexcept {
    constexpr std::size_t kWidths[] = {0, 1, 2, sizeof(float), sizeof(double)};
    return kWidths[static_cast<std::size_t>(form)];
  }

  // The most values that the codes of a form stand for; 0 where there are no codes.
  static constexpr std::size_t most_values(Form form) noexcept {
    constexpr std::size_t kMost[] = {1, 256, 65'536, 0, 0};
    return kMost[static_cast<std::size_t>(form)];
  }

  // A sequence whose bytes somebody else holds, `size` numbers of `form`; it can be read, not added
  // to. There are at most most_values(form) values, and one at least where the form has any.
  static PackedNumbers borrowed(Form form, std::span<const double> values,
                                std::span<const std::byte> bytes, std::size_t size);

 private:
  template <typename T>
  T load(std::size_t i) const noexcept {
    T x;
    std::memcpy(&x, bytes_.data() + i * sizeof(T), sizeof(T));
    return x;
  }
  template <typename T>
  void append(T x) {
    bytes_.append(std::as_bytes(std::span(&x, 1)));
  }
  std::size_t code_of(double x);
  void append_code(std::size_t code);
  void append_number(double x);
  void widen(Form form);

  Form form_ = Form::constant;
  std::size_t size_ = 0;
  std::vector<double> values_;  // 0 from value_count_ on, so that every code has one
  std::size_t value_count_ = 0;
  std::size_t last_code_ = 0;
  std::vector<std::uint32_t> slots_;  // hash table: position + 1 among the values, 0 for none
  Array<std::byte> bytes_;
};

}  // namespace skillmatch
