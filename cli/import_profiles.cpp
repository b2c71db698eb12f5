// skillmatch import profiles: a spreadsheet or JSON Resumes as profiles.
#include "command.h"
#include "common_options.h"
#include "import_options.h"
#include "level_words.h"
#include "skills_file.h"

#include <array>
#include <string>

#include <skillmatch/io/import_profiles.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kImportProfilesOptions{
    Option{"output", 'o', "FILE", "-",
           "the profiles to write, a JSON line each; - is standard output"},
    Option{"id-column", 0, "COLUMN", "", "the column of the person (default: guessed, and said)"},
    Option{"skill-column", 0, "COLUMN", "",
           "the column of the skill or skills (default: guessed; without any, columns are skills)"},
    Option{"level-column", 0, "COLUMN", "", "the column of the level (default: guessed)"},
    Option{"years-column", 0, "COLUMN", "", "the column of years of experience (default: guessed)"},
    Option{"separators", 0, "CHARACTERS", ",;|/·ㆍ、，",
           "what stands between the skills of a cell, each character"},
    Option{"scale", 0, "X", "5", "the number that stands for level 5, such as 10 or 100"},
    Option{"level", 0, "X", "3", "the level of a skill without one"},
    kLevelWordOption,
    kTaxonomyOption,
    kEncodingOption,
    kReportOption,
    kQuietOption,
};

int run_import_profiles(const Arguments& arguments) {
  const std::string& input = arguments.positional[0];
  io::ProfilesOptions options;
  options.id = arguments.get("id-column").value_or("");
  options.skill = arguments.get("skill-column").value_or("");
  options.level = arguments.get("level-column").value_or("");
  options.years = arguments.get("years-column").value_or("");
  options.separators = arguments.at("separators");
  options.scale = arguments.number("scale", 0.0, 1e6);
  if (options.scale == 0.0) throw UsageError("--scale: must be above 0");
  options.default_level = level_of(arguments);
  options.level_words = level_words_of(arguments);
  options.encoding = encoding_of(arguments);
  if (find_invalid_utf8(options.separators)) {
    throw UsageError("--separators: " + in_quotes(options.separators) + " is not UTF-8");
  }
  const std::string taxonomy_path = arguments.get("taxonomy").value_or("");
  refuse_two_standard_inputs({input, taxonomy_path});
  OutputFiles files(arguments, {"output", "report"}, {input, taxonomy_path});
  const Taxonomy taxonomy =
      io::load_skills(taxonomy_path, Reading(arguments).options()).catalog.taxonomy();
  const io::ProfilesImport imported = io::import_profiles(input, taxonomy, options);
  files.write("output", [&](std::ostream& out) {
    for (const Profile& profile : imported.profiles) {
      io::write_profile_line(out, profile, taxonomy);
    }
  });
  finish_import(files, arguments, imported.report);
  return kDone;
}

}  // namespace

const Command kImportProfiles{
    "import profiles",
    "FILE",
    1,
    1,
    "make profiles from a spreadsheet's CSV or from JSON Resumes",
    "FILE is CSV or TSV with a row a person and skill, a row a person with all skills in a cell, "
    "or "
    "a\n"
    "column a skill; or a JSON Resume, an array of them, or one a line. Levels may be numbers, "
    "words\n"
    "(상, 능숙, advanced), stars (★★★☆☆), marks (O, X) or years (3년, 18 months). Skills that "
    "are\n"
    "not known are left out, levels that are not understood are --level; both are counted and "
    "listed.",
    "  skillmatch import profiles people.csv -o people.jsonl\n"
    "  skillmatch import profiles 인사.csv --encoding cp949 --scale 10 -o people.jsonl\n"
    "  skillmatch import profiles resume.json | skillmatch rank -\n",
    kImportProfilesOptions,
    run_import_profiles,
};

}  // namespace skillmatch::cli
