#include "labels.h"

#include <utility>

#include <skillmatch/name_index.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

std::string slug(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const bool is_kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (is_kept) {
      result += c;
    } else if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c - 'A' + 'a');
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (result.ends_with('-')) result.pop_back();
  return result.empty() ? std::string(name) : result;
}

std::string clean_label(std::string_view label) {
  const std::size_t begin = label.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  label = label.substr(begin, label.find_last_not_of(" \t\r\n") + 1 - begin);
  return label.size() <= kMaxNameBytes ? to_nfc(label) : std::string(label);
}

std::size_t find_hangul(std::string_view text, std::size_t from) noexcept {
  for (std::size_t at = from; at + 3 <= text.size(); ++at) {
    // The three bytes EA B0 80 to ED 9E A3.
    const std::string_view c = text.substr(at, 3);
    if (c >= "\xEA\xB0\x80" && c <= "\xED\x9E\xA3") return at;
  }
  return std::string_view::npos;
}

Name name_of_label(std::string label) {
  if (find_hangul(label) != std::string::npos) return {"", std::move(label)};
  return {std::move(label), ""};
}

}  // namespace skillmatch::io
