// Lines of JSON Lines as profiles.
#pragma once

#include "block_builder.h"
#include "near_names.h"
#include "numbered.h"
#include "skill_lookup.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

class JsonLines {
 public:
  // `stem` names profiles without an id.
  JsonLines(const Taxonomy& taxonomy, ReadOptions::Unknown unknown, std::string stem);

  void parse(const Chunk& chunk, BlockBuilder& block);

 private:
  // Reads a line as nearly all are written, into id_, skills_ and wants_; false for every other
  // one, good or bad, and whenever in doubt. What it accepts, read_whole() reads to the same
  // profile. The line is UTF-8, and kReadable bytes behind it may be read.
  bool read_quickly(std::string_view line);
  const char* read_members(const char* at, const char* end);
  const char* read_id(const char* at, const char* end);
  template <bool (*kInRange)(double)>
  const char* read_named(const char* at, const char* end, NameLookup& names, Numbered& values);
  bool find_pending(NameLookup& names, Numbered& values);
  // Any line, by the one reader of profiles, which has the words for what is wrong.
  void read_whole(std::string_view line, RecordPlace place, BlockBuilder& block);

  const Taxonomy& taxonomy_;
  NearNames near_names_;
  ReadOptions options_;
  std::string stem_;
  NameLookup skill_names_;
  NameLookup attribute_names_;

  // Members of an object that wait for their names to be found, several at once.
  struct Pending {
    std::string_view name;
    std::uint64_t hash;
    double value;
  };
  std::array<Pending, 16> pending_{};
  std::size_t pending_count_ = 0;

  std::string_view id_;  // empty: none is given
  std::string id_text_;  // where id_ is not as in the line
  Numbered skills_;
  Numbered wants_;
  std::string last_lines_;
};

}  // namespace skillmatch::io
