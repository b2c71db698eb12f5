#include "dense_index.h"
#include "sparse_index.h"

#include <skillmatch/index.h>

namespace skillmatch {
namespace {

// From companies that require a third of all skills on, columns of bytes for all of them take less
// memory and time than codes and lists.
constexpr double kDenseShare = 1.0 / 3.0;

IndexOptions::Layout layout_for(const Catalog& catalog) {
  using Layout = IndexOptions::Layout;
  constexpr std::size_t kFew = 256;  // scoring all of them is as fast
  if (catalog.size() < kFew) return Layout::none;
  const double cells =
      static_cast<double>(catalog.size()) * static_cast<double>(catalog.taxonomy().size());
  const double share = static_cast<double>(catalog.requirement_count()) / cells;
  return share >= kDenseShare ? Layout::dense : Layout::sparse;
}

}  // namespace

Index::Index(const Catalog& catalog, const IndexOptions& options)
    : catalog_(&catalog), layout_(options.layout) {
  catalog.check();  // here, not on the threads that build
  if (layout_ == Layout::automatic) layout_ = layout_for(catalog);
  if (layout_ == Layout::sparse) {
    sparse_ = std::make_shared<const SparseIndex>(catalog, options.threads);
  } else if (layout_ == Layout::dense) {
    dense_ = std::make_shared<const DenseIndex>(catalog, options.threads);
  }
}

std::size_t Index::bytes() const noexcept {
  if (sparse_) return sparse_->bytes();
  return dense_ ? dense_->bytes() : 0;
}

}  // namespace skillmatch
