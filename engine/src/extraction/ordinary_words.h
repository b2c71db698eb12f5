// Names of skills that are ordinary words too: in a text they are one thing or the other.
#pragma once

#include <string_view>

namespace skillmatch {

// `key` is a name_key.
bool is_ordinary_word(std::string_view key) noexcept;

}  // namespace skillmatch
