#include "sparse_index.h"

#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

namespace skillmatch {
namespace {

constexpr std::size_t kMostColumns = 256;  // 128 bytes a company; a block of them is half of an L2
constexpr std::size_t kSample = 1024;      // pairs that a block's cells are designed for

template <typename Work>
void in_parallel(unsigned threads, std::size_t tasks, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&](unsigned thread) {
    for (std::size_t task; (task = next.fetch_add(1)) < tasks;) work(task, thread);
  };
  for_each_part(static_cast<unsigned>(std::clamp<std::size_t>(tasks, 1, threads)), run);
}

// Ascending keys, of positive floats and of anything that keeps their order.
struct Keyed {
  float key;
  std::uint32_t company;
  friend bool operator<(const Keyed& a, const Keyed& b) noexcept {
    return a.key != b.key ? a.key < b.key : a.company < b.company;
  }
};

// Codes of pairs, and the maxima of their cells. Pairs met before are looked up: levels on a grid
// are a few pairs, and a look-up is less work than the tree.
class Coder {
 public:
  struct Coded {
    double level = 0.0;  // no required level: an empty place
    double importance = 0.0;
    std::uint8_t code = 0;
  };
  static constexpr std::size_t kPlaces = 256;

  Coder(const CellTree& tree, CellMaxima& cells, std::vector<Coded>& places)
      : tree_(tree), cells_(cells), places_(places) {
    places_.assign(kPlaces, {});
  }

  std::uint8_t code(double level, double importance) noexcept {
    Coded& place = places_[place_of(level, importance)];
    if (place.level == level && place.importance == importance) return place.code;
    const std::uint8_t code = tree_.code(level, importance);
    cells_.direction[code] = std::max(cells_.direction[code], importance * level);
    cells_.weight[code] = std::max(cells_.weight[code], importance);
    cells_.lent[code] = std::max(cells_.lent[code], importance / level);
    place = {level, importance, code};
    return code;
  }

 private:
  static std::size_t place_of(double level, double importance) noexcept {
    const std::uint64_t bits =
        std::bit_cast<std::uint64_t>(level) * 3 + std::bit_cast<std::uint64_t>(importance);
    return static_cast<std::size_t>((bits * 0x9E3779B97F4A7C15U) >> 56U);
  }

  const CellTree& tree_;
  CellMaxima& cells_;
  std::vector<Coded>& places_;
};

}  // namespace

// Sizes of the companies under a model of weights 1, and how often each skill is required.
struct SparseIndex::Counts {
  std::vector<float> norm;        // √Σ (a r)²
  std::vector<float> importance;  // Σ a
  std::vector<std::uint32_t> frequency;

  Counts(const Catalog& catalog, unsigned threads)
      : norm(catalog.size()), importance(catalog.size()), frequency(catalog.taxonomy().size()) {
    constexpr std::size_t kTask = 8192;
    std::vector<std::vector<std::uint32_t>> parts(std::max(1U, threads));
    for (auto& part : parts) part.resize(frequency.size());
    in_parallel(threads, (catalog.size() + kTask - 1) / kTask, [&](std::size_t t, unsigned thread) {
      std::vector<std::uint32_t>& part = parts[thread];
      const std::size_t end = std::min(catalog.size(), (t + 1) * kTask);
      for (std::size_t c = t * kTask; c < end; ++c) {
        const Requirements row = catalog.requirements(static_cast<CompanyId>(c));
        double squares = 0.0;
        double sum = 0.0;
        for (std::size_t i = 0; i < row.size(); ++i) {
          const Requirement r = row[i];
          squares += (r.importance * r.level) * (r.importance * r.level);
          sum += r.importance;
          ++part[index(r.skill)];
        }
        norm[c] = static_cast<float>(std::sqrt(squares));
        importance[c] = static_cast<float>(sum);
      }
    });
    for (const auto& part : parts) {
      for (std::size_t s = 0; s < part.size(); ++s) frequency[s] += part[s];
    }
  }

