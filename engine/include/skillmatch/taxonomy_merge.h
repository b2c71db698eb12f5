// Floor 1: two taxonomies, or two catalogs, as one.
//
// A skill of the second is a skill of the first when they share a name: id, name or alias, by
// name_key. The first's skills come first, in their order and under their ids, so that columns of
// the first stay where they are; then the second's others in theirs. Of a shared skill names and
// aliases are united (the second's id too, so that its files go on to be understood), and so are
// concepts; a language the first does not name is taken from the second, and where the first has no
// group, the second's. Concepts and groups are joined by id, attributes as skills are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch {

struct MergeConflict {
  enum class Kind : std::uint8_t {
    // The second gives to one skill names that the first gives to several. It was joined with the
    // one that has its id, or else its English name, its Korean name, its first alias; `name` stays
    // with `other`.
    name_of_another,
    // A skill of the second that was joined with one that another of the second, `other`, was
    // joined
    // with: the first does not tell them apart.
    joined_with_another,
    // The same of attributes.
    attribute_name_of_another,
    attribute_joined_with_another,
    // A company of the second has the id of one of the first. It is kept, under the id `other`.
    company_id,
  };
  Kind kind;
  std::string second;  // id in the second
  std::string first;   // id in the first that it was joined with, or has
  std::string name;    // the name in question; "" of the kinds without one
  std::string other;   // id
};

struct JoinedSkill {
  std::string second;  // id in the second
  SkillId skill;       // of the first and of the whole
  std::string name;    // that both have, as the second has it
};

struct MergeReport {
  std::vector<JoinedSkill> joined;  // in the second's order
  std::vector<SkillId> added;       // of the whole
  std::vector<MergeConflict> conflicts;
  std::size_t names_added = 0;  // to skills of the first
  std::size_t companies_added = 0;
};

struct MergedTaxonomy {
  Taxonomy taxonomy;
  MergeReport report;
  // Where things of the second are in the whole, one each.
  std::vector<SkillId> skills;
  std::vector<AttributeId> attributes;
};

MergedTaxonomy merge_taxonomies(const Taxonomy& first, const Taxonomy& second);

// The companies of the first, then those of the second; fields joined by id. A company of the
// second that requires two skills which became one requires it once: the higher level, the higher
// importance, and a must if either is; so with offers.
struct MergedCatalog {
  Catalog catalog;
  MergeReport report;
};
MergedCatalog merge_catalogs(const Catalog& first, const Catalog& second);

}  // namespace skillmatch
