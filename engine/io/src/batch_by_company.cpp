// The best profiles of each company. The lists are the run's state: they are written at the end,
// and are a part of every checkpoint.
#include "batch_run.h"
#include "candidate_line.h"

#include <functional>
#include <string>
#include <vector>

#include <skillmatch/candidates.h>
#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

std::string_view id_of_company(const Catalog& catalog, std::size_t c) {
  return catalog.company_id(static_cast<CompanyId>(c));
}

void save_lists(const CandidateLists& lists, const Scorer& scorer, const RankOptions& options,
                const WriteBytes& write) {
  std::string line;
  for (std::size_t c = 0; c < scorer.catalog().size(); ++c) {
    line.clear();
    append_candidate_line({options.k, {}, {}}, id_of_company(scorer.catalog(), c), std::nullopt,
                          lists.best(static_cast<CompanyId>(c)), line);
    write(line);
  }
}

// The lists of an interrupted run, a line each, in catalog order.
class Restoring {
 public:
  Restoring(const Catalog& catalog, CandidateLists& lists, const std::string& output)
      : catalog_(catalog), lists_(lists), output_(output) {}

  void operator()(const std::string& text) {
    auto line = parse_candidate_line(text);
    if (!line || next_ == catalog_.size() || line->company != id_of_company(catalog_, next_)) {
      refuse();
    }
    lists_.restore(static_cast<CompanyId>(next_++), std::move(line->candidates));
  }
  void expect_all() const {
    if (next_ != catalog_.size()) refuse();
  }

 private:
  [[noreturn]] void refuse() const {
    throw InputError(printable(output_) +
                     ".part.state: its lists are not those of this catalog; --restart begins anew");
  }

  const Catalog& catalog_;
  CandidateLists& lists_;
  const std::string& output_;
  std::size_t next_ = 0;
};

class Collector {
 public:
  Collector(BatchRun& run, CandidateLists& lists)
      : run_(run), lists_(lists), parser_(run.parser()) {}

  // Whether the lists hold what the run says is done, and no more.
  bool is_consistent() const noexcept { return is_consistent_; }

  void add(const Chunk& chunk, const InputPlace& end) {
    parser_.parse(chunk, block_);
    Account account;
    std::string rejects;
    views_.clear();
    records_.clear();
    for (const ProfileBlock::Entry& entry : block_.entries()) {
      if (!run_.is_mine(entry.record)) continue;
      if (entry.rejected) {
        const Reject& reject = block_.reject(entry.number);
        account.rejects.push_back({reject.line, reject.reason});
        append_reject(reject, rejects);
      } else {
        views_.push_back(block_.profile(entry.number));
        records_.push_back(entry.record);
      }
    }
    account.counts = {views_.size() + account.rejects.size(), views_.size(), 0,
                      account.rejects.size()};
    run_.account(account);
    run_.files().write_rejects(rejects);
    is_consistent_ = false;
    run_.recount_not_ranked(lists_.add(views_, records_, run_.threads()));
    run_.set_done(end);
    is_consistent_ = true;
    run_.add_progress(views_.size());
  }

 private:
  BatchRun& run_;
  CandidateLists& lists_;
  ProfileParser parser_;
  ProfileBlock block_;
  std::vector<ProfileView> views_;
  std::vector<std::uint64_t> records_;
  bool is_consistent_ = true;
};

void write_results(BatchRun& run, const CandidateLists& lists) {
  const Catalog& catalog = run.scorer().catalog();
  const BatchOptions& options = run.options();
  const CandidateHead head{options.rank.k, run.common_run(), options.shard};
  std::string buffer = run.records().header();
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    if (options.rank.field && catalog.field_of(id) != options.rank.field) continue;
    run.records().add(head, id_of_company(catalog, c), lists.not_ranked(id), lists.best(id),
                      buffer);
    if (buffer.size() < kBufferBytes) continue;
    run.files().write(buffer);
    buffer.clear();
  }
  run.files().write(buffer);
}

}  // namespace

BatchResult run_by_company(const Scorer& scorer, const std::string& profiles,
                           const BatchOptions& options) {
  CandidateLists lists(scorer, options.rank);
  Restoring restoring(scorer.catalog(), lists, options.output);
  BatchRun run(scorer, profiles, options, std::ref(restoring));
  if (run.done().counts.read > 0) restoring.expect_all();
  const WriteLists write_lists = [&](const WriteBytes& write) {
    save_lists(lists, scorer, options.rank, write);
  };
  Collector collector(run, lists);
  try {
    Chunk chunk;
    InputPlace end;
    while (!run.is_stopped() && run.read(chunk, end)) {
      collector.add(chunk, end);
      if (run.files().is_checkpoint_due()) run.files().save(run.done(), write_lists);
      run.report_progress();
    }
    if (run.is_stopped()) {
      run.interrupt(write_lists);
      return run.result(BatchResult::Stop::interrupted);
    }
    write_results(run, lists);
    return run.commit(write_lists);
  } catch (...) {
    if (collector.is_consistent()) run.keep(write_lists);
    throw;
  }
}

}  // namespace skillmatch::io
