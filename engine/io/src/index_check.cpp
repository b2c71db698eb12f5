#include "index_parts.h"

#include <future>
#include <string>

namespace skillmatch::io {
namespace {

void check_companies(const IndexParts& parts, std::size_t fields, std::size_t attributes,
                     const CompanyTable& companies) {
  for (const Section section :
       {Section::source_begins, Section::sources, Section::company_begins, Section::companies}) {
    parts.check_sum(section);
  }
  constexpr const char* kNotAscending = "does not ascend to the end of what it divides";
  if (!companies.source_begins().ascend_to(companies.source_bytes().size())) {
    parts.fail(Section::source_begins, kNotAscending);
  }
  for (std::size_t i = 0; i < companies.sources(); ++i) {
    if (!companies.check_source(i)) {
      parts.fail(Section::sources, "has no text as source " + std::to_string(i));
    }
  }
  if (!companies.begins().ascend_to(companies.bytes().size())) {
    parts.fail(Section::company_begins, kNotAscending);
  }
  for (std::size_t c = 0; c < companies.size(); ++c) {
    if (!companies.check(c, fields, attributes)) {
      parts.fail(Section::companies, "has no record of company " + std::to_string(c));
    }
  }
}

void check_requirements(const IndexParts& parts, std::size_t skills,
                        const RequirementTable& requirements) {
  for (const Section section :
       {Section::row_begins, Section::skills, Section::level_values, Section::levels,
        Section::importance_values, Section::importances, Section::musts}) {
    parts.check_sum(section);
  }
  if (!requirements.begins().ascend_to(requirements.entries())) {
    parts.fail(Section::row_begins, "does not ascend to the end of what it divides");
  }
  constexpr std::size_t kRows = 1024;  // some 100 KB, which stay in the cache
  for (std::size_t begin = 0; begin < requirements.rows(); begin += kRows) {
    const std::size_t end = std::min(requirements.rows(), begin + kRows);
    if (!requirements.check(skills, begin, end)) {
      parts.fail(Section::skills, "or levels or importances are out of range in the rows from " +
                                      std::to_string(begin) + " to " + std::to_string(end));
    }
  }
}

}  // namespace

void check_tables(const IndexParts& parts, std::size_t skills, std::size_t attributes,
                  std::size_t fields, const CompanyTable& companies,
                  const RequirementTable& requirements) {
  parts.file().will_need();
  constexpr std::size_t kLeast = 1 << 16;  // requirements that a thread is worth
  if (requirements.entries() < kLeast) {
    check_companies(parts, fields, attributes, companies);
    check_requirements(parts, skills, requirements);
    return;
  }
  auto other = std::async(std::launch::async,
                          [&] { check_companies(parts, fields, attributes, companies); });
  check_requirements(parts, skills, requirements);
  other.get();
}

}  // namespace skillmatch::io
