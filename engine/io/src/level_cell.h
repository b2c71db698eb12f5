// A level as it stands in a cell.
#pragma once

#include <optional>
#include <string_view>

#include <skillmatch/level_words.h>
#include <skillmatch/name_index.h>

namespace skillmatch::io {

// "4", "80%" and "4/5" of a scale, "3년" and "2 years", a word; nothing for anything else, and for
// a number above the scale.
std::optional<double> level_of_cell(std::string_view cell, double scale, const LevelWords& words);

// A number of years, with or without a unit: "3", "3년", "18 months", "1.5 yrs".
std::optional<double> years_of_cell(std::string_view cell);

// Whether a cell marks that a skill is there (O, yes, 예, ✓: true) or is not (X, no, 아니오:
// false).
std::optional<bool> mark_of_cell(std::string_view cell);

// One skill with what is said of its level: "Python (상)", "SQL: 4", "파이썬 3년".
struct SkillWithLevel {
  std::string_view skill;
  std::string_view level;  // "": nothing
};
// `is_skill` tells names that are known as they stand.
template <typename IsSkill>
SkillWithLevel split_level(std::string_view text, IsSkill is_skill);

}  // namespace skillmatch::io

namespace skillmatch::io {

template <typename IsSkill>
SkillWithLevel split_level(std::string_view text, IsSkill is_skill) {
  const auto trim = [](std::string_view part) {
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    return part;
  };
  text = trim(text);
  if (is_skill(text)) return {text, {}};
  // What stands in brackets at the end, behind a colon or equals sign, or in the last words.
  if (text.ends_with(')')) {
    if (const std::size_t open = text.rfind('('); open != std::string_view::npos && open > 0) {
      return {trim(text.substr(0, open)), trim(text.substr(open + 1, text.size() - open - 2))};
    }
  }
  if (const std::size_t sign = text.find_last_of(":=");
      sign != std::string_view::npos && sign > 0) {
    return {trim(text.substr(0, sign)), trim(text.substr(sign + 1))};
  }
  for (std::size_t space = text.rfind(' ', kMaxNameBytes);
       space != std::string_view::npos && space > 0; space = text.rfind(' ', space - 1)) {
    const std::string_view skill = trim(text.substr(0, space));
    if (is_skill(skill)) return {skill, trim(text.substr(space))};
  }
  return {text, {}};
}

}  // namespace skillmatch::io
