// A taxonomy inside another file.
#pragma once

#include "json_document.h"

#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

// Reads an object of the form of "skillmatch/taxonomy@1", whose format has been checked or, inside
// a catalog, may be absent. Problems go to the node's.
Taxonomy taxonomy_from(const JsonNode& node);

// {"en": …, "ko": …}, at least one of them.
Name name_from(const JsonNode& node);

}  // namespace skillmatch::io
