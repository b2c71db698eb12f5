#include "level_cell.h"

#include "words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>

#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {
namespace {

// A number, and the rest behind it without white space.
struct Measure {
  double number;
  std::string_view unit;
};
std::optional<Measure> measure_of(std::string_view cell) {
  std::size_t digits = 0;
  while (digits < cell.size() &&
         ((cell[digits] >= '0' && cell[digits] <= '9') || cell[digits] == '.')) {
    ++digits;
  }
  const auto number = number_of<double>(cell.substr(0, digits));
  if (!number) return std::nullopt;
  std::string_view unit = cell.substr(digits);
  while (unit.starts_with(' ') || unit.starts_with('+')) unit.remove_prefix(1);
  return Measure{*number, unit};
}

// How many of `of` are filled, where a cell is made of such signs alone: ★★★☆☆, ●●●○○.
struct Signs {
  std::size_t filled = 0;
  std::size_t of = 0;
};
std::optional<Signs> signs_of(std::string_view cell, std::span<const std::string_view> filled,
                              std::span<const std::string_view> hollow) {
  Signs signs;
  const auto take = [&](std::span<const std::string_view> any) {
    for (const std::string_view sign : any) {
      if (!cell.starts_with(sign)) continue;
      cell.remove_prefix(sign.size());
      return true;
    }
    return false;
  };
  while (!cell.empty()) {
    const bool is_filled = take(filled);
    if (!is_filled && !take(hollow)) return std::nullopt;
    ++signs.of;
    signs.filled += is_filled ? 1 : 0;
    // The variation selector of an emoji, and what is between two signs.
    while (take(std::to_array<std::string_view>({" ", "\xEF\xB8\x8F"}))) continue;
  }
  return signs;
}

// Where none is hollow, they are of the scale if a row of them can be so long, else of five. One
// dot alone is a mark, and two hollow ones say nothing.
std::optional<double> level_of_signs(std::string_view cell, double scale) {
  constexpr auto kStars = std::to_array<std::string_view>({"★", "⭐", "🌟"});
  constexpr auto kHollowStars = std::to_array<std::string_view>({"☆"});
  constexpr auto kDots = std::to_array<std::string_view>({"●", "■"});
  constexpr auto kHollowDots = std::to_array<std::string_view>({"○", "□", "◯"});
  constexpr double kMostSigns = 10.0;
  auto signs = signs_of(cell, kStars, kHollowStars);
  if (!signs) {
    signs = signs_of(cell, kDots, kHollowDots);
    if (!signs || signs->of < (signs->filled == 0 ? 3U : 2U)) return std::nullopt;
  }
  double most = scale <= kMostSigns ? scale : kMaxLevel;
  if (signs->filled < signs->of) most = static_cast<double>(signs->of);
  const auto number = static_cast<double>(signs->filled);
  if (signs->of == 0 || number > most) return std::nullopt;
  return number / most * kMaxLevel;
}

// How many years one of that unit is.
std::optional<double> years_in(std::string_view unit) {
  const std::string key = name_key(unit);
  for (const std::string_view year : {"y", "yr", "yrs", "year", "years", "년", "년차", "연차"}) {
    if (key == year) return 1.0;
  }
  for (const std::string_view month : {"m", "mo", "month", "months", "개월", "달"}) {
    if (key == month) return 1.0 / 12.0;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> years_of_cell(std::string_view cell) {
  const auto measure = measure_of(cell);
  if (!measure) return std::nullopt;
  if (measure->unit.empty()) return measure->number;
  const auto unit = years_in(measure->unit);
  return unit ? std::optional(measure->number * *unit) : std::nullopt;
}

std::optional<double> level_of_cell(std::string_view cell, double scale, const LevelWords& words) {
  if (const auto number = plain_number(cell)) {
    if (std::signbit(*number) || *number > scale) return std::nullopt;
    return *number / scale * kMaxLevel;
  }
  const auto measure = measure_of(cell);
  if (!measure) {
    if (const auto level = words.find(cell)) return level;
    if (const auto level = level_of_signs(cell, scale)) return level;
    // "Advanced (daily)": the first word.
    return words.find(cell.substr(0, cell.find_first_of(" (,")));
  }
  double most = scale;
  if (measure->unit == "%") {
    most = 100.0;
  } else if (measure->unit.starts_with('/')) {
    const auto given = number_of<double>(measure->unit.substr(1));
    if (!given || *given <= 0.0) return std::nullopt;
    most = *given;
  } else if (!measure->unit.empty()) {
    const auto unit = years_in(measure->unit);
    if (!unit || measure->number * *unit > kMostYears) return std::nullopt;
    return level_of_years(measure->number * *unit);
  }
  if (measure->number > most) return std::nullopt;
  return measure->number / most * kMaxLevel;
}

std::optional<double> plain_number(std::string_view cell) { return number_of<double>(cell); }

std::optional<bool> mark_of_cell(std::string_view cell) {
  constexpr auto kThere = std::to_array<std::string_view>(
      {"o", "y", "yes", "true", "v",  "예", "네", "유", "有",   "✓",    "✔",    "☑",   "✅",
       "○", "●", "◯",   "◎",    "〇", "ｏ", "ｖ", "⭕",  "있음", "가능", "보유", "有り"});
  constexpr auto kNotThere = std::to_array<std::string_view>(
      {"x", "n", "no", "false", "아니오", "아니요", "무", "無", "✗", "✘", "×", "✕", "✖", "❌", "☐",
       "ｘ", "불가", "미보유", "無し"});
  const std::string key = name_key(cell);
  if (std::find(kThere.begin(), kThere.end(), key) != kThere.end()) return true;
  if (std::find(kNotThere.begin(), kNotThere.end(), key) != kNotThere.end()) return false;
  return std::nullopt;
}

bool is_cell_of_unknown(std::string_view cell) {
  // A name_key has no hyphens.
  constexpr auto kUnknown = std::to_array<std::string_view>(
      {"",     "–",      "—",      "−",       "?",           "??",           "???",
       "？",   "n/a",    "na",     "n.a.",    "#n/a",        "nan",          "null",
       "tbd",  "tba",    "tbc",    "unknown", "unspecified", "미정",         "미상",
       "모름", "미확인", "미기재", "미입력",  "해당없음",    "해당사항없음", "未定",
       "不明"});
  const std::string key = name_key(cell);
  return std::find(kUnknown.begin(), kUnknown.end(), key) != kUnknown.end();
}

}  // namespace skillmatch::io
