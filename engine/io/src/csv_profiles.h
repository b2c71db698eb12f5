// Rows of CSV as profiles.
#pragma once

#include "block_builder.h"
#include "csv_header.h"
#include "csv_rows.h"
#include "near_names.h"
#include "numbered.h"
#include "record_finder.h"
#include "skill_lookup.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

class CsvProfiles {
 public:
  // Throws InputError for columns of the wide form that name no skill, or one twice. `file` is for
  // messages.
  CsvProfiles(CsvHeader header, RecordFinder finder, const std::string& file,
              const Taxonomy& taxonomy, ReadOptions::Unknown unknown);

  void parse(const Chunk& chunk, BlockBuilder& block);

 private:
  // A level and where it was found: the row's line, or the wide form's column.
  struct Found {
    std::uint32_t skill;
    std::uint64_t where;
  };

  void find_columns(const std::string& file);
  void read_record(std::string_view text, RecordPlace place, BlockBuilder& block);
  void read_rows(std::string_view text, std::uint64_t line);
  void read_long_row(std::string_view row, std::uint64_t line);
  void read_wide_row(std::string_view row);
  bool split(std::string_view row, const std::string& place);
  void read_id(std::string_view cell, const std::string& place);
  void add_level(std::string_view cell, std::uint32_t skill, std::uint64_t where);
  void add_doubles();
  // "line 18, level: " or "python: "
  std::string place_of(std::uint64_t where, std::string_view column) const;

  CsvHeader header_;
  RecordFinder finder_;
  const Taxonomy& taxonomy_;
  NearNames near_names_;
  ReadOptions::Unknown unknown_;
  NameLookup names_;
  std::vector<std::uint32_t> skills_of_columns_;  // Spellings::kNone: left out

  CsvCells cells_;
  Numbered levels_;
  Numbered no_wants_;
  std::vector<Found> found_;
  bool has_id_ = false;
  std::string id_;
  std::size_t unknown_count_ = 0;
  std::vector<std::string> problems_;
  std::string text_;
};

}  // namespace skillmatch::io
