#include "edit_join.h"

#include "code_point.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

// Which q-grams a text has, by a hash. Each edit changes at most q + 1 of the grams of either text,
// so texts that differ in more bits than 2·edits·(q + 1) are further apart. Leaves one candidate in
// a hundred among the labels of ESCO.
using Signature = std::bitset<256>;

struct Entry {
  std::size_t text;
  std::size_t length;                // code points
  std::vector<std::uint64_t> grams;  // hashes; the n-th of a gram is another gram
  Signature signature;
};

Entry entry_of(std::size_t number, std::string_view text, std::size_t q) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_inside_character(text[at])) begins.push_back(at);
  }
  Entry entry{number, begins.size(), {}, {}};
  begins.push_back(text.size());
  for (std::size_t i = 0; i + q < begins.size(); ++i) {
    const std::string_view gram = text.substr(begins[i], begins[i + q] - begins[i]);
    const std::uint64_t hash = XXH3_64bits(gram.data(), gram.size());
    entry.grams.push_back(hash);
    entry.signature.set(hash % entry.signature.size());
  }
  std::sort(entry.grams.begin(), entry.grams.end());
  std::uint64_t before = 0;
  std::uint64_t times = 0;
  for (std::size_t i = 0; i < entry.grams.size(); ++i) {
    const std::uint64_t gram = entry.grams[i];
    times = i > 0 && gram == before ? times + 1 : 0;
    before = gram;
    if (times == 0) continue;
    const std::array<std::uint64_t, 2> nth{gram, times};
    entry.grams[i] = XXH3_64bits(nth.data(), sizeof(nth));
  }
  return entry;
}

}  // namespace

std::vector<NearPair> near_pairs(const std::vector<std::string>& texts, std::size_t edits,
                                 std::size_t q) {
  const std::size_t changed = edits * (q + 1);
  std::vector<Entry> entries;
  std::unordered_map<std::uint64_t, std::uint32_t> times;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Entry entry = entry_of(i, texts[i], q);
    if (entry.grams.size() <= changed) continue;
    for (const std::uint64_t gram : entry.grams) ++times[gram];
    entries.push_back(std::move(entry));
  }

  std::vector<NearPair> pairs;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> with_gram;
  std::vector<std::size_t> last_asked(entries.size(), entries.size());
  for (std::size_t e = 0; e < entries.size(); ++e) {
    Entry& entry = entries[e];
    // The rarest; by the hash where equally rare, so that all texts agree on the order.
    std::partial_sort(entry.grams.begin(),
                      entry.grams.begin() + static_cast<std::ptrdiff_t>(changed + 1),
                      entry.grams.end(), [&](std::uint64_t x, std::uint64_t y) {
                        const std::uint32_t x_times = times.at(x);
                        const std::uint32_t y_times = times.at(y);
                        return x_times != y_times ? x_times < y_times : x < y;
                      });
    entry.grams.resize(changed + 1);
    for (const std::uint64_t gram : entry.grams) {
      std::vector<std::uint32_t>& others = with_gram[gram];
      for (const std::uint32_t o : others) {
        const Entry& other = entries[o];
        if (last_asked[o] == e) continue;
        last_asked[o] = e;
        if (std::max(entry.length, other.length) - std::min(entry.length, other.length) > edits) {
          continue;
        }
        if ((entry.signature ^ other.signature).count() > 2 * changed) continue;
        const auto distance = edit_distance(texts[other.text], texts[entry.text], edits);
        if (distance && *distance > 0) pairs.push_back({other.text, entry.text, *distance});
      }
      others.push_back(static_cast<std::uint32_t>(e));
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const NearPair& x, const NearPair& y) {
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  return pairs;
}

}  // namespace skillmatch
