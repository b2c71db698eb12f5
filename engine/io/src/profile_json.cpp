#include "profile_json.h"

#include "named_members.h"

#include <utility>

namespace skillmatch::io {

std::optional<Profile> profile_from(const JsonNode& node, const std::string& name,
                                    FormatMember format, const Taxonomy& taxonomy,
                                    const ReadOptions& options, NearNames* near_names) {
  using ValueKind = JsonValue::Kind;
  Problems& problems = node.problems();
  if (!node.has_format("profile", format)) return std::nullopt;
  node.only({"format", "id", "skills", "wants", "note", "$schema"});

  std::string id = name;
  if (const JsonMember* member = node.find("id")) id = JsonNode(node, *member).text();

  std::vector<HeldSkill> skills;
  if (const JsonMember* member = node.need("skills")) {
    const JsonNode held(node, *member);
    const std::size_t problems_before = problems.count();
    bool is_any_known = false;
    for_each_named<SkillId>(held, {taxonomy, near_names}, options,
                            [&](SkillId skill, const JsonNode& value) {
                              is_any_known = true;
                              if (value.is_number(is_level, "a level", "from 0 to 5")) {
                                skills.push_back({skill, value.value().number});
                              }
                            });
    if (held.value().kind == ValueKind::object && !is_any_known &&
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
  if (problems.any()) return std::nullopt;
  return Profile(std::move(id), std::move(skills), std::move(wants));
}

Profile read_profile(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options) {
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  auto profile = profile_from(JsonNode(document.root, problems), name_of_file(text),
                              FormatMember::needed, taxonomy, options, nullptr);
  problems.throw_if_any();
  return std::move(*profile);
}

}  // namespace skillmatch::io
