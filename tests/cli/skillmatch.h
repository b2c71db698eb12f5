// The program under test, and what the tests of it share.
#pragma once

#include "support/run_program.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cli_test {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

enum Status { kDone = 0, kFailed = 1, kWrongUsage = 2, kWrongInput = 3 };

inline RunResult skillmatch(Words arguments, const RunOptions& options = {}) {
  arguments.insert(arguments.begin(), SKILLMATCH_PROGRAM);
  return run_program(arguments, options);
}

// Of a run that must succeed without a word on standard error.
inline std::string output_of(const Words& arguments, const RunOptions& options = {}) {
  const RunResult result = skillmatch(arguments, options);
  EXPECT_EQ(result.status, kDone) << testing::PrintToString(arguments) << "\n" << result.err;
  EXPECT_EQ(result.err, "") << testing::PrintToString(arguments);
  return result.out;
}

inline Json json_of(const Words& arguments, const RunOptions& options = {}) {
  return Json::parse(output_of(arguments, options));
}

// The profile `name` of data/profiles.
inline std::string sample(const std::string& name) {
  return std::string(SKILLMATCH_SOURCE_DIR) + "/data/profiles/" + name + ".json";
}

inline std::string data_file(const std::string& name) {
  return std::string(SKILLMATCH_SOURCE_DIR) + "/data/" + name;
}

// A catalog with these companies, id → what it requires, of the taxonomy in the file of this name,
// or else of the built-in one.
inline std::string catalog_text(const std::vector<std::pair<std::string, Json>>& companies,
                                const std::string& taxonomy = {}) {
  Json catalog = {{"format", "skillmatch/catalog@1"}, {"companies", Json::array()}};
  if (!taxonomy.empty()) catalog["taxonomy"] = taxonomy;
  for (const auto& [id, requires_] : companies) {
    catalog["companies"].push_back({{"id", id}, {"name", {{"en", id}}}, {"requires", requires_}});
  }
  return catalog.dump(1);
}

inline std::string taxonomy_text(const Words& skills) {
  Json taxonomy = {{"format", "skillmatch/taxonomy@1"}, {"skills", Json::array()}};
  for (const std::string& id : skills) {
    taxonomy["skills"].push_back({{"id", id}, {"name", {{"en", id}}}});
  }
  return taxonomy.dump(1);
}

inline std::string profile_text(const Json& skills) {
  return Json{{"format", "skillmatch/profile@1"}, {"id", "someone"}, {"skills", skills}}.dump(1);
}

}  // namespace cli_test
