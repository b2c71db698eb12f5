// Where sentences end, and what between two names makes them one list.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace skillmatch {

// Where the sentences of `text` end, ascending; the last is the text's size. A line is a sentence
// unless it is wrapped: the next one goes on in small letters, or it is as long as a full line.
std::vector<std::size_t> sentence_ends(std::string_view text);

// Whether what stands ahead on a line is nothing but a bullet, "1." or the border of a table.
bool is_bullet(std::string_view text) noexcept;

// Whether the text between two names only joins them: commas, slashes, "and", 와, 및. With
// `brackets`, what stands in brackets is passed over: "Python (3 years), R".
bool is_list_gap(std::string_view gap, bool brackets = false);

}  // namespace skillmatch
