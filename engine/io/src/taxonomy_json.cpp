#include "taxonomy_json.h"

#include <algorithm>
#include <utility>

#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Kind = JsonValue::Kind;

// Calls use(item) for every item of the array `key` of `node`; the array may be absent.
template <typename Use>
void for_each_item(const JsonNode& node, std::string_view key, Use use) {
  const JsonMember* member = node.find(key);
  if (member == nullptr) return;
  const JsonNode array(node, *member);
  if (!array.is(Kind::array)) return;
  for (std::size_t i = 0; i < array.value().items.size(); ++i) use(JsonNode(array, i));
}

std::vector<std::string> texts_from(const JsonNode& node, std::string_view key) {
  std::vector<std::string> texts;
  for_each_item(node, key, [&](const JsonNode& item) {
    std::string text = item.text();
    if (!text.empty()) texts.push_back(std::move(text));
  });
  return texts;
}

// The id of an item, or nothing and a problem.
std::string need_new_id(const JsonNode& item, SeenIds& seen) {
  const JsonMember* member = item.need("id");
  if (member == nullptr) return {};
  const JsonNode node(item, *member);
  std::string id = node.new_id(seen);
  if (id.empty() || !name_key(id).empty()) return id;
  node.problem("the id " + in_quotes(id) + " has no letter, digit or sign to go by");
  return {};
}

Name need_name(const JsonNode& item) {
  const JsonMember* name = item.need("name");
  return name == nullptr ? Name{} : name_from(JsonNode(item, *name));
}

// Adds a skill or attribute to `taxonomy` by `add`, or makes a problem of a name it may not have.
template <typename Thing, typename Add, typename IdOf>
void add_or_problem(const JsonNode& item, Thing thing, const Taxonomy& taxonomy, Add add,
                    IdOf id_of) {
  if (thing.id.empty()) return;
  std::size_t longest = 0;
  const auto measure = [&](const std::string& name) { longest = std::max(longest, name.size()); };
  for (const std::string* name : {&thing.id, &thing.name.en, &thing.name.ko}) measure(*name);
  for (const std::string& alias : thing.aliases) measure(alias);
  if (longest > kMaxNameBytes) {
    item.problem("has a name or alias of " + grouped(longest) + " bytes; at most " +
                 grouped(kMaxNameBytes) + " are allowed");
  } else if (const auto holder = taxonomy.holder(thing)) {
    item.problem(in_quotes(thing.id) + " has a name or alias that already means " +
                 in_quotes(id_of(*holder)) + "; a name may mean one thing only");
  } else {
    add(std::move(thing));
  }
}

}  // namespace

Name name_from(const JsonNode& node) {
  Name name;
  if (node.value().kind == Kind::string) {
    node.problem("a name says its language; write {\"en\": \"…\"}, {\"ko\": \"…\"} or both");
    return name;
  }
  if (!node.is(Kind::object)) return name;
  node.only({"en", "ko"});
  if (const JsonMember* en = node.find("en")) name.en = JsonNode(node, *en).text();
  if (const JsonMember* ko = node.find("ko")) name.ko = JsonNode(node, *ko).text();
  if (node.value().members.empty()) node.problem("empty; write a name as \"en\", \"ko\" or both");
  return name;
}

Taxonomy taxonomy_from(const JsonNode& node) {
  Taxonomy taxonomy;
  node.only({"format", "groups", "concepts", "skills", "attributes", "note", "$schema"});
  SeenIds seen;
  for_each_item(node, "groups", [&](const JsonNode& item) {
    if (!item.is(Kind::object)) return;
    item.only({"id", "name"});
    std::string id = need_new_id(item, seen);
    Name name = need_name(item);
    if (!id.empty()) taxonomy.add_group({std::move(id), std::move(name)});
  });
  seen.clear();
  for_each_item(node, "concepts", [&](const JsonNode& item) {
    if (!item.is(Kind::object)) return;
    item.only({"id", "name"});
    std::string id = need_new_id(item, seen);
    Name name = need_name(item);
    if (id.empty()) return;
    if (const auto same = taxonomy.find_concept(id)) {
      item.problem(in_quotes(id) + " is the same name as the concept " +
                   in_quotes(taxonomy.concepts()[index(*same)].id) + "; keep one");
      return;
    }
    taxonomy.add_concept({std::move(id), std::move(name)});
  });
  seen.clear();
  node.need("skills");
  for_each_item(node, "skills", [&](const JsonNode& item) {
    if (!item.is(Kind::object)) return;
    item.only({"id", "name", "aliases", "group", "broader"});
    Skill skill;
    skill.id = need_new_id(item, seen);
    skill.name = need_name(item);
    skill.aliases = texts_from(item, "aliases");
    if (const JsonMember* group = item.find("group")) {
      const JsonNode group_node(item, *group);
      skill.group = group_node.text();
      const auto& groups = taxonomy.groups();
      const bool known = std::any_of(groups.begin(), groups.end(),
                                     [&](const Group& g) { return g.id == skill.group; });
      if (!skill.group.empty() && !known) {
        group_node.problem("unknown group " + in_quotes(skill.group) + "; add it to \"groups\"");
      }
    }
    for_each_item(item, "broader", [&](const JsonNode& broader) {
      const std::string id = broader.text();
      if (id.empty()) return;
      const auto concept_id = taxonomy.find_concept(id);
      if (!concept_id) {
        broader.problem("unknown concept " + in_quotes(id) + "; add it to \"concepts\"");
      } else if (std::count(skill.broader.begin(), skill.broader.end(), *concept_id) == 0) {
        skill.broader.push_back(*concept_id);
      }
    });
    add_or_problem(
        item, std::move(skill), taxonomy,
        [&](Skill added) { taxonomy.add_skill(std::move(added)); },
        [&](SkillId holder) { return taxonomy.skill(holder).id; });
  });
  seen.clear();
  for_each_item(node, "attributes", [&](const JsonNode& item) {
    if (!item.is(Kind::object)) return;
    item.only({"id", "name", "aliases"});
    Attribute attribute;
    attribute.id = need_new_id(item, seen);
    attribute.name = need_name(item);
    attribute.aliases = texts_from(item, "aliases");
    add_or_problem(
        item, std::move(attribute), taxonomy,
        [&](Attribute added) { taxonomy.add_attribute(std::move(added)); },
        [&](AttributeId holder) { return taxonomy.attributes()[index(holder)].id; });
  });
  const JsonMember* skills = node.find("skills");
  if (skills != nullptr && skills->value.kind == Kind::array && skills->value.items.empty()) {
    JsonNode(node, *skills).problem("empty; a taxonomy needs at least one skill");
  }
  return taxonomy;
}

Taxonomy read_taxonomy(const Text& text) {
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  const JsonNode node(document.root, problems);
  Taxonomy taxonomy;
  if (node.has_format("taxonomy")) taxonomy = taxonomy_from(node);
  problems.throw_if_any();
  return taxonomy;
}

}  // namespace skillmatch::io
