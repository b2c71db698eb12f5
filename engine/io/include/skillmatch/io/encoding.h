// Text in any encoding, read as UTF-8. The tables are those of iconv(3).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/io/file.h>

namespace skillmatch::io {

// The longest line of a table, a list of JSON Lines or a plain text that is read: thousands of
// times what people write on one, and little enough that a file without line ends is refused in
// flat memory.
inline constexpr std::size_t kMaxLineBytes = std::size_t{4} << 20;

// Whether text can be read in the encoding of that name: "utf-8", "utf-16" (with a byte order
// mark), "cp949", "euc-kr", or any other that iconv knows.
bool is_encoding(std::string_view name);
// What to say of a name that is none.
std::string unknown_encoding(std::string_view name);

// A whole file as UTF-8, without a byte order mark. `encoding` is one of those names, or "" where
// nobody named one: then the file must be UTF-8, and nothing is guessed, but what is wrong is said
// with the encoding that would fit.
// Throws as read_text does, and InputError for a byte that is not of that encoding, a line longer
// than kMaxLineBytes and UTF-16 without a byte order mark; std::invalid_argument for an unknown
// encoding.
Text read_decoded_text(const std::string& path, const std::string& encoding = "",
                       std::size_t limit = kMaxFileBytes);

}  // namespace skillmatch::io
