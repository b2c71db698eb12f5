// Many profiles against a catalog: from a file or a stream of any length to a file, in flat memory.
//
//   chunks of records  ->  rank or collect (threads)  ->  FILE.part, in input order  ->  FILE
//
// The bytes written depend neither on the number of threads nor on the size of chunks, nor on how
// often the run was interrupted. data/README.md has the formats.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/scorer.h>

namespace skillmatch::io {

enum class BatchBy : std::uint8_t {
  profile,  // the best companies of each profile, in input order
  company,  // the best profiles of each company, in catalog order; written at the end
};

enum class BatchFormat : std::uint8_t { jsonl, csv, trec };

// The records number, number + count, number + 2·count, … of the input, counted from 1.
struct Shard {
  std::uint64_t number = 1;  // in [1, count]
  std::uint64_t count = 1;
};

// How many records may be rejected: at most so many, and at most this share of those read.
struct RejectLimit {
  std::optional<std::uint64_t> count = {};
  std::optional<double> share = {};  // in [0, 1]; looked at from the 1,000th record on
};

enum class BatchStart : std::uint8_t {
  fresh,    // throws std::invalid_argument where an interrupted run left its work
  resume,   // goes on where it stopped; begins anew where there is none
  restart,  // its work is thrown away
};

// Of the records of the shard. read = scored + not_ranked + rejected.
struct BatchCounts {
  std::uint64_t read = 0;
  std::uint64_t scored = 0;
  std::uint64_t not_ranked = 0;  // profiles that cannot have a result
  std::uint64_t rejected = 0;    // records that are no profile
};

struct BatchProgress {
  std::uint64_t records = 0;               // done, of those read since the start or the resumption
  std::uint64_t consumed = 0;              // bytes of the input file read so far
  std::optional<std::uint64_t> size = {};  // of the input file
};

struct BatchOptions {
  RankOptions rank = {};
  BatchBy by = BatchBy::profile;
  BatchFormat format = BatchFormat::jsonl;
  bool explain = false;  // the terms of each result; by profile and as JSON Lines only
  ReadOptions::Unknown unknown = ReadOptions::Unknown::error;
  std::optional<StreamFormat> input_format = {};
  Shard shard = {};
  unsigned threads = 0;  // 0: as many as there are processors

  std::string output = "-";  // FILE, written as FILE.part until it is complete
  std::string rejects = "";  // records that are no profile, likewise; "": only counted
  BatchStart start = BatchStart::fresh;
  bool strict = false;  // the first such record is an InputError
  RejectLimit max_rejects = {};
  double checkpoint_seconds = 5.0;  // how much work a crash may cost, about
  std::size_t chunk_bytes = 0;      // of the input at a time; 0: chosen by the catalog's size

  const std::atomic<bool>* stop = nullptr;                  // once true, the run stops soon
  std::function<void(const BatchProgress&)> progress = {};  // five times a second at most
  std::function<void(const std::string& line)> tell = {};   // words for people, one line each
};

struct BatchResult {
  enum class Stop : std::uint8_t {
    done,         // every record is accounted for and the output is in its place
    interrupted,  // by options.stop
  };
  Stop stop = Stop::done;
  BatchCounts counts;
  std::uint64_t resumed = 0;  // records read in an earlier run
  std::vector<std::string>
      first_rejects;  // "FILE:LINE: what is wrong" of this run, kRejectsTold at most
};

// `profiles` is a file or "-". Whatever ends the run before its time, an exception too, leaves
// FILE.part and FILE.part.state, from which BatchStart::resume goes on, unless nothing is done yet.
// Throws InputError for the user's data (a record under `strict`, too many rejects, a broken
// stream, an interrupted run of other data or options), std::system_error for what cannot be read
// or written, std::runtime_error when another run is writing the output, std::invalid_argument for
// options that make no sense together.
BatchResult run_batch(const Scorer& scorer, const std::string& profiles,
                      const BatchOptions& options);

// What stands where FILE.part would.
enum class PartState : std::uint8_t {
  none,
  left,    // by an interrupted run, which can be resumed
  locked,  // by a run that is writing it
};
PartState part_state(const std::string& output);

}  // namespace skillmatch::io
