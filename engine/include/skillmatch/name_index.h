// Floor 1: names of one kind of thing (ids, English and Korean names, aliases), found by name_key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch {

// The longest name, in bytes: far above any that people write, and short enough that no hostile one
// costs time (ordering n combining marks takes n² steps).
inline constexpr std::size_t kMaxNameBytes = 1000;

// Text that can be a name: UTF-8, and not too long.
bool is_name(std::string_view text) noexcept;

class NameIndex {
 public:
  // Makes room for `names` names of `bytes` bytes in all.
  void reserve(std::size_t names, std::size_t bytes);
  // Gives `name` to number `owner` (below 2^32). Returns the owner that already has it, if another
  // one does, and then changes nothing. Throws std::invalid_argument for text that is not UTF-8,
  // std::length_error when all names together take 4 GiB.
  std::optional<std::size_t> add(std::string_view name, std::size_t owner);
  // Adds all of them, or none and returns the owner of the first that somebody else has.
  std::optional<std::size_t> add_all(std::span<const std::string_view> names, std::size_t owner);
  std::optional<std::size_t> find(std::string_view name) const;
  // The added name nearest to `name` by edit distance of their keys, when it is near enough to be a
  // slip of the pen: at most one edit in three characters. The shorter distance, then the name
  // added first, wins.
  std::optional<std::string> nearest(std::string_view name) const;

 private:
  static constexpr std::uint32_t kOwnKey = UINT32_MAX;
  struct Added {
    std::uint32_t begin;  // among the bytes: the name, and where it differs, its key behind it
    std::uint32_t name_bytes;
    std::uint32_t key_bytes;  // kOwnKey: the name is its own
    std::uint32_t owner;
  };
  // A hash table of positions in a list: an allocation a name less than std::unordered_map.
  class Table {
   public:
    template <typename IsSame>
    std::optional<std::size_t> find(std::uint64_t hash, IsSame is_same) const;
    // The position that is there already, or else nothing: then `position` is there now.
    template <typename IsSame>
    std::optional<std::size_t> add(std::uint64_t hash, std::size_t position, IsSame is_same);
    void reserve(std::size_t count);
    void clear() { *this = Table(); }

   private:
    struct Slot {
      std::uint32_t tag = 0;   // the half of the hash that does not choose the slot
      std::uint32_t used = 0;  // position + 1; 0: free
    };
    // Where what is looked for is, or would be.
    template <typename IsSame>
    std::size_t slot(std::uint64_t hash, IsSame is_same) const;

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
  };
  struct Spelling {
    std::string name;
    std::size_t owner;
  };

  std::string_view name_of(const Added& added) const noexcept {
    return std::string_view(bytes_).substr(added.begin, added.name_bytes);
  }
  std::string_view key_of(const Added& added) const noexcept {
    return added.key_bytes == kOwnKey
               ? name_of(added)
               : std::string_view(bytes_).substr(added.begin + added.name_bytes, added.key_bytes);
  }
  void drop(std::size_t added, std::size_t others);
  std::optional<std::size_t> find_spelling(std::string_view name) const;

  std::string bytes_;
  std::vector<Added> added_;  // each key once, in the order of the names
  Table keys_;
  // Names whose key costs a normalisation, or is empty, as they were added.
  std::vector<Spelling> others_;
  Table spellings_;
};

}  // namespace skillmatch
