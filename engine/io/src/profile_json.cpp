#include "json_document.h"
#include "named_members.h"

#include <utility>

#include <skillmatch/io/read.h>

namespace skillmatch::io {

Profile read_profile(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options) {
  using Kind = JsonValue::Kind;
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  const JsonNode node(document.root, problems);
  if (!node.has_format("profile")) problems.throw_if_any();
  node.only({"format", "id", "skills", "wants", "note", "$schema"});

  std::string id = name_of_file(text);
  if (const JsonMember* member = node.find("id")) id = JsonNode(node, *member).text();

  std::vector<HeldSkill> skills;
  if (const JsonMember* member = node.need("skills")) {
    const JsonNode held(node, *member);
    const std::size_t problems_before = problems.count();
    for_each_named<SkillId>(held, {taxonomy}, options, [&](SkillId skill, const JsonNode& value) {
      if (value.is_number(is_level, "a level", "from 0 to 5")) {
        skills.push_back({skill, value.value().number});
      }
    });
    if (held.value().kind == Kind::object && skills.empty() &&
        problems.count() == problems_before) {
      held.problem(held.value().members.empty()
                       ? "empty; write at least one skill with its level"
                       : "none of these skills is known; write at least one that is");
    }
  }

  std::vector<Want> wants;
  if (const JsonMember* member = node.find("wants")) {
    for_each_named<AttributeId>(
        JsonNode(node, *member), {taxonomy}, options, [&](AttributeId a, const JsonNode& value) {
          if (value.is_number(is_importance, "an importance", "above 0 and at most 1")) {
            wants.push_back({a, value.value().number});
          }
        });
  }
  problems.throw_if_any();
  return Profile(std::move(id), std::move(skills), std::move(wants));
}

}  // namespace skillmatch::io
