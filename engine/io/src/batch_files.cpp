#include "batch_files.h"

#include "raw_file.h"

#include <stdexcept>
#include <utility>

#include <unistd.h>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

// Whether a run that left this state had done anything. What cannot be read may be the state of
// another version.
bool has_work(const std::string& state) {
  try {
    const auto saved = load_checkpoint(state);
    return saved && saved->checkpoint.counts.read > 0;
  } catch (const InputError&) {
    return true;
  }
}

}  // namespace

PartState part_state(const std::string& output) {
  const std::string part = part_of(output);
  if (part.empty() || !exists(part)) return PartState::none;
  if (is_locked(part)) return PartState::locked;
  return has_work(part + ".state") ? PartState::left : PartState::none;
}

BatchFiles::BatchFiles(const BatchOptions& options, Fingerprint fingerprint)
    : options_(options),
      fingerprint_(std::move(fingerprint)),
      results_(options.output),
      is_output_growing_(options.by == BatchBy::profile),
      state_path_(results_.part() + ".state") {}

BatchFiles::~BatchFiles() {
  if (kept_) return;
  const auto clean = [&](ResumableOutput& file) {
    if (open_ || !file.existed()) file.remove();
  };
  if (committed_) return;
  clean(results_);
  if (rejects_) clean(*rejects_);
  if (open_ && is_resumable()) ::unlink(state_path_.c_str());
}

// A FILE.part that no state belongs to is somebody's file, and not this program's to overwrite.
void BatchFiles::refuse_foreign_parts() const {
  if (options_.start == BatchStart::restart || exists(state_path_)) return;
  for (const ResumableOutput* file : {&results_, rejects_ ? &*rejects_ : nullptr}) {
    if (file == nullptr || file->found() == 0) continue;
    throw InputError(printable(file->part()) +
                     ": exists and belongs to no interrupted run; move it away, or let --restart "
                     "overwrite it");
  }
}

void BatchFiles::check_lengths(const Checkpoint& checkpoint) const {
  const auto check = [](const ResumableOutput& file, std::uint64_t expected) {
    if (file.is_straight() || file.found() >= expected) return;
    throw InputError(printable(file.part()) + ": has " + std::to_string(file.found()) +
                     " bytes, fewer than the " + std::to_string(expected) +
                     " that the interrupted run wrote; --restart begins anew");
  };
  check(results_, checkpoint.output_bytes);
  if (rejects_ && !rejects_done_) check(*rejects_, checkpoint.reject_bytes);
}

// What the run before left, if this one is to go on from it. Work is never thrown away unasked.
std::optional<Checkpoint> BatchFiles::find_saved(const ReadList& read_list) const {
  if (!is_resumable() || options_.start == BatchStart::restart) return std::nullopt;
  if (options_.start == BatchStart::fresh) {
    if (!results_.existed() || !has_work(state_path_)) return std::nullopt;
    throw std::invalid_argument(printable(results_.part()) + " is left by an interrupted run");
  }
  const auto saved = load_checkpoint(state_path_);
  // Without FILE.part the run before put it in its place and was killed a moment later.
  if (!saved || (saved->checkpoint.complete && !results_.existed())) return std::nullopt;
  if (const std::string changed = difference(saved->fingerprint, fingerprint_); !changed.empty()) {
    throw InputError(printable(results_.part()) + ": cannot be resumed: " + changed +
                     "; --restart begins anew");
  }
  if (saved->checkpoint.counts.read == 0) return std::nullopt;
  if (read_list) load_lists(state_path_, read_list);
  return saved->checkpoint;
}

Checkpoint BatchFiles::open(const Checkpoint& beginning, const ReadList& read_list) {
  if (!options_.rejects.empty()) rejects_.emplace(options_.rejects);
  const std::optional<Checkpoint> saved = find_saved(read_list);
  if (!saved) {
    refuse_foreign_parts();
    open_ = true;
    // First the state: FILE.part without one would be nobody's.
    save(beginning);
    results_.continue_at(0);
    if (rejects_) rejects_->continue_at(0);
    // The state's directory is synced with it; that of the rejects may be another.
    if (rejects_ && is_resumable()) sync_directory_of(rejects_->part());
    return beginning;
  }
  rejects_done_ = rejects_ && saved->complete && rejects_->found() == 0 &&
                  saved->reject_bytes > 0 && exists(options_.rejects);
  check_lengths(*saved);
  open_ = true;
  kept_ = saved->counts.read;
  results_.continue_at(saved->output_bytes);
  if (rejects_ && !rejects_done_) rejects_->continue_at(saved->reject_bytes);
  return *saved;
}

void BatchFiles::write_rejects(std::string_view rejects) {
  if (rejects_ && !rejects.empty()) rejects_->write(rejects);
}

void BatchFiles::count_bytes(Checkpoint& checkpoint) const {
  checkpoint.output_bytes = is_output_growing_ ? results_.size() : 0;
  checkpoint.reject_bytes = rejects_ ? rejects_->size() : 0;
}

bool BatchFiles::is_checkpoint_due() const {
  // Lists of a hundred million candidates are not saved every five seconds.
  constexpr int kMostOftenOneIn = 10;
  const auto since = Clock::now() - last_save_;
  return is_resumable() && since >= std::chrono::duration<double>(options_.checkpoint_seconds) &&
         since >= kMostOftenOneIn * save_time_;
}

void BatchFiles::save(const Checkpoint& checkpoint, const WriteLists& write_lists) {
  if (!is_resumable() || complete_) return;
  const auto begin = Clock::now();
  results_.sync();
  if (rejects_) rejects_->sync();
  save_checkpoint(state_path_, checkpoint, fingerprint_, write_lists);
  if (checkpoint.counts.read > 0) kept_ = checkpoint.counts.read;
  last_save_ = Clock::now();
  save_time_ = last_save_ - begin;
}

void BatchFiles::cut_back(const Checkpoint& checkpoint) {
  if (complete_) return;
  results_.continue_at(checkpoint.output_bytes);
  if (rejects_ && !rejects_done_) rejects_->continue_at(checkpoint.reject_bytes);
}

// In this order, a run that is killed between any two steps leaves what the next one finishes.
void BatchFiles::commit(Checkpoint checkpoint, const WriteLists& write_lists) {
  checkpoint.complete = true;
  save(checkpoint, write_lists);
  complete_ = true;
  if (rejects_) {
    if (rejects_done_) {
      rejects_->remove();  // made empty by opening it
    } else {
      rejects_->commit();
    }
  }
  results_.commit();
  committed_ = true;
  kept_.reset();
  if (!is_resumable()) return;
  sync_directory_of(state_path_);
  if (rejects_) sync_directory_of(rejects_->part());
  ::unlink(state_path_.c_str());
}

}  // namespace skillmatch::io
