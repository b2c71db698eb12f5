#include "index_layout.h"
#include "index_values.h"

#include <algorithm>
#include <cstring>
#include <span>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/io/index_file.h>

namespace skillmatch::io {
namespace {

struct Content {
  std::span<const std::byte> bytes;
  std::uint32_t form = 0;
};

template <typename Items>
std::span<const std::byte> bytes_of(const Items& items) {
  return std::as_bytes(std::span(items.data(), items.size()));
}

Content offsets(const Offsets& offsets) { return {offsets.bytes(), offsets.is_narrow() ? 4U : 8U}; }

Content numbers(const PackedNumbers& numbers) {
  return {numbers.bytes(), static_cast<std::uint32_t>(numbers.form())};
}

std::span<const std::byte> values(const PackedNumbers& numbers) {
  const bool has_codes = PackedNumbers::most_values(numbers.form()) > 0;
  return std::as_bytes(numbers.values().first(has_codes ? numbers.value_count() : 0));
}

void put(std::ostream& out, std::span<const std::byte> bytes) {
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

std::uint64_t write_index(std::ostream& out, const Catalog& catalog) {
  const CompanyTable& companies = catalog.company_table();
  const RequirementTable& requirements = catalog.requirement_table();
  const std::string taxonomy = taxonomy_bytes(catalog.taxonomy());
  const std::string fields = field_bytes(catalog.fields());
  // In the order of Section.
  const std::array<Content, kSectionNames.size()> contents{{
      {bytes_of(taxonomy)},
      {bytes_of(fields)},
      offsets(companies.source_begins()),
      {bytes_of(companies.source_bytes())},
      offsets(companies.begins()),
      {bytes_of(companies.bytes())},
      offsets(requirements.begins()),
      {requirements.skills().bytes(), requirements.skills().is_narrow() ? 2U : 4U},
      {values(requirements.levels())},
      numbers(requirements.levels()),
      {values(requirements.importances())},
      numbers(requirements.importances()),
      {bytes_of(requirements.musts())},
  }};

  SectionTable table{};
  std::uint64_t end = kIndexHeaderBytes;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto& [bytes, form] = contents[i];
    table[i] = {static_cast<std::uint32_t>(i), form, aligned(end), bytes.size(),
                XXH3_64bits(bytes.data(), bytes.size())};
    end = table[i].begin + bytes.size();
  }
  IndexHeader header{};
  std::copy(kIndexMagic.begin(), kIndexMagic.end(), header.magic.begin());
  header.byte_order = kIndexByteOrder;
  header.version = kIndexVersion;
  header.file_bytes = end;
  header.header_bytes = kIndexHeaderBytes;
  header.sections = static_cast<std::uint32_t>(table.size());
  header.companies = catalog.size();
  header.requirements = catalog.requirement_count();
  std::array<char, kIndexHeaderBytes> head{};
  std::memcpy(head.data(), &header, sizeof(header));
  std::memcpy(head.data() + sizeof(header), &table, sizeof(table));
  header.checksum = XXH3_64bits(head.data(), head.size());
  std::memcpy(head.data(), &header, sizeof(header));

  out.write(head.data(), head.size());
  constexpr std::array<std::byte, kIndexAlignment> kPadding{};
  std::uint64_t at = kIndexHeaderBytes;
  for (std::size_t i = 0; i < table.size(); ++i) {
    put(out, std::span(kPadding).first(static_cast<std::size_t>(table[i].begin - at)));
    put(out, contents[i].bytes);
    at = table[i].begin + table[i].bytes;
  }
  return at;
}

}  // namespace skillmatch::io
