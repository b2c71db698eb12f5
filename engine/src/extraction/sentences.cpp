#include "sentences.h"

#include "characters.h"
#include "korean_endings.h"

#include <algorithm>
#include <array>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

constexpr std::size_t kFullLine = 60;  // columns

// Of a list's item, or of a table's row.
constexpr auto kBullets =
    std::to_array<std::string_view>({"-", "*", "•", "·", "▪", "■", "○", "●", "–", "✓", "◦", "|"});

bool begins_item(std::string_view line) noexcept {
  if (std::any_of(kBullets.begin(), kBullets.end(),
                  [&](std::string_view bullet) { return line.starts_with(bullet); })) {
    return true;
  }
  return !line.empty() && is_digit(line[0]) && line.find_first_of(".)") <= 2;
}

// Whether the sentence goes on from the line that ends at `line_feed` to the next one.
bool is_wrapped(std::string_view text, std::size_t line_begin, std::size_t line_feed) {
  const std::size_t next = text.find_first_not_of(" \t", line_feed + 1);
  if (next == std::string_view::npos || text[next] == '\n' || text[next] == '\r') return false;
  const std::string_view rest = text.substr(next, 8);
  if (begins_item(rest)) return false;
  if (rest[0] >= 'a' && rest[0] <= 'z') return true;
  // Most lines are full after their first bytes.
  const std::string_view line = text.substr(line_begin, line_feed - line_begin);
  std::size_t narrow = 0;
  for (; narrow < std::min(line.size(), kFullLine); ++narrow) {
    if (line[narrow] < ' ' || line[narrow] > '~') break;
  }
  return narrow == kFullLine || display_width(line) >= kFullLine;
}

// A full stop: not that of 3.8, Node.js, "R. Park" or "e.g.".
bool is_full_stop(std::string_view text, std::size_t at) noexcept {
  const utf8proc_int32_t next = char_at(text, at + 1);
  if (next != 0 && !is_space(next) && next != '"' && next != ')' && !is_hangul(next)) return false;
  const utf8proc_int32_t before = char_before(text, at);
  const std::size_t letter = at > 0 ? previous(text, at) : 0;
  const utf8proc_int32_t second = char_before(text, letter);
  const bool is_initial =
      is_upper(before) && !is_word(second) && next == ' ' && is_upper(char_at(text, at + 2));
  return !is_initial && !text.substr(0, at + 1).ends_with("e.g.");
}

std::string_view word_at(std::string_view text) noexcept {
  std::size_t end = 0;
  while (is_word(char_at(text, end))) end += decode(text.substr(end)).bytes;
  return text.substr(0, end);
}

bool joins(std::string_view word) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"and", "or", "plus", "both", "the", "a", "an", "nor", "any", "also", "as", "well", "with"});
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace

bool is_bullet(std::string_view text) noexcept {
  const auto trim = [&] {
    while (text.starts_with(' ') || text.starts_with('\t') || text.starts_with('\r')) {
      text.remove_prefix(1);
    }
  };
  trim();
  for (const std::string_view bullet : kBullets) {
    if (!text.starts_with(bullet)) continue;
    text.remove_prefix(bullet.size());
    trim();
    return text.empty();
  }
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  text.remove_prefix(digits);
  if (digits > 0 && (text.starts_with('.') || text.starts_with(')'))) {
    text.remove_prefix(1);
    trim();
  }
  return text.empty() && digits <= 2;
}

std::vector<std::size_t> sentence_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  std::size_t line_begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || is_ascii_word(c)) continue;
    bool ends_here = c == '!' || c == '?' || c == ';';
    if (c == '.') ends_here = is_full_stop(text, at);
    if (c == '\n') {
      ends_here = !is_wrapped(text, line_begin, at);
      line_begin = at + 1;
    }
    const bool is_sign = c == "。"[0] || c == "•"[0];
    if (is_sign && (text.substr(at, 3) == "。" || text.substr(at, 3) == "•")) {
      at += 2;
      ends_here = true;
    }
    if (ends_here) ends.push_back(at + 1);
  }
  if (ends.empty() || ends.back() != text.size()) ends.push_back(text.size());
  return ends;
}

bool is_list_gap(std::string_view gap, bool brackets) {
  constexpr std::size_t kLongest = 60;
  if (gap.size() > kLongest) return false;
  gap = without_particle(gap);
  while (!gap.empty()) {
    const CodePoint c = decode(gap);
    if (is_word(c.value)) {
      const std::string_view word = word_at(gap);
      if (!joins(word)) return false;
      gap.remove_prefix(word.size());
      continue;
    }
    if (is_hangul(c.value)) {
      const std::string_view run = hangul_run(gap);
      constexpr auto kJoining = std::to_array<std::string_view>(
          {"및", "와", "과", "또는", "혹은", "그리고", "등", "하고", "이나"});
      if (std::find(kJoining.begin(), kJoining.end(), run) == kJoining.end()) return false;
      gap.remove_prefix(run.size());
      continue;
    }
    if (c.value == '(' && brackets) {
      const std::size_t close = gap.find(')');
      if (close == std::string_view::npos) return false;
      gap.remove_prefix(close + 1);
      continue;
    }
    constexpr std::string_view kStops = ".!?;:=<>(";
    if (c.value < 0x80 && kStops.find(static_cast<char>(c.value)) != std::string_view::npos) {
      return c.value == '(' && gap.size() <= 2;  // "Python (pandas"
    }
    gap.remove_prefix(c.bytes);
  }
  return true;
}

}  // namespace skillmatch
