#include "index_parts.h"

#include <algorithm>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::uint64_t kMostCompanies = 0x7FFF'FFFF;
constexpr std::string_view kAnew = "make it anew with 'skillmatch index'";

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace

IndexParts::IndexParts(std::string name, std::shared_ptr<const FileBytes> file)
    : name_(std::move(name)), file_(std::move(file)) {
  read_header();
  std::uint64_t end = kIndexHeaderBytes;
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const SectionEntry& entry = table_[i];
    // Each in its place, one behind the other: none overlaps, and no sum overflows.
    if (entry.kind != i || entry.begin != aligned(end) || entry.begin > header_.file_bytes ||
        entry.bytes > header_.file_bytes - entry.begin) {
      fail(static_cast<Section>(i), "is not where it belongs");
    }
    end = entry.begin + entry.bytes;
  }
  if (end != header_.file_bytes) fail("has bytes that belong to no section");
  check_lengths();
}

void IndexParts::fail(const std::string& problem) const {
  throw InputError(printable(name_) + ": " + problem + "; " + std::string(kAnew));
}

void IndexParts::fail(Section section, const std::string& problem) const {
  fail("section '" + std::string(kSectionNames[static_cast<std::size_t>(section)]) + "' " +
       problem);
}

void IndexParts::read_header() {
  const std::string_view bytes = file_->bytes();
  if (!bytes.starts_with(kIndexMagic)) fail("not an index file");
  if (bytes.size() < sizeof(header_)) {
    fail("cut short: it ends after " + std::to_string(bytes.size()) + " bytes");
  }
  std::memcpy(&header_, bytes.data(), sizeof(header_));
  // Before the checksum: other versions may put it elsewhere.
  if (header_.byte_order == __builtin_bswap32(kIndexByteOrder)) {
    fail("made on a machine of the other byte order");
  }
  if (header_.byte_order != kIndexByteOrder) fail("its header is damaged");
  if (header_.version != kIndexVersion) {
    fail("of index format " + std::to_string(header_.version) +
         (header_.version > kIndexVersion ? ", made by a newer skillmatch" : "") +
         "; this one reads format " + std::to_string(kIndexVersion));
  }
  if (header_.header_bytes != kIndexHeaderBytes || header_.sections != table_.size()) {
    fail("its header is damaged");
  }
  if (bytes.size() < kIndexHeaderBytes) {
    fail("cut short: it ends after " + std::to_string(bytes.size()) + " bytes");
  }
  std::string head(bytes.substr(0, kIndexHeaderBytes));
  constexpr std::uint64_t kNone = 0;
  std::memcpy(head.data() + offsetof(IndexHeader, checksum), &kNone, sizeof(kNone));
  if (checksum(head) != header_.checksum || header_.unused != 0) fail("its header is damaged");
  if (bytes.size() < header_.file_bytes) {
    fail("cut short: it ends after " + std::to_string(bytes.size()) + " of " +
         std::to_string(header_.file_bytes) + " bytes");
  }
  if (bytes.size() > header_.file_bytes) {
    fail("too long: it has " + std::to_string(bytes.size()) + " bytes, where its header says " +
         std::to_string(header_.file_bytes));
  }
  std::memcpy(&table_, bytes.data() + sizeof(header_), sizeof(table_));
}

void IndexParts::check_lengths() const {
  // A requirement takes two bytes at least, so that no product below overflows.
  if (header_.companies > kMostCompanies || header_.requirements > header_.file_bytes) {
    fail("its header is damaged");
  }
  const auto check = [&](Section section, bool is_form, std::uint64_t bytes) {
    if (!is_form) fail(section, "has a form that does not exist");
    if (entry(section).bytes != bytes) fail(section, "has a wrong length");
  };
  for (const Section section : {Section::company_begins, Section::row_begins}) {
    const std::uint32_t width = entry(section).form;
    check(section, width == 4 || width == 8, (header_.companies + 1) * width);
  }
  const std::uint32_t source_width = entry(Section::source_begins).form;
  const std::uint64_t source_bytes = entry(Section::source_begins).bytes;
  check(Section::source_begins, source_width == 4 || source_width == 8,
        source_width == 0
            ? 0
            : std::max<std::uint64_t>(source_width, source_bytes / source_width * source_width));
  const std::uint32_t skill_width = entry(Section::skills).form;
  check(Section::skills, skill_width == 2 || skill_width == 4, header_.requirements * skill_width);
  check_numbers(Section::level_values, Section::levels);
  check_numbers(Section::importance_values, Section::importances);
  const std::uint64_t words = entry(Section::musts).bytes / sizeof(std::uint64_t);
  check(Section::musts, true,
        std::min(words, (header_.requirements + 63) / 64) * sizeof(std::uint64_t));
}

void IndexParts::check_numbers(Section values, Section codes) const {
  const std::uint32_t form_number = entry(codes).form;
  if (form_number > static_cast<std::uint32_t>(PackedNumbers::Form::full)) {
    fail(codes, "has a form that does not exist");
  }
  const auto form = static_cast<PackedNumbers::Form>(form_number);
  if (entry(codes).bytes != header_.requirements * PackedNumbers::width_of(form)) {
    fail(codes, "has a wrong length");
  }
  const std::uint64_t count = entry(values).bytes / sizeof(double);
  const std::size_t most = PackedNumbers::most_values(form);
  const bool needs_one = most > 0 && header_.requirements > 0;
  if (entry(values).bytes % sizeof(double) != 0 || count > most || (needs_one && count == 0)) {
    fail(values, "has a wrong length");
  }
}

void IndexParts::check_sum(Section section) const {
  if (checksum(bytes(section)) != entry(section).checksum) fail(section, "is damaged");
}

CompanyTable IndexParts::company_table() const {
  const auto offsets = [&](Section section) {
    return entry(section).form == 4 ? Offsets::borrowed(array<std::uint32_t>(section))
                                    : Offsets::borrowed(array<std::uint64_t>(section));
  };
  return CompanyTable(
      {offsets(Section::company_begins), Array<char>::borrowed(array<char>(Section::companies)),
       offsets(Section::source_begins), Array<char>::borrowed(array<char>(Section::sources))});
}

RequirementTable IndexParts::requirement_table() const {
  const auto numbers = [&](Section values, Section codes) {
    return PackedNumbers::borrowed(static_cast<PackedNumbers::Form>(entry(codes).form),
                                   array<double>(values), array<std::byte>(codes), requirements());
  };
  return RequirementTable({entry(Section::row_begins).form == 4
                               ? Offsets::borrowed(array<std::uint32_t>(Section::row_begins))
                               : Offsets::borrowed(array<std::uint64_t>(Section::row_begins)),
                           entry(Section::skills).form == 2
                               ? SkillColumn::borrowed(array<std::uint16_t>(Section::skills))
                               : SkillColumn::borrowed(array<std::uint32_t>(Section::skills)),
                           numbers(Section::level_values, Section::levels),
                           numbers(Section::importance_values, Section::importances),
                           Array<std::uint64_t>::borrowed(array<std::uint64_t>(Section::musts))});
}

}  // namespace skillmatch::io
