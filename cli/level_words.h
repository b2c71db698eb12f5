// --level-word, which every command that reads levels as words shares.
#pragma once

#include "command.h"

#include <skillmatch/level_words.h>

namespace skillmatch::cli {

inline constexpr Option kLevelWordOption{
    "level-word", 0, "WORD=X", "", "the level that a word stands for, instead of its own", true};

// The words of LevelWords with those that --level-word changes. Throws UsageError.
LevelWords level_words_of(const Arguments& arguments);

}  // namespace skillmatch::cli
