// All pairs of texts that are few edits apart.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace skillmatch {

struct NearPair {
  std::size_t a;  // positions in what was given, a < b
  std::size_t b;
  std::size_t distance;
};

// The pairs of `texts` (UTF-8) with edit_distance from 1 to `edits`, ascending, by the q-grams of
// near_duplicates.h. Texts of fewer than q + edits·(q + 1) code points are passed over: they need
// not share a q-gram.
std::vector<NearPair> near_pairs(const std::vector<std::string>& texts, std::size_t edits,
                                 std::size_t q);

}  // namespace skillmatch
