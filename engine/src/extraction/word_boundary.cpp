#include "word_boundary.h"

#include "characters.h"
#include "korean_endings.h"

#include <algorithm>
#include <array>

namespace skillmatch {
namespace {

std::string_view word_before(std::string_view text, std::size_t end) noexcept {
  std::size_t begin = end;
  while (begin > 0 && static_cast<unsigned char>(text[begin - 1]) < 0x80 &&
         is_word(text[begin - 1])) {
    --begin;
  }
  return text.substr(begin, end - begin);
}

// What turns a word into another one: non-linear.
bool is_prefix(std::string_view word) noexcept {
  constexpr auto kPrefixes = std::to_array<std::string_view>(
      {"non", "Non", "anti", "pre", "un", "semi", "re", "de", "co"});
  return std::find(kPrefixes.begin(), kPrefixes.end(), word) != kPrefixes.end();
}

std::size_t letters_of(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return !is_inside_character(c) && is_word(static_cast<unsigned char>(c));
  }));
}

// "3.8", "17": behind `at`, where the name ends in a letter.
std::size_t version_end(std::string_view text, std::size_t at) noexcept {
  while (is_digit(char_at(text, at)) ||
         (char_at(text, at) == '.' && is_digit(char_at(text, at + 1)))) {
    ++at;
  }
  return at;
}

}  // namespace

bool begins_word(std::string_view text, std::size_t begin, const SkillName& name) noexcept {
  const utf8proc_int32_t before = char_before(text, begin);
  const utf8proc_int32_t first = char_at(text, begin);
  if (is_hangul(first)) return !is_hangul(before);
  if (is_word(before)) return false;
  const bool is_joined = begin >= 2 && is_word(char_before(text, begin - 1));
  switch (before) {
    case '.':
      return !is_joined;
    case '@':
    case '\\':
      return false;
    case '&':
    case '\'':
      return name.ambiguity == Ambiguity::none;
    case '-':
    case '_':
      return !is_joined || (name.ambiguity == Ambiguity::none && before == '-' &&
                            !is_prefix(word_before(text, begin - 1)));
    default:
      return true;
  }
}

std::size_t word_end(std::string_view text, std::size_t begin, std::size_t end,
                     const SkillName& name, const std::function<bool(std::size_t)>& begins_name) {
  const utf8proc_int32_t last = char_before(text, end);
  const bool is_plain = name.ambiguity == Ambiguity::none;
  if (is_hangul(last)) {
    const std::string_view run = hangul_run(text.substr(end));
    const auto begins = [&](std::size_t at) { return begins_name(end + at); };
    return is_whole_noun_before(run, begins) ? end : 0;
  }
  if (is_word(last) && !is_digit(last)) {
    const bool is_long = letters_of(text.substr(begin, end - begin)) >= 3;
    if (is_long && char_at(text, end) == 's' && last != 's' && !is_word(char_at(text, end + 1))) {
      ++end;
    } else if (is_long) {
      end = version_end(text, end);
    }
  } else if (last == '+') {
    end = version_end(text, end);
  }
  const utf8proc_int32_t next = char_at(text, end);
  const utf8proc_int32_t second =
      next == 0 ? 0 : char_at(text, end + decode(text.substr(end)).bytes);
  if (is_word(next) || next == '@') return 0;
  if (is_hangul(next)) {
    return is_plain || is_whole_noun_before(hangul_run(text.substr(end))) ? end : 0;
  }
  switch (next) {
    case '+':
      return is_plain && is_word(second) ? end : 0;
    case '#':
      return 0;
    case '.':
      return is_word(second) ? 0 : end;
    case '&':
    case '-':
    case '_':
      return is_plain || !is_word(second) ? end : 0;
    case '\'':
      return is_plain || letters_of(text.substr(begin, end - begin)) > 1 ? end : 0;
    default:
      return end;
  }
}

bool has_only_own_breaks(std::string_view text, const KeyText& keys, std::size_t begin,
                         std::size_t end, const SkillName& name) {
  constexpr std::size_t kLongWord = 7;  // "be rt" is no BERT
  for (std::size_t at = begin + 1; at < end; ++at) {
    const std::size_t before = keys.places[at - 1];
    const std::size_t place = keys.places[at];
    if (place == before) continue;
    const std::size_t behind = before + decode(text.substr(before)).bytes;
    if (place == behind) continue;
    if (std::binary_search(name.breaks.begin(), name.breaks.end(), at - begin)) continue;
    const std::string_view gap = text.substr(behind, place - behind);
    const bool in_hangul = is_hangul(char_before(text, behind)) && is_hangul(char_at(text, place));
    if (!in_hangul && (gap == "\n" || end - begin < kLongWord || gap.size() > 1)) return false;
  }
  return true;
}

}  // namespace skillmatch
