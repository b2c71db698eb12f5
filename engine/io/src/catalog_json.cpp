#include "catalog_json.h"

#include "built_in_files.h"
#include "json_document.h"
#include "named_members.h"
#include "taxonomy_json.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Kind = JsonValue::Kind;

Taxonomy catalog_taxonomy(const JsonNode& root, const LoadTaxonomy& load) {
  const JsonMember* member = root.find("taxonomy");
  if (member == nullptr) return built_in_taxonomy();
  const JsonNode node(root, *member);
  if (node.value().kind == Kind::object) {
    if (node.find("format") != nullptr && !node.has_format("taxonomy")) return {};
    return taxonomy_from(node);
  }
  if (node.value().kind != Kind::string) {
    node.problem("a taxonomy or the name of its file is needed here, not " +
                 std::string(name_of(node.value().kind)));
    return {};
  }
  // The bytes as they stand: a file name is not text to be normalised.
  const std::string name(node.value().string);
  if (name.empty() || name == "-" || name.find('\0') != std::string::npos) {
    node.problem(in_quotes(name) + " is no file name");
    return {};
  }
  try {
    return load(name);
  } catch (const InputError& error) {
    for (const std::string& problem : error.problems()) node.problem(problem);
    return {};
  }
}

std::vector<Requirement> requirements_from(const JsonNode& node, const Taxonomy& taxonomy,
                                           const ReadOptions& options) {
  constexpr std::string_view kLevel = "a required level";
  constexpr std::string_view kLevelRange = "above 0 and at most 5";
  std::vector<Requirement> requirements;
  requirements.reserve(node.value().members.size());
  for_each_named<SkillId>(node, {taxonomy}, options, [&](SkillId skill, const JsonNode& value) {
    Requirement r{skill, 0.0};
    if (value.value().kind == Kind::number) {
      if (!value.is_number(is_required_level, kLevel, kLevelRange)) return;
      r.level = value.value().number;
      requirements.push_back(r);
      return;
    }
    if (value.value().kind == Kind::refused) return;
    if (value.value().kind != Kind::object) {
      value.problem("a level or an object with \"level\" is needed here, not " +
                    std::string(name_of(value.value().kind)));
      return;
    }
    value.only({"level", "importance", "must"});
    bool good = false;
    if (const JsonMember* level = value.need("level")) {
      good = JsonNode(value, *level).is_number(is_required_level, kLevel, kLevelRange);
      r.level = level->value.number;
    }
    if (const JsonMember* importance = value.find("importance")) {
      good = JsonNode(value, *importance)
                 .is_number(is_importance, "an importance", "above 0 and at most 1") &&
             good;
      r.importance = importance->value.number;
    }
    if (const JsonMember* must = value.find("must")) {
      good = JsonNode(value, *must).is(Kind::boolean) && good;
      r.must = must->value.boolean;
    }
    if (good) requirements.push_back(r);
  });
  return requirements;
}

void read_fields(const JsonNode& root, const ReadOptions& options, Catalog& catalog) {
  const JsonMember* member = root.find("fields");
  if (member == nullptr) return;
  const JsonNode fields(root, *member);
  if (!fields.is(Kind::array)) return;
  SeenIds seen;
  for (std::size_t i = 0; i < fields.value().items.size(); ++i) {
    const JsonNode item(fields, i);
    if (!item.is(Kind::object)) continue;
    item.only({"id", "name", "competition", "methods"});
    Field field;
    if (const JsonMember* id = item.need("id")) field.id = JsonNode(item, *id).new_id(seen);
    if (const JsonMember* name = item.need("name")) field.name = name_from(JsonNode(item, *name));
    if (const JsonMember* competition = item.find("competition")) {
      const JsonNode node(item, *competition);
      field.competition = node.text();
      if (!field.competition.empty() && field.competition != "crowded" &&
          field.competition != "niche") {
        node.problem(in_quotes(field.competition) + " is neither 'crowded' nor 'niche'");
      }
    }
    if (const JsonMember* methods = item.find("methods")) {
      const JsonNode array(item, *methods);
      if (!array.is(Kind::array)) continue;
      for (std::size_t m = 0; m < array.value().items.size(); ++m) {
        const JsonNode method(array, m);
        const std::string name = method.text();
        if (name.empty()) continue;
        if (const auto skill = catalog.taxonomy().find(name)) {
          field.methods.push_back(*skill);
        } else {
          report_unknown(method, Namespace<SkillId>{catalog.taxonomy()}, name, options);
        }
      }
    }
    if (!field.id.empty()) catalog.add_field(std::move(field));
  }
}

// The field that `node` names: one of "fields" or, in a catalog without, a new one of that name.
std::optional<FieldId> field_from(const JsonNode& node, bool fields_are_listed, Catalog& catalog) {
  const std::string name = node.text();
  if (name.empty()) return std::nullopt;
  if (const auto known = catalog.find_field(name)) return known;
  if (!fields_are_listed) return catalog.add_field({name, {name, ""}, "", {}});
  const auto near = catalog.suggest_field(name);
  node.problem("unknown field " + in_quotes(name) +
               (near ? ", did you mean " + in_quotes(*near) + "?" : "; add it to \"fields\""));
  return std::nullopt;
}

}  // namespace

