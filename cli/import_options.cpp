#include "import_options.h"

#include "output.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <system_error>

#include <skillmatch/io/encoding.h>
#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kExamplesShown = 3;
constexpr std::size_t kNamesShown = 10;

void add_lines(const io::ImportNote& note, std::vector<std::string>& lines) {
  lines.push_back(printable(note.text));
  for (std::size_t i = 0; i < std::min(note.examples.size(), kExamplesShown); ++i) {
    lines.push_back("  " + printable(note.examples[i]));
  }
  if (note.names.empty()) return;
  std::string names = "  ";
  for (std::size_t i = 0; i < std::min(note.names.size(), kNamesShown); ++i) {
    const auto& [name, count] = note.names[i];
    names += (i == 0 ? "" : ", ") + in_quotes(name) + " " + grouped(count);
  }
  if (note.names.size() > kNamesShown) names += ", …";
  lines.push_back(std::move(names));
}

}  // namespace

double level_of(const Arguments& arguments) {
  const double level = arguments.number("level", 0.0, kMaxLevel);
  if (!is_required_level(level)) throw UsageError("--level: must be above 0");
  return level;
}

std::string encoding_of(const Arguments& arguments) {
  const std::string name = arguments.get("encoding").value_or("");
  if (arguments.has("encoding") && !io::is_encoding(name)) {
    throw UsageError("--encoding: " + io::unknown_encoding(name));
  }
  return name;
}

std::vector<std::string> inputs_in(const std::string& directory, std::string_view extension) {
  std::vector<std::string> inputs;
  std::error_code error;  // where it cannot be read, the import says so
  for (std::filesystem::directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == extension) inputs.push_back(at->path().string());
  }
  return inputs;
}

void finish_import(OutputFiles& files, const Arguments& arguments, const io::ImportReport& report) {
  files.write("report", [&](std::ostream& out) { io::write_import_report(out, report); });
  files.commit();
  if (!arguments.has("quiet")) tell(lines_of(report));
}

std::vector<std::string> lines_of(const io::ImportReport& report) {
  std::vector<std::string> lines;
  for (const auto* notes : {&report.guessed, &report.taken, &report.changed, &report.skipped}) {
    for (const io::ImportNote& note : *notes) add_lines(note, lines);
  }
  return lines;
}

}  // namespace skillmatch::cli
