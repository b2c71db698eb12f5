#include "listing.h"

namespace skillmatch::cli {
namespace {

// The values of the JSON as cells: lists joined.
std::string csv(const Listing& list) {
  std::vector<Column> columns;
  for (const std::string& member : list.members) columns.push_back({member});
  Table table(std::move(columns));
  for (const auto& object : list.json) {
    std::vector<Cell> cells;
    for (const std::string& member : list.members) {
      const auto& value = object[member];
      cells.push_back({value.is_string()  ? value.get<std::string>()
                       : value.is_null()  ? std::string()
                       : value.is_array() ? joined(value.get<std::vector<std::string>>())
                                          : value.dump()});
    }
    table.add(std::move(cells));
  }
  return table.csv();
}

}  // namespace

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) result += (result.empty() ? "" : ", ") + text;
  return result;
}

std::string render(const Listing& list, Format format, const Terminal& terminal) {
  std::string lines;
  switch (format) {
    case Format::json:
      return json_text(list.json, true);
    case Format::jsonl:
      for (const auto& object : list.json) lines += json_text(object, false);
      return lines;
    case Format::csv:
      return csv(list);
    case Format::markdown:
      return list.table.markdown();
    case Format::table:
      return list.table.text(terminal);
  }
  return {};
}

}  // namespace skillmatch::cli
