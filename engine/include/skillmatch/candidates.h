// Floor 2: the k best candidates of each company, over a stream of profiles: a ranking turned
// round.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch {

struct RankedCandidate {
  std::uint64_t record;  // the number of the profile in the stream
  std::string profile;   // its id
  Score score;
};

// Gate fail last; then the higher ranking_score; then the earlier record: the order of the
// candidates of one company, strict and total while no record comes twice.
bool candidate_ranks_before(const RankedCandidate& a, const RankedCandidate& b) noexcept;

// The lists of all companies. What they hold depends on the profiles added alone, not on the order
// or the groups in which they came, nor on the number of threads.
class CandidateLists {
 public:
  // options.k candidates a company; the other options mean what they mean to Scorer::rank().
  // `scorer` must outlive this.
  CandidateLists(const Scorer& scorer, const RankOptions& options);

  // Adds profiles, which go by these records. Returns how many of them cannot be ranked, for a
  // mutual ranking also those that want nothing: they are in no list.
  // Throws std::invalid_argument as Scorer::prepare, and when there are not as many records.
  std::size_t add(std::span<const ProfileView> profiles, std::span<const std::uint64_t> records,
                  unsigned threads = 1);

  // Best first. Empty for a company that cannot be ranked (see not_ranked()) or is not of the
  // field.
  std::vector<RankedCandidate> best(CompanyId company) const;
  // Why no profile is ever in the list of `company`, if that is so.
  std::optional<NotRankedReason> not_ranked(CompanyId company) const noexcept;

  // Candidates found before, by this or another one with the same scorer and options, join the list
  // of `company`.
  void restore(CompanyId company, std::vector<RankedCandidate> candidates);

 private:
  struct Group;
  class Sink;
  void add_group(const Group& group, unsigned threads);
  void consider(const Group& group, std::size_t query, const ColumnTable& table, CompanyId company);
  bool enters(CompanyId company, const Score& score, std::uint64_t record) const noexcept;
  void push(CompanyId company, RankedCandidate candidate);

  const Scorer* scorer_;
  RankOptions options_;
  std::vector<std::vector<RankedCandidate>> lists_;  // heaps: the worst candidate on top
  std::vector<double> thresholds_;  // what a score must reach to enter; below 0: every one does
};

}  // namespace skillmatch
