// Which column of somebody's file is which: named by an option, or guessed by what people call it.
#pragma once

#include "csv_table.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/import_report.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

// What is looked for, under which option, by which names.
struct WantedColumn {
  const char* kind;
  const char* noun;
  const char* option;
  std::string_view asked;
  std::span<const std::string_view> names;
};

// `find` gives the file's own name for a column that goes by another, or nothing.
class ColumnChoice {
 public:
  using Find = std::function<std::optional<std::string>(std::string_view)>;

  ColumnChoice(std::string place, std::string known, Find find, ImportReport& report)
      : place_(std::move(place)),
        known_(std::move(known)),
        find_(std::move(find)),
        report_(report) {}

  // The file's name for the column that is asked for, or the likeliest, which the report then says;
  // "" where there is none. Throws InputError where the one asked for is not there.
  std::string choose(const WantedColumn& wanted) {
    if (!wanted.asked.empty()) {
      if (const auto found = find_(wanted.asked)) return *found;
      throw InputError(place_ + "no column " + in_quotes(wanted.asked) + "; the columns are " +
                       known_ + "; name one of them with " + wanted.option);
    }
    for (const std::string_view name : wanted.names) {
      const auto found = find_(name);
      if (!found) continue;
      report_.guessed.push_back({wanted.kind,
                                 "took the column " + in_quotes(*found) + " for the " +
                                     wanted.noun + "; " + wanted.option + " names another",
                                 1});
      return *found;
    }
    return {};
  }

  [[noreturn]] void fail(const std::string& noun, const std::string& option) const {
    throw InputError(place_ + "no column looks like the " + noun + "; the columns are " + known_ +
                     "; name one of them with " + option);
  }

 private:
  std::string place_;
  std::string known_;
  Find find_;
  ImportReport& report_;
};

// Among the columns of a table, which must outlive it.
inline ColumnChoice column_choice(const CsvTable& table, ImportReport& report) {
  return {table.place(), table.columns(),
          [&table](std::string_view name) { return table.find_name(name); }, report};
}

}  // namespace skillmatch::io
