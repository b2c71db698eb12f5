#include "index_values.h"

#include <cstdint>
#include <stdexcept>

#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// A number is a varint (7 bits a byte, the lowest first), a text its length and its bytes, a list
// its length and its items.
class ValueWriter {
 public:
  void number(std::uint64_t x) {
    for (; x >= 0x80; x >>= 7U) bytes_ += static_cast<char>((x & 0x7FU) | 0x80U);
    bytes_ += static_cast<char>(x);
  }
  void text(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }
  template <typename Items, typename Put>
  void list(const Items& items, Put put) {
    number(items.size());
    for (const auto& item : items) put(item);
  }
  template <typename Thing>
  void id_and_name(const Thing& thing) {
    text(thing.id);
    text(thing.name.en);
    text(thing.name.ko);
  }
  void texts(const std::vector<std::string>& all) {
    list(all, [&](const std::string& one) { text(one); });
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ValueReader {
 public:
  explicit ValueReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t x = 0;
    for (unsigned shift = 0; shift < 63 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      x |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return x;
    }
    throw std::invalid_argument("no number");
  }
  // A number of things that are yet to come, each of a byte at least: never more than are there.
  std::size_t count() {
    const std::uint64_t x = number();
    if (x > rest_.size()) throw std::invalid_argument("a count beyond the end");
    return static_cast<std::size_t>(x);
  }
  std::size_t below(std::size_t end) {
    const std::uint64_t x = number();
    if (x >= end) throw std::invalid_argument("a number out of range");
    return static_cast<std::size_t>(x);
  }
  std::string_view bytes() {
    const std::size_t size = count();
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::string text() {
    const std::string_view text = bytes();
    if (find_invalid_utf8(text)) throw std::invalid_argument("not UTF-8");
    return std::string(text);
  }
  template <typename Thing>
  void id_and_name(Thing& thing) {
    thing.id = text();
    thing.name.en = text();
    thing.name.ko = text();
  }
  // Of a skill or an attribute, whose names the taxonomy checks as it is given them.
  template <typename Thing>
  void names(Thing& thing) {
    thing.id = bytes();
    thing.name.en = bytes();
    thing.name.ko = bytes();
    thing.aliases.resize(count());
    for (std::string& alias : thing.aliases) alias = bytes();
  }
  void end() const {
    if (!rest_.empty()) throw std::invalid_argument("more than is counted");
  }
  std::size_t size() const noexcept { return rest_.size(); }

 private:
  std::string_view rest_;
};

}  // namespace

std::string taxonomy_bytes(const Taxonomy& taxonomy) {
  ValueWriter out;
  out.list(taxonomy.groups(), [&](const Group& group) { out.id_and_name(group); });
  out.list(taxonomy.concepts(), [&](const Concept& concept_) { out.id_and_name(concept_); });
  std::size_t names = 0;
  for (const Skill& skill : taxonomy.skills()) names += 3 + skill.aliases.size();
  out.number(names);
  out.list(taxonomy.skills(), [&](const Skill& skill) {
    out.id_and_name(skill);
    out.texts(skill.aliases);
    out.text(skill.group);
    out.list(skill.broader, [&](ConceptId c) { out.number(index(c)); });
  });
  out.list(taxonomy.attributes(), [&](const Attribute& attribute) {
    out.id_and_name(attribute);
    out.texts(attribute.aliases);
  });
  return out.take();
}

std::string field_bytes(const std::vector<Field>& fields) {
  ValueWriter out;
  out.list(fields, [&](const Field& field) {
    out.id_and_name(field);
    out.text(field.competition);
    out.list(field.methods, [&](SkillId skill) { out.number(index(skill)); });
  });
  return out.take();
}

Taxonomy taxonomy_of(std::string_view bytes) {
  Taxonomy taxonomy;
  ValueReader in(bytes);
  for (std::size_t left = in.count(); left > 0; --left) {
    Group group;
    in.id_and_name(group);
    taxonomy.add_group(std::move(group));
  }
  const std::size_t concepts = in.count();
  for (std::size_t left = concepts; left > 0; --left) {
    Concept added;
    in.id_and_name(added);
    taxonomy.add_concept(std::move(added));
  }
  const std::size_t names = in.count();
  const std::size_t skills = in.count();
  // Where a key differs from its name, both are kept.
  taxonomy.reserve_skills(skills, names, 2 * in.size());
  for (std::size_t left = skills; left > 0; --left) {
    Skill skill;
    in.names(skill);
    skill.group = in.text();
    skill.broader.resize(in.count());
    for (ConceptId& c : skill.broader) c = static_cast<ConceptId>(in.below(concepts));
    taxonomy.add_skill(std::move(skill));
  }
  for (std::size_t left = in.count(); left > 0; --left) {
    Attribute attribute;
    in.names(attribute);
    taxonomy.add_attribute(std::move(attribute));
  }
  in.end();
  return taxonomy;
}

std::vector<Field> fields_of(std::string_view bytes, const Taxonomy& taxonomy) {
  std::vector<Field> fields;
  ValueReader in(bytes);
  for (std::size_t left = in.count(); left > 0; --left) {
    Field field;
    in.id_and_name(field);
    field.competition = in.text();
    field.methods.resize(in.count());
    for (SkillId& s : field.methods) s = static_cast<SkillId>(in.below(taxonomy.size()));
    fields.push_back(std::move(field));
  }
  in.end();
  return fields;
}

}  // namespace skillmatch::io
