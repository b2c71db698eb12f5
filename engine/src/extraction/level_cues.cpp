#include "level_cues.h"

#include "characters.h"
#include "korean_endings.h"
#include "word_lists.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include <skillmatch/types.h>

namespace skillmatch {
namespace {

// The first words and numbers: runs of letters, of Hangul, and of digits with their points.
std::vector<std::string_view> tokens_of(std::string_view text,
                                        std::size_t most = std::string_view::npos) {
  constexpr std::size_t kUsual = 16;
  std::vector<std::string_view> tokens;
  tokens.reserve(std::min(most, kUsual));
  for (std::size_t at = 0; at < text.size() && tokens.size() < most;) {
    const utf8proc_int32_t first = char_at(text, at);
    std::size_t end = at;
    const auto take_while = [&](auto is_inside) {
      while (end < text.size() && is_inside(char_at(text, end))) {
        end += decode(text.substr(end)).bytes;
      }
    };
    if (is_digit(first)) {
      take_while([](utf8proc_int32_t c) { return is_digit(c) || c == '.' || c == '/'; });
    } else if (is_hangul(first)) {
      take_while([](utf8proc_int32_t c) { return is_hangul(c); });
    } else if (is_word(first)) {
      take_while([](utf8proc_int32_t c) { return is_word(c) && !is_digit(c); });
    } else {
      at += decode(text.substr(at)).bytes;
      continue;
    }
    tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "4/5" as a level; "2/5" of a scale of five only.
std::optional<double> of_five(std::string_view token) {
  if (!token.ends_with("/5")) return std::nullopt;
  const auto level = number_of(token.substr(0, token.size() - 2));
  return level && is_level(*level) ? level : std::nullopt;
}

// "3" "years", "3" "년차", "6" "개월" at token `i`.
std::optional<double> level_of_duration(const std::vector<std::string_view>& tokens,
                                        std::size_t i) {
  constexpr double kMostYears = 60.0;  // 2023년 is a date
  if (i + 1 >= tokens.size()) return std::nullopt;
  const auto number = number_of(tokens[i]);
  if (!number || *number > kMostYears) return std::nullopt;
  const std::string_view unit = tokens[i + 1];
  if (unit.starts_with("year") || unit.starts_with("yr") || unit.starts_with("년")) {
    return level_of_years(*number);
  }
  if (unit.starts_with("month") || unit.starts_with("개월")) return level_of_years(*number / 12.0);
  return std::nullopt;
}

// Of one word: 능숙하게 by what it begins with, at least two syllables; "proficient" as it is.
std::optional<double> level_of_word(std::string_view token, const LevelWords& words) {
  constexpr std::size_t kSyllable = 3;  // bytes
  if (!is_hangul(char_at(token, 0))) return words.find(token);
  for (std::size_t size = token.size(); size >= 2 * kSyllable; size -= kSyllable) {
    if (const auto level = words.find(token.substr(0, size))) return level;
  }
  return std::nullopt;
}

std::optional<double> level_at(const std::vector<std::string_view>& tokens, std::size_t i,
                               const LevelWords& words) {
  if (const auto level = level_of_duration(tokens, i)) return level;
  if (const auto level = of_five(tokens[i])) return level;
  // 잘 못합니다: as a beginner does.
  if (tokens[i] == "잘" && i + 1 < tokens.size() && tokens[i + 1].starts_with("못")) {
    return words.find("초보");
  }
  return level_of_word(tokens[i], words);
}

// "not proficient", "far from an expert"; 전문가는 아닙니다, 능숙하지 않음: what the level is not.
bool is_negated(const std::vector<std::string_view>& tokens, std::size_t i) {
  constexpr auto kNot = std::to_array<std::string_view>(
      {"not", "no", "non", "never", "far", "hardly", "isn", "aren", "wasn"});
  constexpr auto kBetween = std::to_array<std::string_view>(
      {"a", "an", "the", "t", "from", "very", "really", "yet", "so", "being", "fully"});
  for (std::size_t j = i; j-- > 0;) {
    if (is_one_of(tokens[j], kNot)) return true;
    if (!is_one_of(tokens[j], kBetween)) break;
  }
  if (i + 1 >= tokens.size() || !is_hangul(char_at(tokens[i], 0))) return false;
  const std::string_view next = tokens[i + 1];
  const bool is_verb = tokens[i].find("지") != std::string_view::npos;
  return next.starts_with("아니") || next.starts_with("아닙") || next.starts_with("아님") ||
         (is_verb && (next.starts_with("않") || next.starts_with("못")));
}

// "SQL: no", "SQL (0)", "SQL(경험없음)": all that is said behind the name.
bool is_none(std::string_view said) {
  constexpr auto kNone = std::to_array<std::string_view>(
      {"no", "never", "nope", "0", "-", "–", "x", "무경험", "아니오", "아니요", "못함"});
  return is_one_of(said, kNone) || said.ends_with("없음");
}

// Words that say much else too: they count only in brackets or behind a colon.
bool is_loose(std::string_view token) {
  return token == "none" || token == "entry" || token == "master" || token == "native" ||
         token == "working" || token == "limited" || token.starts_with("없음");
}

}  // namespace

std::optional<double> level_directly_behind(std::string_view behind, const LevelWords& words) {
  constexpr std::size_t kMostBytes = 60;
  while (behind.starts_with(' ')) behind.remove_prefix(1);
  std::string_view said;
  if (behind.starts_with('(')) {
    said = behind.substr(1, behind.find(')') - 1);
  } else if (behind.starts_with(':') || behind.starts_with("- ") || behind.starts_with("– ")) {
    said = behind.substr(behind.starts_with("– ") ? std::string_view("–").size() : 1);
    said = said.substr(0, said.find_first_of(",;\n|"));
  }
  if (said.empty() || said.size() > kMostBytes) return std::nullopt;
  while (said.starts_with(' ')) said.remove_prefix(1);
  while (said.ends_with(' ') || said.ends_with('.') || said.ends_with('\r')) said.remove_suffix(1);
  if (is_none(said)) return 0.0;
  if (const auto level = words.find(said)) return level;  // 매우 능숙, where somebody says so
  const auto tokens = tokens_of(said);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_negated(tokens, i)) continue;
    if (const auto level = level_at(tokens, i, words)) return level;
    if (const auto level = words.find(tokens[i])) return level;  // 상, 중, 하
  }
  return std::nullopt;
}

std::optional<double> level_around(std::string_view before, std::string_view behind,
                                   const LevelWords& words) {
  constexpr std::size_t kMostBehind = 6;
  constexpr std::size_t kMostBefore = 7;
  // What stands beyond a comma is said of something else: "Python expert, SQL"; but years may stand
  // behind one.
  const auto stop =
      std::find_if(before.rbegin(), before.rend(), [](char c) { return c == ',' || c == ';'; });
  before.remove_prefix(static_cast<std::size_t>(before.rend() - stop));
  const std::size_t comma = behind.find_first_not_of(' ');
  const bool has_years = comma != std::string_view::npos && behind[comma] == ',' &&
                         is_digit(char_at(behind, behind.find_first_not_of(' ', comma + 1)));
  behind = behind.substr(0, find_sign<',', ';'>(behind, has_years ? comma + 1 : 0));
  const auto after = tokens_of(behind, kMostBehind + 1);  // years need the word behind them
  for (std::size_t i = 0; i < std::min(after.size(), kMostBehind); ++i) {
    const auto level = level_at(after, i, words);
    if (level && !is_loose(after[i]) && !is_negated(after, i)) return level;
  }
  const auto ahead = tokens_of(before);
  const std::size_t begin = ahead.size() - std::min(ahead.size(), kMostBefore);
  for (std::size_t i = ahead.size(); i-- > begin;) {
    const auto level = level_at(ahead, i, words);
    if (level && !is_loose(ahead[i]) && !is_negated(ahead, i)) return level;
  }
  return std::nullopt;
}

}  // namespace skillmatch
