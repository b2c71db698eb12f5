// Whether what has the letters of a name is the name, or a part of other words.
#pragma once

#include "key_text.h"
#include "skill_names.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace skillmatch {

// Of the name at [begin, end) in `text`.
bool begins_word(std::string_view text, std::size_t begin, const SkillName& name) noexcept;

// The offset behind it and its plural or version (GNNs, Python3.8), or 0 where it is not a whole
// word. begins_name(offset in text): another name begins there.
std::size_t word_end(std::string_view text, std::size_t begin, std::size_t end,
                     const SkillName& name, const std::function<bool(std::size_t)>& begins_name);

// Whether key bytes [begin, end) are broken in the text only where the name may be: where it has a
// space or hyphen itself, within Hangul (머신 러닝), and within longer English words (Tensor Flow).
bool has_only_own_breaks(std::string_view text, const KeyText& keys, std::size_t begin,
                         std::size_t end, const SkillName& name);

}  // namespace skillmatch
