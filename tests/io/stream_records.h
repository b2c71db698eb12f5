// What a stream holds, record by record, as plain values; and files to read it from.
#pragma once

#include "support/temp_dir.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/types.h>

namespace skillmatch::io {

struct Record {
  std::uint64_t line = 0;
  std::uint64_t record = 0;
  bool rejected = false;
  std::string id = {};  // of a profile
  std::vector<std::pair<SkillId, double>> skills = {};
  std::vector<std::pair<AttributeId, double>> wants = {};
  std::string reason = {};  // of a reject
  std::string text = {};

  bool operator==(const Record&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Record& r) {
  out << "line " << r.line << " record " << r.record;
  if (r.rejected) return out << " rejected: " << r.reason << " [" << r.text << "]";
  out << " id " << r.id;
  for (const auto& [skill, level] : r.skills) out << " " << index(skill) << ":" << level;
  for (const auto& [want, importance] : r.wants) out << " w" << index(want) << ":" << importance;
  return out;
}

using Records = std::vector<Record>;

inline void append(Records& to, const ProfileBlock& block) {
  for (const ProfileBlock::Entry& entry : block.entries()) {
    Record& record = to.emplace_back();
    record.line = entry.line;
    record.record = entry.record;
    record.rejected = entry.rejected;
    if (entry.rejected) {
      const Reject& reject = block.reject(entry.number);
      EXPECT_EQ(reject.line, entry.line);
      EXPECT_EQ(reject.record, entry.record);
      record.reason = reject.reason;
      record.text = reject.text;
      continue;
    }
    const ProfileView profile = block.profile(entry.number);
    record.id = profile.id;
    for (const HeldSkill& held : profile.skills) record.skills.emplace_back(held.skill, held.level);
    for (const Want& want : profile.wants)
      record.wants.emplace_back(want.attribute, want.importance);
  }
}

// All of a stream, by one parser. Checks that the chunks lie end to end.
inline Records records_of(ProfileStream& stream, const Taxonomy& taxonomy,
                          ReadOptions::Unknown unknown = ReadOptions::Unknown::error,
                          std::vector<Chunk>* chunks = nullptr) {
  ProfileParser parser(stream, taxonomy, unknown);
  Records records;
  ProfileBlock block;
  Chunk before;
  bool is_first = true;
  for (Chunk chunk; stream.next(chunk); is_first = false) {
    if (!is_first) {
      EXPECT_EQ(chunk.number, before.number + 1);
      EXPECT_EQ(chunk.offset, before.end_offset);
      EXPECT_EQ(chunk.first_line, before.end_line);
      EXPECT_EQ(chunk.first_record, before.end_record);
    }
    const std::size_t records_before = records.size();
    parser.parse(chunk, block);
    append(records, block);
    EXPECT_EQ(chunk.end_record - chunk.first_record, records.size() - records_before);
    before = chunk;
    if (chunks != nullptr) chunks->push_back(chunk);
  }
  return records;
}

inline Records records_of(const std::string& path, const Taxonomy& taxonomy,
                          const StreamOptions& options = {},
                          ReadOptions::Unknown unknown = ReadOptions::Unknown::error) {
  ProfileStream stream(path, options);
  return records_of(stream, taxonomy, unknown);
}

// The same of a text in a file called `name`.
inline Records records_in(std::string_view text, const std::string& name, const Taxonomy& taxonomy,
                          const StreamOptions& options = {},
                          ReadOptions::Unknown unknown = ReadOptions::Unknown::error) {
  const TempDir directory;
  return records_of(directory.put(name, text), taxonomy, options, unknown);
}

// The reason for which the only record of a text is rejected, or "accepted".
inline std::string reason_of(std::string_view text, const std::string& name,
                             const Taxonomy& taxonomy,
                             ReadOptions::Unknown unknown = ReadOptions::Unknown::error) {
  const Records records = records_in(text, name, taxonomy, {}, unknown);
  if (records.size() != 1) return std::to_string(records.size()) + " records";
  return records[0].rejected ? records[0].reason : "accepted";
}

}  // namespace skillmatch::io
