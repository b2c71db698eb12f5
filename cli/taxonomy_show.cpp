// skillmatch taxonomy show: one skill, its names and what it is related to.
#include "command.h"
#include "common_options.h"
#include "output.h"
#include "skill_page.h"
#include "skills_file.h"
#include "words.h"

#include <array>
#include <string>

#include <nlohmann/json.hpp>

namespace skillmatch::cli {
namespace {

constexpr std::array kTaxonomyShowOptions{
    kTaxonomyOption, kCatalogOption, kLangOption,
    Option{"format", 'f', "table|json", "table", "how it is written"}, kOutputOption};

int run_taxonomy_show(const Arguments& arguments) {
  const Catalog catalog = catalog_of_skills(arguments);
  const Taxonomy& taxonomy = catalog.taxonomy();
  const SkillId skill = skill_called(arguments.positional[0], taxonomy);
  const std::string& output = arguments.at("output");
  write_output(output,
               arguments.at("format") == "json"
                   ? json_text(skill_json(taxonomy, skill), true)
                   : skill_page(taxonomy, skill, language_of(arguments.get("lang").value_or("")),
                                Terminal::of_standard_output(output != "-")));
  return kDone;
}

}  // namespace

const Command kTaxonomyShow{
    "taxonomy show",
    "SKILL",
    1,
    1,
    "show one skill: its names and ids, its group, what is related to it",
    "SKILL is an id, a name in English or Korean, an alias, or an id of ESCO or O*NET where the "
    "file keeps\n"
    "it. 'skillmatch catalog show SKILL' also lists the companies that require it.",
    "  skillmatch taxonomy show GNN\n"
    "  skillmatch taxonomy show 그래프신경망 --lang ko\n"
    "  skillmatch taxonomy show 2.A.1.a --catalog onet.json --format json\n",
    kTaxonomyShowOptions,
    run_taxonomy_show,
};

}  // namespace skillmatch::cli
