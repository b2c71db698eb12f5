// Numbers stored as narrowly as they allow: each form, each step from one to the next, and the same
// bits back.
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/packed_numbers.h>

namespace skillmatch {
namespace packed_numbers_test {

using Form = PackedNumbers::Form;

PackedNumbers packed(const std::vector<double>& numbers) {
  PackedNumbers result;
  for (const double x : numbers) result.push_back(x);
  return result;
}

PackedNumbers borrowed(const PackedNumbers& numbers) {
  const bool has_codes = PackedNumbers::most_values(numbers.form()) > 0;
  return PackedNumbers::borrowed(numbers.form(),
                                 numbers.values().first(has_codes ? numbers.value_count() : 0),
                                 numbers.bytes(), numbers.size());
}

void expect_bits(const PackedNumbers& numbers, const std::vector<double>& expected) {
  ASSERT_EQ(numbers.size(), expected.size());
  std::vector<double> read(expected.size());
  numbers.read(0, read);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(std::bit_cast<std::uint64_t>(numbers[i]), std::bit_cast<std::uint64_t>(expected[i]))
        << i;
    ASSERT_EQ(std::bit_cast<std::uint64_t>(read[i]), std::bit_cast<std::uint64_t>(expected[i]))
        << i;
  }
}

// The numbers are stored in `form`, and are there in what is owned and in what is borrowed.
void expect_form(const std::vector<double>& numbers, Form form) {
  const PackedNumbers owned = packed(numbers);
  EXPECT_EQ(owned.form(), form);
  EXPECT_EQ(owned.bytes().size(), numbers.size() * PackedNumbers::width_of(form));
  expect_bits(owned, numbers);
  const PackedNumbers copy = borrowed(owned);
  EXPECT_EQ(copy.form(), form);
  expect_bits(copy, numbers);
}

// `count` different numbers, each a float or none, the first of them again at the end.
std::vector<double> different(std::size_t count, bool are_floats) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(i + 1) / 0x1p20;
    numbers.push_back(are_floats ? x : x + 0x1p-60);
  }
  numbers.push_back(numbers.front());
  return numbers;
}

bool is_positive(double x) { return x > 0.0; }
bool is_below_a_sixteenth(double x) { return x < 0.0625; }

TEST(PackedNumbers, WithoutAnyTakeNothing) {
  const PackedNumbers none;
  EXPECT_EQ(none.size(), 0U);
  EXPECT_EQ(none.bytes().size(), 0U);
  EXPECT_EQ(borrowed(none).size(), 0U);
  EXPECT_TRUE(none.all(is_positive, 0, 0));
}

TEST(PackedNumbers, OfOneValueTakeNothingEach) {
  expect_form({2.5}, Form::constant);
  expect_form(std::vector<double>(1000, 0.1), Form::constant);
}

TEST(PackedNumbers, WidenAtTheSecondTheTwoHundredAndFiftySeventhAnd65537thValue) {
  for (const bool are_floats : {true, false}) {
    expect_form(different(2, are_floats), Form::code8);
    expect_form(different(256, are_floats), Form::code8);
    expect_form(different(257, are_floats), Form::code16);
    expect_form(different(65'536, are_floats), Form::code16);
    expect_form(different(65'537, are_floats), are_floats ? Form::single : Form::full);
  }
}

TEST(PackedNumbers, WidenToDoublesAtTheFirstThatIsNoFloat) {
  std::vector<double> numbers = different(65'537, true);
  numbers.push_back(0.1);
  numbers.push_back(0.5);
  expect_form(numbers, Form::full);
}

TEST(PackedNumbers, KeepTheBitsOfWhatComparesEqualOrNotAtAll) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  expect_form({0.0, -0.0, nan, -nan, std::numeric_limits<double>::denorm_min(),
               std::numeric_limits<double>::infinity(), 0.0},
              Form::code8);
}

TEST(PackedNumbers, ReadAPartOfThem) {
  for (const std::size_t count : {1U, 2U, 300U, 70'000U}) {
    const std::vector<double> numbers = different(count, false);
    std::vector<double> part(count / 2);
    packed(numbers).read(count / 3, part);
    for (std::size_t i = 0; i < part.size(); ++i) ASSERT_EQ(part[i], numbers[count / 3 + i]);
  }
}

TEST(PackedNumbers, SayWhetherAllOfThemAreInRange) {
  for (const std::size_t count : {300U, 70'000U, 2U}) {
    for (const bool are_floats : {true, false}) {
      const std::vector<double> numbers = different(count, are_floats);
      const PackedNumbers owned = packed(numbers);
      EXPECT_TRUE(owned.all(is_positive, 0, numbers.size()));
      // Of 70,000, those from 65,536 on are not.
      EXPECT_EQ(owned.all(is_below_a_sixteenth, 0, numbers.size()), count != 70'000U);
    }
  }
}

TEST(PackedNumbers, SayThatACodeHasNoValue) {
  const std::vector<double> values{1.0, 2.0, 3.0};
  std::vector<std::uint8_t> codes{0, 1, 2, 1};
  const auto all = [&] {
    return PackedNumbers::borrowed(Form::code8, values, std::as_bytes(std::span(codes)),
                                   codes.size())
        .all(is_positive, 0, codes.size());
  };
  EXPECT_TRUE(all());
  codes[1] = 3;
  EXPECT_FALSE(all());
  codes[1] = 255;
  EXPECT_FALSE(all());
  std::vector<std::uint16_t> wide{0, 2, 1};
  const auto all_wide = [&] {
    return PackedNumbers::borrowed(Form::code16, values, std::as_bytes(std::span(wide)),
                                   wide.size())
        .all(is_positive, 0, wide.size());
  };
  EXPECT_TRUE(all_wide());
  wide[2] = 65'535;
  EXPECT_FALSE(all_wide());
}

}  // namespace packed_numbers_test
}  // namespace skillmatch
