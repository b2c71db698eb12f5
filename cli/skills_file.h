// What commands about skills read: a taxonomy, alone or that of a catalog.
#pragma once

#include "command.h"

#include <string>

#include <skillmatch/catalog.h>

namespace skillmatch::cli {

inline constexpr Option kTaxonomyOption{
    "taxonomy", 0, "FILE", "", "the skills, a file of \"skillmatch/taxonomy@1\" or a catalog"};

// The catalog of --catalog, that of --taxonomy (of a taxonomy alone, one without companies), or the
// built-in one. Throws UsageError where both are given.
Catalog catalog_of_skills(const Arguments& arguments);

// The skill of that name. Throws UsageError, with a suggestion, where there is none.
SkillId skill_called(const std::string& name, const Taxonomy& taxonomy);

}  // namespace skillmatch::cli
