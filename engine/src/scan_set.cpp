#include "scan_set.h"

#include <skillmatch/index.h>

namespace skillmatch {

std::shared_ptr<const ScanSet> ScanSet::make(const Index&, const Scorer&) { return nullptr; }
bool ScanSet::suits(const RankOptions&) const noexcept { return false; }
std::vector<std::vector<RankedCompany>> ScanSet::best(const Scorer&, std::span<const Query>,
                                                      const RankOptions&, unsigned) const {
  return {};
}

}  // namespace skillmatch
