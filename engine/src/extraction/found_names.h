// Where a text names skills: whole words, the longest name at each place, and what tells whether a
// name that may mean something else is meant.
#pragma once

#include "name_automaton.h"
#include "skill_names.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <skillmatch/taxonomy.h>

namespace skillmatch {

struct FoundName {
  std::size_t begin;  // bytes of the text
  std::size_t end;
  const SkillName* name;
  bool is_as_written;  // the text writes it as the taxonomy does
  double confidence;   // in (0, 1]
};

class NameFinder {
 public:
  explicit NameFinder(const Taxonomy& taxonomy);
  NameFinder(const NameFinder&) = delete;
  NameFinder& operator=(const NameFinder&) = delete;

  // In `text`, UTF-8 in Form C; ascending, none within or over another.
  std::vector<FoundName> find(std::string_view text) const;

 private:
  SkillNames names_;
  std::vector<std::uint32_t> lengths_;  // of the keys: near each other, as every occurrence asks
  NameAutomaton automaton_;
};

}  // namespace skillmatch
