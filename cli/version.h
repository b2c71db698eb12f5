// What was built, and with what.
#pragma once

#include <string>

namespace skillmatch::cli {

std::string version_text();

}  // namespace skillmatch::cli
