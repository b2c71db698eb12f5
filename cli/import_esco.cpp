// skillmatch import esco: ESCO's CSV files as a catalog of occupations.
#include "command.h"
#include "common_options.h"
#include "import_options.h"

#include <array>

#include <skillmatch/io/esco.h>
#include <skillmatch/io/write.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kImportEscoOptions{
    kImportOutputOption,
    Option{"optional", 0, "X", "0.5",
           "the importance of optional skills, above 0, to 1; essential ones have 1"},
    kLevelOption,
    Option{"language", 0, "CODE", "",
           "which files to take where there are those of several languages (default: en, or the "
           "only one)"},
    kEncodingOption,
    kReportOption,
    kQuietOption,
};

int run_import_esco(const Arguments& arguments) {
  io::EscoOptions options;
  options.optional = arguments.number("optional", 0.0, 1.0);
  if (!is_importance(options.optional)) throw UsageError("--optional: must be above 0");
  options.level = level_of(arguments);
  options.language = arguments.get("language").value_or("");
  options.encoding = encoding_of(arguments);
  OutputFiles files(arguments, {"output", "report"}, inputs_in(arguments.positional[0], ".csv"));
  const io::EscoImport imported = io::import_esco(arguments.positional[0], options);
  files.write("output", [&](std::ostream& out) { io::write_catalog(out, imported.catalog); });
  finish_import(files, arguments, imported.report);
  return kDone;
}

}  // namespace

const Command kImportEsco{
    "import esco",
    "DIR",
    1,
    1,
    "make a catalog of occupations from ESCO's CSV files",
    "DIR holds skills_XX.csv, occupations_XX.csv and occupationSkillRelations_XX.csv of a language "
    "XX,\n"
    "and as far as they are there broaderRelationsSkillPillar, skillsHierarchy and ISCOGroups:\n"
    "labels become names and aliases, broader concepts relate the skills, ISCO groups are fields.",
    "  skillmatch import esco esco-v1.2.0-csv -o esco.json --report esco-report.json\n"
    "  skillmatch rank me.json --catalog esco.json\n",
    kImportEscoOptions,
    run_import_esco,
};

}  // namespace skillmatch::cli
