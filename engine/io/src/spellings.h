// Names as the very bytes by which a file writes them, each with a number.
//
// A look-up is one hash and one comparison, where Taxonomy::find must normalise every spelling that
// is not its own. Waiting for memory is most of its cost (13,939 names take 0.5 MB, and names come
// in no order), so the steps of it can be taken apart and done for many names by turns:
//   hash, prefetch  ->  prefetch_entry  ->  find
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::io {

inline std::uint64_t load_word(const char* at) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

class Spellings {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  // Bytes behind every name given here that are read (and ignored).
  static constexpr std::size_t kReadable = 16;

  // Adds a spelling that is not there yet.
  void add(std::string_view name, std::uint32_t number);

  static std::uint64_t hash(std::string_view name) noexcept {
    const char* at = name.data();
    std::size_t left = name.size();
    std::uint64_t state = (left + 1) * kFirst;
    for (; left > 16; left -= 16, at += 16) {
      state = mix(load_word(at) ^ state, load_word(at + 8) ^ kSecond);
    }
    // Without a branch on the length, which no predictor would guess.
    return mix(keep(load_word(at), left) ^ state, keep(load_word(at + 8), behind(left)) ^ kSecond);
  }

  void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(&slots_[hash & mask_]); }
  void prefetch_entry(std::uint64_t hash) const noexcept {
    const Slot& slot = slots_[hash & mask_];
    __builtin_prefetch(entries_.data() + (slot.entry == kNone ? 0 : slot.entry));
  }

  // The number of `name`, whose hash this is, or kNone.
  std::uint32_t find(std::string_view name, std::uint64_t hash) const noexcept {
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      const Slot slot = slots_[at];
      if (slot.entry == kNone) return kNone;
      if (slot.tag != tag_of(hash)) continue;
      const char* const entry = entries_.data() + slot.entry;
      const Head head = head_of(entry);
      if (head.size == name.size() && is_same(entry + sizeof(Head), name)) return head.number;
    }
  }
  std::uint32_t find(std::string_view name) const noexcept { return find(name, hash(name)); }

  std::size_t size() const noexcept { return count_; }
  std::size_t bytes() const noexcept { return entries_.size(); }

 private:
  struct Slot {
    std::uint32_t tag = 0;        // the half of the hash that does not choose the slot
    std::uint32_t entry = kNone;  // where in entries_
  };
  // What stands before an entry's bytes.
  struct Head {
    std::uint32_t number;
    std::uint32_t size;
  };
  static constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15U;  // odd, of many bits
  static constexpr std::uint64_t kSecond = 0xE7037ED1A0B428DBU;

  static std::uint32_t tag_of(std::uint64_t hash) noexcept {
    return static_cast<std::uint32_t>(hash >> 32U);
  }
  static Head head_of(const char* entry) noexcept {
    Head head;
    std::memcpy(&head, entry, sizeof(head));
    return head;
  }
  static std::size_t behind(std::size_t left) noexcept { return left < 8 ? 0 : left - 8; }

  // The word's first n bytes.
  static std::uint64_t keep(std::uint64_t word, std::size_t n) noexcept {
    if (n >= 8) return word;
    if constexpr (std::endian::native == std::endian::little) {
      return word & ((std::uint64_t{1} << (8 * n)) - 1);
    } else {
      return n == 0 ? 0 : word & ~((std::uint64_t{1} << (64 - 8 * n)) - 1);
    }
  }

  // 128 bits of a product folded into 64, as wyhash does: every bit of both words counts.
  static std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }

  static bool is_same(const char* a, std::string_view name) noexcept {
    const char* b = name.data();
    std::size_t left = name.size();
    std::uint64_t difference = 0;
    for (; left > 16; left -= 16, a += 16, b += 16) {
      difference |= (load_word(a) ^ load_word(b)) | (load_word(a + 8) ^ load_word(b + 8));
    }
    difference |= keep(load_word(a) ^ load_word(b), left);
    difference |= keep(load_word(a + 8) ^ load_word(b + 8), behind(left));
    return difference == 0;
  }

  void place(Slot slot, std::uint64_t hash);

  // A power of two, at most a quarter full: a second slot looked at is a branch mispredicted.
  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t mask_ = 63;
  std::size_t count_ = 0;
  std::string entries_ = std::string(kReadable, '\0');  // that many zeros behind the last
};

}  // namespace skillmatch::io
