// Floor 1: broader concepts for skills that have none. A suggestion for people to judge; nothing is
// changed.
//
//   together = Σ_c x_c n_c / √(Σ_c x_c² · Σ_c n_c²)   x_c: 1 where company c requires the skill,
//   else 0
//                                                     n_c: how many skills of the concept it
//                                                     requires
//   words    = Σ_{w in both} i_w / Σ_{w of the skill} i_w,   i_w = ln(1 + G / max(g_w, 1))
//   confidence = 1 − (1 − together)(1 − words)
//
// of the words w of all names of the skill, and of the concept and its skills, singular; G is the
// number of concepts, g_w how many of them have the word.
#pragma once

#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/types.h>

namespace skillmatch {

struct ConceptSuggestion {
  SkillId skill;
  ConceptId broader;
  double together;    // in [0, 1]
  double words;       // in [0, 1]
  double confidence;  // in [0, 1]
};

inline constexpr double kLeastConceptConfidence = 0.3;

// For each skill without a concept the concept of the highest confidence (of equal ones the first),
// where that is at least kLeastConceptConfidence; the surest first, then in the order of the
// taxonomy. Takes 8 bytes for each pair of such a skill and a concept.
std::vector<ConceptSuggestion> suggest_concepts(const Catalog& catalog);

}  // namespace skillmatch
