// All of many names in one pass over a text.
//
// The automaton of Aho & Corasick, "Efficient string matching: an aid to bibliographic search",
// CACM 18(6), 1975: a trie of the names, and for each node where to go on when the text leaves the
// trie: the longest proper suffix of what was read that the trie also has.
//
// Our own: Debian's libraries for it, Hyperscan and Vectorscan, compile patterns for scanning
// gigabytes (engine/extraction.md has what that takes), and none other is packaged for C++.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch {

class NameAutomaton {
 public:
  // `names` are sorted by byte, distinct and not empty.
  explicit NameAutomaton(std::span<const std::string> names);

  // Calls use(name, end) for every occurrence of every name: its position among the names, and the
  // offset in `text` where it ends. Ends ascend; at one end the longer name comes first.
  template <typename Use>
  void find(std::string_view text, Use use) const {
    std::uint32_t node = kRoot;
    for (std::size_t at = 0; at < text.size(); ++at) {
      node = next(node, static_cast<std::uint8_t>(text[at]));
      for (std::uint32_t n = nodes_[node].name != kNone ? node : nodes_[node].shorter; n != kRoot;
           n = nodes_[n].shorter) {
        use(std::size_t{nodes_[n].name}, at + 1);
      }
    }
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t kRoot = 0;
  struct Node {
    std::uint32_t first_child =
        0;  // children stand together, by byte; those of the next node follow
    std::uint32_t suffix = kRoot;   // where to go on
    std::uint32_t shorter = kRoot;  // the longest suffix that is a name
    std::uint32_t name = kNone;     // that ends here
    std::uint8_t byte = 0;          // that leads here
  };

  // The child of `node` by `byte`, or kNone.
  std::uint32_t child(std::uint32_t node, std::uint8_t byte) const noexcept {
    if (node == kRoot) return roots_[byte];
    const std::uint32_t end = nodes_[node + 1].first_child;
    for (std::uint32_t c = nodes_[node].first_child; c < end; ++c) {
      if (nodes_[c].byte == byte) return c;
    }
    return kNone;
  }
  std::uint32_t next(std::uint32_t node, std::uint8_t byte) const noexcept {
    for (;;) {
      const std::uint32_t found = child(node, byte);
      if (found != kNone) return found;
      if (node == kRoot) return kRoot;
      node = nodes_[node].suffix;
    }
  }

  std::vector<Node>
      nodes_;  // by depth, then by the names' order; one more ends the last's children
  std::array<std::uint32_t, 256> roots_;  // children of the root
};

}  // namespace skillmatch
