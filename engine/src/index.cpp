#include <skillmatch/index.h>

namespace skillmatch {

Index::Index(const Catalog& catalog, const IndexOptions& options)
    : catalog_(&catalog), layout_(options.layout) {
  if (layout_ == Layout::automatic) layout_ = Layout::none;
}

std::size_t Index::bytes() const noexcept { return 0; }

}  // namespace skillmatch
