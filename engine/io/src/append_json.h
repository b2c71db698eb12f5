// JSON appended to bytes, fast for what is plain: a batch writes tens of millions of numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace skillmatch::io {

// A string with its quotes. Whatever a terminal or a page would act on is escaped (printable_json);
// a byte that is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

// The shortest number that reads back to the same double; never infinite or NaN.
void append_number(std::string& out, double x);
void append_number(std::string& out, std::uint64_t x);

}  // namespace skillmatch::io
