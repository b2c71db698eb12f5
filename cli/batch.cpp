// skillmatch batch: the companies of a catalog for a stream of profiles, or the other way round.
#include "command.h"
#include "common_options.h"
#include "interrupts.h"
#include "output.h"
#include "progress.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <string>

#include <skillmatch/index.h>
#include <skillmatch/io/batch.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/scorer.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kBatchOptions{
    kCatalogOption,
    kModelOption,
    kWeightsOption,
    Option{"by", 0, "profile|company", "profile",
           "the best companies of each profile, or the best profiles of each company"},
    Option{"top", 'n', "N|all", "10", "how many of them"},
    Option{"min-score", 0, "X", "0", "leave out results below this score"},
    kFieldOption,
    kRelatednessOption,
    Option{"mutual", 0, "", "",
           "order by the mutual score: what they can do and what the company offers them"},
    Option{"explain", 0, "", "",
           "also write the terms of every score, by profile and as jsonl only"},
    Option{"format", 'f', "jsonl|csv|trec", "jsonl", "how results are written"},
    Option{"output", 'o', "FILE", "-",
           "write results to FILE, which is FILE.part until they are complete; - is standard "
           "output"},
    Option{"input-format", 0, "jsonl|csv", "",
           "of PROFILES (default: by its name, jsonl for standard input)"},
    kUnknownSkillsOption,
    Option{"rejects", 0, "FILE", "",
           "write records that are no profile to FILE, with their line and the reason"},
    Option{"max-rejects", 0, "N|P%", "", "stop when more records than this are no profile"},
    Option{"strict", 0, "", "", "stop at the first record that is no profile"},
    Option{"resume", 0, "", "", "go on where an interrupted run with the same --output stopped"},
    Option{"restart", 0, "", "", "throw away what an interrupted run left"},
    Option{"checkpoint", 0, "SECONDS", "5", "how often work is made safe for --resume"},
    Option{"shard", 0, "I/N", "1/1",
           "only every N-th record, from the I-th on; 'skillmatch merge' joins the outputs"},
    kThreadsOption,
    kQuietOption,
};

