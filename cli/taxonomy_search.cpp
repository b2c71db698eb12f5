// skillmatch taxonomy search: skills by what people call them.
#include "command.h"
#include "common_options.h"
#include "listing.h"
#include "output.h"
#include "skills_file.h"
#include "words.h"

#include <array>
#include <string>

#include <skillmatch/skill_search.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kTaxonomySearchOptions{
    kTaxonomyOption, kCatalogOption, Option{"top", 'n', "N|all", "20", "how many skills to show"},
    kLangOption,     kFormatOption,  kOutputOption,
    kQuietOption,
};

std::string_view id_of(FoundBy by) {
  switch (by) {
    case FoundBy::exact:
      return "exact";
    case FoundBy::prefix:
      return "prefix";
    case FoundBy::words:
      return "words";
    case FoundBy::near:
      return "near";
  }
  return {};
}

int run_taxonomy_search(const Arguments& arguments) {
  const std::size_t top = top_of(arguments);
  std::string typed;
  for (const std::string& word : arguments.positional) {
    typed += (typed.empty() ? "" : " ") + word;
  }
  const Catalog catalog = catalog_of_skills(arguments);
  const Taxonomy& taxonomy = catalog.taxonomy();
  const Language language = language_of(arguments.get("lang").value_or(""));
  const Language other = language == Language::en ? Language::ko : Language::en;
  const Words& w = words(language);
  Listing list({"id", "name", "name_other", "found_as", "how", "distance"},
               {{std::string(w.id), false, 16},
                {std::string(w.name), false, 12},
                {std::string(w.name_other), false, 8},
                {std::string(w.found_as), false, 12},
                {std::string(w.how)}});
  const auto found = search_skills(taxonomy, typed, top);
  for (const FoundSkill& hit : found) {
    const Skill& skill = taxonomy.skill(hit.skill);
    list.add({{skill.id},
              {skill.name.in(language), Style::bold},
              {skill.name.in(other)},
              {hit.name},
              {std::string(word(hit.by, language)), Style::dim}},
             {skill.id, skill.name.in(language), skill.name.in(other), hit.name,
              std::string(id_of(hit.by)), hit.distance});
  }
  const std::string& output = arguments.at("output");
  write_output(output, render(list, format_of(arguments.at("format")),
                              Terminal::of_standard_output(output != "-")));
  if (found.empty() && top > 0 && !arguments.has("quiet")) {
    tell({"no skill is called anything like " + in_quotes(typed) +
          "; try a part of the name or the other language, or see all with 'skillmatch catalog "
          "list skills'"});
  }
  return kDone;
}

}  // namespace

const Command kTaxonomySearch{
    "taxonomy search",
    "WORDS",
    1,
    100,
    "look skills up by a part of a name, in either language",
    "First come skills that are called so, then those with a name that begins so, then those with "
    "all of\n"
    "the words in a name, then those with a name of nearly that spelling; among equals the "
    "shortest name,\n"
    "then the order of the taxonomy. Case, spaces, '-' and '_' do not matter.",
    "  skillmatch taxonomy search 그래프\n"
    "  skillmatch taxonomy search lerning --lang ko\n"
    "  skillmatch taxonomy search data mining --catalog esco.json --format json\n",
    kTaxonomySearchOptions,
    run_taxonomy_search,
};

}  // namespace skillmatch::cli
