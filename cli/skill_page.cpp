#include "skill_page.h"

#include "listing.h"
#include "words.h"

#include <vector>

#include <nlohmann/json.hpp>

#include <skillmatch/io/write.h>
#include <skillmatch/skill_search.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

// The aliases that are external ids, or those that are not.
std::vector<std::string> aliases_of(const Skill& skill, bool external) {
  std::vector<std::string> aliases;
  for (const std::string& alias : skill.aliases) {
    if (is_external_id(alias) == external) aliases.push_back(alias);
  }
  return aliases;
}

}  // namespace

std::string page_head(const std::string& id, const Name& name, Language language,
                      const Terminal& terminal) {
  std::string text = name.in(language);
  const std::string& other = name.in(language == Language::en ? Language::ko : Language::en);
  if (other != name.in(language)) text += " / " + other;
  text = wrapped(text + "  (" + id + ")", terminal.width);
  text.pop_back();  // the line feed stays outside the colour
  return styled(text, Style::bold, terminal) + "\n";
}

std::string page_line(std::string_view title, const std::string& value, const Terminal& terminal) {
  if (value.empty()) return {};
  return wrapped(std::string(title) + ": " + value, terminal.width);
}

std::string skill_page(const Taxonomy& taxonomy, SkillId id, Language language,
                       const Terminal& terminal) {
  const Words& w = words(language);
  const Skill& skill = taxonomy.skill(id);
  std::string text = page_head(skill.id, skill.name, language, terminal) +
                     page_line(w.aliases, joined(aliases_of(skill, false)), terminal) +
                     page_line(w.external_ids, joined(aliases_of(skill, true)), terminal);
  for (const Group& group : taxonomy.groups()) {
    if (group.id == skill.group) text += page_line(w.group, group.name.in(language), terminal);
  }
  for (const ConceptId c : skill.broader) {
    std::vector<std::string> related;
    for (const SkillId other : related_skills(taxonomy, id, c)) {
      related.push_back(taxonomy.skill(other).name.in(language));
    }
    const std::string title =
        std::string(w.broader) + " (" + taxonomy.concepts()[index(c)].name.in(language) + ")";
    text += page_line(title, joined(related), terminal);
  }
  return text;
}

nlohmann::ordered_json skill_json(const Taxonomy& taxonomy, SkillId id) {
  const Skill& skill = taxonomy.skill(id);
  Json json = Json::parse(io::skill_text(taxonomy, id));
  json.erase("aliases");
  json["aliases"] = aliases_of(skill, false);
  json["external_ids"] = aliases_of(skill, true);
  Json& related = json["related"] = Json::object();
  for (const ConceptId c : skill.broader) {
    Json& ids = related[taxonomy.concepts()[index(c)].id] = Json::array();
    for (const SkillId other : related_skills(taxonomy, id, c)) {
      ids.push_back(taxonomy.skill(other).id);
    }
  }
  return json;
}

}  // namespace skillmatch::cli
