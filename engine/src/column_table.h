// Which column of a query a skill has: a table by skill, one look an entry. Of one query at a time,
// for loops over many companies; a thread keeps one and sets it to the query in turn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <skillmatch/scorer.h>

namespace skillmatch {

class ColumnTable {
 public:
  explicit ColumnTable(std::size_t skills) : few_(skills) {}

  // O(columns of this query and of the one before), which must both be there as long as this is.
  void set(const Query& query) {
    if (query_ == &query) return;
    for (const SkillId skill : skills_) put(skill, 0);
    skills_.clear();
    for (const Query::Column& column : query.columns_) skills_.push_back(column.skill);
    if (!has_few()) many_.resize(few_.size());
    for (std::uint32_t c = 0; c < skills_.size(); ++c) put(skills_[c], c + 1);
    query_ = &query;
  }

  // Finds which of `skills` have a column, in their order: where among them, and the columns.
  // Returns how many. The arrays hold skills.size() numbers and are written beyond what was found:
  // which skills are there cannot be guessed, so that a branch would cost more than all the rest.
  template <typename Stored>
  std::size_t find_all(std::span<const Stored> skills, std::uint32_t* positions,
                       std::uint32_t* columns) const noexcept {
    const auto find = [&](const auto* table) {
      std::size_t count = 0;
      for (std::size_t i = 0; i < skills.size(); ++i) {
        const std::uint32_t column = table[skills[i]];
        positions[count] = static_cast<std::uint32_t>(i);
        columns[count] = column - 1;
        count += column != 0 ? 1U : 0U;
      }
      return count;
    };
    return has_few() ? find(few_.data()) : find(many_.data());
  }

 private:
  // 25 skills of 14,000 fit the first-level cache with bytes.
  bool has_few() const noexcept { return skills_.size() <= 255; }

  void put(SkillId skill, std::uint32_t number) noexcept {
    if (has_few()) {
      few_[index(skill)] = static_cast<std::uint8_t>(number);
    } else {
      many_[index(skill)] = number;
    }
  }

  const Query* query_ = nullptr;
  std::vector<SkillId> skills_;      // of the query
  std::vector<std::uint8_t> few_;    // by skill: a column + 1, or 0
  std::vector<std::uint32_t> many_;  // the same for many columns
};

}  // namespace skillmatch
