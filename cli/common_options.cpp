#include "common_options.h"

#include "output.h"

namespace skillmatch::cli {

Reading::Reading(const Arguments& arguments) : quiet_(arguments.has("quiet")) {
  options_.warnings = &warnings_;
  if (arguments.get("unknown-skills") == "warn") options_.unknown = io::ReadOptions::Unknown::warn;
}

void Reading::tell_warnings() const {
  if (!quiet_) tell(warnings_);
}

}  // namespace skillmatch::cli
