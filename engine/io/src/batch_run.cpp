#include "batch_run.h"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// Of so many records a share says something; a bad first line is not all of a file.
constexpr std::uint64_t kRecordsForAShare = 1'000;

// A chunk is what is lost by an interruption: of a catalog of millions, a second's work.
StreamOptions stream_options(const BatchOptions& options, std::size_t companies,
                             std::function<bool()> stop) {
  constexpr std::size_t kLeast = std::size_t{1} << 16;
  constexpr std::size_t kMost = std::size_t{1} << 17;
  constexpr std::size_t kCompaniesOfMost = 40'000;
  StreamOptions result;
  result.format = options.input_format;
  result.stop = std::move(stop);
  result.chunk_bytes = options.chunk_bytes;
  if (result.chunk_bytes == 0) {
    result.chunk_bytes =
        std::clamp(kMost * kCompaniesOfMost / std::max<std::size_t>(companies, 1), kLeast, kMost);
  }
  return result;
}

}  // namespace

BatchRun::BatchRun(const Scorer& scorer, const std::string& profiles, const BatchOptions& options,
                   const ReadList& read_list)
    : scorer_(scorer),
      options_(options),
      threads_(options.threads > 0 ? options.threads
                                   : std::max(1U, std::thread::hardware_concurrency())),
      stream_(profiles, stream_options(options, scorer.catalog().size(),
                                       [this] { return is_ended_ || is_stopped(); })),
      fingerprint_(fingerprint_of(scorer, stream_, options)),
      files_(options, fingerprint_),
      records_(scorer, options) {
  done_.place.hash = input_hash();
  done_ = files_.open(done_, read_list);
  counts_ = done_.counts;
  result_.resumed = counts_.read;
  const InputPlace& place = done_.place;
  if (place.offset > 0) {
    stream_.skip_to(place.offset, place.line, place.record, place.chunk);
    if (input_hash() != place.hash) {
      throw InputError(name() + ": is not what the interrupted run read: its first " +
                       grouped(place.offset) + " bytes are others; --restart begins anew");
    }
  }
  if (options_.tell && options_.start == BatchStart::resume) {
    options_.tell(counts_.read > 0 ? printable(files_.part()) + ": resumes after " +
                                         grouped(counts_.read) + " records"
                                   : std::string("there is nothing to resume: begins anew"));
  }
}

std::string BatchRun::name() const { return printable(stream_.name()); }

// What is read while the run is stopped may be cut within a record: whoever wrote to the pipe was
// interrupted by the same key.
bool BatchRun::read(Chunk& chunk, InputPlace& end) {
  try {
    if (!stream_.next(chunk) || is_ended_ || is_stopped()) return false;
  } catch (const InputError&) {
    if (is_stopped()) return false;
    throw;
  }
  if (done_.complete) {
    throw InputError(name() +
                     ": has grown since the interrupted run read all of it; --restart "
                     "begins anew");
  }
  end = {chunk.end_offset, chunk.end_line, chunk.end_record, chunk.number + 1, input_hash()};
  return true;
}

ProfileParser BatchRun::parser() const {
  return ProfileParser(stream_, scorer_.catalog().taxonomy(), options_.unknown);
}

void BatchRun::account(const Account& account) {
  check_rejects(account);
  counts_.read += account.counts.read;
  counts_.scored += account.counts.scored;
  counts_.not_ranked += account.counts.not_ranked;
  counts_.rejected += account.counts.rejected;
  check_share(kRecordsForAShare);
}

void BatchRun::check_rejects(const Account& account) {
  std::uint64_t rejected = counts_.rejected;
  for (const RejectNote& reject : account.rejects) {
    const std::string text = name() + ":" + std::to_string(reject.line) + ": " + reject.reason;
    if (options_.strict) throw InputError(text);
    if (++rejected > options_.max_rejects.count.value_or(rejected)) {
      throw InputError({text, name() + ": more records are rejected than the " +
                                  grouped(*options_.max_rejects.count) + " that are allowed"});
    }
    if (result_.first_rejects.size() < kRejectsTold) result_.first_rejects.push_back(text);
  }
}

void BatchRun::check_share(std::uint64_t least_read) const {
  if (!options_.max_rejects.share || counts_.read < least_read) return;
  const double share = *options_.max_rejects.share;
  if (static_cast<double>(counts_.rejected) <= share * static_cast<double>(counts_.read)) return;
  std::vector<std::string> problems = result_.first_rejects;
  problems.push_back(name() + ": " + grouped(counts_.rejected) + " of " + grouped(counts_.read) +
                     " records are rejected, more than the " + number_text(100.0 * share) +
                     " % that are allowed");
  throw InputError(std::move(problems));
}

void BatchRun::set_done(const InputPlace& place) {
  done_.place = place;
  done_.counts = counts_;
  files_.count_bytes(done_);
}

void BatchRun::report_progress() {
  constexpr auto kLeastBetween = std::chrono::milliseconds(200);
  if (!options_.progress || Clock::now() - last_report_ < kLeastBetween) return;
  last_report_ = Clock::now();
  options_.progress({matched_.load(), stream_.consumed(), stream_.size()});
}

void BatchRun::recount_not_ranked(std::uint64_t profiles) {
  counts_.scored -= profiles;
  counts_.not_ranked += profiles;
}

void BatchRun::interrupt(const WriteLists& write_lists) {
  files_.save(done_, write_lists);
  tell_kept();
}

void BatchRun::tell_kept() const {
  if (options_.tell && files_.kept()) {
    options_.tell(printable(files_.part()) + ": keeps what is done, " + grouped(*files_.kept()) +
                  " records; --resume goes on from there");
  }
}

void BatchRun::keep(const WriteLists& write_lists) noexcept {
  try {
    if (done_.counts.read > result_.resumed) {
      files_.cut_back(done_);
      files_.save(done_, write_lists);
    }
  } catch (const std::exception&) {  // that which is on its way says why
  }
  try {
    tell_kept();
  } catch (const std::exception&) {
  }
}

BatchResult BatchRun::commit(const WriteLists& write_lists) {
  check_share(1);
  files_.commit(done_, write_lists);
  return result(BatchResult::Stop::done);
}

BatchResult BatchRun::result(BatchResult::Stop stop) const {
  BatchResult result = result_;
  result.stop = stop;
  result.counts = stop == BatchResult::Stop::done ? counts_ : done_.counts;
  return result;
}

BatchResult run_batch(const Scorer& scorer, const std::string& profiles,
                      const BatchOptions& options) {
  const auto need = [](bool holds, const char* what) {
    if (!holds) throw std::invalid_argument(what);
  };
  need(options.shard.number >= 1 && options.shard.number <= options.shard.count,
       "a shard is not from 1 to their number");
  need(!options.explain || (options.by == BatchBy::profile && options.format == BatchFormat::jsonl),
       "results are explained by profile and as JSON Lines only");
  need(options.start != BatchStart::resume || !part_of(options.output).empty(),
       "only what is written to a file can be resumed");
  return options.by == BatchBy::profile ? run_by_profile(scorer, profiles, options)
                                        : run_by_company(scorer, profiles, options);
}

}  // namespace skillmatch::io
