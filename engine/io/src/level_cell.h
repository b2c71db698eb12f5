// A level as it stands in a cell.
#pragma once

#include <optional>
#include <string_view>

#include <skillmatch/level_words.h>
#include <skillmatch/name_index.h>

namespace skillmatch::io {

// "4", "80%" and "4/5" of a scale, "★★★☆☆" and "●●●○○", "3년" and "2 years", a word; nothing for
// anything else, and for a number that is not of the scale.
std::optional<double> level_of_cell(std::string_view cell, double scale, const LevelWords& words);

// A number and nothing else, be it of the scale or not: "7", "-1".
std::optional<double> plain_number(std::string_view cell);

// A number of years, with or without a unit: "3", "3년", "18 months", "1.5 yrs". More than
// kMostYears nobody has: it is a year of the calendar, or a mistake, and no level.
inline constexpr double kMostYears = 100.0;
std::optional<double> years_of_cell(std::string_view cell);

// Whether a cell marks that a skill is there (O, yes, 예, 有, ✓: true) or is not (X, no, 아니오,
// 無: false).
std::optional<bool> mark_of_cell(std::string_view cell);

// Whether a cell says that nothing is known: "-", "?", "N/A", "TBD", "미정".
bool is_cell_of_unknown(std::string_view cell);

// One skill with what is said of its level: "Python (상)", "SQL: 4", "파이썬 3년".
struct SkillWithLevel {
  std::string_view skill;
  std::string_view level;  // "": nothing
};
// `is_skill` tells names that are known as they stand, `is_level` what can be said of a level.
template <typename IsSkill, typename IsLevel>
SkillWithLevel split_level(std::string_view text, IsSkill is_skill, IsLevel is_level) {
  const auto trim = [](std::string_view part) {
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    return part;
  };
  text = trim(text);
  if (is_skill(text)) return {text, {}};
  // What stands in brackets at the end, behind a colon or equals sign, or in the last words.
  const auto parts = [&](std::size_t end, std::size_t begin, std::size_t size) {
    return SkillWithLevel{trim(text.substr(0, end)), trim(text.substr(begin, size))};
  };
  const auto makes_sense = [&](const SkillWithLevel& one) {
    return is_skill(one.skill) || is_level(one.level);
  };
  if (text.ends_with(')')) {
    if (const std::size_t open = text.rfind('('); open != std::string_view::npos && open > 0) {
      const SkillWithLevel one = parts(open, open + 1, text.size() - open - 2);
      if (makes_sense(one)) return one;
    }
  }
  if (const std::size_t sign = text.find_last_of(":=");
      sign != std::string_view::npos && sign > 0) {
    const SkillWithLevel one = parts(sign, sign + 1, text.size());
    if (makes_sense(one)) return one;
  }
  // Without a sign between them "SQL Server" is a name, known or not, and not a level of SQL.
  for (std::size_t space = text.rfind(' ', kMaxNameBytes);
       space != std::string_view::npos && space > 0; space = text.rfind(' ', space - 1)) {
    const SkillWithLevel one = parts(space, space, text.size());
    if (is_level(one.level) && is_skill(one.skill)) return one;
  }
  return {text, {}};
}

}  // namespace skillmatch::io
