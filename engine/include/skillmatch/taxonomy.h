// Floor 1: the columns of every vector. A taxonomy is the ordered list of skills, the names by
// which people call them, and the broader concepts that make two skills related; it also holds the
// attributes that a person may want of a company.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <skillmatch/name_index.h>
#include <skillmatch/types.h>

namespace skillmatch {

struct Skill {
  std::string id;  // e.g. "graph-neural-networks"
  Name name;
  std::vector<std::string> aliases;
  std::string group;               // id of a group, or empty
  std::vector<ConceptId> broader;  // skills that share one are related
};

struct Concept {
  std::string id;
  Name name;
};

struct Group {
  std::string id;
  Name name;
};

// What a company may offer and a person may want: team, manager, growth, …
struct Attribute {
  std::string id;
  Name name;
  std::vector<std::string> aliases;
};

// Lets maps of strings be asked with a string_view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const noexcept {
    return std::hash<std::string_view>{}(s);
  }
};

class Taxonomy {
 public:
  // Makes room for that many skills, with `names` names of `bytes` bytes in all.
  void reserve_skills(std::size_t skills, std::size_t names, std::size_t bytes);

  // Each adds after all others of its kind and returns the new id. All throw std::invalid_argument,
  // and add nothing, for an empty id, for a name that is not UTF-8 or
  // longer than kMaxNameBytes, and where a name already means
  // another thing of the kind; add_skill also for a concept that is unknown or given twice.
  ConceptId add_concept(Concept concept_);
  void add_group(Group group);
  SkillId add_skill(Skill skill);
  AttributeId add_attribute(Attribute attribute);

  // The thing that already has the id, a name or an alias of this one, if there is one.
  std::optional<SkillId> holder(const Skill& skill) const;
  std::optional<AttributeId> holder(const Attribute& attribute) const;

  std::size_t size() const noexcept { return skills_.size(); }  // S
  const Skill& skill(SkillId id) const { return skills_[index(id)]; }
  const std::vector<Skill>& skills() const noexcept { return skills_; }
  const std::vector<Concept>& concepts() const noexcept { return concepts_; }
  const std::vector<Group>& groups() const noexcept { return groups_; }
  const std::vector<Attribute>& attributes() const noexcept { return attributes_; }

  // The skill that `name` means: an id, a name in either language or an alias, compared by
  // name_key. suggest() gives the nearest such name for one that means nothing.
  std::optional<SkillId> find(std::string_view name) const;
  std::optional<std::string> suggest(std::string_view name) const;
  std::optional<AttributeId> find_attribute(std::string_view name) const;
  std::optional<std::string> suggest_attribute(std::string_view name) const;
  std::optional<ConceptId> find_concept(std::string_view id) const;

  // 16 hexadecimal digits (XXH3, 64 bits) over ids, order and concepts of the skills: all that the
  // meaning of a model depends on. Names and aliases may change without changing it.
  std::string fingerprint() const;

 private:
  std::vector<Skill> skills_;
  std::vector<Concept> concepts_;
  std::vector<Group> groups_;
  std::vector<Attribute> attributes_;
  NameIndex skill_names_;
  NameIndex attribute_names_;
  NameIndex concept_names_;
};

}  // namespace skillmatch
