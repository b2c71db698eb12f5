#include "people.h"

#include "labels.h"
#include "level_cell.h"

#include <algorithm>
#include <utility>

#include <skillmatch/name_index.h>
#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {

std::size_t People::person(const std::string& id, const std::string& place) {
  const auto [at, is_new] = numbers_.try_emplace(id, people_.size());
  if (is_new) people_.push_back({id, place, {}});
  return at->second;
}

std::size_t People::new_person(const std::string& id, const std::string& place) {
  std::string own = id;
  std::size_t& used = used_[id];
  while (numbers_.contains(own)) own = id + "-" + std::to_string(++used + 1);
  if (own != id && made_unique_.add()) {
    made_unique_.examples.push_back(in_quotes(id) + " → " + in_quotes(own) + " (" + place + ")");
  }
  return person(own, place);
}

std::size_t People::nameless_person(std::size_t line, const std::string& place) {
  const std::size_t number = new_person("line-" + std::to_string(line), place);
  if (nameless_.add()) nameless_.examples.push_back(place + ": " + in_quotes(people_[number].id));
  return number;
}

void People::continue_person(std::size_t person, const std::string& place) {
  if (continued_.add()) continued_.examples.push_back(place + ": " + in_quotes(people_[person].id));
}

std::optional<SkillId> People::find(std::string_view name) const {
  if (name.size() > kMaxNameBytes) return std::nullopt;
  return taxonomy_.find(name);
}

std::optional<double> People::level_of(std::string_view cell) {
  if (const auto number = plain_number(cell)) {
    least_ = std::min(least_, *number);
    most_ = std::max(most_, *number);
  }
  if (const auto level = level_of_cell(cell, options_.scale, options_.level_words)) return level;
  const auto mark = mark_of_cell(cell);
  return mark ? std::optional(*mark ? options_.default_level : 0.0) : std::nullopt;
}

double People::default_level(ImportNote& note, std::string_view cell, const std::string& place) {
  if (note.add()) note.examples.push_back(place + ": " + in_quotes(cell));
  return options_.default_level;
}

double People::no_level_of(std::string_view cell, const std::string& place) {
  if (plain_number(cell)) return default_level(off_scale_, cell, place);
  return default_level(years_of_cell(cell) ? off_years_ : strange_level_, cell, place);
}

double People::level_of_cell_of_years(std::string_view cell, const std::string& place) {
  const auto years = years_of_cell(cell);
  if (!years) return default_level(strange_level_, cell, place);
  return *years > kMostYears ? default_level(off_years_, cell, place) : level_of_years(*years);
}

bool People::is_unknown(const std::string& cell) {
  if (cell.size() > kMaxNameBytes || options_.level_words.find(cell)) return false;
  if (!is_cell_of_unknown(cell)) return false;
  ++not_known_.count;
  not_known_words_.add(cell);
  return true;
}

// The scale that all numbers of the file fit, of those that people use.
std::string People::advice_for_scale() const {
  for (const double scale : {5.0, 10.0, 100.0}) {
    if (least_ < 0.0 || most_ > scale) continue;
    return "; all levels are from 0 to " + number_text(scale) +
           ": if that is the scale, give --scale " + number_text(scale);
  }
  return {};
}

void People::set(std::size_t person, SkillId skill, double level, const std::string& place) {
  ++skills_;
  const auto [at, is_new] = people_[person].skills.try_emplace(skill, level);
  if (is_new) return;
  if (repeated_.add()) {
    repeated_.examples.push_back(place + ": " + in_quotes(taxonomy_.skill(skill).id));
  }
  at->second = std::max(at->second, level);
}

void People::add(std::size_t person, std::string_view skill, std::string_view level,
                 const std::string& place, std::string_view years) {
  const std::string name = clean_label(skill);
  if (name.empty()) return;
  const auto known = find(name);
  if (!known) {
    ++unknown_.count;
    if (name.size() <= kMaxNameBytes) unknown_names_.add(name);
    return;
  }
  const std::string said = clean_label(level);
  const std::string for_years = clean_label(years);
  double value = options_.default_level;
  if (!said.empty()) {
    const auto found = level_of(said);
    value = found ? *found : no_level_of(said, place);
  } else if (!for_years.empty()) {
    value = level_of_cell_of_years(for_years, place);
  } else {
    ++no_level_.count;
  }
  set(person, *known, value, place);
}

bool People::is_skill(std::string_view name) const { return find(clean_label(name)).has_value(); }

bool People::is_level(std::string_view said) const {
  return years_of_cell(said) || plain_number(said) ||
         level_of_cell(said, options_.scale, options_.level_words);
}

bool People::is_number_level(std::string_view said) const {
  return !said.empty() && said[0] >= '0' && said[0] <= '9' && is_level(said);
}

SkillWithLevel People::split(std::string_view tag) const {
  return split_level(
      tag, [&](std::string_view name) { return is_skill(name); },
      [&](std::string_view said) { return is_level(said); });
}

void People::split(std::string_view text, TagSplitter::InBrackets in_brackets,
                   std::vector<Tag>& tags) const {
  TagSplitter(options_.separators, in_brackets).split(text, tags);
}

void People::add_list(std::size_t person, std::string_view cell, std::string_view level,
                      const std::string& place, std::string_view years) {
  ListCell list{person, level, years, place};
  add_tags(list, cell);
}

