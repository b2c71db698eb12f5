// All of many names in one pass over a text.
//
// The automaton of Aho & Corasick, "Efficient string matching: an aid to bibliographic search",
// CACM 18(6), 1975: a trie of the names, and for each node where to go on when the text leaves the
// trie: the longest proper suffix of what was read that the trie also has.
//
// Our own: Debian's libraries for it, Hyperscan and Vectorscan, take 4 s to compile ESCO's names,
// where this takes 0.1 s, and twice as long to scan (engine/extraction.md), and none other is
// packaged for C++.
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
      for (std::uint32_t n = nodes_[node].longest; n != kRoot; n = shorter_[n]) {
        use(std::size_t{names_[n]}, at + 1);
      }
    }
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t kRoot = 0;
  struct Node {
    std::uint32_t first_child = 0;  // children stand together, by byte; the next node's follow
    std::uint32_t suffix = kRoot;   // where to go on
    std::uint32_t longest = kRoot;  // the node itself where a name ends, or its longest such suffix
  };

  void make_rows(std::uint32_t count);
  void fill_row(std::uint32_t node);

  std::uint32_t next(std::uint32_t node, std::uint8_t byte) const noexcept {
    while (node >= row_count_) {
      const std::uint32_t end = nodes_[node + 1].first_child;
      for (std::uint32_t child = nodes_[node].first_child; child < end; ++child) {
        if (bytes_[child] == byte) return child;
      }
      node = nodes_[node].suffix;
    }
    return rows_[std::size_t{node} * class_count_ + classes_[byte]];
  }

  // By depth, then by the names' order; one more node ends the last's children. What a step reads
  // stands apart from what only an occurrence does.
  std::vector<Node> nodes_;
  std::vector<std::uint8_t> bytes_;     // that lead to each node
  std::vector<std::uint32_t> shorter_;  // the longest suffix of each that is a name, or kRoot
  std::vector<std::uint32_t> names_;    // that end at each, or kNone
  // Where the text leaves a name it mostly does so early: the first nodes know where every byte
  // leads, so that a step from there is one load. Bytes that no name has are one class.
  std::uint32_t row_count_ = 0;
  std::size_t class_count_ = 1;
  std::array<std::uint8_t, 256> classes_{};
  std::vector<std::uint32_t> rows_;
};

}  // namespace skillmatch
