// Objects whose member names are skills or attributes: the one place where names of a file meet a
// taxonomy.
#pragma once

#include "json_document.h"
#include "near_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/io/read.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

// How the names of one kind are found in a taxonomy.
template <typename Id>
struct Namespace;

template <>
struct Namespace<SkillId> {
  const Taxonomy& taxonomy;
  NearNames* near_names = nullptr;  // of a stream
  static constexpr std::string_view kKind = "skill";
  std::optional<SkillId> find(std::string_view name) const { return taxonomy.find(name); }
  std::optional<std::string> suggest(std::string_view name) const {
    return near_names != nullptr ? near_names->nearest(name) : taxonomy.suggest(name);
  }
  const std::string& id(SkillId id) const { return taxonomy.skill(id).id; }
};

template <>
struct Namespace<AttributeId> {
  const Taxonomy& taxonomy;
  static constexpr std::string_view kKind = "attribute";
  std::optional<AttributeId> find(std::string_view name) const {
    return taxonomy.find_attribute(name);
  }
  std::optional<std::string> suggest(std::string_view name) const {
    return taxonomy.suggest_attribute(name);
  }
  const std::string& id(AttributeId id) const { return taxonomy.attributes()[index(id)].id; }
};

// "unknown skill 'pyhton', did you mean 'python'?"
template <typename Id>
std::string unknown_name(const Namespace<Id>& names, std::string_view name, bool may_suggest) {
  std::string text = "unknown " + std::string(names.kKind) + " " + in_quotes(name);
  const auto near = may_suggest ? names.suggest(name) : std::nullopt;
  if (near) {
    text += ", did you mean " + in_quotes(*near) + "?";
  } else {
    text += "; 'skillmatch catalog list " + std::string(names.kKind) + "s' shows the known ones";
  }
  return text;
}

// Treats an unknown name at `node` as `options` say.
template <typename Id>
void report_unknown(const JsonNode& node, const Namespace<Id>& names, std::string_view name,
                    const ReadOptions& options) {
  if (options.unknown == ReadOptions::Unknown::error) {
    node.problem(unknown_name(names, name, node.problems().may_suggest()));
  } else if (options.warnings != nullptr) {
    options.warnings->push_back(node.problems().place(node.value().offset, node.pointer()) + " " +
                                unknown_name(names, name, node.problems().may_suggest()) +
                                " (left out)");
  }
}

// Calls use(id, node) for every member of `object` whose name is known. Unknown names are treated
// as `options` say; two names of one thing are a problem that names both places.
template <typename Id, typename Use>
void for_each_named(const JsonNode& object, const Namespace<Id>& names, const ReadOptions& options,
                    Use use) {
  if (!object.is(JsonValue::Kind::object)) return;
  std::vector<std::pair<Id, const JsonMember*>> found;
  found.reserve(object.value().members.size());
  for (const JsonMember& member : object.value().members) {
    const JsonNode node(object, member);
    if (const auto id = names.find(member.key)) {
      found.emplace_back(*id, &member);
      use(*id, node);
    } else {
      report_unknown(node, names, member.key, options);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 1; i < found.size(); ++i) {
    if (found[i].first != found[i - 1].first) continue;
    const JsonMember& first = *found[i - 1].second;
    const JsonMember& second = *found[i].second;
    JsonNode(object, second)
        .problem("the same " + std::string(names.kKind) + " as " + in_quotes(first.key) +
                 " on line " + std::to_string(object.problems().line(first.value.offset)) + " (" +
                 in_quotes(names.id(found[i].first)) + "); keep one");
  }
}

}  // namespace skillmatch::io