void People::add_tags(ListCell& cell, std::string_view text) {
  constexpr int kMostDepth = 3;
  const auto add_one = [&](std::string_view skill, std::string_view level) {
    add(cell.person, skill, level.empty() ? cell.level : level, cell.place, cell.years);
  };
  // "C/C++" and "CI/CD" are names with a separator inside.
  if (is_skill(text)) return add_one(text, {});
  const bool keeps_brackets = cell.depth < kMostDepth;
  std::vector<Tag> tags;
  split(text, keeps_brackets ? TagSplitter::InBrackets::keep : TagSplitter::InBrackets::cut, tags);
  for (std::size_t i = 0; i < tags.size();) {
    const std::string& tag = tags[i].text;
    std::string name;
    const std::size_t run = joiner_.longest_run(tags, i, name);  // CI/CD; Spring, Boot
    i += run;
    if (run > 1) {
      add_one(name, {});
      continue;
    }
    if (!cell.owner.empty() && !is_skill(tag) && (is_level(tag) || mark_of_cell(tag))) {
      add_one(cell.owner, tag);
      cell.owner_has_level = true;
      continue;
    }
    if (keeps_brackets && add_with_brackets(cell, tag)) continue;
    const SkillWithLevel one = split(tag);
    std::vector<Tag> pieces;
    if (keeps_brackets && tag.find('(') != std::string::npos && !is_skill(tag) &&
        !is_number_level(one.level)) {
      split(tag, TagSplitter::InBrackets::cut, pieces);
    }
    if (pieces.size() > 1) {
      ListCell cut = cell;
      cut.depth = kMostDepth;
      add_tags(cut, tag);
    } else {
      add_one(one.skill, one.level);
    }
  }
}

// "AWS (EC2, S3)", "Docker (상/3년)": names inside are further ones, and levels are of the name in
// front. False for what is not so, such as "SQL (4/5)".
bool People::add_with_brackets(const ListCell& cell, std::string_view tag) {
  const std::vector<Brackets> brackets = brackets_of(tag);
  if (brackets.empty() || is_skill(tag)) return false;
  const auto [open, close] = brackets.front();
  const std::string name = clean_label(tag.substr(0, open));
  const std::string_view inside = tag.substr(open + 1, close - open - 1);
  std::string_view behind = tag.substr(close + 1);
  behind.remove_prefix(std::min(behind.find_first_not_of(" :="), behind.size()));
  const bool is_known = is_skill(name);
  std::vector<Tag> tags;
  split(inside, TagSplitter::InBrackets::keep, tags);
  const bool is_number = is_number_level(inside);
  const bool is_name =
      tags.size() == 1 && is_known && !is_level(inside) && is_skill(split(inside).skill);
  if ((tags.size() < 2 || is_number) && !is_name) return false;
  if (!behind.empty() && !is_level(behind) && !mark_of_cell(behind)) return false;
  ListCell list{cell.person, cell.level, cell.years, cell.place, cell.depth + 1};
  if (is_known) list.owner = name;
  add_tags(list, inside);
  if (is_known && !behind.empty()) {
    add(cell.person, name, behind, cell.place);
  } else if (!list.owner_has_level) {
    add(cell.person, name, cell.level, cell.place, cell.years);
  }
  return true;
}

std::vector<Profile> People::take(ImportReport& report) {
  std::vector<Profile> profiles;
  for (const Person& person : people_) {
    if (person.skills.empty()) {
      if (nothing_known_.add()) {
        nothing_known_.examples.push_back(person.place + ": " + in_quotes(person.id));
      }
      continue;
    }
    std::vector<HeldSkill> held;
    for (const auto& [skill, level] : person.skills) held.push_back({skill, level});
    profiles.emplace_back(person.id, std::move(held));
  }
  unknown_.names = unknown_names_.by_frequency();
  not_known_.names = not_known_words_.by_frequency();
  report.taken = {
      {"rows", "read " + counted(rows_, "row") + " with " + counted(skills_, "known skill"), rows_},
      {"profiles", "made " + counted(profiles.size(), "profile"), profiles.size()}};
  add_note(report.changed, std::move(made_unique_), "put a number behind the id of ", "person",
           ", another having it already");
  add_note(report.changed, std::move(repeated_), "took the higher level of ", "skill",
           " given twice");
  add_note(report.guessed, std::move(continued_), "took ", "row",
           " without a name for more of the person above");
  add_note(report.guessed, std::move(nameless_), "called ", "person",
           " by their line, having no name or too long a one");
  const std::string level = number_text(options_.default_level);
  add_note(report.guessed, std::move(no_level_), "gave ", "skill",
           " without a level the level " + level);
  add_note(report.guessed, std::move(strange_level_), "gave ", "skill",
           " the level " + level + " whose own is not understood");
  add_note(report.guessed, std::move(off_scale_), "gave ", "skill",
           " the level " + level + " whose own is not from 0 to " + number_text(options_.scale) +
               advice_for_scale());
  add_note(report.guessed, std::move(off_years_), "gave ", "skill",
           " the level " + level + " whose years nobody has, such as one of the calendar");
  add_note(report.skipped, std::move(not_known_), "left out ", "cell", " whose level is not known");
  add_note(report.skipped, std::move(unknown_), "left out ", "skill",
           " that the taxonomy does not know");
  add_note(report.skipped, std::move(nothing_known_), "left out ", "person",
           " without a skill that is known");
  return profiles;
}

}  // namespace skillmatch::io
