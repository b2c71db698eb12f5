// The first line of a CSV of profiles: which form it has, and what its columns are called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::io {

struct CsvHeader {
  std::uint64_t line = 1;
  std::vector<std::string> names;  // of the columns, as written
  bool is_long = false;            // id, skill, level; else id and one column a skill
  std::size_t id = 0;              // its column; skill and level in the long form only
  std::size_t skill = 0;
  std::size_t level = 0;
};

// Throws InputError for a row that names no column id, none beside it, or one of the three twice.
// `file` is for messages.
CsvHeader read_csv_header(std::string_view row, const std::string& file, std::uint64_t line);

}  // namespace skillmatch::io
