#include "sorted_unique.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/catalog.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

constexpr std::size_t kMaxCompanies = 0x7FFF'FFFF;

void check_utf8(const std::string& id, const Name& name) {
  for (const std::string* text : {&id, &name.en, &name.ko}) {
    if (find_invalid_utf8(*text)) throw std::invalid_argument("an id or a name is not UTF-8");
  }
}

std::uint32_t tag_of(std::string_view id) noexcept {
  return static_cast<std::uint32_t>(XXH3_64bits(id.data(), id.size()));
}

}  // namespace

bool IdIndex::add(const std::string& id, const Name& name, std::size_t number) {
  check_utf8(id, name);
  if (id.empty() || !ids_.try_emplace(id, number).second) return false;
  names_.add(id, number);
  if (!name.en.empty()) names_.add(name.en, number);
  if (!name.ko.empty()) names_.add(name.ko, number);
  return true;
}

std::optional<std::size_t> IdIndex::find(std::string_view id_or_name) const {
  if (const auto at = ids_.find(id_or_name); at != ids_.end()) return at->second;
  return names_.find(id_or_name);
}

std::optional<std::string> IdIndex::nearest(std::string_view name) const {
  return names_.nearest(name);
}

FieldId Catalog::add_field(Field field) {
  if (!field_ids_.add(field.id, field.name, fields_.size())) {
    throw std::invalid_argument("the id of a field is empty or given twice");
  }
  fields_.push_back(std::move(field));
  return static_cast<FieldId>(fields_.size() - 1);
}

CompanyId Catalog::add(Company company, std::vector<Requirement> requirements) {
  sort_unique(requirements, &Requirement::skill, "a skill is required twice");
  sort_unique(company.offers, &Offer::attribute, "an attribute is offered twice");
  return add_sorted(company, requirements);
}

CompanyId Catalog::add_sorted(const Company& company, std::span<const Requirement> requirements) {
  if (unchecked_) throw std::invalid_argument("nothing can be added to a borrowed catalog");
  std::size_t least = 0;  // the next skill
  for (const Requirement& r : requirements) {
    if (index(r.skill) >= taxonomy_.size()) {
      throw std::invalid_argument("a required skill is not in the taxonomy");
    }
    if (index(r.skill) < least) throw std::invalid_argument("skills do not ascend");
    least = index(r.skill) + 1;
    if (!is_required_level(r.level)) {
      throw std::invalid_argument("a required level is outside (0, 5]");
    }
    if (!is_importance(r.importance)) {
      throw std::invalid_argument("an importance is outside (0, 1]");
    }
  }
  least = 0;
  for (const Offer& o : company.offers) {
    if (index(o.attribute) >= taxonomy_.attributes().size()) {
      throw std::invalid_argument("an offered attribute is not in the taxonomy");
    }
    if (index(o.attribute) < least) throw std::invalid_argument("attributes do not ascend");
    least = index(o.attribute) + 1;
    if (!is_level(o.level)) throw std::invalid_argument("an offered level is outside [0, 5]");
  }
  if (company.field && index(*company.field) >= fields_.size()) {
    throw std::invalid_argument("a company's field is not in the catalog");
  }
  check_utf8(company.id, company.name);
  if (find_invalid_utf8(company.source)) throw std::invalid_argument("a source is not UTF-8");
  if (company.id.empty() || find_id(company.id)) {
    throw std::invalid_argument("the id of a company is empty or given twice");
  }
  if (companies_.size() == kMaxCompanies) {
    throw std::invalid_argument("a catalog has at most 2^31 - 1 companies");
  }

  requirements_.add_row(requirements);
  companies_.add(company);
  keep_id(company.id);
  return static_cast<CompanyId>(companies_.size() - 1);
}

Catalog::Catalog(Taxonomy taxonomy, std::vector<Field> fields, CompanyTable companies,
                 RequirementTable requirements, Check check)
    : taxonomy_(std::move(taxonomy)),
      companies_(std::move(companies)),
      requirements_(std::move(requirements)),
      unchecked_(std::make_shared<Unchecked>(std::move(check))) {
  if (companies_.size() != requirements_.rows()) {
    throw std::invalid_argument("a catalog needs one row of requirements a company");
  }
  for (Field& field : fields) add_field(std::move(field));
}

void Catalog::Unchecked::check_now(const CompanyTable& companies,
                                   const RequirementTable& requirements) {
  const std::lock_guard lock(mutex_);
  if (is_done_.load(std::memory_order_relaxed)) return;
  check_(companies, requirements);
  is_done_.store(true, std::memory_order_release);
}

// The hash table grows with what is added. A borrowed catalog has none: its ids are looked through,
// which needs no time or memory until somebody asks.
std::optional<CompanyId> Catalog::find_id(std::string_view id) const {
  if (id_slots_.empty()) {
    const CompanyTable& companies = company_table();
    for (std::size_t c = 0; c < companies.size(); ++c) {
      if (companies.id(c) == id) return static_cast<CompanyId>(c);
    }
    return std::nullopt;
  }
  const std::uint32_t tag = tag_of(id);
  for (std::size_t at = tag;; ++at) {
    const IdSlot slot = id_slots_[at & (id_slots_.size() - 1)];
    if (slot.used == 0) return std::nullopt;
    if (slot.tag == tag && companies_.id(slot.used - 1) == id) {
      return static_cast<CompanyId>(slot.used - 1);
    }
  }
}

void Catalog::place(IdSlot slot) noexcept {
  std::size_t at = slot.tag;
  while (id_slots_[at & (id_slots_.size() - 1)].used != 0) ++at;
  id_slots_[at & (id_slots_.size() - 1)] = slot;
}

// Of the company added last.
void Catalog::keep_id(std::string_view id) {
  if (id_slots_.size() < 2 * companies_.size()) {
    std::vector<IdSlot> old(std::max<std::size_t>(16, 2 * id_slots_.size()));
    old.swap(id_slots_);
    for (const IdSlot slot : old) {
      if (slot.used != 0) place(slot);
    }
  }
  place({tag_of(id), static_cast<std::uint32_t>(companies_.size())});
}

std::optional<CompanyId> Catalog::find(std::string_view name) const {
  if (const auto company = find_id(name)) return company;
  if (name.size() > kMaxNameBytes || find_invalid_utf8(name)) return std::nullopt;
  const std::string key = name_key(name);
  if (key.empty()) return std::nullopt;
  const CompanyTable& companies = company_table();
  for (std::size_t c = 0; c < companies.size(); ++c) {
    const Company company = companies.company(c);
    for (const std::string* known : {&company.id, &company.name.en, &company.name.ko}) {
      if (known->size() <= kMaxNameBytes && name_key(*known) == key)
        return static_cast<CompanyId>(c);
    }
  }
  return std::nullopt;
}

std::optional<std::string> Catalog::suggest(std::string_view name) const {
  NameIndex names;
  const CompanyTable& companies = company_table();
  for (std::size_t c = 0; c < companies.size(); ++c) {
    const Company company = companies.company(c);
    for (const std::string* known : {&company.id, &company.name.en, &company.name.ko}) {
      if (!known->empty()) names.add(*known, c);
    }
  }
  return names.nearest(name);
}

std::optional<FieldId> Catalog::find_field(std::string_view name) const {
  return as_id<FieldId>(field_ids_.find(name));
}

}  // namespace skillmatch
