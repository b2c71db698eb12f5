// skillmatch match: a stable matching of candidates and companies from the scores of both sides.
#include "command.h"
#include "common_options.h"
#include "match_output.h"
#include "output.h"
#include "progress.h"
#include "words.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <string>
#include <utility>

#include <skillmatch/io/candidate_pool.h>
#include <skillmatch/io/capacities.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/matching_market.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kMatchOptions{
    Option{"capacity", 0, "N|FILE", "1",
           "how many people each company takes: one number for all, or a file with columns "
           "company,places or a \"skillmatch/capacities@1\"; whom it does not name takes nobody"},
    kCatalogOption,
    kModelOption,
    kWeightsOption,
    kRelatednessOption,
    Option{"list", 0, "N", "100", "how many companies a candidate lists at most, the best"},
    Option{"min-score", 0, "X", "0", "companies below this score are on no list"},
    Option{"optimal", 0, "candidates|companies", "candidates",
           "of all stable matchings, the one that is best for every candidate, or for every "
           "company"},
    Option{"seed", 0, "N", "1", "of the lots that equal scores fall by"},
    Option{"top", 'n', "N|all", "20", "how many rows of a table or of Markdown to show"},
    kLangOption,
    kFormatOption,
    kOutputOption,
    Option{"input-format", 0, "jsonl|csv", "",
           "of PROFILES (default: by its name, jsonl for standard input)"},
    kUnknownSkillsOption,
    Option{"strict", 0, "", "", "stop at the first record that is no profile"},
    kThreadsOption,
    kQuietOption,
};

// The file that --capacity names, "" where it is a number.
std::string capacity_file(const Arguments& arguments) {
  const std::string& given = arguments.at("capacity");
  double number = 0.0;
  const char* end = given.data() + given.size();
  const auto [last, error] = std::from_chars(given.data(), end, number);
  return last == end && error != std::errc::invalid_argument ? "" : given;
}

std::vector<std::uint32_t> capacities_of(const Arguments& arguments, const Catalog& catalog) {
  const std::string file = capacity_file(arguments);
  if (!file.empty()) return io::read_capacities(io::read_text(file), catalog).places;
  const auto places = static_cast<std::uint32_t>(arguments.whole("capacity", 0, io::kMostPlaces));
  return std::vector<std::uint32_t>(catalog.size(), places);
}

MarketOptions market_options(const Arguments& arguments) {
  MarketOptions options;
  options.list_length = static_cast<std::size_t>(arguments.whole("list", 1, 1'000'000'000));
  options.min_score = arguments.number("min-score", 0.0, 1.0);
  options.seed = arguments.whole("seed", 0, ~std::uint64_t{0});
  return options;
}

// Adds every candidate to `market`, and says what is none.
void add_candidates(const std::string& profiles, const Arguments& arguments, const Catalog& catalog,
                    const Reading& reading, unsigned threads, MatchingMarket& market) {
  io::PoolOptions options;
  options.unknown = reading.options().unknown;
  options.strict = arguments.has("strict");
  if (const auto input = arguments.get("input-format")) {
    options.format = *input == "csv" ? io::StreamFormat::csv : io::StreamFormat::jsonl;
  }
  const bool quiet = arguments.has("quiet");
  ProgressLine line(quiet);
  std::uint64_t added = 0;
  const io::PoolCounts counts =
      io::read_pool(profiles, catalog.taxonomy(), options, [&](std::span<const ProfileView> block) {
        market.add(block, threads);
        added += block.size();
        line.show(grouped(added) + " candidates");
      });
  line.clear();
  if (quiet || counts.rejected == 0) return;
  std::vector<std::string> lines = counts.first_rejects;
  if (counts.rejected > lines.size()) {
    lines.push_back("and " + grouped(counts.rejected - lines.size()) + " more");
  }
  lines.push_back("read " + grouped(counts.read) + " = " + grouped(added) + " to match + " +
                  grouped(counts.rejected) + " rejected");
  tell(lines);
}

int run_match(const Arguments& arguments) {
  const std::string& profiles = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string& output = arguments.at("output");
  const std::vector<std::string> inputs{profiles, catalog_path, arguments.at("model"),
                                        capacity_file(arguments)};
  refuse_two_standard_inputs(inputs);
  refuse_to_replace(inputs, "output", output);
  const MarketOptions options = market_options(arguments);
  const OptimalFor optimal_for =
      arguments.at("optimal") == "companies" ? OptimalFor::companies : OptimalFor::candidates;
  const std::size_t top = top_of(arguments);
  const unsigned threads = threads_of(arguments);
  const Language language = language_of(arguments.get("lang").value_or(""));
  const Format format = format_of(arguments.at("format"));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  std::vector<std::uint32_t> capacities = capacities_of(arguments, catalog);
  MatchingMarket market(catalog, model_of(arguments, catalog, reading.options()),
                        std::move(capacities), options, threads);
  // Before anything is said: where it cannot be written, nothing else matters.
  io::OutputFile file(output);
  reading.tell_warnings();
  add_candidates(profiles, arguments, catalog, reading, threads, market);

  const MarketResult result = market.match(optimal_for, threads);
  if (!result.check.is_stable()) {
    throw std::logic_error("the matching is not stable, which is a fault of this program");
  }
  const MatchView view{catalog, market.model(), result, options, optimal_for, top, language};
  file.write([&](std::ostream& out) {
    out << match_text(view, format, Terminal::of_standard_output(output != "-"));
  });
  file.commit();
  const bool is_for_programs = format == Format::csv || format == Format::jsonl;
  if (is_for_programs && !arguments.has("quiet")) tell(match_summary(view));
  return kDone;
}

}  // namespace

const Command kMatch{
    "match",
    "PROFILES",
    1,
    1,
    "assign candidates to companies so that no two would both rather have each other",
    "PROFILES is a file of many profiles, as of batch. A candidate lists the companies that fit "
    "best (by the\n"
    "mutual score where both say what they want and offer), a company prefers by the score, and "
    "deferred\n"
    "acceptance (Gale & Shapley) fills the places. Who is left over is said, and why; that no pair "
    "on the\n"
    "lists would both rather have each other is checked.",
    "  skillmatch match people.jsonl --capacity 2\n"
    "  skillmatch match people.jsonl.gz --capacity places.csv --format csv -o matched.csv\n"
    "  skillmatch match people.csv --catalog openings.json --list 20 --optimal companies --lang "
    "ko\n",
    kMatchOptions,
    run_match,
};

}  // namespace skillmatch::cli
