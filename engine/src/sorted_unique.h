// Sorting what was given in any order, and refusing what was given twice.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace skillmatch {

// Sorts by `key`, a member pointer. Throws std::invalid_argument with `what` when two are equal.
template <typename Item, typename Key>
void sort_unique(std::vector<Item>& items, Key Item::*key, const char* what) {
  std::sort(items.begin(), items.end(),
            [key](const Item& a, const Item& b) { return a.*key < b.*key; });
  const auto twice = std::adjacent_find(
      items.begin(), items.end(), [key](const Item& a, const Item& b) { return a.*key == b.*key; });
  if (twice != items.end()) throw std::invalid_argument(what);
}

}  // namespace skillmatch
