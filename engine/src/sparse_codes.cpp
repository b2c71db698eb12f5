#include "sparse_codes.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace skillmatch {
namespace {

constexpr std::size_t kAxes = 4;

double on_axis(std::size_t axis, double level, double importance) noexcept {
  switch (axis) {
    case 0:
      return importance * level;
    case 1:
      return importance;
    case 2:
      return level;
    default:
      return importance / level;
  }
}

struct Item {
  std::array<double, kAxes> on;
  double count;
};

// The levels at which a query may hold the skill: the coverage bound is tried at each.
constexpr std::array kHeld{1.0, 2.5, 4.0};

double covered(double weight, double lent, double held) noexcept {
  return std::min(weight, held * lent);
}

// The excess of the bounds over what is bounded, summed over the items of a cell that grows.
class Excess {
 public:
  explicit Excess(const CellCosts& costs) : costs_(costs) {}

  void add(const Item& item) noexcept {
    count_ += item.count;
    direction_sum_ += item.count * item.on[0];
    for (const double held : kHeld)
      covered_sum_ += item.count * covered(item.on[1], item.on[3], held);
    direction_ = std::max(direction_, item.on[0]);
    weight_ = std::max(weight_, item.on[1]);
    lent_ = std::max(lent_, item.on[3]);
  }
  double value() const noexcept {
    double bound = 0.0;
    for (const double held : kHeld) bound += covered(weight_, lent_, held);
    return costs_.direction * (count_ * direction_ - direction_sum_) +
           costs_.weight * (count_ * bound - covered_sum_) / static_cast<double>(kHeld.size());
  }

 private:
  CellCosts costs_;
  double count_ = 0.0;
  double direction_sum_ = 0.0;
  double covered_sum_ = 0.0;
  double direction_ = 0.0;
  double weight_ = 0.0;
  double lent_ = 0.0;
};

struct Split {
  double gain = 0.0;
  std::size_t axis = 0;
  double most = 0.0;
};

void sort_by(std::size_t axis, std::span<Item> items) {
  std::sort(items.begin(), items.end(),
            [axis](const Item& a, const Item& b) { return a.on[axis] < b.on[axis]; });
}

Split best_split(std::span<Item> items, const CellCosts& costs) {
  Split best;
  std::vector<double> left(items.size());
  for (std::size_t axis = 0; axis < kAxes; ++axis) {
    sort_by(axis, items);
    Excess whole(costs);
    for (std::size_t i = 0; i < items.size(); ++i) {
      whole.add(items[i]);
      left[i] = whole.value();
    }
    Excess right(costs);
    for (std::size_t i = items.size(); i-- > 1;) {
      right.add(items[i]);
      if (items[i - 1].on[axis] == items[i].on[axis]) continue;
      const double gain = whole.value() - left[i - 1] - right.value();
      if (gain > best.gain) {
        // Half-way, where that is a number apart from the upper end.
        const double low = items[i - 1].on[axis];
        const double middle = low + (items[i].on[axis] - low) / 2.0;
        best = {gain, axis, middle < items[i].on[axis] ? middle : low};
      }
    }
  }
  return best;
}

std::vector<Item> items_of(std::vector<RequirementPair>& sample) {
  std::sort(sample.begin(), sample.end(), [](const RequirementPair& a, const RequirementPair& b) {
    return a.level != b.level ? a.level < b.level : a.importance < b.importance;
  });
  std::vector<Item> items;
  for (const RequirementPair& pair : sample) {
    if (!items.empty() && items.back().on[1] == pair.importance &&
        items.back().on[2] == pair.level) {
      items.back().count += 1.0;
      continue;
    }
    Item item{{}, 1.0};
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      item.on[axis] =
          std::min(on_axis(axis, pair.level, pair.importance), std::numeric_limits<double>::max());
    }
    items.push_back(item);
  }
  return items;
}

}  // namespace

CellTree CellTree::design(std::vector<RequirementPair>& sample, const CellCosts& costs) {
  std::vector<Item> items = items_of(sample);
  // Where a leaf hangs, so that a split can put a node there.
  struct Leaf {
    std::span<Item> items;
    Split split;
    std::int8_t* link;
  };
  CellTree tree;
  tree.nodes_.reserve(kSparseCodes);  // links point into it
  std::int8_t root = -1;
  std::vector<Leaf> leaves{{items, best_split(items, costs), &root}};
  while (leaves.size() < kSparseCodes - 1) {
    const auto at =
        std::max_element(leaves.begin(), leaves.end(),
                         [](const Leaf& a, const Leaf& b) { return a.split.gain < b.split.gain; });
    if (at->split.gain <= 0.0) break;
    const Leaf leaf = *at;
    sort_by(leaf.split.axis, leaf.items);
    const auto middle = std::partition_point(
        leaf.items.begin(), leaf.items.end(),
        [&](const Item& item) { return item.on[leaf.split.axis] <= leaf.split.most; });
    const auto low = leaf.items.first(static_cast<std::size_t>(middle - leaf.items.begin()));
    const auto high = leaf.items.subspan(low.size());
    const auto code = *leaf.link;
    const auto next = static_cast<std::int8_t>(-static_cast<int>(leaves.size()) - 1);
    *leaf.link = static_cast<std::int8_t>(tree.nodes_.size());
    tree.nodes_.push_back(
        {leaf.split.most, static_cast<std::uint8_t>(leaf.split.axis), code, next});
    *at = {low, best_split(low, costs), &tree.nodes_.back().low};
    leaves.push_back({high, best_split(high, costs), &tree.nodes_.back().high});
  }
  return tree;
}

std::uint8_t CellTree::code(double level, double importance) const noexcept {
  if (nodes_.empty()) return 1;
  const double on[kAxes] = {importance * level, importance, level, importance / level};
  int at = 0;
  do {
    const Node& node = nodes_[static_cast<std::size_t>(at)];
    at = on[node.axis] <= node.most ? node.low : node.high;
  } while (at >= 0);
  return static_cast<std::uint8_t>(-at);
}

}  // namespace skillmatch
