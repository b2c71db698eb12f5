// The layout of a sparse catalog that serves every model: what a scan of all companies reads.
//
// Companies are put in an order that keeps those of like length together, and cut into blocks. In
// each block a requirement is a code of four bits (sparse_codes.h). The most frequent skills are
// columns of codes, one a company; of the others the block lists the companies that require them.
#pragma once

#include "huge_buffer.h"
#include "kernels/sparse_kernels.h"
#include "sparse_codes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch {

class SparseIndex {
 public:
  // O(requirements). Nothing of `catalog` is kept.
  SparseIndex(const Catalog& catalog, unsigned threads);

  std::size_t bytes() const noexcept;
  std::size_t size() const noexcept { return order_.size(); }  // N
  std::size_t blocks() const noexcept { return (order_.size() + kSparseBlock - 1) / kSparseBlock; }
  // The companies of a block.
  std::span<const CompanyId> companies(std::size_t block) const noexcept {
    return std::span(order_).subspan(block * kSparseBlock,
                                     std::min(kSparseBlock, size() - block * kSparseBlock));
  }
  const CellMaxima& cells(std::size_t block) const noexcept { return cells_[block]; }

  // Number of a skill's column, or of its list of postings; neither if no company requires it.
  std::optional<std::uint32_t> column_of(SkillId skill) const noexcept {
    return number(column_, skill);
  }
  std::optional<std::uint32_t> list_of(SkillId skill) const noexcept {
    return number(list_, skill);
  }

  const std::uint8_t* columns(std::size_t block) const noexcept {
    return columns_.data() + block * column_bytes();
  }
  std::size_t column_bytes() const noexcept {
    return column_count_ * kSparseColumnBytes;
  }  // a block
  // Each is 16 · position in the block + code.
  std::span<const std::uint16_t> postings(std::size_t block, std::uint32_t list) const noexcept {
    const std::uint32_t* begin = posting_begin(block, list);
    return {postings_.data() + posting_base_[block] + begin[0], begin[1] - begin[0]};
  }
  // Asks for all of a block, in the order of memory.
  void fetch(std::size_t block) const noexcept;
  const std::uint32_t* posting_begin(std::size_t block, std::uint32_t list) const noexcept {
    return posting_begin_.data() + block * (list_count_ + 1) + list;
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct Counts;
  struct Draft;

  static std::optional<std::uint32_t> number(const std::vector<std::uint32_t>& numbers,
                                             SkillId skill) noexcept {
    const std::uint32_t n = numbers[index(skill)];
    return n == kNone ? std::nullopt : std::optional(n);
  }
  void choose_columns(const std::vector<std::uint32_t>& frequency);
  void fill_block(const Catalog& catalog, std::size_t block, Draft& draft);

  std::vector<CompanyId> order_;
  std::vector<std::uint32_t> column_;  // by skill
  std::vector<std::uint32_t> list_;    // by skill
  std::size_t column_count_ = 0;
  std::size_t list_count_ = 0;
  HugeBuffer<std::uint8_t> columns_;
  HugeBuffer<std::uint32_t> posting_begin_;  // list_count_ + 1 a block, from posting_base_
  std::vector<std::size_t> posting_base_;    // by block
  HugeBuffer<std::uint16_t> postings_;
  std::vector<CellMaxima> cells_;  // by block
};

}  // namespace skillmatch
