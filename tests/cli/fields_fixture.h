// What the tests of skillmatch fields share.
#pragma once

#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace fields_test {

inline const std::string kProfile = sample("graph-graduate");
inline const std::string kPool = data_file("candidates.jsonl");

// By rank: the score of the first, 0 where its gate fails; below 0 where nothing is ranked.
inline double fit(const std::string& profile, const std::string& field, const Words& more = {}) {
  Words words{"rank", profile, "--field", field, "--top", "1", "-f", "json"};
  words.insert(words.end(), more.begin(), more.end());
  const Json results = json_of(words)["results"];
  if (results.empty()) return -1.0;
  return results[0]["gate"] == "fail" ? 0.0 : results[0]["score"].get<double>();
}

class Fields : public testing::Test {
 protected:
  static Json fields(Words words) {
    words.insert(words.begin(), {"fields", kProfile, "-f", "json"});
    return json_of(words);
  }
  // The fields command in the folder of the test.
  RunResult run(Words words) const {
    words.insert(words.begin(), "fields");
    return skillmatch(words, {.environment = {{"COLUMNS", "400"}}, .directory = dir_.path()});
  }
  // Skills a, b and c. Field "x" asks for a, twice; "y" for b; "none" has no company, "free" one
  // that requires nothing.
  void put_catalog() {
    dir_.put("taxonomy.json", taxonomy_text({"a", "b", "c"}));
    Json catalog = {{"format", "skillmatch/catalog@1"}, {"taxonomy", "taxonomy.json"}};
    for (const char* id : {"x", "y", "none", "free"}) {
      catalog["fields"].push_back({{"id", id}, {"name", {{"en", id}}}});
    }
    const auto add = [&](const char* id, const char* field, const Json& requires_) {
      catalog["companies"].push_back(
          {{"id", id}, {"name", {{"en", id}}}, {"field", field}, {"requires", requires_}});
    };
    add("x1", "x", {{"a", 4}});
    add("x2", "x", {{"a", 4}});
    add("y1", "y", {{"b", 4}});
    add("f1", "free", Json::object());
    dir_.put("catalog.json", catalog.dump());
  }
  // The profile a 2, b 2 against these people.
  RunResult against(const std::vector<std::pair<std::string, Json>>& people, Words more = {}) {
    put_catalog();
    dir_.put("me.json", profile_text({{"a", 2}, {"b", 2}}));
    std::string pool;
    for (const auto& [id, skills] : people) {
      pool += Json{{"id", id}, {"skills", skills}}.dump() + "\n";
    }
    dir_.put("pool.jsonl", pool);
    more.insert(more.begin(), {"me.json", "-c", "catalog.json", "--pool", "pool.jsonl"});
    return run(more);
  }

  TempDir dir_;
};

inline void expect_has(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << "\nis not in\n" << text;
}

}  // namespace fields_test
}  // namespace cli_test
