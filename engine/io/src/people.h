// Profiles as they are collected from the rows of somebody's file.
#pragma once

#include "import_notes.h"
#include "level_cell.h"
#include "tags.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <skillmatch/io/file.h>
#include <skillmatch/io/import_profiles.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

class People {
 public:
  People(const Taxonomy& taxonomy, const ProfilesOptions& options)
      : taxonomy_(taxonomy), options_(options), joiner_(taxonomy) {}

  const Taxonomy& taxonomy() const noexcept { return taxonomy_; }
  const ProfilesOptions& options() const noexcept { return options_; }

  // The person of that id, a new one where nobody has it yet. `place` is "FILE:LINE".
  std::size_t person(const std::string& id, const std::string& place);
  // A person of their own under `id`, or the next free number behind it, which the report says.
  std::size_t new_person(const std::string& id, const std::string& place);
  // One whose cell of the name is blank or too long, by the line.
  std::size_t nameless_person(std::size_t line, const std::string& place);
  // A row without a name that is more of that person.
  void continue_person(std::size_t person, const std::string& place);

  // One skill as it is written, with its level as it is written ("": none is given) and years where
  // the file has them apart.
  void add(std::size_t person, std::string_view skill, std::string_view level,
           const std::string& place, std::string_view years = {});
  // A cell that holds any number of them.
  void add_list(std::size_t person, std::string_view cell, std::string_view level,
                const std::string& place, std::string_view years = {});
  // A skill that is known, at a level.
  void set(std::size_t person, SkillId skill, double level, const std::string& place);

  void count_row() { ++rows_; }
  // The level that a cell says, of the scale and words of the options, or that a mark in it stands
  // for.
  std::optional<double> level_of(std::string_view cell);
  // Of what level_of() did not understand: the default one.
  double no_level_of(std::string_view cell, const std::string& place);

  // Whether a cell says that nothing is known of the level; it is then counted.
  bool is_unknown(const std::string& cell);

  // The profiles of those who have a skill, and the report's notes.
  std::vector<Profile> take(ImportReport& report);

 private:
  struct Person {
    std::string id;
    std::string place;
    std::map<SkillId, double> skills;
  };
  // A cell of any number of skills, or what is between brackets in one.
  struct ListCell {
    std::size_t person;
    std::string_view level;
    std::string_view years;
    const std::string& place;
    int depth = 0;                // in brackets
    std::string_view owner = {};  // the known skill in front of them, whose levels are inside
    bool owner_has_level = false;
  };
  void add_tags(ListCell& cell, std::string_view text);
  bool add_with_brackets(const ListCell& cell, std::string_view tag);
  bool is_skill(std::string_view name) const;
  bool is_level(std::string_view said) const;
  // The only levels with a separator inside: "4/5".
  bool is_number_level(std::string_view said) const;
  SkillWithLevel split(std::string_view tag) const;
  void split(std::string_view text, TagSplitter::InBrackets in_brackets,
             std::vector<Tag>& tags) const;

  std::optional<SkillId> find(std::string_view name) const;
  double level_of_cell_of_years(std::string_view cell, const std::string& place);
  double default_level(ImportNote& note, std::string_view cell, const std::string& place);
  std::string advice_for_scale() const;

  const Taxonomy& taxonomy_;
  const ProfilesOptions& options_;
  TagJoiner joiner_;
  std::vector<Person> people_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::unordered_map<std::string, std::size_t> used_;  // how many have this id with a number
  double least_ = 0.0;                                 // of the numbers that stand for levels
  double most_ = 0.0;
  std::uint64_t rows_ = 0;
  std::uint64_t skills_ = 0;
  ImportNote made_unique_{"ids_made_unique", ""};
  ImportNote continued_{"rows_of_the_person_above", ""};
  ImportNote nameless_{"people_without_a_name", ""};
  ImportNote not_known_{"cells_not_known", ""};
  ImportNote no_level_{"skills_without_level", ""};
  ImportNote strange_level_{"levels_not_understood", ""};
  ImportNote off_scale_{"levels_off_the_scale", ""};
  ImportNote off_years_{"years_off_the_scale", ""};
  ImportNote repeated_{"repeated_skills", ""};
  ImportNote unknown_{"unknown_skills", ""};
  ImportNote nothing_known_{"people_without_known_skills", ""};
  NameCounts unknown_names_;
  NameCounts not_known_words_;
};

// Each reads a file of its kind into `people`; what was guessed goes to the report. Throw
// InputError with every problem.
void read_people_table(const Text& text, People& people, ImportReport& report);
void read_resumes(const Text& text, People& people);

}  // namespace skillmatch::io
