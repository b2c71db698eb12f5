#include "learning_options.h"

#include <skillmatch/io/file.h>

namespace skillmatch::cli {

double budget_of(const Arguments& arguments) {
  const double budget = arguments.number("budget", -1e300, 1e9);
  if (!(budget > 0.0)) throw UsageError("--budget: write a number of hours above 0");
  return budget;
}

Effort effort_of(const Arguments& arguments, const Taxonomy& taxonomy,
                 const io::ReadOptions& options) {
  const auto file = arguments.get("effort");
  return file ? io::read_effort(io::read_text(*file), taxonomy, options) : Effort{};
}

}  // namespace skillmatch::cli
