// skillmatch import onet: O*NET's text files as a catalog of occupations.
#include "command.h"
#include "common_options.h"
#include "import_options.h"

#include <array>
#include <string>

#include <skillmatch/io/onet.h>
#include <skillmatch/io/write.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kImportOnetOptions{
    kImportOutputOption,
    Option{"profiles", 0, "FILE", "",
           "also write every occupation as a profile, one JSON line each"},
    Option{"value", 0, "importance|level|both", "both",
           "what a requirement is made of: importance (IM-1)/4, level LV*5/7, or both"},
    kReportOption,
    kQuietOption,
};

io::OnetValue value_of(const std::string& name) {
  if (name == "importance") return io::OnetValue::importance;
  if (name == "level") return io::OnetValue::level;
  return io::OnetValue::both;
}

io::ImportReport report_of(const io::OnetImport& imported) {
  const io::OnetReport& counted = imported.report;
  const Catalog& catalog = imported.catalog;
  io::ImportReport report{"import onet", counted.files, {}, {}, {}, {}};
  std::string files;
  for (const std::string& file : counted.files) files += (files.empty() ? "" : ", ") + file;
  const auto number = [](std::size_t count) { return std::to_string(count); };
  report.taken = {
      {"ratings", "read " + number(counted.rows) + " ratings from " + files, counted.rows},
      {"requirements",
       "made " + number(catalog.size()) + " occupations of " + number(catalog.taxonomy().size()) +
           " skills with " + number(catalog.requirement_count()) + " requirements",
       catalog.requirement_count()},
  };
  const auto left_out = [&](std::size_t count, const char* kind, const char* what) {
    if (count == 0) return;
    report.skipped.push_back({kind, "left out " + number(count) + " " + what, count});
  };
  left_out(counted.zero, "zero_ratings", "ratings of 0, which ask for nothing");
  left_out(counted.incomplete, "incomplete_ratings",
           "ratings without the importance or the level that is needed");
  left_out(counted.other_scales, "other_scales", "rows of other scales than IM and LV");
  if (counted.untitled > 0) {
    report.changed.push_back({"untitled_occupations",
                              "named " + number(counted.untitled) +
                                  " occupations by their code: they are not in Occupation Data.txt",
                              counted.untitled});
  }
  return report;
}

int run_import_onet(const Arguments& arguments) {
  OutputFiles files(arguments, {"output", "profiles", "report"},
                    inputs_in(arguments.positional[0], ".txt"));
  const io::OnetImport imported =
      io::import_onet(arguments.positional[0], value_of(arguments.at("value")));
  files.write("output", [&](std::ostream& out) { io::write_catalog(out, imported.catalog); });
  files.write("profiles", [&](std::ostream& out) {
    for (const Profile& profile : imported.profiles) {
      io::write_profile_line(out, profile, imported.catalog.taxonomy());
    }
  });
  finish_import(files, arguments, report_of(imported));
  return kDone;
}

}  // namespace

const Command kImportOnet{
    "import onet",
    "DIR",
    1,
    1,
    "make a catalog of occupations from O*NET's text files",
    "DIR holds Occupation Data.txt and rating files such as Skills.txt, Knowledge.txt, "
    "Abilities.txt:\n"
    "every .txt with IM or LV ratings is read, its columns found by name.",
    "  skillmatch import onet db_29_3_text -o onet.json --profiles occupations.jsonl\n"
    "  skillmatch rank me.json --catalog onet.json\n",
    kImportOnetOptions,
    run_import_onet,
};

}  // namespace skillmatch::cli
