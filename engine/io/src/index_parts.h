// A compiled catalog that is being opened: where its sections lie, and what is wrong with them.
#pragma once

#include "file_bytes.h"
#include "index_layout.h"

#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <skillmatch/company_table.h>
#include <skillmatch/requirement_table.h>

namespace skillmatch::io {

class IndexParts {
 public:
  // Checks the header and the table of sections: after that every section lies within the file, and
  // has the length that its form and the counts ask for.
  IndexParts(std::string name, std::shared_ptr<const FileBytes> file);

  std::size_t companies() const noexcept { return static_cast<std::size_t>(header_.companies); }
  std::size_t requirements() const noexcept {
    return static_cast<std::size_t>(header_.requirements);
  }
  const SectionEntry& entry(Section section) const noexcept {
    return table_[static_cast<std::size_t>(section)];
  }
  std::string_view bytes(Section section) const noexcept {
    return file_->bytes().substr(static_cast<std::size_t>(entry(section).begin),
                                 static_cast<std::size_t>(entry(section).bytes));
  }
  // As an array: every section is aligned for any number.
  template <typename T>
  std::span<const T> array(Section section) const noexcept {
    const std::string_view text = bytes(section);
    return {reinterpret_cast<const T*>(text.data()), text.size() / sizeof(T)};
  }
  const FileBytes& file() const noexcept { return *file_; }

  // Both throw InputError, "<file>: section '<name>' …".
  void check_sum(Section section) const;
  [[noreturn]] void fail(Section section, const std::string& problem) const;

  // What the sections hold, borrowed.
  CompanyTable company_table() const;
  RequirementTable requirement_table() const;

 private:
  [[noreturn]] void fail(const std::string& problem) const;
  void read_header();
  void check_lengths() const;
  void check_numbers(Section values, Section codes) const;

  std::string name_;
  std::shared_ptr<const FileBytes> file_;
  IndexHeader header_{};
  SectionTable table_{};
};

// Throws InputError if the sections of `parts` that the tables show are not as the engine makes
// them. On two threads, since it reads the whole file.
void check_tables(const IndexParts& parts, std::size_t skills, std::size_t attributes,
                  std::size_t fields, const CompanyTable& companies,
                  const RequirementTable& requirements);

}  // namespace skillmatch::io
