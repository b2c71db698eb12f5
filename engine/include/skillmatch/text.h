// Floor 0: text as people write it. All text is UTF-8. The Unicode rules (normal forms, case
// folding, widths, categories) are utf8proc's, Unicode 15.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skillmatch {

// Byte offset of the first byte that is not well-formed UTF-8 (RFC 3629), if any.
std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

bool is_ascii(std::string_view text) noexcept;

// Normalization Form C, so that decomposed Hangul (as macOS writes file names) equals composed.
// Throws std::invalid_argument when `text` is not UTF-8; so does name_key.
std::string to_nfc(std::string_view text);

// The form in which two names are the same name: NFC, case-folded (full), without default-ignorable
// code points (zero-width space, soft hyphen, byte order mark), white space, '-' and '_'.
// "Scikit-Learn", "scikit learn" and "scikit_learn" have one key.
std::string name_key(std::string_view text);

// name_key of ASCII text, written to `key`, which has room for text.size() bytes; its length, or
// nothing (and anything in `key`) for text that is not ASCII.
std::optional<std::size_t> ascii_name_key(std::string_view text, char* key) noexcept;

// `text` fit for a terminal, a CSV or a page: control characters (C0, DEL, C1), line and paragraph
// separators, bidirectional marks, other characters that show nothing (fillers, tags, private and
// unassigned ones), and bytes that are not UTF-8
// appear as \u{202E} or \x{FF}; a line feed too. Everything else is unchanged.
std::string printable(std::string_view text);

// JSON text in which the same characters, beyond the control characters that JSON escapes itself,
// are written as \uXXXX: the same JSON value, fit for a terminal.
std::string printable_json(std::string_view json);

// printable(text) between single quotes, cut where it is longer than 200 columns: how a name of the
// user's appears in a message.
std::string in_quotes(std::string_view text);

// The shortest text that reads back to the same double.
std::string number_text(double x);

// A count as people read it: "1,234,567".
std::string grouped(std::uint64_t count);

// Columns that printable text takes on a terminal: Hangul and other wide characters take two,
// combining marks none.
std::size_t display_width(std::string_view text) noexcept;

// The longest prefix of `text` of at most `width` columns; "…" marks the cut when there is one.
// Never splits a character from its combining marks.
std::string fit_width(std::string_view text, std::size_t width);

// Damerau–Levenshtein distance of two names in code points (optimal string alignment: insert,
// delete, replace, swap neighbours), or nothing when it is above `limit`.
// Damerau, "A technique for computer detection and correction of spelling errors", CACM 1964.
std::optional<std::size_t> edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace skillmatch
