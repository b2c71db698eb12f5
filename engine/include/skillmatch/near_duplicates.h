// Floor 1: skills of a taxonomy that may be one skill under two names. A suggestion for people to
// judge; nothing is changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch {

enum class DuplicateReason : std::uint8_t {
  numeronym,   // first letter, how many are left out, last letter: k8s, Kubernetes
  same_words,  // but for their order, or plural and singular
  one_word,    // but for one that says little ("framework", "Apache", "js") or for parentheses
  spelling,    // few edits apart
  initials,    // first letters of at least two words: ML, Machine learning
};

// Confidence, in (0, 1], is a rule of thumb for ordering and cutting, not a probability:
//   numeronym 0.9; same_words 0.9, in another order 0.7; one_word 0.7;
//   spelling 1 − 3·d/n, of d edits in keys of n code points, the shorter of the two, at least 0.4;
//   initials of two words 0.3, of three 0.6, of more 0.8
struct NearDuplicate {
  SkillId first;  // in the order of the taxonomy
  SkillId second;
  std::string first_name;  // the two names that are alike
  std::string second_name;
  DuplicateReason reason;
  double confidence;
};

// Every pair with a reason, each once, with the best of its reasons; the surest first, then in the
// order of the taxonomy. External ids (skill_search.h) and names of more than 100 code points are
// left out.
//
// Spelling: keys of 5 to 11 code points at most 1 edit apart (edit_distance), longer ones 2, whose
// digits are the same ("Python 2" is not "Python 3"). All such pairs are found without comparing
// all with all: two texts d edits apart share all but d·(q + 1) of the q-grams of the longer one,
// so that they share one of the d·(q + 1) + 1 rarest of each (prefix filter: Chaudhuri, Ganti &
// Kaushik, "A primitive operator for similarity joins", ICDE 2006; q-grams: Ukkonen 1992).
std::vector<NearDuplicate> near_duplicates(const Taxonomy& taxonomy);

}  // namespace skillmatch
