#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

bool is_number(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell = printable(text);
  constexpr std::array<std::string_view, 8> kFormulaStarts{"=",  "+",  "-",  "@",
                                                           "＝", "＋", "－", "＠"};
  const bool formula = std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(),
                                   [&](std::string_view start) { return cell.starts_with(start); });
  if (formula && !is_number(cell)) cell.insert(cell.begin(), '\'');
  // A spreadsheet of a country with decimal commas takes the semicolon for the separator.
  if (cell.find_first_of(",;\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace skillmatch::io
