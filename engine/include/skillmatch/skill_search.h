// Floor 1: skills looked up by what people type, in either language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/taxonomy.h>

namespace skillmatch {

// How a name answers what was typed, from best to worst.
enum class FoundBy : std::uint8_t {
  exact,   // their name_keys are equal
  prefix,  // its key begins with that of what was typed
  words,   // each word typed begins one of its words, or, where it is not ASCII, is somewhere in it
  near,    // a slip of the pen: of the keys, or of what was typed and one of its words, at most one
           // edit in three characters (edit_distance)
};

struct FoundSkill {
  SkillId skill;
  FoundBy by;
  std::size_t distance;  // edits; 0 unless near
  std::string name;      // by which it was found, as the taxonomy has it
};

// The best `most` skills for what was typed, each by the best of its names. Order: by FoundBy, then
// fewer edits, then a name that is shorter in code points of its key, then the order of the
// taxonomy. Text that is not UTF-8, is longer than kMaxNameBytes or has no key finds nothing.
// O(names).
std::vector<FoundSkill> search_skills(const Taxonomy& taxonomy, std::string_view typed,
                                      std::size_t most);

// Whether an alias is the id of another collection, not a word of people's: a URI such as ESCO's
// ("http://data.europa.eu/esco/skill/…"), or an element id of O*NET ("2.A.1.a").
bool is_external_id(std::string_view alias) noexcept;

// The other skills that share the concept, in the order of the taxonomy.
std::vector<SkillId> related_skills(const Taxonomy& taxonomy, SkillId skill, ConceptId shared);

}  // namespace skillmatch
