// What both kinds of batch share: the input, the files, the account of records, and when to stop.
#pragma once

#include "batch_files.h"
#include "batch_records.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <skillmatch/io/batch.h>

namespace skillmatch::io {

// A record that is no profile, for messages.
struct RejectNote {
  std::uint64_t line;
  std::string reason;
};

// What came of some records.
struct Account {
  BatchCounts counts;
  std::vector<RejectNote> rejects;
};

class BatchRun {
 public:
  // Opens what is to be opened and goes to where the run before stopped.
  BatchRun(const Scorer& scorer, const std::string& profiles, const BatchOptions& options,
           const ReadList& read_list = {});

  const Scorer& scorer() const noexcept { return scorer_; }
  const BatchOptions& options() const noexcept { return options_; }
  const BatchRecords& records() const noexcept { return records_; }
  BatchFiles& files() noexcept { return files_; }
  unsigned threads() const noexcept { return threads_; }

  // Fills `chunk` and tells the place behind it; false at the end.
  bool read(Chunk& chunk, InputPlace& end);
  std::string input_hash() const { return hex(stream_.hash()); }
  std::string common_run() const { return io::common_run(fingerprint_, input_hash()); }
  ProfileParser parser() const;

  bool is_mine(std::uint64_t record) const noexcept {
    return record % options_.shard.count == options_.shard.number - 1;
  }
  bool is_stopped() const noexcept { return options_.stop != nullptr && options_.stop->load(); }

  // Nothing more is read: a thread that waits for its input comes back.
  void end_reading() noexcept { is_ended_ = true; }

  // Adds to the counts. Throws InputError where no more rejects are allowed.
  void account(const Account& account);
  // A chunk is written whole: where a checkpoint would go on.
  void set_done(const InputPlace& place);
  const Checkpoint& done() const noexcept { return done_; }

  // So many more records are matched; from any thread.
  void add_progress(std::uint64_t records) noexcept { matched_ += records; }
  // From the calling thread, as often as one likes.
  void report_progress();

  // By company the profiles of an account are matched only afterwards: so many of those counted as
  // scored cannot be ranked.
  void recount_not_ranked(std::uint64_t profiles);

  // Saves what is done and tells that it is kept.
  void interrupt(const WriteLists& write_lists = {});
  // The same while an exception is on its way: the disk may be full, and then an older checkpoint
  // stands.
  void keep(const WriteLists& write_lists = {}) noexcept;
  // Every record is written: puts the files in their places.
  BatchResult commit(const WriteLists& write_lists = {});
  BatchResult result(BatchResult::Stop stop) const;

 private:
  using Clock = std::chrono::steady_clock;

  void check_rejects(const Account& account);
  void check_share(std::uint64_t least_read) const;
  void tell_kept() const;
  std::string name() const;

  const Scorer& scorer_;
  const BatchOptions& options_;
  unsigned threads_;
  std::atomic<bool> is_ended_ = false;
  ProfileStream stream_;
  Fingerprint fingerprint_;
  BatchFiles files_;
  BatchRecords records_;
  BatchCounts counts_;
  Checkpoint done_;
  BatchResult result_;
  std::atomic<std::uint64_t> matched_ = 0;
  Clock::time_point last_report_{};
};

// The two kinds. Each reads to the end or until it is stopped.
BatchResult run_by_profile(const Scorer& scorer, const std::string& profiles,
                           const BatchOptions& options);
BatchResult run_by_company(const Scorer& scorer, const std::string& profiles,
                           const BatchOptions& options);

}  // namespace skillmatch::io
