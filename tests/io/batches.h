// Batches of the built-in catalog in a directory of the test's own.
#pragma once

#include "support/batch_data.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <skillmatch/io/batch.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {

using Json = nlohmann::json;
using Lines = std::vector<std::string>;

inline const Catalog& catalog() {
  static const Catalog kCatalog = built_in_catalog();
  return kCatalog;
}

inline const Scorer& scorer() {
  static const Scorer kScorer(catalog(), Model{});
  return kScorer;
}

inline Lines lines_of(const std::string& text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

inline std::vector<Json> parsed(const std::string& text) {
  std::vector<Json> result;
  for (const std::string& line : lines_of(text)) result.push_back(Json::parse(line));
  return result;
}

// The text of what `run` throws, or "done".
inline std::string failure_of(const std::function<void()>& run) {
  try {
    run();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "done";
}

// A directory with people.jsonl; outputs are "out" and, where asked for, "rejects".
struct Place {
  TempDir dir;
  std::string input;

  explicit Place(const std::string& text) : input(dir.put("people.jsonl", text)) {}

  BatchOptions options() const {
    BatchOptions result;
    result.rank.k = 5;
    result.output = dir / "out";
    result.threads = 1;
    return result;
  }
  BatchOptions with_rejects() const {
    BatchOptions result = options();
    result.rejects = dir / "rejects";
    return result;
  }
  BatchResult run(const BatchOptions& options) const { return run_batch(scorer(), input, options); }
  std::string out() const { return bytes_of(dir / "out"); }
  std::string rejects() const { return bytes_of(dir / "rejects"); }

  // What `text` ends with after the directory's name, for messages.
  std::string without_directory(std::string text) const {
    const std::string prefix = dir.path() + "/";
    for (std::size_t at = 0; (at = text.find(prefix)) != std::string::npos;) {
      text.erase(at, prefix.size());
    }
    return text;
  }
  std::string failure(const BatchOptions& options) const {
    return without_directory(failure_of([&] { run(options); }));
  }
};

}  // namespace skillmatch::io
