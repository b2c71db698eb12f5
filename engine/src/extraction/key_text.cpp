#include "key_text.h"

#include "characters.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

bool is_hyphen(utf8proc_int32_t c) noexcept {
  return c == '-' || c == '_' || c == 0x2010 || c == 0x2011;
}

// How many bytes of `text` are white space, and whether an empty line is among it.
struct Gap {
  std::size_t bytes = 0;
  bool is_paragraph = false;
};
Gap gap_of(std::string_view text) noexcept {
  Gap gap;
  std::size_t line_feeds = 0;
  while (gap.bytes < text.size()) {
    const CodePoint c = decode(text.substr(gap.bytes));
    if (!is_space(c.value)) break;
    line_feeds += c.value == '\n' ? 1U : 0U;
    gap.bytes += c.bytes;
  }
  gap.is_paragraph = line_feeds > 1;
  return gap;
}

// Up to the next white space or what ends an address in prose; no address is longer than browsers
// take, so that no text is looked at again and again.
std::string_view token_of(std::string_view text) noexcept {
  constexpr std::size_t kLongest = 2048;
  std::size_t end = 0;
  while (end < std::min(text.size(), kLongest)) {
    if (is_ascii_word(text[end])) {
      ++end;
      continue;
    }
    const CodePoint c = decode(text.substr(end));
    if (is_space(c.value) || is_hangul(c.value) || c.value == ',' || c.value == ')' ||
        c.value == '(' || c.value == '<' || c.value == '>' || c.value == '|') {
      break;
    }
    end += c.bytes;
  }
  return text.substr(0, end);
}

// Hosts that end so and have a path are addresses though nobody wrote "https://".
constexpr auto kDomains =
    std::to_array<std::string_view>({".com", ".org", ".net", ".io", ".kr", ".dev", ".ai", ".me",
                                     ".co", ".edu", ".gov", ".app", ".info", ".page"});

bool is_address(std::string_view token) {
  if (find_sign(token, ".:@") == token.size()) return false;
  if (token.find("://") != std::string_view::npos || token.starts_with("www.")) return true;
  if (const std::size_t at = token.find('@'); at != std::string_view::npos) {
    return at > 0 && token.find('.', at) != std::string_view::npos;
  }
  const std::string_view host = token.substr(0, token.find('/'));
  return host.size() < token.size() &&
         std::any_of(kDomains.begin(), kDomains.end(),
                     [&](std::string_view domain) { return host.ends_with(domain); });
}

}  // namespace

KeyText key_text(std::string_view text) {
  KeyText result;
  result.key.reserve(text.size());
  result.places.reserve(text.size() + 1);
  const auto put = [&](std::string_view bytes, std::size_t place) {
    result.key.append(bytes);
    result.places.insert(result.places.end(), bytes.size(), static_cast<std::uint32_t>(place));
  };
  const auto put_byte = [&](char byte, std::size_t place) {
    result.key.push_back(byte);
    result.places.push_back(static_cast<std::uint32_t>(place));
  };
  const auto put_word = [&](std::size_t begin, std::size_t end) {
    const std::size_t size = result.key.size();
    result.key.append(text.substr(begin, end - begin));
    for (std::size_t i = size; i < result.key.size(); ++i) {
      char& byte = result.key[i];
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    result.places.resize(result.key.size());
    std::iota(result.places.begin() + static_cast<std::ptrdiff_t>(size), result.places.end(),
              static_cast<std::uint32_t>(begin));
  };
  bool begins_token = true;
  std::size_t token_end = 0;  // up to where it is known that no address is
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text.substr(at));
    if (is_space(c.value)) {
      const Gap gap = gap_of(text.substr(at));
      if (gap.is_paragraph) put_byte(KeyText::kBarrier, at);
      at += gap.bytes;
      begins_token = true;
      continue;
    }
    if (begins_token && at >= token_end && is_word(c.value)) {
      const std::string_view token = token_of(text.substr(at));
      token_end = at + token.size();
      if (is_address(token)) {
        put_byte(KeyText::kBarrier, at);
        at += token.size();
        continue;
      }
    }
    if (is_ascii_word(text[at])) {
      // A word at once: they are most of a text.
      std::size_t end = at + 1;
      while (end < text.size() && is_ascii_word(text[end])) ++end;
      put_word(at, end);
      at = end;
      begins_token = false;
      continue;
    }
    // Behind a bracket or a Hangul letter an address may begin too.
    begins_token = !is_word(c.value) && c.value != '.' && c.value != '-' && c.value != '_' &&
                   c.value != '+' && c.value != '/';
    if (is_hyphen(c.value)) {
      const utf8proc_int32_t before = char_before(text, at);
      const utf8proc_int32_t behind = char_at(text, at + c.bytes);
      const bool is_dash = before == 0 || behind == 0 || is_space(before) || is_space(behind);
      if (is_dash) put_byte(KeyText::kBarrier, at);
    } else if (c.value < 0x80) {
      const char byte = static_cast<char>(c.value);
      put_byte(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte, at);
    } else if (c.value >= 0xFF01 && c.value <= 0xFF5E) {  // full-width forms of ASCII
      put(name_key(std::string(1, static_cast<char>(c.value - 0xFEE0))), at);
    } else if (is_hangul(c.value)) {
      put(text.substr(at, c.bytes), at);
    } else {
      put(name_key(text.substr(at, c.bytes)), at);
    }
    at += c.bytes;
  }
  result.places.push_back(static_cast<std::uint32_t>(text.size()));
  return result;
}

}  // namespace skillmatch
