#include "people.h"
#include "text_lines.h"

#include <stdexcept>
#include <string_view>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/encoding.h>
#include <skillmatch/io/import_profiles.h>
#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {

ProfilesImport import_profiles(const std::string& path, const Taxonomy& taxonomy,
                               const ProfilesOptions& options) {
  if (!is_required_level(options.default_level) || !(options.scale > 0.0) ||
      !is_weight(options.scale)) {
    throw std::invalid_argument("a level or the scale is out of range");
  }
  const Text text = read_decoded_text(path, options.encoding);
  People people(taxonomy, options);
  ProfilesImport result;
  result.report.command = "import profiles";
  result.report.inputs.push_back(text.name);
  if (begins_json(text.bytes)) {
    read_resumes(text, people);
  } else {
    read_people_table(text, people, result.report);
  }
  result.profiles = people.take(result.report);
  if (result.profiles.empty()) {
    throw InputError(printable(text.name) +
                     ": nobody has a skill that the taxonomy knows; give another with --taxonomy, "
                     "or see what skills are called with 'skillmatch catalog list skills'");
  }
  return result;
}

}  // namespace skillmatch::io
