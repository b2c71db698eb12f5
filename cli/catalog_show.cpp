// skillmatch catalog show: one company, skill or field in full.
#include "command.h"
#include "common_options.h"
#include "output.h"
#include "skill_page.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kCatalogShowOptions{
    kCatalogOption, kLangOption, Option{"format", 'f', "table|json", "table", "how it is written"},
    kOutputOption};

class CompanyPage {
 public:
  CompanyPage(const Catalog& catalog, Language language, const Terminal& terminal)
      : catalog_(catalog), language_(language), terminal_(terminal), words_(words(language)) {}

  std::string company(CompanyId id) const;
  std::string skill(SkillId id) const;
  std::string field(FieldId id) const;

 private:
  std::string head(const std::string& id, const Name& name) const {
    return page_head(id, name, language_, terminal_);
  }
  std::string line(std::string_view title, const std::string& value) const {
    return page_line(title, value, terminal_);
  }
  std::string skill_name(SkillId id) const {
    return catalog_.taxonomy().skill(id).name.in(language_);
  }

  const Catalog& catalog_;
  Language language_;
  const Terminal& terminal_;
  const Words& words_;
};

std::string CompanyPage::company(CompanyId id) const {
  const Company company = catalog_.company(id);
  std::string text = head(company.id, company.name);
  if (company.field) {
    text += line(words_.field, catalog_.field(*company.field).name.in(language_));
  }
  std::string offers;
  for (const Offer& o : company.offers) {
    offers += (offers.empty() ? "" : ", ") +
              catalog_.taxonomy().attributes()[index(o.attribute)].name.in(language_) + " " +
              level_text(o.level);
  }
  text += line(words_.offers, offers);
  text += line(words_.source, company.source);

  std::vector<Requirement> asked;
  const Requirements row = catalog_.requirements(id);
  for (std::size_t i = 0; i < row.size(); ++i) asked.push_back(row[i]);
  // Musts first, then by what weighs most.
  std::stable_sort(asked.begin(), asked.end(), [](const Requirement& a, const Requirement& b) {
    if (a.must != b.must) return a.must;
    return a.importance * a.level > b.importance * b.level;
  });
  Table table({{std::string(words_.skill), false, 12},
               {std::string(words_.level), true, 0},
               {std::string(words_.importance), true, 0},
               {std::string(words_.must), false, 0}});
  for (const Requirement& r : asked) {
    table.add({{skill_name(r.skill)},
               {level_text(r.level)},
               {level_text(r.importance)},
               {r.must ? std::string(words_.must) : std::string()}});
  }
  return text + "\n" + table.text(terminal_);
}

std::string CompanyPage::skill(SkillId id) const {
  const std::string text = skill_page(catalog_.taxonomy(), id, language_, terminal_);
  Table table({{std::string(words_.company), false, 12},
               {std::string(words_.level), true, 0},
               {std::string(words_.importance), true, 0},
               {std::string(words_.must), false, 0}});
  std::size_t count = 0;
  for (std::size_t c = 0; c < catalog_.size(); ++c) {
    const auto company = static_cast<CompanyId>(c);
    const auto r = catalog_.requirements(company).find(id);
    if (!r) continue;
    table.add({{catalog_.company(company).name.in(language_)},
               {level_text(r->level)},
               {level_text(r->importance)},
               {r->must ? std::string(words_.must) : std::string()}});
    ++count;
  }
  return count == 0 ? text : text + "\n" + table.text(terminal_);
}

std::string CompanyPage::field(FieldId id) const {
  const Field& field = catalog_.field(id);
  std::string text =
      head(field.id, field.name) +
      line(words_.competition, std::string(competition_word(field.competition, language_)));
  std::string methods;
  for (const SkillId s : field.methods) methods += (methods.empty() ? "" : ", ") + skill_name(s);
  text += line(words_.methods, methods);
  std::string companies;
  for (std::size_t c = 0; c < catalog_.size(); ++c) {
    const Company company = catalog_.company(static_cast<CompanyId>(c));
    if (company.field == id) {
      companies += (companies.empty() ? "" : ", ") + company.name.in(language_);
    }
  }
  return text + line(words_.companies, companies);
}

[[noreturn]] void fail_not_found(const std::string& name, const Catalog& catalog) {
  std::string text = "no company, field or skill is called " + in_quotes(name);
  auto near = catalog.suggest(name);
  if (!near) near = catalog.suggest_field(name);
  if (!near) near = catalog.taxonomy().suggest(name);
  if (near) text += ", did you mean " + in_quotes(*near) + "?";
  throw UsageError(text);
}

int run_catalog_show(const Arguments& arguments) {
  const std::string& name = arguments.positional[0];
  const Catalog catalog =
      io::load_catalog(arguments.get("catalog").value_or(""), Reading(arguments).options());
  const std::string& output = arguments.at("output");
  const Terminal terminal = Terminal::of_standard_output(output != "-");
  const CompanyPage page(catalog, language_of(arguments.get("lang").value_or("")), terminal);
  const bool json = arguments.at("format") == "json";
  const auto write_json = [&](const std::string& text) {
    return json_text(Json::parse(text), true);
  };
  std::string text;
  if (const auto company = catalog.find(name)) {
    text = json ? write_json(io::company_text(catalog, *company)) : page.company(*company);
  } else if (const auto field = catalog.find_field(name)) {
    text = json ? write_json(io::field_text(catalog, *field)) : page.field(*field);
  } else if (const auto skill = catalog.taxonomy().find(name)) {
    text = json ? write_json(io::skill_text(catalog.taxonomy(), *skill)) : page.skill(*skill);
  } else {
    fail_not_found(name, catalog);
  }
  write_output(output, text);
  return kDone;
}

}  // namespace

const Command kCatalogShow{
    "catalog show",
    "NAME",
    1,
    1,
    "show one company, field or skill in full",
    "NAME is an id, a name in English or Korean or, for a skill, any of its aliases.",
    "  skillmatch catalog show voronoi\n"
    "  skillmatch catalog show 그래프신경망 --lang ko\n"
    "  skillmatch catalog show medical-ai --format json\n",
    kCatalogShowOptions,
    run_catalog_show,
};

}  // namespace skillmatch::cli
