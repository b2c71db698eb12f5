#include "near_names.h"

#include <algorithm>
#include <utility>

#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kMostBytes = 400;  // nobody slips in a longer name

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Bytes of the first character of UTF-8 text that is not empty.
std::size_t first_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && continues(text[size])) ++size;
  return size;
}

// Whether two different UTF-8 texts are one slip apart.
bool is_one_slip(std::string_view a, std::string_view b) {
  std::size_t same = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  while (same > 0 &&
         ((same < a.size() && continues(a[same])) || (same < b.size() && continues(b[same])))) {
    --same;
  }
  a.remove_prefix(same);
  b.remove_prefix(same);
  const auto first = [](std::string_view text) { return text.substr(0, first_size(text)); };
  const auto rest = [](std::string_view text) { return text.substr(first_size(text)); };
  if (a.empty()) return rest(b).empty();
  if (b.empty()) return rest(a).empty();
  const std::string_view a_rest = rest(a);
  const std::string_view b_rest = rest(b);
  if (a_rest == b_rest || a_rest == b || a == b_rest) return true;
  if (a_rest.empty() || b_rest.empty()) return false;
  return first(a) == first(b_rest) && first(b) == first(a_rest) && rest(a_rest) == rest(b_rest);
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

}  // namespace

void NearNames::build() {
  is_built_ = true;
  std::size_t place = 0;
  const auto add = [&](std::string_view name) {
    if (name.empty()) return;
    std::string key = name_key(name);
    if (key.size() > kMostBytes || character_count(key) < 2) return;
    const std::size_t size = key.size();
    if (size >= by_size_.size()) by_size_.resize(size + 1);
    by_size_[size].push_back({std::string(name), std::move(key), place++});
  };
  for (const Skill& skill : taxonomy_.skills()) {
    add(skill.id);
    add(skill.name.en);
    add(skill.name.ko);
    for (const std::string& alias : skill.aliases) add(alias);
  }
}

std::optional<std::string> NearNames::nearest(std::string_view name) {
  if (name.size() > kMaxNameBytes || find_invalid_utf8(name)) return std::nullopt;
  if (!is_built_) build();
  const std::string key = name_key(name);
  const std::size_t characters = character_count(key);
  if (characters < 2 || characters > 100) return std::nullopt;
  const Known* best = nullptr;
  // One character has at most four bytes.
  const std::size_t smallest = key.size() - std::min<std::size_t>(key.size(), 4);
  for (std::size_t size = smallest; size < std::min(key.size() + 5, by_size_.size()); ++size) {
    for (const Known& known : by_size_[size]) {
      if (best != nullptr && known.place > best->place) break;
      if (!is_one_slip(key, known.key)) continue;
      best = &known;
      break;
    }
  }
  return best == nullptr ? std::nullopt : std::optional(best->name);
}

}  // namespace skillmatch::io
