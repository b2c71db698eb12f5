// Whether what a sentence names is held, lacking or wished for.
#pragma once

#include <string_view>

#include <skillmatch/extraction.h>

namespace skillmatch {

// Of a list of names: from the clause before it and behind it, up to the lists beside it, and from
// all of its sentence before it; ASCII in small letters.
Stance stance_of(std::string_view before, std::string_view behind, std::string_view sentence);

// Where clauses of a sentence end in that what one says of skills does not hold in the next: "but",
// 지만. The part of `text` before the first, or behind the last of them.
std::string_view first_clause(std::string_view text);
std::string_view last_clause(std::string_view text);

}  // namespace skillmatch
