#include "block_builder.h"

#include <algorithm>
#include <utility>

namespace skillmatch::io {
namespace {

// Appends the values with numbers below `count` to `to` and returns how many.
template <typename Id, typename Item>
std::size_t append(std::vector<Item>& to, const Numbered& values, std::uint32_t count) {
  const std::size_t begin = to.size();
  to.resize(begin + values.size());
  Item* const items = to.data() + begin;
  std::size_t rank = 0;
  for (; rank < values.size() && values.number(rank) < count; ++rank) {
    items[rank] = {static_cast<Id>(values.number(rank)), values.value(rank)};
  }
  if (rank < values.size()) to.resize(begin + rank);
  return rank;
}

template <typename Item>
std::size_t append(std::vector<Item>& to, const std::vector<Item>& from) {
  to.insert(to.end(), from.begin(), from.end());
  return from.size();
}

}  // namespace

std::string joined(const std::vector<std::string>& problems) {
  constexpr std::size_t kMost = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), kMost); ++i) {
    if (i > 0) text += "; also ";
    text += problems[i];
  }
  if (problems.size() > kMost) {
    text += "; and " + std::to_string(problems.size() - kMost) + " more problems";
  }
  return text;
}

ProfileView ProfileBlock::profile(std::size_t number) const noexcept {
  const Record& record = profiles_[number];
  return {std::string_view(ids_).substr(record.id.begin, record.id.count),
          std::span(skills_).subspan(record.skills.begin, record.skills.count),
          std::span(wants_).subspan(record.wants.begin, record.wants.count)};
}

BlockBuilder::BlockBuilder(ProfileBlock& block) : block_(block) {
  block.entries_.clear();
  block.profiles_.clear();
  block.skills_.clear();
  block.wants_.clear();
  block.ids_.clear();
  block.reject_count_ = 0;
  block.texts_.clear();
}

void BlockBuilder::add(RecordPlace place, std::string_view id, const Numbered& skills,
                       std::uint32_t skill_count, const Numbered& wants, std::uint32_t want_count) {
  ProfileBlock::Record record{
      {block_.ids_.size(), id.size()}, {block_.skills_.size(), 0}, {block_.wants_.size(), 0}};
  block_.ids_.append(id);
  record.skills.count = append<SkillId>(block_.skills_, skills, skill_count);
  if (wants.size() > 0) record.wants.count = append<AttributeId>(block_.wants_, wants, want_count);
  const auto number = static_cast<std::uint32_t>(block_.profiles_.size());
  block_.profiles_.push_back(record);
  block_.entries_.push_back({place.line, place.record, false, number});
}

void BlockBuilder::add(RecordPlace place, const Profile& profile) {
  ProfileBlock::Record record{{block_.ids_.size(), profile.id().size()},
                              {block_.skills_.size(), 0},
                              {block_.wants_.size(), 0}};
  block_.ids_.append(profile.id());
  record.skills.count = append(block_.skills_, profile.skills());
  record.wants.count = append(block_.wants_, profile.wants());
  const auto number = static_cast<std::uint32_t>(block_.profiles_.size());
  block_.profiles_.push_back(record);
  block_.entries_.push_back({place.line, place.record, false, number});
}

void BlockBuilder::reject(RecordPlace place, std::string reason, std::string_view text) {
  const std::size_t number = block_.reject_count_++;
  if (number == block_.rejects_.size()) block_.rejects_.emplace_back();
  Reject& reject = block_.rejects_[number];
  reject.line = place.line;
  reject.record = place.record;
  reject.reason = std::move(reason);
  texts_.push_back({block_.texts_.size(), text.size()});
  block_.texts_.append(text);
  block_.entries_.push_back({place.line, place.record, true, static_cast<std::uint32_t>(number)});
}

void BlockBuilder::finish() {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    block_.rejects_[i].text =
        std::string_view(block_.texts_).substr(texts_[i].begin, texts_[i].count);
  }
}

}  // namespace skillmatch::io
