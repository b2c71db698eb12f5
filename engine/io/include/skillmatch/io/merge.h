// The outputs of the shards of one job as the output of the whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace skillmatch::io {

struct MergeResult {
  std::uint64_t lines = 0;  // written
};

// `files` are JSON Lines written by run_batch(), one a shard, all of them, in any order; `output`
// gets the very bytes that one run without shards writes:
//   by company   each company's lists become one. Refused are shards of another catalog, model,
//                option or input, and ones that are missing or given twice.
//   by profile   lines ordered by "record". A file must have the records of one shard alone; that
//                its catalog or model is the same cannot be seen.
//   rejects      the same.
// Memory is that of one line a file. Throws InputError, std::system_error.
MergeResult merge_batches(const std::vector<std::string>& files, const std::string& output);

}  // namespace skillmatch::io
