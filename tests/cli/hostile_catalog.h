// Names that would do harm on a terminal, in a spreadsheet or on a page if they were not escaped.
#pragma once

#include "cli/skillmatch.h"

#include <string>
#include <vector>

namespace cli_test {

struct Hostile {
  std::string text;   // in the file
  std::string shown;  // on a terminal, in a table
  bool formula;       // a CSV puts ' before it
};

const std::vector<Hostile>& hostile_texts();

// A catalog whose n-th skill, concept, group, field, attribute and company are called by the n-th
// text (in Korean with "ko " before it), and a profile with each skill that is called so too.
// Skill n is required by companies n and n + 1, as a must of odd ones.
std::string hostile_catalog_text();
std::string hostile_profile_text();

}  // namespace cli_test
