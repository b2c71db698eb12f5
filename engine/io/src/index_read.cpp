#include "descriptor.h"
#include "file_bytes.h"
#include "index_parts.h"
#include "index_values.h"

#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <sys/stat.h>

#include <skillmatch/error.h>
#include <skillmatch/io/index_file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// Reads a section into a value. The checksum has been right, so only a file that was made to
// deceive, or by a broken program, comes to a problem here.
template <typename Read>
auto read_section(const IndexParts& parts, Section section, Read read) {
  parts.check_sum(section);
  try {
    return read(parts.bytes(section));
  } catch (const std::invalid_argument& error) {
    parts.fail(section, std::string("is not sound (") + error.what() + ")");
  }
}

Catalog catalog_of(std::string name, std::shared_ptr<const FileBytes> file) {
  const auto parts = std::make_shared<const IndexParts>(std::move(name), std::move(file));
  Taxonomy taxonomy = read_section(*parts, Section::taxonomy, taxonomy_of);
  std::vector<Field> fields = read_section(
      *parts, Section::fields, [&](std::string_view bytes) { return fields_of(bytes, taxonomy); });
  Catalog::Check check = [parts, skills = taxonomy.size(),
                          attributes = taxonomy.attributes().size(), fields = fields.size()](
                             const CompanyTable& companies, const RequirementTable& requirements) {
    check_tables(*parts, skills, attributes, fields, companies, requirements);
  };
  try {
    return Catalog(std::move(taxonomy), std::move(fields), parts->company_table(),
                   parts->requirement_table(), std::move(check));
  } catch (const std::invalid_argument& error) {
    parts->fail(Section::fields, std::string("is not sound (") + error.what() + ")");
  }
}

}  // namespace

bool is_index(std::string_view begin) noexcept { return begin.starts_with(kIndexMagic); }

Catalog open_index(const std::string& path) {
  const Descriptor file = open_for_reading(path);
  const std::string name = path == "-" ? "standard input" : path;
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    throw std::system_error(errno, std::generic_category(), printable(name) + ": cannot be read");
  }
  if (!S_ISREG(status.st_mode)) {
    throw InputError(printable(name) + ": not a regular file, which alone can be mapped");
  }
  return catalog_of(name, std::make_shared<const FileBytes>(
                              file, static_cast<std::size_t>(status.st_size), name));
}

Catalog read_index(Text text) {
  return catalog_of(std::move(text.name), std::make_shared<const FileBytes>(std::move(text.bytes)));
}

}  // namespace skillmatch::io
