// Results as lines of JSON, rows of CSV or of a TREC run: one home for what data/README.md says.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <skillmatch/candidates.h>
#include <skillmatch/io/batch.h>
#include <skillmatch/scorer.h>

namespace skillmatch::io {

// What stands at the head of each line by company, so that shards find together.
struct CandidateHead {
  std::size_t top;  // candidates asked for
  std::string run;  // of catalog, model, options and input
  Shard shard = {};
};

// Makes the bytes of one run. Records count from 0 here and from 1 in the output.
class BatchRecords {
 public:
  BatchRecords(const Scorer& scorer, const BatchOptions& options);

  std::string header() const;  // of CSV; else empty

  void add(std::uint64_t record, const ProfileView& profile, const Ranking& ranking,
           std::string& out) const;
  void add(const CandidateHead& head, std::string_view company,
           std::optional<NotRankedReason> not_ranked, std::span<const RankedCandidate> candidates,
           std::string& out) const;

 private:
  void add_score(const Score& score, std::string& out) const;
  void add_explanation(const ProfileView& profile, const RankedCompany& result,
                       std::string& out) const;

  const Scorer& scorer_;
  BatchBy by_;
  BatchFormat format_;
  bool explain_;
  bool mutual_;
};

// One line by company as JSON, as BatchRecords writes it and merging writes it again.
void append_candidate_line(const CandidateHead& head, std::string_view company,
                           std::optional<std::string_view> not_ranked,
                           std::span<const RankedCandidate> candidates, std::string& out);

// "score":…,"cosine":…,"coverage":…,"gate":…[,"mutual":…]
void append_score_members(const Score& score, std::string& out);

// A record that is no profile, as one line of JSON.
void append_reject(const Reject& reject, std::string& out);

}  // namespace skillmatch::io
