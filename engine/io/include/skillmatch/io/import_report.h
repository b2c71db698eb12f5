// What an import took, changed, guessed and left out: nothing goes without being counted here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace skillmatch::io {

// One kind of thing that an import did, and how often.
struct ImportNote {
  static constexpr std::size_t kMostExamples = 100;

  std::string kind;  // for programs: "unknown_skills"
  std::string text;  // for people, with the count in it: "left out 12 skills that are unknown"
  std::uint64_t count = 0;
  std::vector<std::string> examples =
      {};  // the first of them, with their places where they have one
  // Names with how often each was met, the most frequent first; all of them.
  std::vector<std::pair<std::string, std::uint64_t>> names = {};

  // Counts one more; whether it is still wanted as an example.
  bool add() { return ++count <= kMostExamples; }
};

struct ImportReport {
  std::string command;              // "import esco"
  std::vector<std::string> inputs;  // the files read
  std::vector<ImportNote> taken;
  std::vector<ImportNote> changed;  // taken in another form: renamed, merged, joined
  std::vector<ImportNote> guessed;  // one note a guess: what nobody said and the file suggested
  std::vector<ImportNote> skipped;
};

// "skillmatch/import@1": data/schema/import.schema.json. Names and examples are escaped as in all
// that is written (printable_json).
void write_import_report(std::ostream& out, const ImportReport& report);

}  // namespace skillmatch::io
