// Floor 1: companies and what they require. A row may just as well be a team, an opening or an
// occupation.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <skillmatch/company_table.h>
#include <skillmatch/requirement_table.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch {

// An area of work that companies share.
struct Field {
  std::string id;
  Name name;
  std::string competition;       // "crowded", "niche" or empty
  std::vector<SkillId> methods;  // that the field is known for
};

// Fields by id, exactly, or, compared by name_key, by name in either language.
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
  explicit Catalog(Taxonomy taxonomy)
      : taxonomy_(std::move(taxonomy)), requirements_(taxonomy_.size()) {}

  // Of tables that somebody else holds, for as long as `check` lives: nothing may be added. `check`
  // throws InputError for tables that are not sound; it is called once, before anything is read of
  // them. Throws std::invalid_argument for tables that do not have one row a company.
  using Check = std::function<void(const CompanyTable&, const RequirementTable&)>;
  Catalog(Taxonomy taxonomy, std::vector<Field> fields, CompanyTable companies,
          RequirementTable requirements, Check check);

  // All throw std::invalid_argument, and change nothing, for an empty or repeated id and for a
  // name that is not UTF-8; add() also for a skill, attribute, level or importance out of range, or
  // given twice.
  FieldId add_field(Field field);
  CompanyId add(Company company, std::vector<Requirement> requirements);
  // The same for what ascends already, requirements by skill and offers by attribute.
  CompanyId add_sorted(const Company& company, std::span<const Requirement> requirements);

  std::size_t size() const noexcept { return companies_.size(); }  // N
  std::size_t requirement_count() const noexcept { return requirements_.entries(); }
  const Taxonomy& taxonomy() const noexcept { return taxonomy_; }
  const std::vector<Field>& fields() const noexcept { return fields_; }
  const Field& field(FieldId id) const { return fields_[index(id)]; }

  // What tables of somebody else's hold is checked on first use: once, on any thread. Everything
  // below does it, and throws InputError where they are not sound; who wants to know earlier (and
  // whoever reads from functions that are noexcept) calls check().
  void check() const {
    if (unchecked_) unchecked_->check(companies_, requirements_);
  }

  Company company(CompanyId id) const { return company_table().company(index(id)); }
  // Parts of company(id) that take no memory.
  std::string_view company_id(CompanyId id) const { return company_table().id(index(id)); }
  std::optional<FieldId> field_of(CompanyId id) const { return company_table().field(index(id)); }
  Requirements requirements(CompanyId id) const { return requirement_table().row(index(id)); }

  const CompanyTable& company_table() const {
    check();
    return companies_;
  }
  const RequirementTable& requirement_table() const {
    check();
    return requirements_;
  }

  // By id, exactly, or, compared by name_key, by id or name: the first that has it. O(N) by name.
  std::optional<CompanyId> find(std::string_view name) const;
  // By id alone: O(1), or O(N) in tables of somebody else's.
  std::optional<CompanyId> find_id(std::string_view id) const;
  // The nearest of them, as NameIndex::nearest; O(N).
  std::optional<std::string> suggest(std::string_view name) const;
  std::optional<FieldId> find_field(std::string_view name) const;
  std::optional<std::string> suggest_field(std::string_view name) const {
    return field_ids_.nearest(name);
  }

 private:
  // Shared by the copies of a catalog, as the tables are.
  class Unchecked {
   public:
    explicit Unchecked(Check check) : check_(std::move(check)) {}
    void check(const CompanyTable& companies, const RequirementTable& requirements) {
      if (!is_done_.load(std::memory_order_acquire)) check_now(companies, requirements);
    }

   private:
    void check_now(const CompanyTable& companies, const RequirementTable& requirements);

    Check check_;
    std::mutex mutex_;
    std::atomic<bool> is_done_ = false;
  };
  struct IdSlot {
    std::uint32_t tag = 0;   // the half of the id's hash that does not choose the slot
    std::uint32_t used = 0;  // company + 1, 0 for none
  };

  void keep_id(std::string_view id);
  void place(IdSlot slot) noexcept;

  Taxonomy taxonomy_;
  std::vector<Field> fields_;
  CompanyTable companies_;
  RequirementTable requirements_;
  IdIndex field_ids_;
  std::vector<IdSlot> id_slots_;  // hash table over ids
  std::shared_ptr<Unchecked> unchecked_;
};

}  // namespace skillmatch
