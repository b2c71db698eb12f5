// Floor 2: the requirements of a catalog laid out for fast ranking. An index changes no score and
// no rank: from it a scorer finds, by proven upper bounds, the few companies that can be among the
// k best, and scores those as ever.
//
// It knows no model: every model, with any weights, blend, floor and relatedness, runs on it. It
// pays from some ten rankings on; a single one is sooner done without.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <skillmatch/catalog.h>

namespace skillmatch {

class DenseIndex;
class SparseIndex;

struct IndexOptions {
  // sparse: frequent skills as columns of codes, rare ones as lists of companies; right where each
  // company requires few of the skills. dense: all as columns of bytes; right where each requires
  // most. none: every company is scored.
  enum class Layout : std::uint8_t { automatic, none, sparse, dense };
  Layout layout = Layout::automatic;
  unsigned threads = 1;  // to build it
};

class Index {
 public:
  using Layout = IndexOptions::Layout;

  // O(requirements). `catalog` must outlive the index.
  explicit Index(const Catalog& catalog, const IndexOptions& options = {});
  explicit Index(Catalog&& catalog, const IndexOptions& options = {}) = delete;

  const Catalog& catalog() const noexcept { return *catalog_; }
  Layout layout() const noexcept { return layout_; }  // never automatic
  std::size_t bytes() const noexcept;                 // of memory, beside the catalog's

 private:
  friend class ScanSet;
  const Catalog* catalog_;
  Layout layout_;
  std::shared_ptr<const SparseIndex> sparse_;
  std::shared_ptr<const DenseIndex> dense_;
};

}  // namespace skillmatch
