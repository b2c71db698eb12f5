#include "names_of.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <skillmatch/taxonomy_merge.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

using Kind = MergeConflict::Kind;

struct Kinds {
  Kind name_of_another;
  Kind joined_with_another;
};

// Things of one kind, skills or attributes, of the first and then of the second.
template <typename Thing>
struct United {
  std::vector<Thing> things;
  std::vector<std::size_t> place_of_second;
};

void fill(Name& name, const Name& from) {
  if (name.en.empty()) name.en = from.en;
  if (name.ko.empty()) name.ko = from.ko;
}

template <typename Thing>
bool has_name(const Thing& thing, std::string_view wanted) {
  const std::string key = name_key(wanted);
  bool has = false;
  for_each_name(thing, [&](std::string_view name) {
    has = has || name == wanted || (!key.empty() && name_key(name) == key);
  });
  return has;
}

// Gives `thing` the names of `other` that are its own to give; returns how many it did not have.
template <typename Thing, typename MayHave>
std::size_t take_names(Thing& thing, const Thing& other, MayHave may_have) {
  std::size_t taken = 0;
  const auto take_language = [&](std::string Name::*language) {
    const std::string& name = other.name.*language;
    if (!(thing.name.*language).empty() || name.empty() || !may_have(name)) return;
    if (!has_name(thing, name)) ++taken;
    thing.name.*language = name;
  };
  take_language(&Name::en);
  take_language(&Name::ko);
  for_each_name(other, [&](std::string_view name) {
    if (!may_have(name) || has_name(thing, name)) return;
    thing.aliases.emplace_back(name);
    ++taken;
  });
  return taken;
}

// `find` looks a name up in the first; `take_rest` unites what skills have beside names; `report`
// hears of every thing of the second: its place, and the name it was joined by, if it was.
template <typename Thing, typename Find, typename TakeRest, typename Joined>
United<Thing> unite(const std::vector<Thing>& first, const std::vector<Thing>& second, Kinds kinds,
                    Find find, TakeRest take_rest, Joined joined, MergeReport& report) {
  United<Thing> united{first, {}};
  std::vector<std::string> joined_by(first.size());  // ids of the second
  for (const Thing& thing : second) {
    std::optional<std::size_t> place;
    std::string by;
    for_each_name(thing, [&](std::string_view name) {
      if (place) return;
      place = find(name);
      by = name;
    });
    if (!place) {
      united.place_of_second.push_back(united.things.size());
      united.things.push_back(thing);
      take_rest(united.things.back(), nullptr);
      joined(united.things.size() - 1, thing, std::string_view());
      continue;
    }
    Thing& into = united.things[*place];
    std::set<std::string> told;
    for_each_name(thing, [&](std::string_view name) {
      const std::optional<std::size_t> holder = find(name);
      if (!holder || *holder == *place || !told.insert(name_key(name)).second) return;
      report.conflicts.push_back(
          {kinds.name_of_another, thing.id, into.id, std::string(name), first[*holder].id});
    });
    if (!joined_by[*place].empty()) {
      report.conflicts.push_back(
          {kinds.joined_with_another, thing.id, into.id, "", joined_by[*place]});
    } else {
      joined_by[*place] = thing.id;
    }
    report.names_added += take_names(into, thing, [&](std::string_view name) {
      const auto holder = find(name);
      return !holder || *holder == *place;
    });
    take_rest(into, &thing);
    united.place_of_second.push_back(*place);
    joined(*place, thing, by);
  }
  return united;
}

// Concepts of the first, then those of the second that it has not; where those of the second are.
std::vector<ConceptId> unite_concepts(const Taxonomy& first, const Taxonomy& second,
                                      Taxonomy& whole) {
  std::vector<Concept> concepts = first.concepts();
  std::vector<ConceptId> places;
  for (const Concept& of_second : second.concepts()) {
    const auto known = first.find_concept(of_second.id);
    if (known) {
      fill(concepts[index(*known)].name, of_second.name);
    } else {
      concepts.push_back(of_second);
    }
    places.push_back(known.value_or(static_cast<ConceptId>(concepts.size() - 1)));
  }
  for (Concept& added : concepts) whole.add_concept(std::move(added));
  return places;
}

void unite_groups(const Taxonomy& first, const Taxonomy& second, Taxonomy& whole) {
  std::vector<Group> groups = first.groups();
  for (const Group& of_second : second.groups()) {
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const Group& g) { return g.id == of_second.id; });
    if (same != groups.end()) {
      fill(same->name, of_second.name);
    } else {
      groups.push_back(of_second);
    }
  }
  for (Group& group : groups) whole.add_group(std::move(group));
}

// The second's requirements or offers in the ids of the whole, each once.
template <typename Item, typename Id, typename Join>
void join_repeated(std::vector<Item>& items, Id Item::*id, Join join) {
  std::stable_sort(items.begin(), items.end(),
                   [&](const Item& a, const Item& b) { return a.*id < b.*id; });
  std::size_t kept = 0;
  for (const Item& item : items) {
    if (kept > 0 && items[kept - 1].*id == item.*id) {
      join(items[kept - 1], item);
    } else {
      items[kept++] = item;
    }
  }
  items.resize(kept);
}

