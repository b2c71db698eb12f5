#include "code_point.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

#include <utf8proc.h>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

std::string map_utf8(std::string_view text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                             static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) throw std::invalid_argument("text is not valid UTF-8");
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

bool is_separator(utf8proc_int32_t c) noexcept {
  if (c == '-' || c == '_' || (c >= '\t' && c <= '\r')) return true;
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return true;  // white space outside category Zs
  return utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

// What each ASCII character becomes in a key.
constexpr std::uint16_t kSeparator = 0x100;
constexpr std::array<std::uint16_t, 128> kAsciiKeys = [] {
  std::array<std::uint16_t, 128> keys{};
  for (std::uint16_t c = 0; c < 128; ++c) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    keys[c] = is_capital ? static_cast<std::uint16_t>(c - 'A' + 'a') : c;
    if (c == ' ' || c == '-' || c == '_' || (c >= '\t' && c <= '\r')) keys[c] = kSeparator;
  }
  return keys;
}();

// How many bytes of ASCII `text` begins with.
std::size_t ascii_prefix(std::string_view text) noexcept {
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof(word) <= text.size(); at += sizeof(word)) {
    std::memcpy(&word, text.data() + at, sizeof(word));
    if ((word & 0x8080'8080'8080'8080U) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

// Letters of Latin-1 and what follows it, punctuation, Hangul, ideographs and full-width forms that
// are their own Form C: in Unicode's terms, of combining class 0 and NFC_Quick_Check=Yes.
constexpr bool is_stable(utf8proc_int32_t c) noexcept {
  return c < 0x80 || (c >= 0xA0 && c <= 0x2FF) || (c >= 0x2010 && c <= 0x2027) ||
         (c >= 0x2030 && c <= 0x205E) || (c >= 0x3000 && c <= 0x3029) ||
         (c >= 0x3131 && c <= 0x318E) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF01 && c <= 0xFF5E);
}

// Whether `text` is made of those characters alone, well-formed: then no neighbour changes any, and
// it is in Form C (UAX #15, 9).
bool is_surely_nfc(std::string_view text) noexcept {
  for (std::size_t at = ascii_prefix(text); at < text.size(); at += ascii_prefix(text.substr(at))) {
    const CodePoint c = decode(text.substr(at));
    if (c.value < 0 || !is_stable(c.value)) return false;
    at += c.bytes;
  }
  return true;
}

// Characters of visible categories that show nothing or hide in what they stand behind: joiners of
// graphemes, Hangul fillers, selectors of variants, the blank Braille pattern.
bool is_blank(utf8proc_int32_t c) noexcept {
  return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 ||
         (c >= 0x17B4 && c <= 0x17B5) || (c >= 0x180B && c <= 0x180F) ||
         (c >= 0xFE00 && c <= 0xFE0D) || (c >= 0xE0100 && c <= 0xE01EF);
}

// What would act on a terminal or a page instead of being seen there. The zero-width joiner and
// non-joiner are left, and the two selectors of emoji: emoji and some scripts need them, and they
// move nothing.
bool is_hidden(utf8proc_int32_t c) noexcept {
  if (c == 0x200C || c == 0x200D) return false;
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return is_blank(c);
  }
}

std::string formatted(const char* format, unsigned value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

std::vector<utf8proc_int32_t> code_points(std::string_view text) {
  std::vector<utf8proc_int32_t> result;
  result.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = decode(text);
    result.push_back(c.value);
    text.remove_prefix(c.bytes);
  }
  return result;
}

std::size_t width_of(utf8proc_int32_t c) noexcept {
  return c < 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(c)));
}

}  // namespace

bool is_ascii(std::string_view text) noexcept { return ascii_prefix(text) == text.size(); }

std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t at = ascii_prefix(text); at < text.size(); at += ascii_prefix(text.substr(at))) {
    const CodePoint c = decode(text.substr(at));
    if (c.value < 0) return at;
    at += c.bytes;
  }
  return std::nullopt;
}

