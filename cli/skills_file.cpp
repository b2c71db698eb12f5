#include "skills_file.h"

#include "common_options.h"

#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {

Catalog catalog_of_skills(const Arguments& arguments) {
  const Reading reading(arguments);
  if (!arguments.has("taxonomy")) {
    return io::load_catalog(arguments.get("catalog").value_or(""), reading.options());
  }
  if (arguments.has("catalog")) throw UsageError("--taxonomy and --catalog exclude each other");
  return io::load_skills(arguments.at("taxonomy"), reading.options()).catalog;
}

SkillId skill_called(const std::string& name, const Taxonomy& taxonomy) {
  if (const auto skill = taxonomy.find(name)) return *skill;
  std::string text = "no skill is called " + in_quotes(name);
  if (const auto near = taxonomy.suggest(name)) {
    text += ", did you mean " + in_quotes(*near) + "?";
  } else {
    text += "; 'skillmatch taxonomy search WORDS' finds skills by a part of their names";
  }
  throw UsageError(text);
}

}  // namespace skillmatch::cli
