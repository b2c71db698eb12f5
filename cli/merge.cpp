// skillmatch merge: the outputs of the shards of one batch as one.
#include "command.h"
#include "common_options.h"
#include "output.h"
#include "progress.h"

#include <array>
#include <limits>

#include <skillmatch/io/merge.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kMergeOptions{kOutputOption, kQuietOption};

int run_merge(const Arguments& arguments) {
  refuse_two_standard_inputs(arguments.positional);
  refuse_to_replace(arguments.positional, "output", arguments.at("output"));
  const io::MergeResult result = io::merge_batches(arguments.positional, arguments.at("output"));
  if (!arguments.has("quiet")) {
    tell({"merged " + grouped(arguments.positional.size()) + " files into " +
          grouped(result.lines) + " lines"});
  }
  return kDone;
}

}  // namespace

const Command kMerge{
    "merge",
    "FILE...",
    1,
    std::numeric_limits<std::size_t>::max(),
    "join the outputs of 'skillmatch batch --shard'",
    "The files are JSON Lines, one a shard, all of them, in any order. The result is what one run\n"
    "without --shard writes, to the byte: by company, by profile, and for --rejects.",
    "  skillmatch batch people.jsonl --by company --shard 1/2 -o 1.jsonl\n"
    "  skillmatch batch people.jsonl --by company --shard 2/2 -o 2.jsonl\n"
    "  skillmatch merge 1.jsonl 2.jsonl -o all.jsonl\n",
    kMergeOptions,
    run_merge,
};

}  // namespace skillmatch::cli
