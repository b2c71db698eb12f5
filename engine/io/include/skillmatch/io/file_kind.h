// What a file of judgments or of rankings is, by its first line.
#pragma once

#include <cstdint>

#include <skillmatch/io/file.h>

namespace skillmatch::io {

enum class FileKind : std::uint8_t {
  qrels,     // TREC's judgments; what is nothing else
  feedback,  // judgments as JSON Lines
  csv,       // judgments as CSV
  svmrank,   // judgments with features
  run,       // TREC's rankings
  results,   // rankings as JSON Lines
};

// Throws InputError for text that is empty or not UTF-8.
FileKind kind_of(const Text& text);

}  // namespace skillmatch::io
