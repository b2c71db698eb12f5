#include <algorithm>
#include <bit>

#include <skillmatch/packed_numbers.h>

namespace skillmatch {
namespace {

bool is_single(double x) noexcept {
  return std::bit_cast<std::uint64_t>(static_cast<double>(static_cast<float>(x))) ==
         std::bit_cast<std::uint64_t>(x);
}

// A multiplication by 2^64/φ, upper bits: neighbouring doubles differ in their lowest bits only.
std::size_t hash_of(std::uint64_t bits) noexcept {
  return static_cast<std::size_t>(((bits ^ (bits >> 32U)) * 0x9E37'79B9'7F4A'7C15U) >> 40U);
}

bool is_coded(PackedNumbers::Form form) noexcept {
  return form == PackedNumbers::Form::code8 || form == PackedNumbers::Form::code16;
}

}  // namespace

// The position of `x` among the values, as a new one where it is none yet. By bits: 0 and -0
// differ.
std::size_t PackedNumbers::code_of(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  if (last_code_ < value_count_ && std::bit_cast<std::uint64_t>(values_[last_code_]) == bits) {
    return last_code_;
  }
  if (slots_.size() < 4 * (value_count_ + 1)) {
    slots_.assign(std::max<std::size_t>(64, 2 * slots_.size()), 0);
    for (std::size_t v = 0; v < value_count_; ++v) {
      std::size_t at = hash_of(std::bit_cast<std::uint64_t>(values_[v]));
      while (slots_[at &= slots_.size() - 1] != 0) ++at;
      slots_[at] = static_cast<std::uint32_t>(v + 1);
    }
  }
  std::size_t at = hash_of(bits);
  while (slots_[at &= slots_.size() - 1] != 0) {
    const std::size_t code = slots_[at] - 1;
    if (std::bit_cast<std::uint64_t>(values_[code]) == bits) return last_code_ = code;
    ++at;
  }
  slots_[at] = static_cast<std::uint32_t>(value_count_ + 1);
  if (value_count_ == values_.size()) values_.resize(std::max<std::size_t>(1, 2 * values_.size()));
  values_[value_count_] = x;
  return last_code_ = value_count_++;
}

void PackedNumbers::widen(Form form) {
  PackedNumbers wider;
  wider.form_ = form;
  wider.bytes_.reserve((size_ + size_ / 2) * width_of(form));
  for (std::size_t i = 0; i < size_; ++i) {
    if (is_coded(form)) {
      wider.append_code(form_ == Form::constant ? 0 : static_cast<std::size_t>(bytes_[i]));
    } else {
      wider.append_number((*this)[i]);
    }
  }
  wider.size_ = size_;
  if (is_coded(form)) {
    wider.values_ = std::move(values_);
    wider.values_.resize(most_values(form));
    wider.value_count_ = value_count_;
    wider.slots_ = std::move(slots_);
  }
  *this = std::move(wider);
}

void PackedNumbers::append_code(std::size_t code) {
  if (form_ == Form::code8) bytes_.push_back(static_cast<std::byte>(code));
  if (form_ == Form::code16) append(static_cast<std::uint16_t>(code));
}

void PackedNumbers::append_number(double x) {
  if (form_ == Form::single) {
    append(static_cast<float>(x));
  } else {
    append(x);
  }
}

void PackedNumbers::push_back(double x) {
  if (form_ == Form::constant || is_coded(form_)) {
    const std::size_t code = code_of(x);
    if (form_ == Form::constant && code > 0) widen(Form::code8);
    if (form_ == Form::code8 && code >= most_values(form_)) widen(Form::code16);
    if (form_ == Form::code16 && code >= most_values(form_)) {
      const std::span values = std::span(values_).first(value_count_);
      widen(std::all_of(values.begin(), values.end(), is_single) ? Form::single : Form::full);
    } else {
      append_code(code);
    }
  }
  if (form_ == Form::single && !is_single(x)) widen(Form::full);
  if (form_ == Form::single || form_ == Form::full) append_number(x);
  ++size_;
}

void PackedNumbers::read(std::size_t begin, std::span<double> out) const noexcept {
  visit([&](auto number) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = number(begin + i);
  });
}

bool PackedNumbers::all(bool (*is_good)(double), std::size_t begin,
                        std::size_t end) const noexcept {
  if (begin >= end) return true;
  const std::span values = std::span(values_).first(value_count_);
  if (!std::all_of(values.begin(), values.end(), is_good)) return false;
  const auto no_code_above = [&](auto widest) {
    for (std::size_t i = begin; i < end; ++i) widest = std::max(widest, load<decltype(widest)>(i));
    return widest < value_count_;
  };
  switch (form_) {
    case Form::constant:
      return value_count_ == 1;
    case Form::code8:
      return no_code_above(std::uint8_t{0});
    case Form::code16:
      return no_code_above(std::uint16_t{0});
    case Form::single:
    case Form::full:
      break;
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_good((*this)[i])) return false;
  }
  return true;
}

PackedNumbers PackedNumbers::borrowed(Form form, std::span<const double> values,
                                      std::span<const std::byte> bytes, std::size_t size) {
  PackedNumbers numbers;
  numbers.form_ = form;
  numbers.size_ = size;
  numbers.values_.assign(values.begin(), values.end());
  numbers.value_count_ = values.size();
  // So that no code points beside them, whatever the bytes are.
  if (is_coded(form)) numbers.values_.resize(most_values(form));
  numbers.bytes_ = Array<std::byte>::borrowed(bytes);
  return numbers;
}

}  // namespace skillmatch
