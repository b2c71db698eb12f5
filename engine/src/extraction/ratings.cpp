#include "ratings.h"

#include "characters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace skillmatch {
namespace {

constexpr double kBest = 5.0;

std::string_view without_spaces(std::string_view text) noexcept {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// Nothing, or a sign that ends an item.
bool ends_item(std::string_view rest) noexcept {
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  constexpr std::string_view kSigns = ",;|)/.\t\r\n";
  if (rest.empty() || rest.starts_with("·")) return true;
  const bool goes_on = rest.size() > 1 && is_digit(rest[1]);  // 9/10/2024
  return kSigns.find(rest[0]) != std::string_view::npos && !goes_on;
}

struct Read {
  double level;
  std::string_view rest;
};

// "9/10", "4/5", "80/100", "80%", "80 %"
std::optional<Read> read_share(std::string_view text) {
  const auto take_number = [&]() -> std::optional<double> {
    if (text.empty() || !is_digit(text[0])) return std::nullopt;
    double value = 0.0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
  };
  const auto held = take_number();
  if (!held || text.empty()) return std::nullopt;
  double most = 100.0;
  if (text[0] == '/') {
    text.remove_prefix(1);
    const auto scale = take_number();
    if (scale != 5.0 && scale != 10.0 && scale != 100.0) return std::nullopt;
    most = *scale;
  } else if (text.starts_with('%') || text.starts_with(" %")) {
    text.remove_prefix(text.find('%') + 1);
  } else {
    return std::nullopt;
  }
  if (*held > most) return std::nullopt;
  return Read{kBest * *held / most, text};
}

// "★★★☆☆": of as many as stand there. Full ones alone are of five, where they are five.
std::optional<Read> read_stars(std::string_view text) {
  struct Star {
    std::string_view full;
    std::string_view empty;
  };
  constexpr std::array kStars{Star{"★", "☆"}, Star{"●", "○"}, Star{"■", "□"}, Star{"◆", "◇"}};
  constexpr std::size_t kFewest = 3;
  for (const Star& star : kStars) {
    std::string_view rest = text;
    std::size_t full = 0;
    std::size_t empty = 0;
    for (; rest.starts_with(star.full); rest.remove_prefix(star.full.size())) ++full;
    for (; rest.starts_with(star.empty); rest.remove_prefix(star.empty.size())) ++empty;
    const std::size_t all = full + empty;
    if (all < kFewest || (empty == 0 && all != 5)) continue;
    return Read{kBest * static_cast<double>(full) / static_cast<double>(all), rest};
  }
  return std::nullopt;
}

std::optional<double> read_rating(std::string_view text) {
  std::optional<Read> read = read_share(text);
  if (!read) read = read_stars(text);
  return read && ends_item(read->rest) ? std::optional(read->level) : std::nullopt;
}

// Signs of what is held and what is not, in front of a name or behind it.
struct Mark {
  std::string_view sign;
  bool denies;
};
constexpr std::array kMarks{
    Mark{"✅", false},  Mark{"✔", false}, Mark{"✓", false}, Mark{"☑", false}, Mark{"[x]", false},
    Mark{"[ ]", true}, Mark{"☐", true},  Mark{"☒", true},  Mark{"❌", true},  Mark{"✗", true},
    Mark{"✘", true},   Mark{"✕", true},  Mark{"🚫", true}};

bool begins_with_cross(std::string_view text, bool has_marks) noexcept {
  const auto is = [&](std::string_view sign) {
    return text.starts_with(sign) && ends_item(text.substr(sign.size()));
  };
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](const Mark& mark) { return mark.denies && is(mark.sign); }) ||
         is("×") || (has_marks && (is("x") || is("X") || is("no")));
}

// Cells up to the end of the row or the next name in it: "| - " before one is the beginning of its
// cell.
std::optional<double> read_cells(std::string_view row, char border) {
  const std::size_t row_end = row.find('\n');
  const bool may_be_cut = row_end == std::string_view::npos;
  row = row.substr(0, row_end);
  bool is_lacking = false;
  for (;;) {
    const std::size_t end = row.find(border);
    const std::string_view cell = without_spaces(row.substr(0, end));
    if (const auto level = read_rating(cell)) return level;
    const bool is_cut = may_be_cut && end == std::string_view::npos && row.ends_with(' ');
    const bool is_cross = !is_cut && (cell == "-" || begins_with_cross(cell, true));
    if (!cell.empty() && !is_cross) return std::nullopt;
    is_lacking |= is_cross;
    if (end == std::string_view::npos) break;
    row.remove_prefix(end + 1);
  }
  return is_lacking ? std::optional(0.0) : std::nullopt;
}

}  // namespace

std::optional<double> rating_behind(std::string_view behind, bool has_marks) {
  while (behind.starts_with(' ')) behind.remove_prefix(1);
  if (behind.starts_with('|') || behind.starts_with('\t')) {
    return read_cells(behind.substr(1), behind[0]);
  }
  for (const std::string_view sign : {"(", ":", "- ", "– "}) {
    if (!behind.starts_with(sign)) continue;
    behind.remove_prefix(sign.size());
    has_marks |= sign == "(" || sign == ":";
    while (behind.starts_with(' ')) behind.remove_prefix(1);
    break;
  }
  if (begins_with_cross(behind, has_marks)) return 0.0;
  return read_rating(behind);
}

bool has_marks(std::string_view sentence) noexcept {
  const auto count = [&](char mark) {
    std::size_t marks = 0;
    for (std::size_t at = sentence.find(mark, 1); at < sentence.size();
         at = sentence.find(mark, at + 1)) {
      if (sentence[at - 1] == ' ' && ends_item(sentence.substr(at + 1))) ++marks;
    }
    return marks;
  };
  const std::size_t crosses = count('x');
  return crosses > 1 || (crosses == 1 && count('o') > 0);
}

bool marks_lead(std::string_view line) noexcept {
  const std::size_t begin = line.find_first_not_of(" \t\n\r-*+");
  if (begin == std::string_view::npos) return false;
  line.remove_prefix(begin);
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](const Mark& mark) { return line.starts_with(mark.sign); });
}

std::optional<bool> denying_mark_at_end(std::string_view text) noexcept {
  constexpr std::string_view kVariation = "\xEF\xB8\x8F";  // ✔️ as a picture
  text = without_spaces(text);
  if (text.ends_with(kVariation)) text.remove_suffix(kVariation.size());
  for (const Mark& mark : kMarks) {
    if (text.ends_with(mark.sign)) return mark.denies;
  }
  return std::nullopt;
}

}  // namespace skillmatch
