// Compiled catalogs in memory, and what a test does with one that it was given.
#pragma once

#include "index_layout.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/catalog.h>
#include <skillmatch/io/index_file.h>
#include <skillmatch/io/write.h>
#include <skillmatch/scorer.h>

namespace skillmatch::io {

inline std::string index_of(const Catalog& catalog) {
  std::ostringstream out;
  const std::uint64_t bytes = write_index(out, catalog);
  EXPECT_EQ(bytes, out.str().size());
  return out.str();
}

// Everything that can be read of a catalog, as text.
inline std::string everything(const Catalog& catalog) {
  std::ostringstream out;
  write_catalog(out, catalog);
  std::vector<HeldSkill> held;
  for (std::size_t s = 0; s < catalog.taxonomy().size(); s += 2) {
    held.push_back({static_cast<SkillId>(s), 3.0});
  }
  out << catalog.taxonomy().fingerprint();
  if (held.empty()) return out.str();
  const Scorer scorer(catalog, Model{});
  for (const RankedCompany& result : scorer.rank(Profile("me", held)).results) {
    out << "\n"
        << index(result.company) << " " << result.score.score << " "
        << static_cast<int>(result.score.gate);
  }
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const Company company = catalog.company(static_cast<CompanyId>(c));
    out << "\n"
        << catalog.find(company.id).has_value() << catalog.find(company.name.en).has_value();
  }
  return out.str();
}

inline IndexHeader header_of(const std::string& bytes) {
  IndexHeader header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  return header;
}

inline SectionTable table_of(const std::string& bytes) {
  SectionTable table;
  std::memcpy(&table, bytes.data() + sizeof(IndexHeader), sizeof(table));
  return table;
}

// Makes every checksum right again, as one who wants to do harm would.
inline void seal(std::string& bytes) {
  if (bytes.size() < kIndexHeaderBytes) return;
  SectionTable table = table_of(bytes);
  for (SectionEntry& entry : table) {
    if (entry.begin > bytes.size() || entry.bytes > bytes.size() - entry.begin) continue;
    entry.checksum = XXH3_64bits(bytes.data() + entry.begin, entry.bytes);
  }
  std::memcpy(bytes.data() + sizeof(IndexHeader), &table, sizeof(table));
  IndexHeader header = header_of(bytes);
  header.checksum = 0;
  std::memcpy(bytes.data(), &header, sizeof(header));
  header.checksum = XXH3_64bits(bytes.data(), kIndexHeaderBytes);
  std::memcpy(bytes.data(), &header, sizeof(header));
}

inline void set_header(std::string& bytes, const IndexHeader& header) {
  std::memcpy(bytes.data(), &header, sizeof(header));
}

inline void set_table(std::string& bytes, const SectionTable& table) {
  std::memcpy(bytes.data() + sizeof(IndexHeader), &table, sizeof(table));
}

}  // namespace skillmatch::io
