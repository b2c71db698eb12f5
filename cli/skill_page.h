// One skill in full, for people and for programs.
#pragma once

#include "output.h"

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include <skillmatch/taxonomy.h>

namespace skillmatch::cli {

// A title in bold: both names and the id.
std::string page_head(const std::string& id, const Name& name, Language language,
                      const Terminal& terminal);
// "title: value" in lines that fit; nothing without a value.
std::string page_line(std::string_view title, const std::string& value, const Terminal& terminal);

// Names, external ids, group, and for each broader concept the skills that share it.
std::string skill_page(const Taxonomy& taxonomy, SkillId id, Language language,
                       const Terminal& terminal);

// As the skill stands in a file, with the external ids apart from the aliases, and the skills that
// share each broader concept: "related": {"graph-structured-data": ["knowledge-graphs", …]}.
nlohmann::ordered_json skill_json(const Taxonomy& taxonomy, SkillId id);

}  // namespace skillmatch::cli
