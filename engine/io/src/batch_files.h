// What a batch writes: results, rejects, and the state from which --resume goes on.
#pragma once

#include "checkpoint.h"
#include "resumable_output.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <skillmatch/io/batch.h>

namespace skillmatch::io {

class BatchFiles {
 public:
  BatchFiles(const BatchOptions& options, Fingerprint fingerprint);
  BatchFiles(const BatchFiles&) = delete;
  BatchFiles& operator=(const BatchFiles&) = delete;
  // FILE.part and its state stay where a checkpoint of anything done was saved; else they go.
  ~BatchFiles();

  // Opens what options.start asks for. The checkpoint to go on from, with its lists handed to
  // `read_list`; `beginning` where there is none or nothing was done.
  Checkpoint open(const Checkpoint& beginning, const ReadList& read_list);

  void write(std::string_view results) { results_.write(results); }
  void write_rejects(std::string_view rejects);
  // The bytes written so far, of both files, for a checkpoint by profile. By company results are
  // written at the end alone, from the lists.
  void count_bytes(Checkpoint& checkpoint) const;

  bool is_resumable() const noexcept { return !results_.is_straight(); }
  // Whether the last checkpoint is as old as options.checkpoint_seconds, and saving one takes a
  // small part of the time.
  bool is_checkpoint_due() const;
  // Makes what the checkpoint says outlast the run. Nothing where results are written straight.
  void save(const Checkpoint& checkpoint, const WriteLists& write_lists = {});
  // Cuts off what was written after the checkpoint: a full disk has room for its state again.
  void cut_back(const Checkpoint& checkpoint);
  // Everything is written: puts the files in their places.
  void commit(Checkpoint checkpoint, const WriteLists& write_lists = {});
  // Whether --resume has something to go on from, and from which record.
  std::optional<std::uint64_t> kept() const noexcept { return kept_; }
  const std::string& part() const noexcept { return results_.part(); }

 private:
  using Clock = std::chrono::steady_clock;

  std::optional<Checkpoint> find_saved(const ReadList& read_list) const;
  void refuse_foreign_parts() const;
  void check_lengths(const Checkpoint& checkpoint) const;

  const BatchOptions& options_;
  Fingerprint fingerprint_;
  ResumableOutput results_;
  std::optional<ResumableOutput> rejects_;
  bool is_output_growing_;     // by profile
  bool rejects_done_ = false;  // put in their place by the run before
  std::string state_path_;
  bool open_ = false;      // the files are this run's to remove
  bool complete_ = false;  // the last checkpoint says so, and it stands
  bool committed_ = false;
  std::optional<std::uint64_t> kept_;
  Clock::time_point last_save_ = Clock::now();
  Clock::duration save_time_{};
};

}  // namespace skillmatch::io
