// What the importers share: their options, and how they say what they did.
#pragma once

#include "command.h"
#include "output_files.h"

#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/import_report.h>

namespace skillmatch::cli {

inline constexpr Option kImportOutputOption{"output", 'o', "FILE", "-",
                                            "the catalog to write; - is standard output"};
inline constexpr Option kReportOption{
    "report", 0, "FILE", "",
    "also write what was taken, changed, guessed and left out as JSON (\"skillmatch/import@1\")"};
inline constexpr Option kEncodingOption{
    "encoding", 0, "NAME", "",
    "the encoding of the input: utf-8, utf-16, cp949, euc-kr or another that iconv knows (default: "
    "utf-8)"};

inline constexpr Option kLevelOption{
    "level", 0, "X", "3",
    "the level at which every skill is required, above 0, to 5: the source knows none; 3 is 'alone "
    "in daily work'"};

// --level. Throws UsageError.
double level_of(const Arguments& arguments);
// --encoding, "" where it is not given. Throws UsageError for an unknown one.
std::string encoding_of(const Arguments& arguments);

// The files of `directory` with this extension, which an import of it may read.
std::vector<std::string> inputs_in(const std::string& directory, std::string_view extension);

// Writes --report, puts all files in their places, and says the report unless --quiet.
void finish_import(OutputFiles& files, const Arguments& arguments, const io::ImportReport& report);

// The report as lines for a person, with the first few examples and names under each.
std::vector<std::string> lines_of(const io::ImportReport& report);

}  // namespace skillmatch::cli
