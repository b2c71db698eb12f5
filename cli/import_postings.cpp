// skillmatch import postings: a list of job postings as a catalog.
#include "command.h"
#include "common_options.h"
#include "import_options.h"

#include <array>

#include <skillmatch/io/postings.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kImportPostingsOptions{
    kImportOutputOption,
    Option{"company", 0, "COLUMN", "", "the column of the company (default: guessed, and said)"},
    Option{"title", 0, "COLUMN", "", "the column of the posting's title (default: guessed)"},
    Option{"skills", 0, "COLUMN", "", "the column of its skills (default: guessed)"},
    Option{"no-header", 0, "", "",
           "the first line is a posting: an id, then a skill in each further cell"},
    Option{
        "by", 0, "posting|company", "posting",
        "what a row is; of a company, a skill's importance is the share of its postings that ask "
        "for it"},
    Option{"separators", 0, "CHARACTERS", ",;|/·ㆍ、，",
           "what stands between the skills of a cell, each character; a list such as ['Java', 'C'] "
           "is read as one"},
    Option{"taxonomy", 0, "FILE", "",
           "the skills that are known: a \"skillmatch/taxonomy@1\" or a catalog (default: the "
           "built-in one)"},
    Option{"new-taxonomy", 0, "", "", "make a taxonomy of the skills that the postings name"},
    Option{"min-count", 0, "N", "1",
           "with --new-taxonomy: leave out skills that are named less than N times"},
    kLevelOption,
    kEncodingOption,
    kReportOption,
    kQuietOption,
};

int run_import_postings(const Arguments& arguments) {
  const std::string& input = arguments.positional[0];
  io::PostingsOptions options;
  options.company = arguments.get("company").value_or("");
  options.title = arguments.get("title").value_or("");
  options.skills = arguments.get("skills").value_or("");
  options.has_header = !arguments.has("no-header");
  options.is_by_company = arguments.at("by") == "company";
  options.separators = arguments.at("separators");
  options.level = level_of(arguments);
  options.makes_taxonomy = arguments.has("new-taxonomy");
  options.min_count = arguments.whole("min-count", 1, 1'000'000'000);
  options.encoding = encoding_of(arguments);
  const std::string taxonomy = arguments.get("taxonomy").value_or("");
  if (options.makes_taxonomy && !taxonomy.empty()) {
    throw UsageError("--taxonomy and --new-taxonomy exclude each other");
  }
  if (!options.has_header &&
      !(options.company.empty() && options.title.empty() && options.skills.empty())) {
    throw UsageError("--no-header has no columns that --company, --title or --skills could name");
  }
  if (options.min_count > 1 && !options.makes_taxonomy) {
    throw UsageError("--min-count is for --new-taxonomy");
  }
  if (find_invalid_utf8(options.separators)) {
    throw UsageError("--separators: " + in_quotes(options.separators) + " is not UTF-8");
  }
  refuse_two_standard_inputs({input, taxonomy});
  OutputFiles files(arguments, {"output", "report"}, {input, taxonomy});
  const Taxonomy known =
      options.makes_taxonomy
          ? Taxonomy()
          : io::load_skills(taxonomy, Reading(arguments).options()).catalog.taxonomy();
  const io::PostingsImport imported = io::import_postings(input, known, options);
  files.write("output", [&](std::ostream& out) { io::write_catalog(out, imported.catalog); });
  finish_import(files, arguments, imported.report);
  return kDone;
}

}  // namespace

const Command kImportPostings{
    "import postings",
    "FILE",
    1,
    1,
    "make a catalog from a list of job postings",
    "FILE is CSV, TSV or JSON (objects, one a line or in an array) with a company, a title and "
    "skills;\n"
    "columns are found by the names that people give them in English and Korean. Tags such as\n"
    "\"Spring, Boot\" are one skill where the taxonomy knows the name that they make. What is not\n"
    "understood is left out, counted and listed.",
    "  skillmatch import postings jobs.csv -o jobs.json --report jobs-report.json\n"
    "  skillmatch import postings jobs.csv --by company --encoding cp949 -o companies.json\n"
    "  skillmatch import postings tags.csv --no-header --new-taxonomy --min-count 5 -o tags.json\n",
    kImportPostingsOptions,
    run_import_postings,
};

}  // namespace skillmatch::cli
