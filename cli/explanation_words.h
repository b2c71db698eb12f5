// What `skillmatch explain` says beside the words of every command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/types.h>

namespace skillmatch::cli {

struct ExplanationWords {
  std::string_view raised, level, rank, all_raised, side_by_side;
  std::string_view asks, gives;           // written behind a company's name
  std::string_view nothing_missing;       // no raise can be shown
  std::string_view every_must, already;   // of a goal
  std::string_view never, perhaps_never;  // with all raised: "…, rank 2 of 19"
  std::string_view fewest, perhaps_fewer;
  std::string_view raised_legend;
};

const ExplanationWords& explanation_words(Language language);

// "rank 2 of 19"
std::string place_words(std::size_t rank, std::size_t companies, Language language);
// "To rank 3 or better"
std::string goal_words(std::size_t rank, Language language);

}  // namespace skillmatch::cli
