// skillmatch import onet: O*NET's text files as a catalog of occupations.
#include "command.h"
#include "common_options.h"
#include "output.h"

#include <array>
#include <optional>
#include <string>

#include <skillmatch/io/file.h>
#include <skillmatch/io/onet.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kOptions{
    Option{"output", 'o', "FILE", "-", "the catalog to write; - is standard output"},
    Option{"profiles", 0, "FILE", "",
           "also write every occupation as a profile, one JSON line each"},
    Option{"value", 0, "importance|level|both", "both",
           "what a requirement is made of: importance (IM-1)/4, level LV*5/7, or both"},
    kQuietOption,
};

io::OnetValue value_of(const std::string& name) {
  if (name == "importance") return io::OnetValue::importance;
  if (name == "level") return io::OnetValue::level;
  return io::OnetValue::both;
}

std::vector<std::string> account(const io::OnetImport& imported) {
  const io::OnetReport& report = imported.report;
  std::string files;
  for (const std::string& file : report.files)
    files += (files.empty() ? "" : ", ") + printable(file);
  const Catalog& catalog = imported.catalog;
  std::vector<std::string> lines{"read " + std::to_string(report.rows) + " ratings from " + files,
                                 "made " + std::to_string(catalog.size()) + " occupations of " +
                                     std::to_string(catalog.taxonomy().size()) + " skills with " +
                                     std::to_string(catalog.requirement_count()) + " requirements"};
  const auto left_out = [&](std::size_t count, const char* what) {
    if (count > 0) lines.push_back("left out " + std::to_string(count) + " " + what);
  };
  left_out(report.zero, "ratings of 0, which ask for nothing");
  left_out(report.incomplete, "ratings without the importance or the level that is needed");
  left_out(report.other_scales, "rows of other scales than IM and LV");
  if (report.untitled > 0) {
    lines.push_back("named " + std::to_string(report.untitled) +
                    " occupations by their code: they are not in Occupation Data.txt");
  }
  return lines;
}

int run(const Arguments& arguments) {
  const std::string& output = arguments.at("output");
  const auto profiles = arguments.get("profiles");
  if (profiles && (*profiles == output || io::is_same_file(*profiles, output))) {
    throw UsageError("--profiles and --output name the same file");
  }
  const io::OnetImport imported =
      io::import_onet(arguments.positional[0], value_of(arguments.at("value")));
  // Both are complete before either takes its place.
  io::OutputFile catalog_file(output);
  std::optional<io::OutputFile> profiles_file;
  if (profiles) profiles_file.emplace(*profiles);
  catalog_file.write([&](std::ostream& out) { io::write_catalog(out, imported.catalog); });
  if (profiles_file) {
    profiles_file->write([&](std::ostream& out) {
      for (const Profile& profile : imported.profiles) {
        io::write_profile_line(out, profile, imported.catalog.taxonomy());
      }
    });
    profiles_file->commit();
  }
  catalog_file.commit();
  if (!arguments.has("quiet")) tell(account(imported));
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
    kOptions,
    run,
};

}  // namespace skillmatch::cli