  // Slabs of like Σ a, by norm within a slab: a block then has nearly one norm and a narrow range
  // of Σ a, whatever part of them a model looks at.
  std::vector<CompanyId> order(unsigned threads) const {
    std::vector<Keyed> keys(norm.size());
    for (std::size_t c = 0; c < keys.size(); ++c) {
      keys[c] = {importance[c], static_cast<std::uint32_t>(c)};
    }
    const std::size_t blocks = (keys.size() + kSparseBlock - 1) / kSparseBlock;
    const auto slabs =
        static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(blocks))));
    const std::size_t slab =
        kSparseBlock * ((blocks + slabs - 1) / std::max<std::size_t>(1, slabs));
    if (slabs > 1) std::sort(keys.begin(), keys.end());
    std::vector<CompanyId> order(keys.size());
    in_parallel(threads, slabs, [&](std::size_t s, unsigned) {
      const std::size_t begin = std::min(s * slab, keys.size());
      const std::size_t end = std::min(begin + slab, keys.size());
      for (std::size_t i = begin; i < end; ++i) keys[i].key = norm[keys[i].company];
      std::sort(keys.begin() + static_cast<std::ptrdiff_t>(begin),
                keys.begin() + static_cast<std::ptrdiff_t>(end));
      for (std::size_t i = begin; i < end; ++i) {
        order[i] = static_cast<CompanyId>(keys[i].company);
      }
    });
    return order;
  }
};

// What one thread needs to fill blocks.
struct SparseIndex::Draft {
  std::vector<RequirementPair> sample;
  std::vector<Coder::Coded> coded;
  struct Entry {
    std::uint32_t list;
    std::uint16_t posting;
  };
  std::vector<Entry> entries;
  std::vector<std::uint32_t> next;
  std::vector<std::pair<std::size_t, std::vector<std::uint16_t>>> postings;  // by block, as filled
};

SparseIndex::SparseIndex(const Catalog& catalog, unsigned threads) {
  threads = std::max(1U, threads);
  {
    const Counts counts(catalog, threads);
    choose_columns(counts.frequency);
    order_ = counts.order(threads);
  }
  columns_ = HugeBuffer<std::uint8_t>(blocks() * column_bytes());
  std::fill_n(columns_.data(), columns_.size(), std::uint8_t{0});
  posting_begin_ = HugeBuffer<std::uint32_t>(blocks() * (list_count_ + 1));
  std::fill_n(posting_begin_.data(), posting_begin_.size(), 0U);
  posting_base_.resize(blocks() + 1);
  cells_.resize(blocks());
  std::vector<Draft> drafts(threads);
  in_parallel(threads, blocks(), [&](std::size_t block, unsigned thread) {
    fill_block(catalog, block, drafts[thread]);
  });
  for (const Draft& draft : drafts) {
    for (const auto& [block, postings] : draft.postings) {
      posting_base_[block + 1] = postings.size();
    }
  }
  std::partial_sum(posting_base_.begin(), posting_base_.end(), posting_base_.begin());
  postings_ = HugeBuffer<std::uint16_t>(posting_base_.back());
  for (const Draft& draft : drafts) {
    for (const auto& [block, postings] : draft.postings) {
      std::copy(postings.begin(), postings.end(), postings_.data() + posting_base_[block]);
    }
  }
}

void SparseIndex::choose_columns(const std::vector<std::uint32_t>& frequency) {
  column_.assign(frequency.size(), kNone);
  list_.assign(frequency.size(), kNone);
  std::vector<std::uint32_t> skills;
  for (std::uint32_t s = 0; s < frequency.size(); ++s) {
    if (frequency[s] > 0) skills.push_back(s);
  }
  std::sort(skills.begin(), skills.end(), [&](std::uint32_t a, std::uint32_t b) {
    return frequency[a] != frequency[b] ? frequency[a] > frequency[b] : a < b;
  });
  for (const std::uint32_t s : skills) {
    if (column_count_ < kMostColumns) {
      column_[s] = static_cast<std::uint32_t>(column_count_++);
    } else {
      list_[s] = static_cast<std::uint32_t>(list_count_++);
    }
  }
}

