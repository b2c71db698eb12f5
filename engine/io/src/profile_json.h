// A profile from its JSON object, be that a file or a line of one.
#pragma once

#include "json_document.h"
#include "near_names.h"

#include <optional>
#include <string>

#include <skillmatch/io/read.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

// Nothing when there are problems, which are added to the node's. A profile without an id goes by
// `name`. `near_names` is what a stream suggests, nullptr for a file.
std::optional<Profile> profile_from(const JsonNode& node, const std::string& name,
                                    FormatMember format, const Taxonomy& taxonomy,
                                    const ReadOptions& options, NearNames* near_names);

}  // namespace skillmatch::io
