#include "names_of.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <stdexcept>
#include <utility>

#include <skillmatch/taxonomy.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

// Whether there is anything of it that a name could be told by.
bool has_name_key(std::string_view text) {
  const auto tells = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return std::any_of(text.begin(), text.end(), tells) || !name_key(text).empty();
}

// Who already has a name of `thing`. Throws for text that is not UTF-8.
template <typename Thing>
std::optional<std::size_t> holder_of(const Thing& thing, const NameIndex& names) {
  std::optional<std::size_t> holder;
  for_each_name(thing, [&](std::string_view name) {
    if (holder) return;
    if (!is_name(name)) throw std::invalid_argument("a name is not UTF-8, or too long");
    holder = names.find(name);
  });
  return holder;
}

template <typename Thing>
std::size_t add_named(Thing thing, std::vector<Thing>& things, NameIndex& names) {
  std::array<std::string_view, 16> few;
  std::vector<std::string_view> many;
  std::size_t count = 0;
  for_each_name(thing, [&](std::string_view name) {
    if (!is_name(name)) throw std::invalid_argument("a name is not UTF-8, or too long");
    if (count < few.size()) {
      few[count] = name;
    } else {
      if (many.empty()) many.assign(few.begin(), few.end());
      many.push_back(name);
    }
    ++count;
  });
  if (!has_name_key(thing.id)) throw std::invalid_argument("an id is empty");
  const std::span<const std::string_view> all =
      many.empty() ? std::span<const std::string_view>(few).first(count) : many;
  if (const auto holder = names.add_all(all, things.size())) {
    throw std::invalid_argument(in_quotes(thing.id) + " has a name that already means " +
                                in_quotes(things[*holder].id));
  }
  things.push_back(std::move(thing));
  return things.size() - 1;
}

}  // namespace

void Taxonomy::reserve_skills(std::size_t skills, std::size_t names, std::size_t bytes) {
  skills_.reserve(skills);
  skill_names_.reserve(names, bytes);
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
