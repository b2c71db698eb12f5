// skillmatch extract: a CV or a posting as a profile or a company.
#include "command.h"
#include "common_options.h"
#include "import_options.h"
#include "level_words.h"
#include "output.h"
#include "output_files.h"
#include "understood.h"
#include "words.h"

#include <array>
#include <string>

#include <skillmatch/io/encoding.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/plain_text.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kExtractOptions{
    Option{
        "to", 0, "profile|catalog", "profile",
        "what to make: a profile, of what the text says is held, or a catalog of one company, of "
        "what it asks for"},
    kCatalogOption,
    Option{"level", 0, "X", "3", "the level of a skill of which the text says none"},
    kLevelWordOption,
    Option{"preferred", 0, "X", "0.5", "the importance of what a posting only prefers"},
    Option{"confidence", 0, "X", "0.5",
           "from 0 to 1: leave out what is less surely a skill and not an ordinary word"},
    Option{"report", 0, "FILE", "", "also write what was understood and where, as JSON"},
    kEncodingOption,
    kLangOption,
    kOutputOption,
    kQuietOption,
};

ExtractOptions extract_options(const Arguments& arguments) {
  ExtractOptions options;
  options.default_level = level_of(arguments);
  options.preferred = arguments.number("preferred", 0.0, 1.0);
  if (!is_importance(options.preferred)) throw UsageError("--preferred: must be above 0");
  options.least_confidence = arguments.number("confidence", 0.0, 1.0);
  options.level_words = level_words_of(arguments);
  return options;
}

int run_extract(const Arguments& arguments) {
  const std::string& path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  refuse_two_standard_inputs({path, catalog_path});
  OutputFiles files(arguments, {"output", "report"}, {path, catalog_path});
  const ExtractOptions options = extract_options(arguments);
  const Language language = language_of(arguments.get("lang").value_or(""));
  const Catalog catalog = io::load_catalog(catalog_path, Reading(arguments).options());
  const Taxonomy& taxonomy = catalog.taxonomy();
  const std::string encoding = encoding_of(arguments);
  const io::Text text =
      encoding.empty() ? io::read_text(path) : io::read_decoded_text(path, encoding);

  Extraction extraction;
  if (arguments.at("to") == "profile") {
    io::TextProfile made = io::read_text_profile(text, taxonomy, options);
    files.write("output",
                [&](std::ostream& out) { io::write_profile_line(out, made.profile, taxonomy); });
    extraction = std::move(made.extraction);
  } else {
    io::TextCatalog made = io::read_text_catalog(text, taxonomy, options);
    files.write("output", [&](std::ostream& out) { io::write_catalog(out, made.catalog); });
    extraction = std::move(made.extraction);
  }
  files.write("report", [&](std::ostream& out) {
    io::write_extraction(out, extraction, taxonomy, text.name);
  });
  files.commit();
  if (!arguments.has("quiet")) tell(account_of(extraction, taxonomy, language, text.name));
  return kDone;
}

}  // namespace

const Command kExtract{
    "extract",
    "TEXT",
    1,
    1,
    "find the skills that a CV or a posting names",
    "TEXT is plain text in Korean, English or both, or - for standard input. Every name of a skill "
    "that the\n"
    "catalog's taxonomy knows is found, whole words only; what stands beside it says its level "
    "(능숙, familiar,\n"
    "3 years), that it is not held (\"no experience with …\", … 경험 없음: level 0), or only "
    "wished for.",
    "  skillmatch extract cv.txt -o me.json\n"
    "  pdftotext cv.pdf - | skillmatch extract - --report understood.json -o me.json\n"
    "  skillmatch extract posting.txt --to catalog -o posting.json\n"
    "  skillmatch rank me.json --catalog posting.json --explain\n",
    kExtractOptions,
    run_extract,
};

}  // namespace skillmatch::cli
