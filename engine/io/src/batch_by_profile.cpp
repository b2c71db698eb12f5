// The best companies of each profile. Each thread takes the next chunk of the input, ranks it and
// hands on the bytes; the calling thread writes them in the input's order.
#include "batch_run.h"
#include "in_order.h"

#include <algorithm>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace skillmatch::io {
namespace {

// Profiles ranked together: enough for the scans, few enough for their results to stay small.
constexpr std::size_t kMostInAGroup = 256;
constexpr std::size_t kMostResultsInAGroup = std::size_t{1} << 18;
// A chunk whose results take more (--top all) hands them on in pieces.
constexpr std::size_t kPieceBytes = std::size_t{4} << 20;
constexpr std::chrono::milliseconds kPatience{200};

// Bytes to write, and what they account for.
struct Piece {
  std::string results;
  std::string rejects;
  Account account;
  InputPlace end;            // of the last piece of a chunk
  std::exception_ptr error;  // instead of all that
};

std::size_t group_size(const BatchRun& run) {
  const std::size_t results = std::min(run.options().rank.k, run.scorer().catalog().size());
  return std::clamp<std::size_t>(kMostResultsInAGroup / std::max<std::size_t>(results, 1), 1,
                                 kMostInAGroup);
}

// Ranks chunks; one a thread.
class Worker {
 public:
  explicit Worker(BatchRun& run) : run_(run), parser_(run.parser()), group_size_(group_size(run)) {}

  // Calls hand_on(piece, is_last) for the pieces of the chunk, until that returns false or the run
  // is stopped.
  template <typename HandOn>
  void work(const Chunk& chunk, const InputPlace& end, const HandOn& hand_on) {
    parser_.parse(chunk, block_);
    Piece piece;
    for (const ProfileBlock::Entry& entry : block_.entries()) {
      if (!run_.is_mine(entry.record)) continue;
      if (entry.rejected) {
        add_reject(block_.reject(entry.number), piece);
        continue;
      }
      views_.push_back(block_.profile(entry.number));
      records_.push_back(entry.record);
      if (views_.size() < group_size_) continue;
      rank_group(piece);
      if (run_.is_stopped()) return;
      if (piece.results.size() < kPieceBytes) continue;
      if (!hand_on(std::exchange(piece, {}), false)) return;
    }
    rank_group(piece);
    piece.end = end;
    hand_on(std::move(piece), true);
  }

 private:
  void add_reject(const Reject& reject, Piece& piece) const {
    ++piece.account.counts.read;
    ++piece.account.counts.rejected;
    piece.account.rejects.push_back({reject.line, reject.reason});
    if (!run_.options().rejects.empty()) append_reject(reject, piece.rejects);
  }

  void rank_group(Piece& piece) {
    const std::vector<Ranking> rankings = run_.scorer().rank_all(views_, run_.options().rank);
    for (std::size_t i = 0; i < rankings.size(); ++i) {
      run_.records().add(records_[i], views_[i], rankings[i], piece.results);
      ++(rankings[i].not_ranked_profile ? piece.account.counts.not_ranked
                                        : piece.account.counts.scored);
    }
    piece.account.counts.read += rankings.size();
    run_.add_progress(rankings.size());
    views_.clear();
    records_.clear();
  }

  BatchRun& run_;
  ProfileParser parser_;
  std::size_t group_size_;
  ProfileBlock block_;
  std::vector<ProfileView> views_;
  std::vector<std::uint64_t> records_;
};

void write(BatchRun& run, const Piece& piece, bool last) {
  if (piece.error) std::rethrow_exception(piece.error);
  run.files().write(piece.results);
  run.files().write_rejects(piece.rejects);
  run.account(piece.account);
  if (last) {
    run.set_done(piece.end);
    if (run.files().is_checkpoint_due()) run.files().save(run.done());
  }
  run.report_progress();
}

void rank_alone(BatchRun& run, Worker& worker) {
  Chunk chunk;
  InputPlace end;
  while (!run.is_stopped() && run.read(chunk, end)) {
    worker.work(chunk, end, [&](const Piece& piece, bool last) {
      if (run.is_stopped()) return false;
      write(run, piece, last);
      return true;
    });
  }
  if (run.is_stopped()) run.interrupt();
}

// The input as the threads share it.
class Turns {
 public:
  Turns(BatchRun& run, InOrder<Piece>& pieces) : run_(run), pieces_(pieces) {}

  // The next chunk and its turn; nothing at the end. What reading throws becomes the last piece, so
  // that all before it is written first.
  std::optional<std::uint64_t> take(Chunk& chunk, InputPlace& end) {
    const std::lock_guard lock(mutex_);
    if (is_end_) return std::nullopt;
    std::exception_ptr error;
    try {
      if (run_.read(chunk, end)) return turns_++;
    } catch (...) {
      error = std::current_exception();
    }
    is_end_ = true;
    pieces_.end(turns_ + (error ? 1 : 0));
    if (error) {
      Piece piece;
      piece.error = error;
      pieces_.put(turns_, std::move(piece), true);
    }
    return std::nullopt;
  }

 private:
  BatchRun& run_;
  InOrder<Piece>& pieces_;
  std::mutex mutex_;
  std::uint64_t turns_ = 0;
  bool is_end_ = false;
};

void work_in_turns(BatchRun& run, Worker& worker, Turns& turns, InOrder<Piece>& pieces) {
  Chunk chunk;
  InputPlace end;
  while (!run.is_stopped()) {
    const std::optional<std::uint64_t> turn = turns.take(chunk, end);
    if (!turn) return;
    try {
      worker.work(chunk, end, [&](Piece piece, bool last) {
        return pieces.put(*turn, std::move(piece), last);
      });
    } catch (...) {
      Piece piece;
      piece.error = std::current_exception();
      pieces.put(*turn, std::move(piece), true);
      return;
    }
  }
}

void rank_on_threads(BatchRun& run, std::vector<Worker>& workers) {
  InOrder<Piece> pieces(2 * workers.size());
  Turns turns(run, pieces);
  std::vector<std::jthread> threads;  // joined first of the three
  // However this ends, be it that nobody takes the output: no thread waits for ever.
  struct Closer {
    BatchRun& run;
    InOrder<Piece>& pieces;
    ~Closer() {
      run.end_reading();
      pieces.close();
    }
  };
  threads.reserve(workers.size());
  const Closer closer{run, pieces};  // before they are joined
  for (Worker& worker : workers) {
    threads.emplace_back([&] { work_in_turns(run, worker, turns, pieces); });
  }
  while (!run.is_stopped()) {
    const auto taken = pieces.take(kPatience);
    if (taken.is_end || run.is_stopped()) break;
    if (taken.piece) {
      write(run, *taken.piece, taken.last);
    } else {
      run.report_progress();
    }
  }
  // Before the threads are joined: one may wait for an input that never comes.
  if (run.is_stopped()) run.interrupt();
}

}  // namespace

BatchResult run_by_profile(const Scorer& scorer, const std::string& profiles,
                           const BatchOptions& options) {
  BatchRun run(scorer, profiles, options);
  std::vector<Worker> workers;
  for (unsigned t = 0; t < run.threads(); ++t) workers.emplace_back(run);
  try {
    if (run.done().output_bytes == 0) run.files().write(run.records().header());
    if (workers.size() == 1) {
      rank_alone(run, workers.front());
    } else {
      rank_on_threads(run, workers);
    }
    return run.is_stopped() ? run.result(BatchResult::Stop::interrupted) : run.commit();
  } catch (...) {
    run.keep();
    throw;
  }
}

}  // namespace skillmatch::io
