#include "name_automaton.h"

#include <cassert>

namespace skillmatch {

NameAutomaton::NameAutomaton(std::span<const std::string> names) {
  roots_.fill(kNone);
  // Sorted names that share what was read are a range, and breadth first the children of one node
  // stand together: no table of children is needed.
  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Range> ranges{{0, names.size()}};
  std::vector<std::uint32_t> parents{kRoot};
  nodes_.emplace_back();
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
      nodes_[at].name = static_cast<std::uint32_t>(begin++);
    }
    while (begin < end) {
      assert(begin == 0 || names[begin - 1] < names[begin]);
      const char byte = names[begin][depth];
      std::size_t next = begin + 1;
      while (next < end && names[next][depth] == byte) ++next;
      nodes_.push_back({.byte = static_cast<std::uint8_t>(byte)});
      ranges.push_back({begin, next});
      parents.push_back(static_cast<std::uint32_t>(at));
      begin = next;
    }
  }
  const auto count = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({.first_child = count});
  for (std::uint32_t c = nodes_[kRoot].first_child; c < nodes_[kRoot + 1].first_child; ++c) {
    roots_[nodes_[c].byte] = c;
  }
  // By depth, so that what a suffix needs is there.
  for (std::uint32_t at = 1; at < count; ++at) {
    Node& node = nodes_[at];
    if (parents[at] != kRoot) node.suffix = next(nodes_[parents[at]].suffix, node.byte);
    node.shorter = nodes_[node.suffix].name != kNone ? node.suffix : nodes_[node.suffix].shorter;
  }
}

}  // namespace skillmatch
