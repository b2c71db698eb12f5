// An import's notes in one line.
#pragma once

#include <string>
#include <vector>

#include <skillmatch/io/import_report.h>

namespace skillmatch::io {

// kind=count, in the report's order.
inline std::string kinds(const std::vector<ImportNote>& notes) {
  std::string text;
  for (const ImportNote& note : notes) {
    text += (text.empty() ? "" : " ") + note.kind + "=" + std::to_string(note.count);
  }
  return text;
}

}  // namespace skillmatch::io