std::vector<Requirement> requirements_of(const Catalog& catalog, CompanyId company) {
  std::vector<Requirement> list;
  const Requirements row = catalog.requirements(company);
  for (std::size_t i = 0; i < row.size(); ++i) list.push_back(row[i]);
  return list;
}

void add_company(Catalog& whole, const Catalog& second, CompanyId id, const MergedTaxonomy& merged,
                 const std::vector<FieldId>& fields, MergeReport& report) {
  Company company = second.company(id);
  if (company.field) company.field = fields[index(*company.field)];
  for (Offer& offer : company.offers) offer.attribute = merged.attributes[index(offer.attribute)];
  join_repeated(company.offers, &Offer::attribute, [](Offer& kept, const Offer& other) {
    kept.level = std::max(kept.level, other.level);
  });
  std::vector<Requirement> requirements = requirements_of(second, id);
  for (Requirement& r : requirements) r.skill = merged.skills[index(r.skill)];
  join_repeated(requirements, &Requirement::skill, [](Requirement& kept, const Requirement& other) {
    kept.level = std::max(kept.level, other.level);
    kept.importance = std::max(kept.importance, other.importance);
    kept.must = kept.must || other.must;
  });
  if (whole.find_id(company.id)) {
    const std::string taken = company.id;
    for (std::size_t n = 2; whole.find_id(company.id) || second.find_id(company.id); ++n) {
      company.id = taken + "-" + std::to_string(n);
    }
    report.conflicts.push_back({Kind::company_id, taken, taken, "", company.id});
  }
  whole.add_sorted(company, requirements);
  ++report.companies_added;
}

}  // namespace

MergedTaxonomy merge_taxonomies(const Taxonomy& first, const Taxonomy& second) {
  MergedTaxonomy merged;
  Taxonomy& whole = merged.taxonomy;
  MergeReport& report = merged.report;
  unite_groups(first, second, whole);
  const std::vector<ConceptId> concepts = unite_concepts(first, second, whole);

  United<Skill> skills = unite(
      first.skills(), second.skills(), {Kind::name_of_another, Kind::joined_with_another},
      [&](std::string_view name) -> std::optional<std::size_t> {
        const auto id = first.find(name);
        return id ? std::optional(index(*id)) : std::nullopt;
      },
      [&](Skill& into, const Skill* joined) {
        if (joined == nullptr) {
          for (ConceptId& c : into.broader) c = concepts[index(c)];
          return;
        }
        if (into.group.empty()) into.group = joined->group;
        for (const ConceptId c : joined->broader) {
          const ConceptId place = concepts[index(c)];
          if (std::find(into.broader.begin(), into.broader.end(), place) == into.broader.end()) {
            into.broader.push_back(place);
          }
        }
      },
      [&](std::size_t place, const Skill& skill, std::string_view by) {
        const auto id = static_cast<SkillId>(place);
        if (by.empty()) {
          report.added.push_back(id);
        } else {
          report.joined.push_back({skill.id, id, std::string(by)});
        }
      },
      report);
  for (Skill& skill : skills.things) whole.add_skill(std::move(skill));
  for (const std::size_t place : skills.place_of_second) {
    merged.skills.push_back(static_cast<SkillId>(place));
  }

  United<Attribute> attributes = unite(
      first.attributes(), second.attributes(),
      {Kind::attribute_name_of_another, Kind::attribute_joined_with_another},
      [&](std::string_view name) -> std::optional<std::size_t> {
        const auto id = first.find_attribute(name);
        return id ? std::optional(index(*id)) : std::nullopt;
      },
      [](Attribute&, const Attribute*) {}, [](std::size_t, const Attribute&, std::string_view) {},
      report);
  for (Attribute& attribute : attributes.things) whole.add_attribute(std::move(attribute));
  for (const std::size_t place : attributes.place_of_second) {
    merged.attributes.push_back(static_cast<AttributeId>(place));
  }
  return merged;
}

MergedCatalog merge_catalogs(const Catalog& first, const Catalog& second) {
  MergedTaxonomy merged = merge_taxonomies(first.taxonomy(), second.taxonomy());
  MergeReport report = std::move(merged.report);
  Catalog whole(std::move(merged.taxonomy));
  for (const Field& field : first.fields()) whole.add_field(field);
  std::vector<FieldId> fields;
  for (Field field : second.fields()) {
    const auto same = std::find_if(whole.fields().begin(), whole.fields().end(),
                                   [&](const Field& known) { return known.id == field.id; });
    if (same != whole.fields().end()) {
      fields.push_back(static_cast<FieldId>(same - whole.fields().begin()));
      continue;
    }
    std::vector<SkillId> methods;
    for (const SkillId method : field.methods) {
      const SkillId place = merged.skills[index(method)];
      if (std::find(methods.begin(), methods.end(), place) == methods.end()) {
        methods.push_back(place);
      }
    }
    field.methods = std::move(methods);
    fields.push_back(whole.add_field(std::move(field)));
  }
  for (std::size_t c = 0; c < first.size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    whole.add_sorted(first.company(id), requirements_of(first, id));
  }
  for (std::size_t c = 0; c < second.size(); ++c) {
    add_company(whole, second, static_cast<CompanyId>(c), merged, fields, report);
  }
  return {std::move(whole), std::move(report)};
}

}  // namespace skillmatch
