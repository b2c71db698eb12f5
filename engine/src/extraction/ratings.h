// Levels as marks directly behind a name: 9/10, 80%, ★★★☆☆, and X where it is lacking.
#pragma once

#include <optional>
#include <string_view>

namespace skillmatch {

// The level in [0, 5] that `behind`, what follows a name up to the next one, begins with: in
// brackets, behind a colon or dash, in the next cell of a table or with nothing between. Only where
// a sign or the end follows: "80% faster" and "9/10 meetup" are none. X and "no" are 0 in brackets,
// behind a colon and in a table, and elsewhere where `has_marks`; so is "-" in a table.
std::optional<double> rating_behind(std::string_view behind, bool has_marks);

// Whether a sentence tells what is held and what is not by O and X: two of them stand alone in it.
// ASCII in small letters.
bool has_marks(std::string_view sentence) noexcept;

// Whether the marks of a line stand in front of their names, as in "✅ SQL ❌ Docker" and "[ ] SQL".
bool marks_lead(std::string_view line) noexcept;

// The mark that `text` ends with: whether it denies; nothing where it ends with none.
std::optional<bool> denying_mark_at_end(std::string_view text) noexcept;

}  // namespace skillmatch
