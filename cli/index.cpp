// skillmatch index: a catalog compiled into one file that is mapped on use.
#include "command.h"
#include "common_options.h"
#include "output.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include <skillmatch/io/file.h>
#include <skillmatch/io/index_file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kIndexOptions{
    Option{"output", 'o', "FILE", "",
           "the index to write, which is replaced only once it is complete; - is standard output"},
    kUnknownSkillsOption,
    Option{"quiet", 'q', "", "", "no warnings and no account of what was made"},
};

bool is_terminal(const std::string& path) {
  if (path == "-") return ::isatty(STDOUT_FILENO) == 1;
  // Without O_NOCTTY a terminal could become the controlling one; a pipe without a reader fails.
  const int fd = ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  const bool result = fd >= 0 && ::isatty(fd) == 1;
  if (fd >= 0) ::close(fd);
  return result;
}

std::string account(const Catalog& catalog, std::size_t bytes, double seconds) {
  std::array<char, 64> rest{};
  const double per_company = static_cast<double>(bytes) / static_cast<double>(catalog.size());
  std::snprintf(rest.data(), rest.size(), " (%.0f a company) in %.1f s", per_company, seconds);
  return "indexed " + grouped(catalog.size()) + " companies with " +
         grouped(catalog.requirement_count()) + " requirements of " +
         grouped(catalog.taxonomy().size()) + " skills: " + grouped(bytes) + " bytes" + rest.data();
}

int run_index(const Arguments& arguments) {
  const auto start = std::chrono::steady_clock::now();
  const std::string& path = arguments.positional[0];
  const auto output = arguments.get("output");
  if (!output)
    throw UsageError("--output is missing: the name of the index, such as 'companies.idx'");
  if (io::is_same_file(path, *output)) {
    throw UsageError("--output would replace " + in_quotes(path) + ", which is read");
  }
  if (is_terminal(*output)) {
    throw UsageError("--output: an index is not for a terminal; write it to a file");
  }
  const Reading reading(arguments);
  const io::CheckedCatalog checked = io::check_catalog(path, reading.options());
  const std::optional<Catalog>& catalog = checked.catalog;
  reading.tell_warnings();
  if (!catalog) return tell_problems(checked.problems);
  std::size_t bytes = 0;
  io::write_file(*output, [&](std::ostream& out) { bytes = io::write_index(out, *catalog); });
  if (!arguments.has("quiet")) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    tell({account(*catalog, bytes, taken.count())});
  }
  return kDone;
}

}  // namespace

const Command kIndex{
    "index",
    "CATALOG",
    1,
    1,
    "compile a catalog into one file that opens at once",
    "CATALOG is a file of \"skillmatch/catalog@1\", as JSON or, of any size, as JSON Lines: on "
    "the\n"
    "first line all but the \"companies\", on each further line one company. The index is used\n"
    "wherever --catalog is, with any model. It has all of the catalog, so that the catalog is not\n"
    "needed any more; it is not changed by hand, but made anew.",
    "  skillmatch index companies.jsonl -o companies.idx\n"
    "  skillmatch rank me.json --catalog companies.idx\n"
    "  zcat companies.jsonl.gz | skillmatch index - -o companies.idx\n",
    kIndexOptions,
    run_index,
};

}  // namespace skillmatch::cli
