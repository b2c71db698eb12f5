// One line of `batch --by company --format jsonl`, read back: by --resume and by merging.
#pragma once

#include "batch_records.h"

#include <optional>
#include <string>
#include <vector>

namespace skillmatch::io {

struct CandidateLine {
  CandidateHead head;
  std::string company;
  std::optional<std::string> not_ranked;
  std::vector<RankedCandidate> candidates;  // records counted from 0
};

// Nothing for any other line. Written again, it is the same to the byte.
std::optional<CandidateLine> parse_candidate_line(const std::string& line);

// The "record" of a line of JSON, counted from 1; nothing where there is none.
std::optional<std::uint64_t> record_of_line(const std::string& line);

}  // namespace skillmatch::io
