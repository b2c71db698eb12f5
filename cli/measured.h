// What 'skillmatch evaluate' measures: models and runs beside one set of judgments.
#pragma once

#include "command.h"

#include <optional>
#include <string>
#include <vector>

#include <skillmatch/evaluation.h>
#include <skillmatch/io/judgments.h>

namespace skillmatch::cli {

// A model or a run, and its measures by query of the judgments; nothing where it ranked none.
struct System {
  std::string name;
  std::vector<std::optional<Measures>> measures;
  std::string short_name = {};  // for people: a file without its directories, if that is unique
};

struct Measured {
  io::Judgments judgments;
  std::vector<System> systems;
};

// Reads and measures what the command line names, says on standard error what does not count, and
// writes the run that --write-run asks for. Throws UsageError.
Measured measure_systems(const Arguments& arguments, const EvaluationOptions& options);

}  // namespace skillmatch::cli
