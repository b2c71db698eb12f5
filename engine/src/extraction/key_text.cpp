#include "key_text.h"

#include "characters.h"

#include <algorithm>
#include <array>

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

// Up to the next white space or what ends an address in prose, and whether a sign of one is inside;
// no address is longer than browsers take, so that no text is looked at again and again.
struct Token {
  std::string_view text;
  bool may_be_address = false;
};
Token token_of(std::string_view text) noexcept {
  constexpr std::size_t kLongest = 2048;
  Token token;
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
    token.may_be_address |= c.value == '.' || c.value == ':' || c.value == '@';
    end += c.bytes;
  }
  token.text = text.substr(0, end);
  return token;
}

// Hosts that end so and have a path are addresses though nobody wrote "https://".
constexpr auto kDomains =
    std::to_array<std::string_view>({".com", ".org", ".net", ".io", ".kr", ".dev", ".ai", ".me",
                                     ".co", ".edu", ".gov", ".app", ".info", ".page"});

bool is_address(std::string_view token) {
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
  // Of as many bytes as the text, of which few signs become more, and written where they belong: to
  // append each by itself took a fifth more instructions.
  KeyText result;
  result.key.resize(text.size());
  result.places.resize(text.size() + 1);
  std::size_t size = 0;
  const auto put_byte = [&](char byte, std::size_t place) {
    result.key[size] = byte;
    result.places[size++] = static_cast<std::uint32_t>(place);
  };
  // In the place of `of` bytes of the text.
  const auto put = [&](std::string_view bytes, std::size_t place, std::size_t of) {
    const std::size_t most = size + bytes.size() + text.size() - place - of;
    if (most > result.key.size()) {
      result.key.resize(2 * most);
      result.places.resize(2 * most + 1);
    }
    for (const char byte : bytes) put_byte(byte, place);
  };
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
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
      const Token token = token_of(text.substr(at));
      token_end = at + token.text.size();
      if (token.may_be_address && is_address(token.text)) {
        put_byte(KeyText::kBarrier, at);
        at = token_end;
        continue;
      }
    }
    if (is_ascii_word(text[at])) {
      // A word at once: they are most of a text.
      for (; at < text.size() && is_ascii_word(text[at]); ++at) put_byte(lower(text[at]), at);
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
      put_byte(text[at], at);
    } else if (c.value >= 0xFF01 && c.value <= 0xFF5E) {  // full-width forms of ASCII
      put(name_key(std::string(1, static_cast<char>(c.value - 0xFEE0))), at, c.bytes);
    } else if (is_hangul(c.value)) {
      put(text.substr(at, c.bytes), at, c.bytes);
    } else {
      put(name_key(text.substr(at, c.bytes)), at, c.bytes);
    }
    at += c.bytes;
  }
  result.key.resize(size);
  result.places.resize(size);
  result.places.push_back(static_cast<std::uint32_t>(text.size()));
  return result;
}

}  // namespace skillmatch