std::uint64_t number_before(std::string_view& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

io::Shard shard_of(const Arguments& arguments) {
  const std::string& given = arguments.at("shard");
  std::string_view text = given;
  io::Shard shard;
  shard.number = number_before(text);
  const bool slash = text.starts_with('/');
  if (slash) text.remove_prefix(1);
  shard.count = number_before(text);
  if (!slash || !text.empty() || shard.number == 0 || shard.number > shard.count) {
    throw UsageError("--shard: " + in_quotes(given) +
                     " is not I/N, two whole numbers with I from 1 to N");
  }
  return shard;
}

io::RejectLimit max_rejects_of(const Arguments& arguments) {
  io::RejectLimit limit;
  const auto given = arguments.get("max-rejects");
  if (!given) return limit;
  double value = 0.0;
  const bool percent = given->ends_with('%');
  const char* last = given->data() + given->size() - (percent ? 1 : 0);
  const auto [end, error] = std::from_chars(given->data(), last, value);
  const bool good = error == std::errc() && end == last && value >= 0.0;
  if (percent && good && value <= 100.0) {
    limit.share = value / 100.0;
  } else if (!percent && good && value <= 1e15 &&
             given->find_first_not_of("0123456789") == std::string::npos) {
    limit.count = static_cast<std::uint64_t>(value);
  } else {
    throw UsageError("--max-rejects: " + in_quotes(*given) +
                     " is neither a whole number nor a share such as 0.5%");
  }
  return limit;
}

io::BatchStart start_of(const Arguments& arguments) {
  const bool resume = arguments.has("resume");
  const bool restart = arguments.has("restart");
  const std::string& output = arguments.at("output");
  if (resume && restart) throw UsageError("--resume and --restart exclude each other");
  if (resume && output == "-") throw UsageError("--resume needs --output FILE");
  if (!resume && !restart && io::part_state(output) == io::PartState::left) {
    throw UsageError("an interrupted run left " + in_quotes(output + ".part") +
                     "; --resume continues it, --restart begins anew");
  }
  if (resume) return io::BatchStart::resume;
  return restart ? io::BatchStart::restart : io::BatchStart::fresh;
}

io::BatchFormat format_of_batch(const std::string& name) {
  if (name == "csv") return io::BatchFormat::csv;
  return name == "trec" ? io::BatchFormat::trec : io::BatchFormat::jsonl;
}

// All that the command line alone decides.
io::BatchOptions batch_options(const Arguments& arguments) {
  io::BatchOptions options;
  options.rank.k = top_of(arguments);
  options.rank.min_score = arguments.number("min-score", 0.0, 1.0);
  options.rank.mutual = arguments.has("mutual");
  options.by = arguments.at("by") == "company" ? io::BatchBy::company : io::BatchBy::profile;
  options.format = format_of_batch(arguments.at("format"));
  options.explain = arguments.has("explain");
  if (options.explain &&
      (options.by == io::BatchBy::company || options.format != io::BatchFormat::jsonl)) {
    throw UsageError("--explain needs --by profile and --format jsonl");
  }
  if (const auto input = arguments.get("input-format")) {
    options.input_format = *input == "csv" ? io::StreamFormat::csv : io::StreamFormat::jsonl;
  }
  options.shard = shard_of(arguments);
  options.threads = threads_of(arguments);
  options.output = arguments.at("output");
  options.rejects = arguments.get("rejects").value_or("");
  options.start = start_of(arguments);
  options.strict = arguments.has("strict");
  options.max_rejects = max_rejects_of(arguments);
  options.checkpoint_seconds = arguments.number("checkpoint", 0.0, 1e6);
  return options;
}

void tell_summary(const io::BatchResult& result, const io::BatchOptions& options) {
  const io::BatchCounts& counts = result.counts;
  std::vector<std::string> lines;
  if (options.rejects.empty()) {
    lines = result.first_rejects;
    if (counts.rejected > lines.size()) {
      lines.push_back("and " + grouped(counts.rejected - lines.size()) +
                      " more that are no profile; --rejects FILE keeps all");
    }
  }
  lines.push_back("read " + grouped(counts.read) + " = " + grouped(counts.scored) + " scored + " +
                  grouped(counts.not_ranked) + " not ranked + " + grouped(counts.rejected) +
                  " rejected");
  tell(lines);
}

// Neither results and rejects nor what a run keeps beside them may be an input, or each other.
void refuse_collisions(const std::vector<std::string>& inputs, const Arguments& arguments) {
  std::vector<std::string> written;
  const auto add = [&](std::string_view option, const std::string& path,
                       std::initializer_list<const char*> endings) {
    for (const char* ending : endings) {
      const std::string file = path + ending;
      refuse_to_replace(inputs, option, file);
      for (const std::string& other : written) {
        if (file == other || io::is_same_file(file, other)) {
          throw UsageError("--rejects and --output name the same file");
        }
      }
      written.push_back(file);
      if (path == "-") return;
    }
  };
  add("output", arguments.at("output"), {"", ".part", ".part.state"});
  if (const auto rejects = arguments.get("rejects")) add("rejects", *rejects, {"", ".part"});
}

int run_batch(const Arguments& arguments) {
  const std::string& profiles = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::vector<std::string> inputs{profiles, catalog_path, arguments.at("model")};
  refuse_two_standard_inputs(inputs);
  refuse_collisions(inputs, arguments);
  io::BatchOptions options = batch_options(arguments);

  const Reading reading(arguments);
  options.unknown = reading.options().unknown;
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  if (const auto field = arguments.get("field")) options.rank.field = field_of(*field, catalog);
  const Index index(catalog, {.threads = options.threads});
  const Scorer scorer(index, model_of(arguments, catalog, reading.options()), options.threads);
  reading.tell_warnings();

  const bool quiet = arguments.has("quiet");
  ProgressLine line(quiet);
  options.stop = &catch_interrupts();
  options.progress = [&](const io::BatchProgress& progress) { line.show(progress); };
  if (!quiet) {
    options.tell = [&](const std::string& text) {
      line.clear();
      tell({text});
    };
  }
  const io::BatchResult result = io::run_batch(scorer, profiles, options);
  line.clear();
  if (!quiet) tell_summary(result, options);
  return result.stop == io::BatchResult::Stop::interrupted ? kInterrupted : kDone;
}

}  // namespace

const Command kBatch{
    "batch",
    "PROFILES",
    1,
    1,
    "rank companies for many profiles, or profiles for many companies",
    "PROFILES is a file of JSON Lines (a \"skillmatch/profile@1\" a line) or CSV (columns "
    "id,skill,level\n"
    "or id and one a skill), plain, .gz or .zst, of any length; - is standard input. Records that "
    "are\n"
    "no profile are counted and left out. An interrupted run can be resumed, after a crash too.",
    "  skillmatch batch people.jsonl.gz -o ranked.jsonl --rejects rejects.jsonl\n"
    "  skillmatch batch people.jsonl.gz -o ranked.jsonl --rejects rejects.jsonl --resume\n"
    "  skillmatch batch people.csv --by company --top 20 --min-score 0.5 --format csv\n"
    "  generate-profiles | skillmatch batch - --catalog openings.json | consume-rankings\n",
    kBatchOptions,
    run_batch,
};

}  // namespace skillmatch::cli
