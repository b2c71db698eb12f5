// What the engine asks of text.h while a catalog is made, for the names that engine.cpp gives:
// numerals, which are their own keys. It stands in for text.cpp, whose tables of Unicode are larger
// than everything else on a page.
#include <algorithm>

#include <skillmatch/text.h>

namespace skillmatch {

std::optional<std::size_t> find_invalid_utf8(std::string_view) noexcept { return std::nullopt; }

bool is_ascii(std::string_view) noexcept { return true; }

std::string name_key(std::string_view text) { return std::string(text); }

std::optional<std::size_t> ascii_name_key(std::string_view text, char* key) noexcept {
  std::copy(text.begin(), text.end(), key);
  return text.size();
}

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace skillmatch