std::string to_nfc(std::string_view text) {
  if (is_surely_nfc(text)) return std::string(text);
  return map_utf8(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::optional<std::size_t> ascii_name_key(std::string_view text, char* key) noexcept {
  std::size_t size = 0;
  unsigned all = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    all |= byte;
    const std::uint16_t folded = kAsciiKeys[byte & 0x7FU];
    key[size] = static_cast<char>(folded);
    size += folded != kSeparator ? 1U : 0U;
  }
  return all < 0x80 ? std::optional(size) : std::nullopt;
}

std::string name_key(std::string_view text) {
  std::string key(text.size(), '\0');
  if (const auto size = ascii_name_key(text, key.data())) {
    key.resize(*size);
    return key;
  }
  key.clear();
  // Decomposed before folding, and without separators before both fold and composition: U+0345
  // folds to a letter, which ends the marks that can be ordered, and marks or jamo that a separator
  // kept apart are to be composed. So a key is its own key, and equivalent names have one.
  const std::string decomposed = map_utf8(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
  for (std::string_view rest = decomposed; !rest.empty();) {
    const CodePoint c = decode(rest);
    if (!is_separator(c.value)) key.append(rest.substr(0, c.bytes));
    rest.remove_prefix(c.bytes);
  }
  return map_utf8(key, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = decode(text);
    if (c.value < 0) {
      result += formatted("\\x{%02X}", static_cast<unsigned char>(text[0]));
    } else if (is_hidden(c.value)) {
      result += formatted("\\u{%04X}", static_cast<unsigned>(c.value));
    } else {
      result.append(text.substr(0, c.bytes));
    }
    text.remove_prefix(c.bytes);
  }
  return result;
}

std::string printable_json(std::string_view json) {
  std::string result;
  result.reserve(json.size());
  while (!json.empty()) {
    const CodePoint c = decode(json);
    // Below DEL are only JSON's own line feeds and spaces: its strings have none unescaped.
    if (c.value < 0x7F || !is_hidden(c.value)) {
      result.append(json.substr(0, c.bytes));
    } else if (c.value < 0x10000) {
      result += formatted("\\u%04x", static_cast<unsigned>(c.value));
    } else {  // a surrogate pair
      const auto offset = static_cast<unsigned>(c.value) - 0x10000U;
      result += formatted("\\u%04x", 0xD800U + (offset >> 10U));
      result += formatted("\\u%04x", 0xDC00U + (offset & 0x3FFU));
    }
    json.remove_prefix(c.bytes);
  }
  return result;
}

std::string number_text(double x) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), x).ptr};
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMostColumns = 200;
  return "'" + fit_width(printable(text), kMostColumns) + "'";
}

std::string grouped(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint c = decode(text);
    width += width_of(c.value);
    text.remove_prefix(c.bytes);
  }
  return width;
}

std::string fit_width(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t used = 1;  // the ellipsis
  std::size_t end = 0;
  while (end < text.size()) {
    const CodePoint c = decode(text.substr(end));
    const std::size_t w = width_of(c.value);
    if (used + w > width) break;
    used += w;
    end += c.bytes;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::optional<std::size_t> edit_distance(std::string_view a, std::string_view b,
                                         std::size_t limit) {
  const auto x = code_points(a);
  const auto y = code_points(b);
  const std::size_t shorter = std::min(x.size(), y.size());
  if (std::max(x.size(), y.size()) - shorter > limit) return std::nullopt;
  // Three rows of the table are enough: a swap looks two rows back.
  std::vector<std::size_t> two_back(y.size() + 1);
  std::vector<std::size_t> previous(y.size() + 1);
  std::vector<std::size_t> current(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    current[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const std::size_t replaced = previous[j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) {
        current[j] = std::min(current[j], two_back[j - 2] + 1);
      }
      best = std::min(best, current[j]);
    }
    // No later row comes below: a swap looks back at the row before, whose least is at most one
    // less than this one's, and costs one.
    if (best > limit) return std::nullopt;
    std::swap(two_back, previous);
    std::swap(previous, current);
  }
  const std::size_t distance = previous[y.size()];
  return distance <= limit ? std::optional<std::size_t>(distance) : std::nullopt;
}

}  // namespace skillmatch
