// JSON Resume, https://jsonresume.org/schema: of a person's file only the skills are read.
#include "json_document.h"
#include "labels.h"
#include "people.h"
#include "text_lines.h"

#include <string>
#include <string_view>

namespace skillmatch::io {
namespace {

std::string text_in(const JsonNode& object, std::string_view name) {
  const JsonMember* member = object.find(name);
  if (member == nullptr || member->value.kind == JsonValue::Kind::null) return {};
  const JsonNode node(object, *member);
  return node.is(JsonValue::Kind::string) ? clean_label(member->value.string) : std::string();
}

// The resume's person: basics.name, or the file's name.
std::string id_of_resume(const JsonNode& resume, const std::string& file) {
  const JsonMember* basics = resume.find("basics");
  if (basics == nullptr) return file;
  const JsonNode node(resume, *basics);
  if (!node.is(JsonValue::Kind::object)) return file;
  std::string name = text_in(node, "name");
  return name.empty() || name.size() > kMaxNameBytes ? file : name;
}

void read_skill(const JsonNode& skill, std::size_t person, const std::string& place,
                People& people) {
  if (!skill.is(JsonValue::Kind::object)) return;
  const std::string level = text_in(skill, "level");
  if (const std::string name = text_in(skill, "name"); !name.empty()) {
    people.add_list(person, name, level, place);
  }
  const JsonMember* keywords = skill.find("keywords");
  if (keywords == nullptr || keywords->value.kind == JsonValue::Kind::null) return;
  const JsonNode list(skill, *keywords);
  if (!list.is(JsonValue::Kind::array)) return;
  for (std::size_t i = 0; i < keywords->value.items.size(); ++i) {
    const JsonNode keyword(list, i);
    if (keyword.is(JsonValue::Kind::string)) {
      people.add_list(person, keyword.value().string, level, place);
    }
  }
}

void read_resume(const JsonNode& resume, const std::string& file, const std::string& place,
                 People& people) {
  people.count_row();
  const JsonMember* skills = resume.need("skills");
  if (skills == nullptr) return;
  const JsonNode list(resume, *skills);
  if (!list.is(JsonValue::Kind::array)) return;
  const std::size_t person =
      people.new_person(id_of_resume(resume, name_of_file({file, ""})), place);
  for (std::size_t i = 0; i < skills->value.items.size(); ++i) {
    read_skill(JsonNode(list, i), person, place, people);
  }
}

}  // namespace

void read_resumes(const Text& text, People& people) {
  for_each_record(text, [&](const JsonNode& resume, const std::string& place) {
    read_resume(resume, text.name, place, people);
  });
}

}  // namespace skillmatch::io
