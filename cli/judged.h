// What commands that use judgments share.
#pragma once

#include "command.h"

#include <string>

#include <skillmatch/io/judgments.h>
#include <skillmatch/statistics.h>

namespace skillmatch::cli {

inline constexpr Option kProfilesOption{"profiles", 'p', "FILE", "",
                                        "whom it is about: JSON Lines or CSV, as for 'batch'"};
inline constexpr Option kStrictOption{
    "strict", 0, "", "", "refuse judgments of profiles or companies that are not there"};

// Says which ids nobody knows, unless --quiet; refuses them under --strict.
void tell_unknown(const io::ResolvedFeedback& feedback, const Arguments& arguments);

std::string four_decimals(double x);
// "+0.0101 [+0.0030, +0.0173]"
std::string difference_text(const Comparison& comparison);
std::string p_text(double p);

}  // namespace skillmatch::cli
