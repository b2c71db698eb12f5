// The names of a taxonomy's skills as they are looked for in a text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <skillmatch/taxonomy.h>

namespace skillmatch {

// How much else a name may mean.
enum class Ambiguity : std::uint8_t {
  none,
  letter_case,  // an acronym of two letters: nothing else when it is written as one
  word,         // an ordinary word, or a letter or two (Go, R): needs something beside it to tell
};

struct SkillName {
  std::string name;  // as the taxonomy writes it
  SkillId skill;
  Ambiguity ambiguity;
  std::vector<std::uint32_t>
      breaks;  // offsets in its key where it has a space or hyphen, ascending
};

// By key, sorted, each key once: keys[i] is that of names[i].
struct SkillNames {
  std::vector<std::string> keys;
  std::vector<SkillName> names;
};

// Names and aliases of every skill, and what people shorten them to where no other skill is called
// that: without a last bracket, "Python (computer programming)", and names of several English words
// in the singular.
SkillNames skill_names(const Taxonomy& taxonomy);

}  // namespace skillmatch
