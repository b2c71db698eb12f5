// Columns by the names in a header line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/name_index.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

// The positions of the columns whose name has this name_key. `names` are UTF-8, a list of strings
// or CsvCells.
template <typename Names>
std::vector<std::size_t> columns_called(const Names& names, std::string_view key) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].size() <= kMaxNameBytes && name_key(names[i]) == key) found.push_back(i);
  }
  return found;
}

inline std::string two_columns_called(std::string_view name) {
  return "two columns are called " + in_quotes(name) + "; keep one";
}

}  // namespace skillmatch::io
