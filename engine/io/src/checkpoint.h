// FILE.part.state: how far an interrupted run came. One line of JSON; by company the lists so far
// follow, a line each.
#pragma once

#include "run_fingerprint.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <skillmatch/io/batch.h>

namespace skillmatch::io {

// A place between two records of the input.
struct InputPlace {
  std::uint64_t offset = 0;  // of the uncompressed input
  std::uint64_t line = 1;
  std::uint64_t record = 0;
  std::uint64_t chunk = 0;
  std::string hash;  // of all before it
};

struct Checkpoint {
  InputPlace place;
  std::uint64_t output_bytes = 0;  // of FILE.part that belong to what is before the place
  std::uint64_t reject_bytes = 0;
  BatchCounts counts;
  bool complete = false;  // the place is the input's end: only the renaming is left
};

// Writes it beside and renames. `write_lists` is called with a function that takes more bytes.
using WriteBytes = std::function<void(std::string_view)>;
using WriteLists = std::function<void(const WriteBytes&)>;
void save_checkpoint(const std::string& path, const Checkpoint& checkpoint,
                     const Fingerprint& fingerprint, const WriteLists& write_lists);

struct SavedCheckpoint {
  Checkpoint checkpoint;
  Fingerprint fingerprint;
};
// Nothing where there is no file; throws InputError for one that is not what save_checkpoint()
// writes.
std::optional<SavedCheckpoint> load_checkpoint(const std::string& path);
// Calls `read_list` with each line of the lists.
using ReadList = std::function<void(const std::string& line)>;
void load_lists(const std::string& path, const ReadList& read_list);

}  // namespace skillmatch::io
