#include "sorted_unique.h"

#include <stdexcept>
#include <utility>

#include <skillmatch/catalog.h>
#include <skillmatch/text.h>

namespace skillmatch {

bool IdIndex::add(const std::string& id, const Name& name, std::size_t number) {
  for (const std::string* text : {&id, &name.en, &name.ko}) {
    if (find_invalid_utf8(*text)) throw std::invalid_argument("an id or a name is not UTF-8");
  }
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
  for (const Requirement& r : requirements) {
    if (index(r.skill) >= taxonomy_.size()) {
      throw std::invalid_argument("a required skill is not in the taxonomy");
    }
    if (!is_required_level(r.level)) {
      throw std::invalid_argument("a required level is outside (0, 5]");
    }
    if (!is_importance(r.importance)) {
      throw std::invalid_argument("an importance is outside (0, 1]");
    }
  }
  for (const Offer& o : company.offers) {
    if (index(o.attribute) >= taxonomy_.attributes().size()) {
      throw std::invalid_argument("an offered attribute is not in the taxonomy");
    }
    if (!is_level(o.level)) throw std::invalid_argument("an offered level is outside [0, 5]");
  }
  if (company.field && index(*company.field) >= fields_.size()) {
    throw std::invalid_argument("a company's field is not in the catalog");
  }
  sort_unique(requirements, &Requirement::skill, "a skill is required twice");
  sort_unique(company.offers, &Offer::attribute, "an attribute is offered twice");
  if (!ids_.add(company.id, company.name, companies_.size())) {
    throw std::invalid_argument("the id of a company is empty or given twice");
  }

  for (const Requirement& r : requirements) {
    skills_.push_back(r.skill);
    levels_.push_back(r.level);
    importances_.push_back(r.importance);
    musts_.push_back(r.must ? 1 : 0);
  }
  row_begin_.push_back(skills_.size());
  companies_.push_back(std::move(company));
  return static_cast<CompanyId>(companies_.size() - 1);
}

std::optional<CompanyId> Catalog::find(std::string_view name) const {
  return as_id<CompanyId>(ids_.find(name));
}

std::optional<FieldId> Catalog::find_field(std::string_view name) const {
  return as_id<FieldId>(field_ids_.find(name));
}

Requirements Catalog::requirements(CompanyId id) const noexcept {
  const std::size_t begin = row_begin_[index(id)];
  const std::size_t count = row_begin_[index(id) + 1] - begin;
  return {std::span(skills_).subspan(begin, count), std::span(levels_).subspan(begin, count),
          std::span(importances_).subspan(begin, count), std::span(musts_).subspan(begin, count)};
}

}  // namespace skillmatch
