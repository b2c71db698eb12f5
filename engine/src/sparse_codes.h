// Codes of four bits for requirements: a code stands for a cell of (importance a, level r) pairs,
// and what a requirement adds to any score is bounded by the greatest a·r, a and a/r of its cell.
// Every block of the sparse index has its own cells, made for the pairs in it.
#pragma once

#include "kernels/sparse_kernels.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace skillmatch {

struct RequirementPair {
  double level;       // r
  double importance;  // a
};

// By code. Code 0 is "not required": all 0.
struct CellMaxima {
  std::array<double, kSparseCodes> direction{};  // of a·r
  std::array<double, kSparseCodes> weight{};     // of a
  std::array<double, kSparseCodes> lent{};       // of a/r
};

// How much an excess of a bound matters: what a typical query makes of one unit of a·r and of a.
struct CellCosts {
  double direction;
  double weight;
};

// Splits the plane of pairs into at most 15 cells by thresholds of a·r, a, r or a/r.
class CellTree {
 public:
  // Chosen for what `sample` holds: while there are codes left, the split that takes the most from
  // the mean excess of the bounds is made. Pairs of up to 15 kinds get a code a kind, and bounds
  // are exact then. Reorders `sample`.
  static CellTree design(std::vector<RequirementPair>& sample, const CellCosts& costs);

  std::uint8_t code(double level, double importance) const noexcept;  // 1 to 15

 private:
  // Goes to `low` where axis · (level, importance) is at most `most`. A child below 0 is code
  // −child.
  struct Node {
    double most;
    std::uint8_t axis;
    std::int8_t low;
    std::int8_t high;
  };
  std::vector<Node> nodes_;
};

}  // namespace skillmatch
