#include "name_automaton.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace skillmatch {

NameAutomaton::NameAutomaton(std::span<const std::string> names) {
  // Sorted names that share what was read are a range, and breadth first the children of one node
  // stand together: no table of children is needed.
  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Range> ranges{{0, names.size()}};
  std::vector<std::uint32_t> parents{kRoot};
  const auto add_node = [&](std::uint8_t byte) {
    nodes_.emplace_back();
    bytes_.push_back(byte);
    names_.push_back(kNone);
  };
  add_node(0);
  std::size_t depth = 0;
  std::size_t deeper = 1;  // the first node below this depth
  for (std::size_t at = 0; at < nodes_.size(); ++at) {
    if (at == deeper) {
      ++depth;
      deeper = nodes_.size();
    }
    auto [begin, end] = ranges[at];
    nodes_[at].first_child = static_cast<std::uint32_t>(nodes_.size());
    if (begin < end && names[begin].size() == depth) {
      names_[at] = static_cast<std::uint32_t>(begin++);
    }
    while (begin < end) {
      assert(begin == 0 || names[begin - 1] < names[begin]);
      const char byte = names[begin][depth];
      std::size_t next = begin + 1;
      while (next < end && names[next][depth] == byte) ++next;
      add_node(static_cast<std::uint8_t>(byte));
      ranges.push_back({begin, next});
      parents.push_back(static_cast<std::uint32_t>(at));
      begin = next;
    }
  }
  const auto count = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({.first_child = count});
  shorter_.resize(count, kRoot);
  make_rows(count);
  // By depth, so that what a suffix needs is there.
  for (std::uint32_t at = 1; at < count; ++at) {
    Node& node = nodes_[at];
    if (parents[at] != kRoot) node.suffix = next(nodes_[parents[at]].suffix, bytes_[at]);
    shorter_[at] = nodes_[node.suffix].longest;
    node.longest = names_[at] != kNone ? at : shorter_[at];
    if (at < row_count_) fill_row(at);
  }
}

void NameAutomaton::make_rows(std::uint32_t count) {
  constexpr std::uint32_t kMostRows = 1024;
  std::array<bool, 256> is_used{};
  for (std::uint32_t at = 1; at < count; ++at) is_used[bytes_[at]] = true;
  // 255 classes and that of no name: where all 256 bytes are used, none needs the latter.
  class_count_ = 0;
  const bool has_unused = std::find(is_used.begin(), is_used.end(), false) != is_used.end();
  if (has_unused) class_count_ = 1;
  for (std::size_t byte = 0; byte < is_used.size(); ++byte) {
    if (is_used[byte]) classes_[byte] = static_cast<std::uint8_t>(class_count_++);
  }
  row_count_ = std::min(count, kMostRows);
  rows_.resize(std::size_t{row_count_} * class_count_, kRoot);
  fill_row(kRoot);
}

// Its suffix's, with its own children instead.
void NameAutomaton::fill_row(std::uint32_t node) {
  const auto row = rows_.begin() + static_cast<std::ptrdiff_t>(node * class_count_);
  const auto suffix =
      rows_.begin() + static_cast<std::ptrdiff_t>(nodes_[node].suffix * class_count_);
  if (node != kRoot) std::copy_n(suffix, class_count_, row);
  for (std::uint32_t c = nodes_[node].first_child; c < nodes_[node + 1].first_child; ++c) {
    row[classes_[bytes_[c]]] = c;
  }
}

}  // namespace skillmatch
