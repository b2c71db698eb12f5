// What was understood of a text, for the person at the terminal.
#pragma once

#include <string>
#include <vector>

#include <skillmatch/extraction.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

// Lines: how many skills, a table of them with level, place and quote, what is lacking, wished for
// or left out, and terms that the taxonomy does not know. `file` is its name.
std::vector<std::string> account_of(const Extraction& extraction, const Taxonomy& taxonomy,
                                    Language language, const std::string& file);

}  // namespace skillmatch::cli
