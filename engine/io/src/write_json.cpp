#include <nlohmann/json.hpp>

#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Json = nlohmann::ordered_json;

// Adds a member whose key is known to be new: operator[] would compare it with all before.
Json& append(Json& object, const std::string& key, Json value) {
  auto& members = object.get_ref<Json::object_t&>();
  return static_cast<Json::object_t::Container&>(members)
      .emplace_back(key, std::move(value))
      .second;
}

Json name_json(const Name& name) {
  Json json = Json::object();
  if (!name.en.empty()) json["en"] = name.en;
  if (!name.ko.empty()) json["ko"] = name.ko;
  return json;
}

template <typename Thing>
Json id_and_name(const Thing& thing) {
  return {{"id", thing.id}, {"name", name_json(thing.name)}};
}

Json skill_json(const Skill& skill, const Taxonomy& taxonomy) {
  Json json = id_and_name(skill);
  if (!skill.aliases.empty()) json["aliases"] = skill.aliases;
  if (!skill.group.empty()) json["group"] = skill.group;
  if (!skill.broader.empty()) {
    Json& broader = json["broader"] = Json::array();
    for (const ConceptId c : skill.broader) broader.push_back(taxonomy.concepts()[index(c)].id);
  }
  return json;
}

Json attribute_json(const Attribute& attribute) {
  Json json = id_and_name(attribute);
  if (!attribute.aliases.empty()) json["aliases"] = attribute.aliases;
  return json;
}

Json field_json(const Field& field, const Taxonomy& taxonomy) {
  Json json = id_and_name(field);
  if (!field.competition.empty()) json["competition"] = field.competition;
  if (!field.methods.empty()) {
    Json& methods = json["methods"] = Json::array();
    for (const SkillId s : field.methods) methods.push_back(taxonomy.skill(s).id);
  }
  return json;
}

Json company_json(const Catalog& catalog, CompanyId id) {
  const Company company = catalog.company(id);
  const Taxonomy& taxonomy = catalog.taxonomy();
  Json json = id_and_name(company);
  if (company.field) json["field"] = catalog.field(*company.field).id;
  Json& asked = json["requires"] = Json::object();
  const Requirements requirements = catalog.requirements(id);
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const Requirement r = requirements[i];
    Json& value = append(asked, taxonomy.skill(r.skill).id, nullptr);
    if (r.importance == 1.0 && !r.must) {
      value = r.level;
      continue;
    }
    value["level"] = r.level;
    if (r.importance != 1.0) value["importance"] = r.importance;
    if (r.must) value["must"] = true;
  }
  if (!company.offers.empty()) {
    Json& offers = json["offers"] = Json::object();
    for (const Offer& o : company.offers) {
      offers[taxonomy.attributes()[index(o.attribute)].id] = o.level;
    }
  }
  if (!company.source.empty()) json["source"] = company.source;
  return json;
}

// On one line, with no invisible character raw.
std::string text_of(const Json& json) { return printable_json(json.dump()); }

// `"key":[…]`, with `feed` before each item and at the end.
template <typename Items, typename ToJson>
void write_array(std::ostream& out, const char* key, const Items& items, std::string_view feed,
                 ToJson to_json) {
  out << '"' << key << "\":[";
  std::string_view separator = "";
  for (const auto& item : items) {
    out << separator << feed << text_of(to_json(item));
    separator = ",";
  }
  out << feed << ']';
}

void write_taxonomy_object(std::ostream& out, const Taxonomy& taxonomy, std::string_view feed) {
  out << "{\"format\":\"skillmatch/taxonomy@1\"," << feed;
  write_array(out, "groups", taxonomy.groups(), feed, id_and_name<Group>);
  out << "," << feed;
  write_array(out, "concepts", taxonomy.concepts(), feed, id_and_name<Concept>);
  out << "," << feed;
  write_array(out, "skills", taxonomy.skills(), feed,
              [&](const Skill& skill) { return skill_json(skill, taxonomy); });
  out << "," << feed;
  write_array(out, "attributes", taxonomy.attributes(), feed, attribute_json);
  out << '}';
}

// All but the companies, without the closing brace.
void write_head(std::ostream& out, const Catalog& catalog, std::string_view feed) {
  const Taxonomy& taxonomy = catalog.taxonomy();
  out << "{\"format\":\"skillmatch/catalog@1\"," << feed << "\"taxonomy\":";
  write_taxonomy_object(out, taxonomy, feed);
  out << "," << feed;
  write_array(out, "fields", catalog.fields(), feed,
              [&](const Field& field) { return field_json(field, taxonomy); });
}

}  // namespace

void write_taxonomy(std::ostream& out, const Taxonomy& taxonomy) {
  write_taxonomy_object(out, taxonomy, "\n");
  out << '\n';
}

void write_catalog(std::ostream& out, const Catalog& catalog) {
  write_head(out, catalog, "\n");
  out << ",\n\"companies\":[";
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    out << (c == 0 ? "\n" : ",\n") << company_text(catalog, static_cast<CompanyId>(c));
  }
  out << "\n]}\n";
}

void write_catalog_lines(std::ostream& out, const Catalog& catalog) {
  write_head(out, catalog, "");
  out << "}\n";
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    out << company_text(catalog, static_cast<CompanyId>(c)) << '\n';
  }
}

std::string company_text(const Catalog& catalog, CompanyId id) {
  return text_of(company_json(catalog, id));
}

std::string field_text(const Catalog& catalog, FieldId id) {
  return text_of(field_json(catalog.field(id), catalog.taxonomy()));
}

std::string skill_text(const Taxonomy& taxonomy, SkillId id) {
  return text_of(skill_json(taxonomy.skill(id), taxonomy));
}

void write_profile_line(std::ostream& out, const Profile& profile, const Taxonomy& taxonomy) {
  Json json = {{"format", "skillmatch/profile@1"}, {"id", profile.id()}};
  Json& skills = json["skills"] = Json::object();
  for (const HeldSkill& held : profile.skills())
    append(skills, taxonomy.skill(held.skill).id, held.level);
  if (!profile.wants().empty()) {
    Json& wants = json["wants"] = Json::object();
    for (const Want& w : profile.wants()) {
      wants[taxonomy.attributes()[index(w.attribute)].id] = w.importance;
    }
  }
  out << text_of(json) << '\n';
}

}  // namespace skillmatch::io
