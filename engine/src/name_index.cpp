#include <algorithm>
#include <array>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/name_index.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

std::uint64_t hash_of(std::string_view text) noexcept {
  return XXH3_64bits(text.data(), text.size());
}

// The key of a name, without memory of its own where that is easy: for ASCII.
class Key {
 public:
  explicit Key(std::string_view name) {
    if (name.size() <= buffer_.size()) {
      if (const auto size = ascii_name_key(name, buffer_.data())) {
        is_easy_ = *size > 0;
        text_ = {buffer_.data(), *size};
        return;
      }
    }
    owned_ = name_key(name);
    text_ = owned_;
  }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  std::string_view text() const noexcept { return text_; }
  bool is_easy() const noexcept { return is_easy_; }  // of ASCII, not long and not empty

 private:
  std::array<char, kMaxNameBytes> buffer_;  // NOLINT: written before it is read
  std::string owned_;
  std::string_view text_;
  bool is_easy_ = false;
};

// Code points of UTF-8: its bytes that do not continue one.
std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool is_name(std::string_view text) noexcept {
  return text.size() <= kMaxNameBytes && !find_invalid_utf8(text);
}

}  // namespace

template <typename IsSame>
std::optional<std::size_t> NameIndex::Table::find(std::uint64_t hash, IsSame is_same) const {
  if (slots_.empty()) return std::nullopt;
  const auto tag = static_cast<std::uint32_t>(hash >> 32U);
  for (std::size_t at = tag;; ++at) {
    const Slot& slot = slots_[at & (slots_.size() - 1)];
    if (slot.used == 0) return std::nullopt;
    if (slot.tag == tag && is_same(slot.used - 1)) return slot.used - 1;
  }
}

void NameIndex::Table::place(Slot slot) {
  std::size_t at = slot.tag;
  while (slots_[at & (slots_.size() - 1)].used != 0) ++at;
  slots_[at & (slots_.size() - 1)] = slot;
}

void NameIndex::Table::reserve(std::size_t count) {
  std::size_t size = std::max<std::size_t>(16, slots_.size());
  while (size < 2 * count) size *= 2;
  if (size == slots_.size()) return;
  std::vector<Slot> old(size);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.used != 0) place(slot);
  }
}

void NameIndex::Table::add(std::uint64_t hash, std::size_t position) {
  reserve(++count_);
  place({static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(position + 1)});
}

void NameIndex::reserve(std::size_t names, std::size_t bytes) {
  bytes_.reserve(bytes);
  added_.reserve(names);
  keys_.reserve(names);
}

std::optional<std::size_t> NameIndex::find_key(std::string_view key, std::uint64_t hash) const {
  return keys_.find(hash, [&](std::size_t i) { return key_of(added_[i]) == key; });
}

std::optional<std::size_t> NameIndex::find_spelling(std::string_view name) const {
  if (others_.empty()) return std::nullopt;
  return spellings_.find(hash_of(name), [&](std::size_t i) { return others_[i].name == name; });
}

std::optional<std::size_t> NameIndex::add(std::string_view name, std::size_t owner) {
  const Key key(name);
  const std::uint64_t hash = hash_of(key.text());
  if (const auto at = find_key(key.text(), hash)) {
    if (added_[*at].owner != owner) return added_[*at].owner;
  } else {
    const bool is_own_key = key.text() == name;
    added_.push_back({bytes_.size(), name.size(), key.text().size(),
                      key.is_easy() ? key.text().size() : character_count(key.text()),
                      static_cast<std::uint32_t>(owner), is_own_key});
    bytes_.append(name);
    if (!is_own_key) bytes_.append(key.text());
    keys_.add(hash, added_.size() - 1);
  }
  if (!key.is_easy() && !find_spelling(name)) {
    others_.push_back({std::string(name), owner});
    spellings_.add(hash_of(name), others_.size() - 1);
  }
  return std::nullopt;
}

std::optional<std::size_t> NameIndex::find(std::string_view name) const {
  // The key of an easy name is as quick as its spelling would be.
  if (name.size() > kMaxNameBytes || !is_ascii(name)) {
    if (const auto at = find_spelling(name)) return others_[*at].owner;
    if (!is_name(name)) return std::nullopt;
  }
  const Key key(name);
  if (key.text().empty()) {
    const auto at = find_spelling(name);
    return at ? std::optional(others_[*at].owner) : std::nullopt;
  }
  const auto at = find_key(key.text(), hash_of(key.text()));
  return at ? std::optional<std::size_t>(added_[*at].owner) : std::nullopt;
}

std::optional<std::string> NameIndex::nearest(std::string_view name) const {
  constexpr std::size_t kMostCharacters = 100;  // nobody slips in a longer one
  if (!is_name(name)) return std::nullopt;
  const std::string key = name_key(name);
  const std::size_t length = character_count(key);
  if (length < 2 || length > kMostCharacters) return std::nullopt;
  std::size_t limit = std::max<std::size_t>(1, length / 3);
  std::optional<std::string> best;
  for (const Added& candidate : added_) {
    const std::size_t shorter = std::min(length, candidate.characters);
    if (std::max(length, candidate.characters) - shorter > limit) continue;
    const auto distance = edit_distance(key, key_of(candidate), limit);
    // An edit for nearly every character of a short name is no slip of the pen.
    if (!distance || 2 * *distance > candidate.characters) continue;
    if (!best || *distance < limit) {
      best = name_of(candidate);
      limit = *distance;
    }
    if (limit == 0) break;
  }
  return best;
}

}  // namespace skillmatch
