// Options of commands that plan what to learn.
#pragma once

#include "command.h"

#include <skillmatch/effort.h>
#include <skillmatch/io/read.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::cli {

inline constexpr Option kBudgetOption{"budget", 'b', "HOURS", "200",
                                      "how many hours of learning there are"};
inline constexpr Option kReachOption{
    "reach", 0, "SCORE", "0.6",
    "a company is within reach at this score, from 0 to 1, if every must is met"};
inline constexpr Option kEffortOption{
    "effort", 0, "FILE", "",
    "how many hours a level takes, a \"skillmatch/effort@1\" (default: 20 from level 0 to 1, then "
    "40, 80, 160 and 320, half up to the level of a related skill)"};

// --budget, above 0. Throws UsageError.
double budget_of(const Arguments& arguments);
// What --effort says, or else the default.
Effort effort_of(const Arguments& arguments, const Taxonomy& taxonomy,
                 const io::ReadOptions& options);

}  // namespace skillmatch::cli
