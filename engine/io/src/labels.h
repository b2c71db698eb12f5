// Labels of things in other people's files, made into names and ids.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/types.h>

namespace skillmatch::io {

// "Reading Comprehension" → "reading-comprehension": ASCII letters in lower case and digits, other
// characters of ASCII as single hyphens, all else as it is. A name without letters stays as it is.
std::string slug(std::string_view name);

// Without white space around it, in NFC unless it is too long for a name.
std::string clean_label(std::string_view label);

// The place of the first Hangul syllable (U+AC00 to U+D7A3) in `text`, from `from` on; npos: none.
std::size_t find_hangul(std::string_view text, std::size_t from = 0) noexcept;

// A Korean name where there is a Hangul syllable in it, else an English one.
Name name_of_label(std::string label);

}  // namespace skillmatch::io
