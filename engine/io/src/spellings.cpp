#include "spellings.h"

#include <utility>

namespace skillmatch::io {

void Spellings::add(std::string_view name, std::uint32_t number) {
  if (4 * (count_ + 1) > slots_.size()) {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.entry == kNone) continue;
      const char* const entry = entries_.data() + slot.entry;
      place(slot, hash({entry + sizeof(Head), head_of(entry).size}));
    }
  }
  const Head head{number, static_cast<std::uint32_t>(name.size())};
  std::string entry(sizeof(head), '\0');
  std::memcpy(entry.data(), &head, sizeof(head));
  entry += name;
  const std::size_t begin = entries_.size() - kReadable;
  entries_.insert(begin, entry);
  const std::uint64_t hashed = hash({entries_.data() + begin + sizeof(head), name.size()});
  place({tag_of(hashed), static_cast<std::uint32_t>(begin)}, hashed);
  ++count_;
}

void Spellings::place(Slot slot, std::uint64_t hash) {
  std::size_t at = hash & mask_;
  while (slots_[at].entry != kNone) at = (at + 1) & mask_;
  slots_[at] = slot;
}

}  // namespace skillmatch::io
