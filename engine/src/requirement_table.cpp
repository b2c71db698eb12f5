#include <algorithm>
#include <bit>

#include <skillmatch/requirement_table.h>

namespace skillmatch {

SkillColumn SkillColumn::borrowed(std::span<const std::uint16_t> skills) {
  SkillColumn column(true);
  column.narrow_ = Array<std::uint16_t>::borrowed(skills);
  return column;
}

SkillColumn SkillColumn::borrowed(std::span<const std::uint32_t> skills) {
  SkillColumn column(false);
  column.wide_ = Array<std::uint32_t>::borrowed(skills);
  return column;
}

void SkillColumn::push_back(SkillId skill) {
  if (is_narrow_) {
    narrow_.push_back(static_cast<std::uint16_t>(index(skill)));
  } else {
    wide_.push_back(static_cast<std::uint32_t>(index(skill)));
  }
}

std::optional<Requirement> Requirements::find(SkillId wanted) const noexcept {
  std::size_t low = 0;
  std::size_t high = count_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (skill(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == count_ || skill(low) != wanted) return std::nullopt;
  return (*this)[low];
}

RequirementTable::RequirementTable(Parts parts)
    : begins_(std::move(parts.begins)),
      skills_(std::move(parts.skills)),
      levels_(std::move(parts.levels)),
      importances_(std::move(parts.importances)),
      musts_(std::move(parts.musts)) {}

void RequirementTable::add_row(std::span<const Requirement> row) {
  for (const Requirement& r : row) {
    if (r.must) {
      const std::size_t word = entries() / 64;
      while (musts_.size() <= word) musts_.push_back(0);
      musts_.at_owned(word) |= std::uint64_t{1} << (entries() % 64);
    }
    skills_.push_back(r.skill);
    importances_.push_back(r.importance);
    levels_.push_back(r.level);
  }
  begins_.push_back(entries());
}

bool RequirementTable::check(std::size_t skills, std::size_t begin,
                             std::size_t end) const noexcept {
  const auto row_is_good = [&](auto row) {
    bool good = true;
    for (std::size_t i = 1; i < row.size(); ++i) good &= row[i - 1] < row[i];
    return good && (row.empty() || row.back() < skills);
  };
  for (std::size_t r = begin; r < end; ++r) {
    const Requirements entries = row(r);
    if (!skills_.visit(entries.begin_entry(), entries.size(), row_is_good)) return false;
  }
  const auto first = static_cast<std::size_t>(begins_[begin]);
  const auto last = static_cast<std::size_t>(begins_[end]);
  return levels_.all(is_required_level, first, last) &&
         importances_.all(is_importance, first, last);
}

std::size_t RequirementTable::next_must(std::size_t begin, std::size_t end) const noexcept {
  const std::size_t last = std::min(end, musts_.size() * 64);
  while (begin < last) {
    const std::uint64_t rest = musts_[begin / 64] >> (begin % 64);
    if (rest != 0) return std::min(begin + static_cast<std::size_t>(std::countr_zero(rest)), end);
    begin = (begin / 64 + 1) * 64;
  }
  return end;
}

}  // namespace skillmatch
