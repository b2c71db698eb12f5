// Floor 1: companies and what they require. A row may just as well be a team, an opening or an
// occupation. Requirements are stored row after row as parallel arrays (compressed sparse rows).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch {

struct Requirement {
  SkillId skill;
  double level;             // r, in (0, 5]
  double importance = 1.0;  // a, in (0, 1]
  bool must = false;        // a gate beside the score, not a part of it
};

// The requirements of one company, by ascending skill. All spans have one length.
struct Requirements {
  std::span<const SkillId> skills;
  std::span<const double> levels;
  std::span<const double> importances;
  std::span<const std::uint8_t> musts;

  std::size_t size() const noexcept { return skills.size(); }
  Requirement operator[](std::size_t i) const noexcept {
    return {skills[i], levels[i], importances[i], musts[i] != 0};
  }
};

struct Offer {
  AttributeId attribute;
  double level;  // in [0, 5]
};

// An area of work that companies share.
struct Field {
  std::string id;
  Name name;
  std::string competition;       // "crowded", "niche" or empty
  std::vector<SkillId> methods;  // that the field is known for
};

struct Company {
  std::string id;
  Name name;
  std::optional<FieldId> field;
  std::vector<Offer> offers;  // by ascending attribute
  std::string source;         // where the requirements come from, for people to judge them
};

// Companies or fields by id, exactly, or, compared by name_key, by name in either language.
class IdIndex {
 public:
  // Returns false, and adds nothing, when the id is empty or taken; throws std::invalid_argument,
  // and adds nothing, for text that is not UTF-8. Of two with one name, the first is found by it.
  bool add(const std::string& id, const Name& name, std::size_t number);
  std::optional<std::size_t> find(std::string_view id_or_name) const;
  // The nearest id or name, as NameIndex::nearest.
  std::optional<std::string> nearest(std::string_view name) const;

 private:
  std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> ids_;
  NameIndex names_;
};

class Catalog {
 public:
  explicit Catalog(Taxonomy taxonomy) : taxonomy_(std::move(taxonomy)) {}

  // Both throw std::invalid_argument, and change nothing, for an empty or repeated id and for a
  // name that is not UTF-8; add() also for a skill, attribute, level or importance out of range, or
  // given twice.
  FieldId add_field(Field field);
  CompanyId add(Company company, std::vector<Requirement> requirements);

  std::size_t size() const noexcept { return companies_.size(); }  // N
  const Taxonomy& taxonomy() const noexcept { return taxonomy_; }
  const std::vector<Field>& fields() const noexcept { return fields_; }
  const Field& field(FieldId id) const { return fields_[index(id)]; }
  const Company& company(CompanyId id) const { return companies_[index(id)]; }
  Requirements requirements(CompanyId id) const noexcept;
  std::size_t requirement_count() const noexcept { return skills_.size(); }

  std::optional<CompanyId> find(std::string_view name) const;
  std::optional<std::string> suggest(std::string_view name) const { return ids_.nearest(name); }
  std::optional<FieldId> find_field(std::string_view name) const;
  std::optional<std::string> suggest_field(std::string_view name) const {
    return field_ids_.nearest(name);
  }

 private:
  Taxonomy taxonomy_;
  std::vector<Field> fields_;
  std::vector<Company> companies_;
  IdIndex ids_;
  IdIndex field_ids_;
  std::vector<std::size_t> row_begin_{0};  // N + 1
  std::vector<SkillId> skills_;
  std::vector<double> levels_;
  std::vector<double> importances_;
  std::vector<std::uint8_t> musts_;
};

}  // namespace skillmatch
