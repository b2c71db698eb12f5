// The layout of a compiled catalog, version 1.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace skillmatch::io {

// Neither UTF-8 nor what a transfer as text would leave as it is.
inline constexpr std::string_view kIndexMagic = "\x89SKIDX\r\n";
inline constexpr std::uint32_t kIndexVersion = 1;
inline constexpr std::uint32_t kIndexByteOrder = 0x01020304;
inline constexpr std::size_t kIndexAlignment = 64;

// The order of the sections in a file; every file has all of them.
enum class Section : std::uint32_t {
  taxonomy,
  fields,
  source_begins,  // form: width, 4 or 8
  sources,
  company_begins,  // form: width, 4 or 8
  companies,
  row_begins,    // form: width, 4 or 8
  skills,        // form: width, 2 or 4
  level_values,  // what the codes stand for
  levels,        // form: PackedNumbers::Form
  importance_values,
  importances,  // form: PackedNumbers::Form
  musts,
};
inline constexpr std::array<std::string_view, 13> kSectionNames{
    "taxonomy",          "fields",      "source begins", "sources",      "company begins",
    "companies",         "row begins",  "skills",        "level values", "levels",
    "importance values", "importances", "musts"};

struct IndexHeader {
  std::array<char, 8> magic;
  std::uint32_t byte_order;
  std::uint32_t version;
  std::uint64_t file_bytes;
  std::uint32_t header_bytes;  // with the table of sections
  std::uint32_t sections;
  std::uint64_t companies;
  std::uint64_t requirements;
  std::uint64_t unused;    // 0
  std::uint64_t checksum;  // of header_bytes bytes, this one as 0
};
static_assert(sizeof(IndexHeader) == 64);

struct SectionEntry {
  std::uint32_t kind;
  std::uint32_t form;
  std::uint64_t begin;  // of the file; the first multiple of 64 behind the section before
  std::uint64_t bytes;
  std::uint64_t checksum;
};
static_assert(sizeof(SectionEntry) == 32);

using SectionTable = std::array<SectionEntry, kSectionNames.size()>;
inline constexpr std::size_t kIndexHeaderBytes = sizeof(IndexHeader) + sizeof(SectionTable);

constexpr std::uint64_t aligned(std::uint64_t offset) noexcept {
  return (offset + kIndexAlignment - 1) / kIndexAlignment * kIndexAlignment;
}

}  // namespace skillmatch::io
