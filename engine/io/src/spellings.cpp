#include "spellings.h"

#include <utility>

namespace skillmatch::io {

void Spellings::add(std::string_view name, std::uint32_t number) {
  if (2 * (count_ + 1) > slots_.size()) {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.number == kNone) continue;
      place(slot, hash_of({bytes_.data() + slot.begin, slot.size}));
    }
  }
  const std::size_t begin = bytes_.size() - kReadable;
  bytes_.insert(begin, name);
  const std::string_view kept(bytes_.data() + begin, name.size());
  const std::uint64_t hash = hash_of(kept);
  place({tag_of(hash), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(name.size()),
         number},
        hash);
  ++count_;
}

void Spellings::place(const Slot& slot, std::uint64_t hash) {
  std::size_t at = hash & mask_;
  while (slots_[at].number != kNone) at = (at + 1) & mask_;
  slots_[at] = slot;
}

}  // namespace skillmatch::io
