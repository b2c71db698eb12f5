// skillmatch catalog validate: every problem of a catalog file.
#include "command.h"
#include "common_options.h"
#include "output.h"

#include <array>
#include <string>

#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kCatalogValidateOptions{kUnknownSkillsOption, kQuietOption};

int run_catalog_validate(const Arguments& arguments) {
  const std::string& path = arguments.positional[0];
  const Reading reading(arguments);
  const auto [catalog, problems] = io::check_catalog(path, reading.options());
  reading.tell_warnings();
  if (!catalog) return tell_problems(problems);
  write_output("-", (path == "-" ? "standard input" : printable(path)) +
                        ": no problems (companies: " + std::to_string(catalog->size()) +
                        ", fields: " + std::to_string(catalog->fields().size()) +
                        ", skills: " + std::to_string(catalog->taxonomy().size()) +
                        ", requirements: " + std::to_string(catalog->requirement_count()) + ")\n");
  return kDone;
}

}  // namespace

const Command kCatalogValidate{
    "catalog validate",
    "FILE",
    1,
    1,
    "check a catalog file and list every problem in it",
    "Each problem is one line on standard error: file, line, JSON pointer, what is wrong and what "
    "to\n"
    "do. The exit status is 0 without problems and 3 with any.",
    "  skillmatch catalog validate companies.json\n"
    "  skillmatch catalog validate - < companies.json\n",
    kCatalogValidateOptions,
    run_catalog_validate,
};

}  // namespace skillmatch::cli
