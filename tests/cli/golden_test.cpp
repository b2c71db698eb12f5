// Whole outputs, byte for byte, as tests/golden/ holds them; tests/golden/README.md tells how to
// renew them.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace golden_test {

struct GoldenCase {
  std::string file;
  Words words;
  std::string columns = "80";
};

void PrintTo(const GoldenCase& c, std::ostream* out) { *out << c.file; }

std::string golden(const std::string& file) {
  return std::string(SKILLMATCH_SOURCE_DIR) + "/tests/golden/" + file;
}

GoldenCase rank(const std::string& file, const std::string& profile, Words options,
                const std::string& columns = "80") {
  options.insert(options.begin(), {"rank", sample(profile)});
  return {file, options, columns};
}

GoldenCase match(const std::string& file, Words options) {
  options.insert(options.begin(),
                 {"match", "data/candidates.jsonl", "--capacity", "data/places.csv"});
  return {file, options};
}

const std::vector<GoldenCase>& golden_cases() {
  static const std::vector<GoldenCase> kCases{
      rank("rank.en.txt", "graph-graduate", {"--top", "3"}),
      rank("rank.ko.txt", "graph-graduate", {"--top", "3", "--lang", "ko"}),
      rank("rank-wide.en.txt", "graph-graduate", {"--top", "5"}, "150"),
      rank("rank-wide.ko.txt", "korean-vision", {"--top", "5", "--lang", "ko"}, "150"),
      rank("rank-narrow.ko.txt", "korean-vision", {"--top", "3", "--lang", "ko"}, "60"),
      rank("rank.en.json", "graph-graduate", {"--top", "1", "--format", "json"}),
      rank("rank.ko.json", "graph-graduate", {"--top", "1", "-f", "json", "--lang", "ko"}),
      rank("rank.en.jsonl", "graph-graduate", {"--top", "2", "--format", "jsonl"}),
      rank("rank.ko.jsonl", "korean-vision", {"--top", "2", "-f", "jsonl", "--lang", "ko"}),
      rank("rank.en.csv", "graph-graduate", {"--top", "3", "--format", "csv"}),
      rank("rank.ko.csv", "known-gap", {"-f", "csv", "--lang", "ko", "--field", "medical-ai"}),
      rank("rank.en.md", "graph-graduate", {"--top", "3", "--format", "markdown"}),
      rank("rank.ko.md", "known-gap", {"-f", "markdown", "--lang", "ko", "--top", "all"}),
      rank("explain.en.txt", "graph-graduate", {"--top", "1", "--explain"}),
      rank("explain.ko.txt", "korean-vision", {"--top", "2", "--explain", "--lang", "ko"}),
      rank("explain-related.en.txt", "known-gap",
           {"--top", "1", "--explain", "--relatedness", "0.5"}),
      rank("related.en.json", "known-gap",
           {"--top", "2", "--relatedness", "0.3", "--format", "json"}),
      rank("mutual.en.txt", "graph-graduate", {"--top", "3", "--mutual"}),
      rank("mutual.ko.txt", "korean-vision", {"--top", "3", "--mutual", "--lang", "ko"}),
      rank("field.en.txt", "known-gap", {"--field", "semiconductor-ai"}),
      rank("field.ko.txt", "known-gap", {"--field", "추천", "--lang", "ko"}),
      rank("model-cosine.en.txt", "beginner", {"--model", "cosine", "--top", "2"}),
      rank("model-coverage.en.txt", "beginner", {"--model", "coverage", "--top", "2"}),
      rank("model-file.en.json", "expert",
           {"--model", golden("model.json"), "--top", "1", "-f", "json"}),
      rank("as-people-write-it.en.txt", "as-people-write-it", {"--top", "3"}),
      {"why.en.txt",
       {"explain", sample("graph-graduate"), "--company", "voronoi", "--target-rank", "2"}},
      {"why.ko.txt",
       {"explain", sample("known-gap"), "--company", "보로노이", "--target-rank=1", "--lang=ko"}},
      {"why-two.ko.txt",
       {"explain", sample("korean-vision"), "--company", "뷰노", "--company", "lunit", "--lang",
        "ko"}},
      {"why-two.en.md",
       {"explain", sample("graph-graduate"), "--company", "alsemy", "--company", "naver-webtoon",
        "--target-rank", "1", "-f", "markdown"}},
      {"why.en.json",
       {"explain", sample("graph-graduate"), "--company", "alsemy", "--target-rank=1", "-f",
        "json"}},
      {"fields.en.txt", {"fields", sample("graph-graduate")}},
      {"fields.ko.txt", {"fields", sample("beginner"), "--budget=40", "--lang=ko"}},
      {"fields-pool.en.txt",
       {"fields", sample("graph-graduate"), "--pool", "data/candidates.jsonl"}},
      {"fields-pool.ko.txt",
       {"fields", sample("korean-vision"), "--pool", "data/candidates.jsonl", "--lang", "ko"}},
      {"fields-pool.ko.md",
       {"fields", sample("time-series-analyst"), "--pool", "data/candidates.jsonl", "--lang", "ko",
        "-f", "markdown"}},
      {"fields-pool.en.json",
       {"fields", sample("known-gap"), "--pool", "data/candidates.jsonl", "-f", "json"}},
      match("match.en.txt", {}),
      match("match.ko.txt", {"--lang", "ko", "--optimal", "companies"}),
      match("match.en.json", {"-f", "json", "--list", "2"}),
      match("match.en.md", {"-f", "markdown", "--top", "5"}),
      match("match.en.csv", {"-f", "csv", "--quiet"}),
      {"list-companies.en.txt", {"catalog", "list"}},
      {"list-companies.ko.txt", {"catalog", "list", "--lang", "ko"}},
      {"list-companies.ko.csv", {"catalog", "list", "companies", "-f", "csv", "--lang", "ko"}},
      {"list-skills.ko.txt", {"catalog", "list", "skills", "--lang", "ko"}, "60"},
      {"list-fields.en.txt", {"catalog", "list", "fields"}, "120"},
      {"list-fields.ko.txt", {"catalog", "list", "fields", "--lang", "ko"}},
      {"list-fields.ko.md", {"catalog", "list", "fields", "--lang", "ko", "-f", "markdown"}},
      {"list-fields.en.json", {"catalog", "list", "fields", "--format", "json"}},
      {"list-attributes.en.txt", {"catalog", "list", "attributes"}},
      {"list-attributes.ko.jsonl", {"catalog", "list", "attributes", "-f", "jsonl", "--lang=ko"}},
      {"show-company.en.txt", {"catalog", "show", "voronoi"}},
      {"show-company.ko.txt", {"catalog", "show", "보로노이", "--lang", "ko"}},
      {"show-company.json", {"catalog", "show", "voronoi", "--format", "json"}},
      {"show-skill.en.txt", {"catalog", "show", "GNN"}},
      {"show-skill.ko.txt", {"catalog", "show", "그래프신경망", "--lang", "ko"}},
      {"show-skill.json", {"catalog", "show", "GNN", "--format", "json"}},
      {"show-field.en.txt", {"catalog", "show", "medical-ai"}},
      {"show-field.ko.txt", {"catalog", "show", "의료", "--lang", "ko"}},
      {"show-field.json", {"catalog", "show", "의료", "--format", "json"}},
      {"model-show.en.txt", {"model", "show", golden("tuned-model.json")}},
      {"model-show.ko.txt", {"model", "show", golden("tuned-model.json"), "--lang", "ko"}},
      {"model-show.en.json", {"model", "show", golden("tuned-model.json"), "-f", "json"}},
      {"model-show.ko.md",
       {"model", "show", golden("tuned-model.json"), "-f", "markdown", "--lang", "ko"}},
      {"model-show.en.csv", {"model", "show", golden("tuned-model.json"), "-n1", "-f", "csv"}},
      {"model-diff.en.txt", {"model", "diff", golden("model.json"), golden("tuned-model.json")}},
      {"model-diff.ko.txt",
       {"model", "diff", "balanced", golden("tuned-model.json"), "--top", "2", "--lang", "ko"}},
      {"model-diff.en.jsonl",
       {"model", "diff", golden("model.json"), golden("tuned-model.json"), "-f", "jsonl"}},
      {"help.txt", {"--help"}},
      {"help-rank.txt", {"rank", "--help"}},
      {"help-explain.txt", {"explain", "--help"}},
      {"help-fields.txt", {"fields", "--help"}},
      {"help-report.txt", {"report", "--help"}},
      {"help-advise.txt", {"advise", "--help"}},
      {"advise.en.txt", {"advise", sample("graph-graduate"), "--budget", "400"}},
      {"advise.ko.txt", {"advise", sample("korean-vision"), "--lang", "ko"}, "100"},
      {"advise-nothing.en.txt", {"advise", sample("beginner"), "--budget", "100"}},
      {"advise-field.en.md",
       {"advise", sample("graph-graduate"), "--field", "medical-ai", "-b", "100", "-f",
        "markdown"}},
      {"advise-field.ko.txt",
       {"advise", sample("graph-graduate"), "--field", "의료", "-b", "100", "--lang", "ko"}},
      {"advise-company.ko.txt",
       {"advise", sample("beginner"), "--goal", "company:lunit", "-b", "100", "--lang", "ko"}},
      {"advise.en.json",
       {"advise", sample("korean-vision"), "--goal", "score", "-n", "3", "-b", "50", "-f", "json"}},
      {"help-batch.txt", {"batch", "--help"}},
      {"help-extract.txt", {"extract", "--help"}},
      {"help-evaluate.txt", {"evaluate", "--help"}},
      {"help-convert.txt", {"convert", "--help"}},
      {"help-tune.txt", {"tune", "--help"}},
      {"help-merge.txt", {"merge", "--help"}},
      {"help-match.txt", {"match", "--help"}},
      {"help-catalog.txt", {"catalog", "--help"}},
      {"help-catalog-list.txt", {"catalog", "list", "--help"}},
      {"help-catalog-show.txt", {"catalog", "show", "--help"}},
      {"help-catalog-validate.txt", {"catalog", "validate", "--help"}},
      {"help-model.txt", {"model", "--help"}},
      {"help-model-show.txt", {"model", "show", "--help"}},
      {"help-model-diff.txt", {"model", "diff", "--help"}},
      {"help-index.txt", {"index", "--help"}},
      {"search.en.txt", {"taxonomy", "search", "graph"}},
      {"search.ko.txt", {"taxonomy", "search", "learning", "--lang", "ko", "-n", "5"}, "60"},
      {"search.ko.md", {"taxonomy", "search", "lerning", "--lang", "ko", "-f", "markdown"}},
      {"search.en.csv", {"taxonomy", "search", "영상", "-f", "csv"}},
      {"taxonomy-show.ko.txt", {"taxonomy", "show", "GNN", "--lang", "ko"}},
      {"taxonomy-show.json", {"taxonomy", "show", "GNN", "-f", "json"}},
      {"suggest.en.txt", {"taxonomy", "suggest", "-n", "5"}},
      {"suggest.ko.jsonl", {"taxonomy", "suggest", "-n", "2", "-f", "jsonl", "--lang", "ko"}},
      {"help-taxonomy.txt", {"taxonomy", "--help"}},
      {"help-taxonomy-search.txt", {"taxonomy", "search", "--help"}},
      {"help-taxonomy-show.txt", {"taxonomy", "show", "--help"}},
      {"help-taxonomy-merge.txt", {"taxonomy", "merge", "--help"}},
      {"help-taxonomy-suggest.txt", {"taxonomy", "suggest", "--help"}},
      {"help-import.txt", {"import", "--help"}},
      {"help-import-esco.txt", {"import", "esco", "--help"}},
      {"help-import-postings.txt", {"import", "postings", "--help"}},
      {"help-import-profiles.txt", {"import", "profiles", "--help"}},
      {"help-import-onet.txt", {"import", "onet", "--help"}},
      {"help-completion.txt", {"completion", "--help"}}};
  return kCases;
}

class Golden : public testing::TestWithParam<GoldenCase> {};

std::string name_of(const testing::TestParamInfo<GoldenCase>& info) {
  std::string name = info.param.file;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Outputs, Golden, testing::ValuesIn(golden_cases()), name_of);

TEST_P(Golden, IsTheSameByteForByte) {
  const auto& [file, words, columns] = GetParam();
  const std::string text =
      output_of(words, {.environment = {{"COLUMNS", columns}}, .directory = SKILLMATCH_SOURCE_DIR});
  const char* update = std::getenv("SKILLMATCH_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") {
    std::ofstream(golden(file), std::ios::binary) << text;
  }
  EXPECT_EQ(text, bytes_of(golden(file))) << "tests/golden/README.md tells how to renew it";
}

TEST(GoldenFiles, AreEachOfSomeCase) {
  std::set<std::string> expected{"README.md", "model.json", "tuned-model.json"};
  for (const GoldenCase& c : golden_cases()) EXPECT_TRUE(expected.insert(c.file).second) << c.file;
  for (const auto& entry : std::filesystem::directory_iterator(golden(""))) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(expected.contains(name)) << name << " belongs to no case; remove it";
  }
}

}  // namespace golden_test
}  // namespace cli_test