Taxonomy named_taxonomy(const std::string& name, const ReadOptions& options) {
  const std::string path = (options.directory / name).string();
  if (options.before_file) options.before_file(path);
  return read_taxonomy(read_text(path));
}

CatalogHead read_catalog_head(const JsonNode& root, const ReadOptions& options,
                              const LoadTaxonomy& load) {
  const std::size_t problems_before = root.problems().count();
  Catalog catalog(catalog_taxonomy(root, load));
  // Without its taxonomy, every name of a catalog would be one more false problem.
  ReadOptions reading = options;
  if (root.problems().count() > problems_before) {
    reading.unknown = ReadOptions::Unknown::warn;
    reading.warnings = nullptr;
  }
  read_fields(root, reading, catalog);
  return {std::move(catalog), std::move(reading), root.find("fields") != nullptr};
}

void read_company(const JsonNode& item, const NewId& new_id, CatalogHead& head) {
  auto& [catalog, options, fields_are_listed] = head;
  if (!item.is(Kind::object)) return;
  item.only({"id", "name", "field", "requires", "offers", "source"});
  Company company;
  if (const JsonMember* id = item.need("id")) company.id = new_id(JsonNode(item, *id));
  if (const JsonMember* name = item.need("name")) company.name = name_from(JsonNode(item, *name));
  if (const JsonMember* field = item.find("field")) {
    company.field = field_from(JsonNode(item, *field), fields_are_listed, catalog);
  }
  if (const JsonMember* source = item.find("source")) {
    company.source = JsonNode(item, *source).text();
  }
  const Taxonomy& taxonomy = catalog.taxonomy();
  std::vector<Requirement> requirements;
  if (const JsonMember* asked = item.need("requires")) {
    requirements = requirements_from(JsonNode(item, *asked), taxonomy, options);
  }
  if (const JsonMember* offers = item.find("offers")) {
    for_each_named<AttributeId>(JsonNode(item, *offers), {taxonomy}, options,
                                [&](AttributeId a, const JsonNode& value) {
                                  if (value.is_number(is_level, "a level", "from 0 to 5")) {
                                    company.offers.push_back({a, value.value().number});
                                  }
                                });
  }
  // A file with problems is refused in the end, so a company that has one need not be complete, and
  // one that names a skill twice must not reach the catalog.
  if (!company.id.empty() && !item.problems().any()) {
    catalog.add(std::move(company), std::move(requirements));
  }
}

namespace {

Catalog catalog_from(const JsonNode& node, const ReadOptions& options, const LoadTaxonomy& load) {
  Problems& problems = node.problems();
  if (!node.has_format("catalog")) problems.throw_if_any();
  node.only({"format", "taxonomy", "fields", "companies", "note", "$schema"});
  CatalogHead head = read_catalog_head(node, options, load);
  if (const JsonMember* member = node.need("companies")) {
    const JsonNode companies(node, *member);
    if (companies.is(Kind::array)) {
      if (companies.value().items.empty()) {
        companies.problem("empty; a catalog needs at least one company");
      }
      SeenIds seen;
      for (std::size_t i = 0; i < companies.value().items.size(); ++i) {
        read_company(
            JsonNode(companies, i), [&](const JsonNode& id) { return id.new_id(seen); }, head);
      }
    }
  }
  problems.throw_if_any();
  return std::move(head.catalog);
}

Catalog catalog_from(const Text& text, const ReadOptions& options, const LoadTaxonomy& load) {
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  return catalog_from(JsonNode(document.root, problems), options, load);
}

}  // namespace

Catalog read_catalog(const Text& text, const ReadOptions& options) {
  return catalog_from(text, options,
                      [&](const std::string& name) { return named_taxonomy(name, options); });
}

SkillsFile read_catalog_or_taxonomy(const Text& text, const ReadOptions& options) {
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  const JsonNode node(document.root, problems);
  const JsonMember* format = node.value().kind == Kind::object ? node.find("format") : nullptr;
  const bool is_taxonomy = format != nullptr && format->value.kind == Kind::string &&
                           format->value.string.starts_with("skillmatch/taxonomy@");
  if (!is_taxonomy) {
    return {catalog_from(node, options,
                         [&](const std::string& name) { return named_taxonomy(name, options); }),
            false};
  }
  Taxonomy taxonomy;
  if (node.has_format("taxonomy")) taxonomy = taxonomy_from(node);
  problems.throw_if_any();
  return {Catalog(std::move(taxonomy)), true};
}

Taxonomy built_in_taxonomy() {
  return read_taxonomy({"taxonomy.json", std::string(built_in_file("taxonomy.json"))});
}

Catalog built_in_catalog() {
  return catalog_from({"companies.json", std::string(built_in_file("companies.json"))}, {},
                      [](const std::string&) { return built_in_taxonomy(); });
}

}  // namespace skillmatch::io