void SparseIndex::fill_block(const Catalog& catalog, std::size_t block, Draft& draft) {
  const std::span<const CompanyId> rows = companies(block);
  std::size_t requirements = 0;
  for (const CompanyId id : rows) requirements += catalog.requirements(id).size();

  draft.sample.clear();
  const std::size_t stride = std::max<std::size_t>(1, requirements / kSample);
  double squares = 0.0;
  double weights = 0.0;
  std::size_t at = 0;
  std::size_t nonempty = 0;
  for (const CompanyId id : rows) {
    const Requirements row = catalog.requirements(id);
    nonempty += row.size() > 0 ? 1 : 0;
    for (; at < row.size(); at += stride) {
      const Requirement r = row[at];
      draft.sample.push_back({r.level, r.importance});
      squares += (r.importance * r.level) * (r.importance * r.level);
      weights += r.importance;
    }
    at -= row.size();
  }
  // A typical query: 25 skills, so that one of them is 1/5 of its direction.
  const double share = static_cast<double>(requirements) /
                       static_cast<double>(std::max<std::size_t>(1, draft.sample.size())) /
                       static_cast<double>(std::max<std::size_t>(1, nonempty));
  const CellCosts costs{0.2 / std::sqrt(std::max(squares * share, 1e-300)),
                        1.0 / std::max(weights * share, 1e-300)};
  const CellTree tree = CellTree::design(draft.sample, costs);

  Coder coder(tree, cells_[block], draft.coded);
  std::uint8_t* columns = columns_.data() + block * column_bytes();
  std::uint32_t* begin = posting_begin_.data() + block * (list_count_ + 1);
  std::fill_n(columns, column_bytes(), std::uint8_t{0});
  std::fill_n(begin, list_count_ + 1, std::uint32_t{0});
  draft.entries.clear();
  for (std::size_t position = 0; position < rows.size(); ++position) {
    const Requirements row = catalog.requirements(rows[position]);
    const std::size_t byte = position / 128 * 64 + position % 64;
    const unsigned shift = position % 128 < 64 ? 0 : 4;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement r = row[i];
      const std::uint8_t code = coder.code(r.level, r.importance);
      if (const std::uint32_t column = column_[index(r.skill)]; column != kNone) {
        std::uint8_t& pair = columns[column * kSparseColumnBytes + byte];
        pair = static_cast<std::uint8_t>(pair | code << shift);
      } else {
        const std::uint32_t list = list_[index(r.skill)];
        draft.entries.push_back({list, static_cast<std::uint16_t>(position << 4U | code)});
        ++begin[list + 1];
      }
    }
  }
  std::partial_sum(begin, begin + list_count_ + 1, begin);
  draft.next.assign(begin, begin + list_count_);
  std::vector<std::uint16_t> postings(draft.entries.size());
  for (const Draft::Entry& entry : draft.entries) {
    postings[draft.next[entry.list]++] = entry.posting;
  }
  draft.postings.emplace_back(block, std::move(postings));
}

void SparseIndex::fetch(std::size_t block) const noexcept {
  const auto fetch = [](const void* from, std::size_t bytes) {
    const char* line = static_cast<const char*>(from);
    for (std::size_t i = 0; i < bytes; i += 64) __builtin_prefetch(line + i, 0, 2);
  };
  fetch(posting_begin(block, 0), list_count_ * sizeof(std::uint32_t));
  fetch(postings_.data() + posting_base_[block],
        (posting_base_[block + 1] - posting_base_[block]) * sizeof(std::uint16_t));
  fetch(columns(block), column_bytes());
}

std::size_t SparseIndex::bytes() const noexcept {
  return order_.size() * sizeof(CompanyId) +
         (column_.size() + list_.size()) * sizeof(std::uint32_t) + columns_.bytes() +
         posting_begin_.bytes() + posting_base_.size() * sizeof(std::size_t) + postings_.bytes() +
         cells_.size() * sizeof(CellMaxima);
}

}  // namespace skillmatch
