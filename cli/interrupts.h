// SIGINT and SIGTERM as a request to stop.
#pragma once

#include <atomic>

namespace skillmatch::cli {

// From now on the first of these signals sets the flag that is returned; a second one ends the
// process at once, as ever.
const std::atomic<bool>& catch_interrupts();

}  // namespace skillmatch::cli
