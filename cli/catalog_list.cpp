// skillmatch catalog list: the companies, skills, fields or attributes of a catalog.
#include "command.h"
#include "common_options.h"
#include "listing.h"
#include "output.h"
#include "words.h"

#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kCatalogListOptions{kCatalogOption, kLangOption, kFormatOption, kOutputOption};
constexpr std::array<std::string_view, 4> kKinds{"companies", "skills", "fields", "attributes"};

Language other(Language language) { return language == Language::en ? Language::ko : Language::en; }

Listing companies(const Catalog& catalog, Language language) {
  const Words& w = words(language);
  Listing list({"id", "name", "field", "requirements", "musts"},
               {{std::string(w.id)},
                {std::string(w.name), false, 12},
                {std::string(w.field), false, 8},
                {std::string(w.requirements), true, 0},
                {std::string(w.musts), true, 0}});
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    const Company company = catalog.company(id);
    const Requirements requirements = catalog.requirements(id);
    std::size_t musts = 0;
    for (std::size_t i = 0; i < requirements.size(); ++i) musts += requirements[i].must ? 1 : 0;
    const std::string name = company.name.in(language);
    const std::string field =
        company.field ? catalog.field(*company.field).name.in(language) : std::string();
    list.add({{company.id},
              {name, Style::bold},
              {field},
              {std::to_string(requirements.size())},
              {std::to_string(musts)}},
             {company.id, name, company.field ? catalog.field(*company.field).id : "",
              requirements.size(), musts});
  }
  return list;
}

template <typename Things>
Listing named(const Things& things, Language language) {
  const Words& w = words(language);
  Listing list({"id", "name", "name_other", "aliases"}, {{std::string(w.id)},
                                                         {std::string(w.name), false, 12},
                                                         {std::string(w.name_other), false, 8},
                                                         {std::string(w.aliases), false, 12}});
  for (const auto& thing : things) {
    const std::string& name = thing.name.in(language);
    const std::string& name_other = thing.name.in(other(language));
    list.add({{thing.id}, {name, Style::bold}, {name_other}, {joined(thing.aliases), Style::dim}},
             {thing.id, name, name_other, thing.aliases});
  }
  return list;
}

Listing fields(const Catalog& catalog, Language language) {
  const Words& w = words(language);
  Listing list({"id", "name", "competition", "companies", "methods"},
               {{std::string(w.id)},
                {std::string(w.name), false, 12},
                {std::string(w.competition), false, 0},
                {std::string(w.company_count), true, 0},
                {std::string(w.methods), false, 16}});
  std::vector<std::size_t> counts(catalog.fields().size());
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    if (const auto field = catalog.field_of(static_cast<CompanyId>(c))) ++counts[index(*field)];
  }
  for (std::size_t f = 0; f < catalog.fields().size(); ++f) {
    const Field& field = catalog.fields()[f];
    std::vector<std::string> names;
    std::vector<std::string> ids;
    for (const SkillId s : field.methods) {
      names.push_back(catalog.taxonomy().skill(s).name.in(language));
      ids.push_back(catalog.taxonomy().skill(s).id);
    }
    list.add({{field.id},
              {field.name.in(language), Style::bold},
              {std::string(competition_word(field.competition, language))},
              {std::to_string(counts[f])},
              {joined(names), Style::dim}},
             {field.id, field.name.in(language), field.competition, counts[f], ids});
  }
  return list;
}

int run_catalog_list(const Arguments& arguments) {
  const std::string kind = arguments.positional.empty() ? "companies" : arguments.positional[0];
  if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
    fail_unknown("", kind, kKinds);
  }
  const Catalog catalog =
      io::load_catalog(arguments.get("catalog").value_or(""), Reading(arguments).options());
  const Language language = language_of(arguments.get("lang").value_or(""));
  const Listing list = kind == "companies" ? companies(catalog, language)
                       : kind == "skills"  ? named(catalog.taxonomy().skills(), language)
                       : kind == "fields"  ? fields(catalog, language)
                                           : named(catalog.taxonomy().attributes(), language);
  const std::string& output = arguments.at("output");
  write_output(output, render(list, format_of(arguments.at("format")),
                              Terminal::of_standard_output(output != "-")));
  return kDone;
}

}  // namespace

const Command kCatalogList{
    "catalog list",
    "[companies|skills|fields|attributes]",
    0,
    1,
    "list what a catalog holds",
    "Lists the companies (the default), the skills that profiles and requirements are made of, "
    "the\n"
    "fields, or the attributes that a person may want of a company.",
    "  skillmatch catalog list\n"
    "  skillmatch catalog list skills --lang ko\n"
    "  skillmatch catalog list companies --catalog companies.json --format csv\n",
    kCatalogListOptions,
    run_catalog_list,
};

}  // namespace skillmatch::cli
