// Fills a ProfileBlock, record by record.
#pragma once

#include "numbered.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/profile.h>

namespace skillmatch::io {

// Which record of the input something is.
struct RecordPlace {
  std::uint64_t line;
  std::uint64_t record;
};

// Several problems as one reason.
std::string joined(const std::vector<std::string>& problems);

class BlockBuilder {
 public:
  explicit BlockBuilder(ProfileBlock& block);

  // Numbers from `skill_count` on are of unknown skills and left out; so with `want_count`. Both
  // are in order already.
  void add(RecordPlace place, std::string_view id, const Numbered& skills,
           std::uint32_t skill_count, const Numbered& wants, std::uint32_t want_count);
  void add(RecordPlace place, const Profile& profile);
  void reject(RecordPlace place, std::string reason, std::string_view text);
  // Call it last.
  void finish();

 private:
  ProfileBlock& block_;
  std::vector<ProfileBlock::Span> texts_;
};

}  // namespace skillmatch::io
