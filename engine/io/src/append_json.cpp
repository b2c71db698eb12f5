#include "append_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

bool is_plain(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
}

void append_ascii(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (static_cast<unsigned char>(c) >= 0x20) {
    out += c;
    return;
  }
  std::array<char, 8> escape{};
  std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
  out += escape.data();
}

template <typename Number>
void append_shortest(std::string& out, Number x) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), x).ptr;
  out.append(text.data(), end);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  if (is_plain(text)) {
    out += text;
    out += '"';
    return;
  }
  std::string escaped;
  while (!text.empty()) {
    const std::size_t good = std::min(find_invalid_utf8(text).value_or(text.size()), text.size());
    for (const char c : text.substr(0, good)) append_ascii(escaped, c);
    text.remove_prefix(good);
    if (text.empty()) break;
    escaped += "\xEF\xBF\xBD";
    text.remove_prefix(1);
  }
  out += printable_json(escaped);
  out += '"';
}

void append_number(std::string& out, double x) { append_shortest(out, x); }
void append_number(std::string& out, std::uint64_t x) { append_shortest(out, x); }

}  // namespace skillmatch::io
