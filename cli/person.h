// The profile of a person, as every command takes it that works for one.
#pragma once

#include "common_options.h"

#include <optional>
#include <string>

#include <skillmatch/extraction.h>
#include <skillmatch/profile.h>

namespace skillmatch::cli {

struct Person {
  Profile profile;
  std::string file;                      // as messages call it
  std::optional<Extraction> understood;  // of plain text

  // Says on standard error what was understood of a text, unless --quiet.
  void tell(const Arguments& arguments, const Taxonomy& taxonomy, Language language) const;
};

// Reads `path`: "skillmatch/profile@1" or plain text. Throws InputError, also where --mutual is
// given and the profile wants nothing.
Person read_person(const std::string& path, const Arguments& arguments, const Taxonomy& taxonomy,
                   const Reading& reading);

}  // namespace skillmatch::cli
