#include "csv_header.h"

#include "column_names.h"
#include "csv_rows.h"

#include <optional>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// The column of that name, whatever its case; throws if there are two.
std::optional<std::size_t> column(const CsvHeader& header, std::string_view name,
                                  const std::string& place) {
  const std::vector<std::size_t> found = columns_called(header.names, name);
  if (found.size() > 1) throw InputError(place + two_columns_called(name));
  return found.empty() ? std::nullopt : std::optional(found[0]);
}

// What separates the columns, where it is no comma.
std::string other_separator(const CsvHeader& header) {
  if (header.names.size() != 1) return "";
  if (header.names[0].find(';') != std::string::npos) return "; a ',' separates columns, not a ';'";
  if (header.names[0].find('\t') != std::string::npos)
    return "; a ',' separates columns, not a tab";
  return "";
}

}  // namespace

CsvHeader read_csv_header(std::string_view row, const std::string& file, std::uint64_t line) {
  const std::string place = printable(file) + ":" + std::to_string(line) + ": ";
  if (const auto at = find_invalid_utf8(row)) {
    throw InputError(place + "byte " + std::to_string(*at) +
                     " is not valid UTF-8; save the file as UTF-8");
  }
  CsvCells cells;
  if (const CsvProblem problem = cells.split(row); problem != CsvProblem::none) {
    throw InputError(place + words_of(problem));
  }
  CsvHeader header;
  header.line = line;
  for (std::size_t i = 0; i < cells.size(); ++i) header.names.emplace_back(cells[i]);
  const auto id = column(header, "id", place);
  if (!id) {
    throw InputError(place +
                     "no column is called 'id'; the first line names the columns: id, "
                     "skill and level, or id and one column a skill" +
                     other_separator(header));
  }
  header.id = *id;
  const auto skill = column(header, "skill", place);
  const auto level = column(header, "level", place);
  header.is_long = skill && level;
  if (header.is_long) {
    header.skill = *skill;
    header.level = *level;
  } else if (header.names.size() == 1) {
    throw InputError(place + "no column but 'id'; add skill and level, or one column a skill");
  }
  return header;
}

}  // namespace skillmatch::io
