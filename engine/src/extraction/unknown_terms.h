// Words of a text that look like skills and are none that the taxonomy knows.
#pragma once

#include "found_names.h"

#include <string_view>
#include <vector>

#include <skillmatch/extraction.h>

namespace skillmatch {

// Tags (#…), words with capitals or digits inside (GraphQL, dbt2), capitalised words amid a
// sentence, and what stands in a list most of which is known ("파이썬, 러스트, 도커").
std::vector<UnknownTerm> unknown_terms(std::string_view text, const std::vector<FoundName>& known);

}  // namespace skillmatch
