// Floor 1: what companies require, row after row (compressed sparse rows): which skill, at what
// level, how important, and whether it is a must. About 3 bytes a requirement where levels come
// from a small grid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <skillmatch/array.h>
#include <skillmatch/offsets.h>
#include <skillmatch/packed_numbers.h>
#include <skillmatch/types.h>

namespace skillmatch {

struct Requirement {
  SkillId skill;
  double level;             // r, in (0, 5]
  double importance = 1.0;  // a, in (0, 1]
  bool must = false;        // a gate beside the score, not a part of it
};

// Skills by position in 2 bytes where the taxonomy has at most 65,536, else in 4.
class SkillColumn {
 public:
  static constexpr std::size_t kMostNarrow = 65'536;
  explicit SkillColumn(bool narrow) : is_narrow_(narrow) {}
  static SkillColumn borrowed(std::span<const std::uint16_t> skills);
  static SkillColumn borrowed(std::span<const std::uint32_t> skills);

  void push_back(SkillId skill);
  std::size_t size() const noexcept { return is_narrow_ ? narrow_.size() : wide_.size(); }
  SkillId operator[](std::size_t i) const noexcept {
    return static_cast<SkillId>(is_narrow_ ? narrow_[i] : wide_[i]);
  }
  void prefetch(std::size_t begin, std::size_t end) const noexcept {
    if (is_narrow_) {
      narrow_.prefetch(begin, end);
    } else {
      wide_.prefetch(begin, end);
    }
  }
  bool is_narrow() const noexcept { return is_narrow_; }
  std::span<const std::byte> bytes() const noexcept {
    return is_narrow_ ? std::as_bytes(narrow_.span()) : std::as_bytes(wide_.span());
  }
  // For loops over many: calls use(span) with the entries [begin, begin + count) as they are
  // stored.
  template <typename Use>
  auto visit(std::size_t begin, std::size_t count, Use use) const {
    return is_narrow_ ? use(narrow_.span().subspan(begin, count))
                      : use(wide_.span().subspan(begin, count));
  }

 private:
  bool is_narrow_;
  Array<std::uint16_t> narrow_;
  Array<std::uint32_t> wide_;
};

class RequirementTable;

// The requirements of one company, by ascending skill.
class Requirements {
 public:
  Requirements(const RequirementTable& table, std::size_t begin, std::size_t count) noexcept
      : table_(&table), begin_(begin), count_(count) {}

  std::size_t size() const noexcept { return count_; }
  std::size_t begin_entry() const noexcept { return begin_; }  // of all entries of the table
  inline SkillId skill(std::size_t i) const noexcept;
  inline Requirement operator[](std::size_t i) const noexcept;
  std::optional<Requirement> find(SkillId skill) const noexcept;

 private:
  const RequirementTable* table_;
  std::size_t begin_;
  std::size_t count_;
};

class RequirementTable {
 public:
  // For a taxonomy of `skills` skills.
  explicit RequirementTable(std::size_t skills) : skills_(skills <= SkillColumn::kMostNarrow) {}

  // The parts of a table that somebody else holds. Nothing may be asked of its rows before
  // begins().ascend_to(entries()) and check() have said that they are sound.
  struct Parts {
    Offsets begins;  // of the rows among the entries
    SkillColumn skills;
    PackedNumbers levels;
    PackedNumbers importances;
    Array<std::uint64_t> musts;  // a bit an entry; may end after the last must
  };
  explicit RequirementTable(Parts parts);

  // `row` must be by ascending skill and in range, which Catalog::add checks.
  void add_row(std::span<const Requirement> row);

  // Whether rows [begin, end) are what add_row() makes: skills below `skills` and ascending, levels
  // and importances in their ranges. The begins must ascend.
  bool check(std::size_t skills, std::size_t begin, std::size_t end) const noexcept;

  std::size_t rows() const noexcept { return begins_.pieces(); }
  std::size_t entries() const noexcept { return levels_.size(); }
  Requirements row(std::size_t number) const noexcept {
    return {*this, static_cast<std::size_t>(begins_[number]),
            static_cast<std::size_t>(begins_[number + 1] - begins_[number])};
  }

  const Offsets& begins() const noexcept { return begins_; }
  const SkillColumn& skills() const noexcept { return skills_; }
  const PackedNumbers& levels() const noexcept { return levels_; }
  const PackedNumbers& importances() const noexcept { return importances_; }
  const Array<std::uint64_t>& musts() const noexcept { return musts_; }

  bool is_must(std::size_t entry) const noexcept {
    const std::size_t word = entry / 64;
    return word < musts_.size() && ((musts_[word] >> (entry % 64)) & 1U) != 0;
  }
  Requirement entry(std::size_t i) const noexcept {
    return {skills_[i], levels_[i], importances_[i], is_must(i)};
  }
  // The first must among the entries [begin, end), or end.
  std::size_t next_must(std::size_t begin, std::size_t end) const noexcept;

 private:
  Offsets begins_;
  SkillColumn skills_;
  PackedNumbers levels_;
  PackedNumbers importances_;
  Array<std::uint64_t> musts_;
};

SkillId Requirements::skill(std::size_t i) const noexcept { return table_->skills()[begin_ + i]; }
Requirement Requirements::operator[](std::size_t i) const noexcept {
  return table_->entry(begin_ + i);
}

}  // namespace skillmatch
