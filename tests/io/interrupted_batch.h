// A batch that ended before its time, for the tests of what comes after.
#pragma once

#include "io/batches.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch::io {

inline BatchOptions in_small_chunks(BatchOptions options) {
  options.chunk_bytes = 1'000;
  options.checkpoint_seconds = 0.0;
  return options;
}

// A run that ends at record `last`, which is no profile, with everything before it done.
struct Interrupted {
  static constexpr std::size_t kRecords = 600;

  batch_data::Stream stream = batch_data::profiles(kRecords, 1, 0.0);
  std::size_t last = 300;
  std::string whole;  // the output of an uninterrupted run
  std::string whole_rejects;
  std::vector<std::string> told;

  static std::string text(batch_data::Stream& stream, std::size_t last) {
    std::string result;
    stream.lines[last - 1] = "[]";
    for (const std::string& line : stream.lines) result += line + "\n";
    return result;
  }

  Place place;
  BatchOptions options;

  explicit Interrupted(BatchBy by = BatchBy::profile, BatchFormat format = BatchFormat::jsonl)
      : place(text(stream, last)), options(in_small_chunks(place.with_rejects())) {
    options.by = by;
    options.format = format;
    place.run(options);
    whole = place.out();
    whole_rejects = place.rejects();
    std::filesystem::remove(place.dir / "out");
    std::filesystem::remove(place.dir / "rejects");
    options.strict = true;
    options.tell = [this](const std::string& line) {
      told.push_back(place.without_directory(line));
    };
    EXPECT_NE(place.failure(options), "done");
    options.strict = false;
    options.start = BatchStart::resume;
  }
};

}  // namespace skillmatch::io
