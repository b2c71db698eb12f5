#include "code_point.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

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

}  // namespace

bool is_name(std::string_view text) noexcept {
  return text.size() <= kMaxNameBytes && !find_invalid_utf8(text);
}

template <typename IsSame>
std::size_t NameIndex::Table::slot(std::uint64_t hash, IsSame is_same) const {
  const auto tag = static_cast<std::uint32_t>(hash >> 32U);
  for (std::size_t at = tag;; ++at) {
    at &= slots_.size() - 1;
    const Slot& slot = slots_[at];
    if (slot.used == 0 || (slot.tag == tag && is_same(slot.used - 1))) return at;
  }
}

template <typename IsSame>
std::optional<std::size_t> NameIndex::Table::find(std::uint64_t hash, IsSame is_same) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& found = slots_[slot(hash, is_same)];
  return found.used == 0 ? std::nullopt : std::optional<std::size_t>(found.used - 1);
}

template <typename IsSame>
std::optional<std::size_t> NameIndex::Table::add(std::uint64_t hash, std::size_t position,
                                                 IsSame is_same) {
  reserve(count_ + 1);
  Slot& found = slots_[slot(hash, is_same)];
  if (found.used != 0) return found.used - 1;
  found = {static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(position + 1)};
  ++count_;
  return std::nullopt;
}

void NameIndex::Table::reserve(std::size_t count) {
  std::size_t size = std::max<std::size_t>(16, slots_.size());
  while (size < 2 * count) size *= 2;
  if (size == slots_.size()) return;
  std::vector<Slot> old(size);
  old.swap(slots_);
  for (const Slot& kept : old) {
    if (kept.used == 0) continue;
    slots_[slot(std::uint64_t{kept.tag} << 32U, [](std::size_t) { return false; })] = kept;
  }
}

void NameIndex::reserve(std::size_t names, std::size_t bytes) {
  bytes_.reserve(bytes);
  added_.reserve(names);
  keys_.reserve(names);
}

std::optional<std::size_t> NameIndex::find_spelling(std::string_view name) const {
  if (others_.empty()) return std::nullopt;
  return spellings_.find(hash_of(name), [&](std::size_t i) { return others_[i].name == name; });
}

std::optional<std::size_t> NameIndex::add(std::string_view name, std::size_t owner) {
  const Key key(name);
  if (name.size() + key.text().size() > kOwnKey - bytes_.size()) {
    throw std::length_error("the names of a kind take at most 4 GiB");
  }
  const auto is_key = [&](std::size_t i) { return key_of(added_[i]) == key.text(); };
  if (const auto at = keys_.add(hash_of(key.text()), added_.size(), is_key)) {
    if (added_[*at].owner != owner) return added_[*at].owner;
  } else {
    const bool is_own_key = key.text() == name;
    added_.push_back({static_cast<std::uint32_t>(bytes_.size()),
                      static_cast<std::uint32_t>(name.size()),
                      is_own_key ? kOwnKey : static_cast<std::uint32_t>(key.text().size()),
                      static_cast<std::uint32_t>(owner)});
    bytes_.append(name);
    if (!is_own_key) bytes_.append(key.text());
  }
  const auto is_name = [&](std::size_t i) { return others_[i].name == name; };
  if (!key.is_easy() && !spellings_.add(hash_of(name), others_.size(), is_name)) {
    others_.push_back({std::string(name), owner});
  }
  return std::nullopt;
}

std::optional<std::size_t> NameIndex::add_all(std::span<const std::string_view> names,
                                              std::size_t owner) {
  const std::size_t added = added_.size();
  const std::size_t others = others_.size();
  for (const std::string_view name : names) {
    // A name without a key to go by may be anybody's.
    const auto holder = add(name, owner);
    if (!holder || !find(name)) continue;
    drop(added, others);
    return holder;
  }
  return std::nullopt;
}

// What was added last, down to these sizes.
void NameIndex::drop(std::size_t added, std::size_t others) {
  if (added < added_.size()) bytes_.resize(added_[added].begin);
  added_.resize(added);
  others_.resize(others);
  keys_.clear();
  spellings_.clear();
  const auto never = [](std::size_t) { return false; };
  for (std::size_t i = 0; i < added_.size(); ++i) keys_.add(hash_of(key_of(added_[i])), i, never);
  for (std::size_t i = 0; i < others_.size(); ++i) {
    spellings_.add(hash_of(others_[i].name), i, never);
  }
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
  const auto at = keys_.find(hash_of(key.text()),
                             [&](std::size_t i) { return key_of(added_[i]) == key.text(); });
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
    const std::string_view known = key_of(candidate);
    if (known.size() + limit < length) continue;  // it has no more characters than bytes
    const std::size_t characters = character_count(known);
    if (std::max(length, characters) - std::min(length, characters) > limit) continue;
    const auto distance = edit_distance(key, known, limit);
    // An edit for nearly every character of a short name is no slip of the pen.
    if (!distance || 2 * *distance > characters) continue;
    if (!best || *distance < limit) {
      best = name_of(candidate);
      limit = *distance;
    }
    if (limit == 0) break;
  }
  return best;
}

}  // namespace skillmatch
