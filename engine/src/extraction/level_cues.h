// How well a skill is held, by the words beside its name.
#pragma once

#include <optional>
#include <string_view>

#include <skillmatch/level_words.h>

namespace skillmatch {

// What stands directly behind one name, in brackets or behind a colon: "(3 years)", ": 상", "4/5".
std::optional<double> level_directly_behind(std::string_view behind, const LevelWords& words);

// Of a list of names: from the words around it within its clause, ASCII in small letters; those
// behind it come first.
std::optional<double> level_around(std::string_view before, std::string_view behind,
                                   const LevelWords& words);

}  // namespace skillmatch
