#include "skill_lookup.h"

#include "json_document.h"

#include <algorithm>

#include <skillmatch/error.h>

namespace skillmatch::io {
namespace {

// What is learnt from the input, at most: it may be hostile, and memory is to stay flat.
constexpr std::size_t kLearntSpellings = std::size_t{1} << 16;
constexpr std::size_t kLearntBytes = std::size_t{1} << 22;

// Whether a JSON string shows it as it is. Of others the JSON form is learnt when it comes.
bool is_plain_in_json(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  });
}

// What stands between the quotes of a JSON string, without its escapes.
std::optional<std::string> unescaped(std::string_view raw) {
  const Text text{"", '"' + std::string(raw) + '"'};
  Problems problems(text);
  try {
    const JsonDocument document = parse_json(text, problems);
    if (document.root.kind != JsonValue::Kind::string) return std::nullopt;
    return std::string(document.root.string);
  } catch (const InputError&) {
    return std::nullopt;
  }
}

}  // namespace

NameLookup::NameLookup(Kind kind, Text text, const Taxonomy& taxonomy, ReadOptions::Unknown unknown)
    : kind_(kind),
      text_(text),
      taxonomy_(taxonomy),
      unknown_(unknown),
      count_(static_cast<std::uint32_t>(kind == Kind::skill ? taxonomy.size()
                                                            : taxonomy.attributes().size())) {
  const auto add = [&](std::string_view name, std::size_t number) {
    if (name.empty() || (text == Text::json && !is_plain_in_json(name))) return;
    const std::string readable = std::string(name) + std::string(Spellings::kReadable, '\0');
    const std::string_view spelling(readable.data(), name.size());
    if (spellings_.find(spelling) != Spellings::kNone) return;
    spellings_.add(spelling, static_cast<std::uint32_t>(number));
  };
  const auto add_all = [&](const auto& things) {
    for (std::size_t i = 0; i < things.size(); ++i) {
      add(things[i].id, i);
      add(things[i].name.en, i);
      add(things[i].name.ko, i);
      for (const std::string& alias : things[i].aliases) add(alias, i);
    }
  };
  kind == Kind::skill ? add_all(taxonomy.skills()) : add_all(taxonomy.attributes());
  most_spellings_ = spellings_.size() + kLearntSpellings;
  most_bytes_ = spellings_.bytes() + kLearntBytes;
}

std::optional<std::size_t> NameLookup::look_up(std::string_view name) const {
  if (kind_ == Kind::skill) {
    const auto id = taxonomy_.find(name);
    return id ? std::optional(index(*id)) : std::nullopt;
  }
  const auto id = taxonomy_.find_attribute(name);
  return id ? std::optional(index(*id)) : std::nullopt;
}

std::uint32_t NameLookup::learn(std::string_view name) {
  const bool has_room =
      spellings_.size() < most_spellings_ && spellings_.bytes() + name.size() < most_bytes_;
  const auto text = text_ == Text::json ? unescaped(name) : std::optional(std::string(name));
  if (!text) return Spellings::kNone;
  std::uint32_t number = Spellings::kNone;
  if (const auto found = look_up(*text)) {
    number = static_cast<std::uint32_t>(*found);
  } else if (unknown_ == ReadOptions::Unknown::warn && has_room) {
    const auto next = count_ + static_cast<std::uint32_t>(unknown_names_.size());
    number = unknown_names_.try_emplace(*text, next).first->second;
  }
  if (number != Spellings::kNone && has_room) spellings_.add(name, number);
  return number;
}

}  // namespace skillmatch::io
