#include "skill_names.h"

#include "characters.h"
#include "ordinary_words.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

// Where the key of `name` has what separates words.
std::vector<std::uint32_t> breaks_of(std::string_view name, const std::string& key) {
  std::vector<std::uint32_t> breaks;
  std::size_t in_key = 0;
  bool separated = false;
  while (!name.empty()) {
    const CodePoint c = decode(name);
    const std::string folded = name_key(name.substr(0, c.bytes));
    if (folded.empty()) separated = true;
    if (!folded.empty()) {
      if (separated && in_key > 0) breaks.push_back(static_cast<std::uint32_t>(in_key));
      separated = false;
      in_key += folded.size();
    }
    name.remove_prefix(c.bytes);
  }
  // What folds otherwise as a whole has no breaks that are known.
  if (in_key != key.size()) breaks.clear();
  return breaks;
}

Ambiguity ambiguity_of(std::string_view name, std::string_view key) {
  if (is_ordinary_word(key)) return Ambiguity::word;
  if (!std::all_of(name.begin(), name.end(), [](char c) { return is_word(c); })) {
    return Ambiguity::none;
  }
  const std::size_t letters = character_count(key);
  if (letters == 1) return Ambiguity::word;
  if (letters > 2) return Ambiguity::none;
  return std::all_of(name.begin(), name.end(), [](char c) { return is_upper(c) || is_digit(c); })
             ? Ambiguity::letter_case
             : Ambiguity::word;
}

// "Python (computer programming)" → "Python"
std::optional<std::string_view> without_bracket(std::string_view name) {
  const std::size_t open = name.rfind(" (");
  if (open == std::string_view::npos || open == 0 || !name.ends_with(')')) return std::nullopt;
  return name.substr(0, open);
}

// "graph neural networks" → "graph neural network"
std::optional<std::string_view> singular(std::string_view name) {
  if (!is_ascii(name) || name.find(' ') == std::string_view::npos) return std::nullopt;
  for (const std::string_view ending : {"ss", "is", "us", "ics"}) {
    if (name.ends_with(ending)) return std::nullopt;
  }
  if (!name.ends_with('s')) return std::nullopt;
  return name.substr(0, name.size() - 1);
}

}  // namespace

SkillNames skill_names(const Taxonomy& taxonomy) {
  std::map<std::string, SkillName> by_key;
  const auto add = [&](std::string_view name, SkillId skill) {
    std::string key = name_key(name);
    if (key.empty()) return;
    auto breaks = breaks_of(name, key);
    const auto [at, is_new] = by_key.try_emplace(
        key, SkillName{std::string(name), skill, ambiguity_of(name, key), breaks});
    SkillName& known = at->second;
    if (is_new || known.skill != skill) return;
    // speech-to-text and "speech to text" are one name; it may be broken where either is.
    std::vector<std::uint32_t> both;
    std::set_union(known.breaks.begin(), known.breaks.end(), breaks.begin(), breaks.end(),
                   std::back_inserter(both));
    known.breaks = std::move(both);
  };
  const auto for_each_name = [&](auto use) {
    for (std::size_t s = 0; s < taxonomy.size(); ++s) {
      const Skill& skill = taxonomy.skills()[s];
      const auto id = static_cast<SkillId>(s);
      const auto use_text = [&](const std::string& name) {
        if (name.find("://") == std::string::npos) use(name, id);
      };
      use_text(skill.name.en);
      use_text(skill.name.ko);
      for (const std::string& alias : skill.aliases) use_text(alias);
      use_text(skill.id);
    }
  };
  for_each_name(add);
  // Afterwards, so that what somebody wrote down wins.
  for_each_name([&](std::string_view name, SkillId skill) {
    if (const auto shorter = without_bracket(name)) add(*shorter, skill);
    if (const auto one = singular(name)) add(*one, skill);
  });
  SkillNames result;
  result.keys.reserve(by_key.size());
  result.names.reserve(by_key.size());
  for (auto& [key, name] : by_key) {
    result.keys.push_back(key);
    result.names.push_back(std::move(name));
  }
  return result;
}

}  // namespace skillmatch
