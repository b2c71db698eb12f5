#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <utility>

#include <skillmatch/taxonomy.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

template <typename Thing>
std::vector<std::string_view> all_names(const Thing& thing) {
  std::vector<std::string_view> names{thing.id};
  if (!thing.name.en.empty()) names.push_back(thing.name.en);
  if (!thing.name.ko.empty()) names.push_back(thing.name.ko);
  names.insert(names.end(), thing.aliases.begin(), thing.aliases.end());
  return names;
}

bool is_name(std::string_view text) noexcept {
  return text.size() <= kMaxNameBytes && !find_invalid_utf8(text);
}

// Who already has a name of `thing`. Throws for text that is not UTF-8.
template <typename Thing>
std::optional<std::size_t> holder_of(const Thing& thing, const NameIndex& names) {
  for (const std::string_view name : all_names(thing)) {
    if (!is_name(name)) throw std::invalid_argument("a name is not UTF-8, or too long");
    if (const auto holder = names.find(name)) return holder;
  }
  return std::nullopt;
}

template <typename Thing>
std::size_t add_named(Thing thing, std::vector<Thing>& things, NameIndex& names) {
  const auto holder = holder_of(thing, names);
  if (name_key(thing.id).empty()) throw std::invalid_argument("an id is empty");
  if (holder) {
    throw std::invalid_argument(in_quotes(thing.id) + " has a name that already means " +
                                in_quotes(things[*holder].id));
  }
  for (const std::string_view name : all_names(thing)) names.add(name, things.size());
  things.push_back(std::move(thing));
  return things.size() - 1;
}

// Code points of UTF-8: its bytes that do not continue one.
std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

std::optional<std::size_t> NameIndex::add(std::string_view name, std::size_t owner) {
  std::string key = name_key(name);
  const auto [at, is_new] = by_key_.try_emplace(key, owner);
  if (at->second != owner) return at->second;
  if (is_new) added_.push_back({std::string(name), key, character_count(key)});
  by_spelling_.try_emplace(std::string(name), owner);
  return std::nullopt;
}

std::optional<std::size_t> NameIndex::find(std::string_view name) const {
  if (const auto at = by_spelling_.find(name); at != by_spelling_.end()) return at->second;
  if (!is_name(name)) return std::nullopt;
  const std::string key = name_key(name);
  if (key.empty()) return std::nullopt;
  const auto at = by_key_.find(key);
  return at == by_key_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::string> NameIndex::nearest(std::string_view name) const {
  constexpr std::size_t kMostCharacters = 100;  // nobody slips in a longer one
  if (!is_name(name)) return std::nullopt;
  const std::string key = name_key(name);
  const std::size_t length = character_count(key);
  if (length < 2 || length > kMostCharacters) return std::nullopt;
  std::size_t limit = std::max<std::size_t>(1, length / 3);
  std::optional<std::string> best;
  for (const Added& candidate : added_) {
    const std::size_t shorter = std::min(length, candidate.characters);
    if (std::max(length, candidate.characters) - shorter > limit) continue;
    const auto distance = edit_distance(key, candidate.key, limit);
    // An edit for nearly every character of a short name is no slip of the pen.
    if (!distance || 2 * *distance > candidate.characters) continue;
    if (!best || *distance < limit) {
      best = candidate.name;
      limit = *distance;
    }
    if (limit == 0) break;
  }
  return best;
}

ConceptId Taxonomy::add_concept(Concept concept_) {
  if (concept_names_.find(concept_.id)) {
    throw std::invalid_argument("the concept " + in_quotes(concept_.id) + " is given twice");
  }
  concept_names_.add(concept_.id, concepts_.size());
  concepts_.push_back(std::move(concept_));
  return static_cast<ConceptId>(concepts_.size() - 1);
}

void Taxonomy::add_group(Group group) { groups_.push_back(std::move(group)); }

SkillId Taxonomy::add_skill(Skill skill) {
  for (auto c = skill.broader.begin(); c != skill.broader.end(); ++c) {
    if (index(*c) >= concepts_.size()) {
      throw std::invalid_argument("a skill has an unknown concept");
    }
    // Twice would make a column of G longer than 1, and K_ss greater than w_s.
    if (std::find(skill.broader.begin(), c, *c) != c) {
      throw std::invalid_argument("a skill has a concept twice");
    }
  }
  return static_cast<SkillId>(add_named(std::move(skill), skills_, skill_names_));
}

AttributeId Taxonomy::add_attribute(Attribute attribute) {
  return static_cast<AttributeId>(add_named(std::move(attribute), attributes_, attribute_names_));
}

std::optional<SkillId> Taxonomy::holder(const Skill& skill) const {
  return as_id<SkillId>(holder_of(skill, skill_names_));
}

std::optional<AttributeId> Taxonomy::holder(const Attribute& attribute) const {
  return as_id<AttributeId>(holder_of(attribute, attribute_names_));
}

std::optional<SkillId> Taxonomy::find(std::string_view name) const {
  return as_id<SkillId>(skill_names_.find(name));
}

std::optional<std::string> Taxonomy::suggest(std::string_view name) const {
  return skill_names_.nearest(name);
}

std::optional<AttributeId> Taxonomy::find_attribute(std::string_view name) const {
  return as_id<AttributeId>(attribute_names_.find(name));
}

std::optional<std::string> Taxonomy::suggest_attribute(std::string_view name) const {
  return attribute_names_.nearest(name);
}

std::optional<ConceptId> Taxonomy::find_concept(std::string_view id) const {
  return as_id<ConceptId>(concept_names_.find(id));
}

std::string Taxonomy::fingerprint() const {
  std::string text;
  for (const Skill& skill : skills_) {
    text += skill.id;
    for (const ConceptId c : skill.broader) {
      text += '\t';
      text += concepts_[index(c)].id;
    }
    text += '\n';
  }
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size())));
  return digits.data();
}

}  // namespace skillmatch
