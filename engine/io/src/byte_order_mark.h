// What some programs write before UTF-8.
#pragma once

#include <string_view>

namespace skillmatch::io {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace skillmatch::io
