// What beside a name that may mean something else tells that the skill is meant.
#pragma once

#include "found_names.h"

#include <string_view>
#include <vector>

namespace skillmatch {

// Sets the confidence of every name. What is plain has 1, or 0.95 where it is written otherwise
// than in the taxonomy. A word that may mean something else has 0.8 in a list with others or by
// "language" or "developer", 0.6 in a Korean sentence on software, 0.4 where its capital alone
// hints at it (of the labelled texts, seven in ten such are skills), and 0.2 where nothing tells.
inline constexpr double kHintedConfidence = 0.4;
inline constexpr double kInContextConfidence = 0.8;
void judge_by_context(std::string_view text, std::vector<FoundName>& names);

}  // namespace skillmatch
