// skillmatch taxonomy search, show, merge and suggest, through the whole program.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace taxonomy_test {

// Two taxonomies that share skills under different names.
const char* const kFirst = R"({"format": "skillmatch/taxonomy@1",
 "concepts": [{"id": "ops", "name": {"en": "Operations"}}],
 "skills": [
  {"id": "kubernetes", "name": {"en": "Kubernetes", "ko": "쿠버네티스"}, "broader": ["ops"]},
  {"id": "devops", "name": {"en": "DevOps"}},
  {"id": "mlops", "name": {"en": "MLOps"}}]})";
const char* const kSecond = R"({"format": "skillmatch/taxonomy@1",
 "skills": [
  {"id": "k8s", "name": {"en": "k8s"}, "aliases": ["http://data.europa.eu/esco/skill/1"]},
  {"id": "ml-ops", "name": {"en": "Machine learning operations"}, "aliases": ["dev-ops"]},
  {"id": "terraform", "name": {"en": "Terraform"}, "aliases": ["2.A.1.a", "tf"]}]})";

class TaxonomyCommands : public testing::Test {
 protected:
  TaxonomyCommands() {
    dir_.put("first.json", kFirst);
    dir_.put("second.json", kSecond);
  }
  RunResult merge(Words more) const {
    more.insert(more.begin(), {"taxonomy", "merge", "first.json", "second.json"});
    return skillmatch(more, {.directory = dir_.path()});
  }
  const TempDir dir_;
};

TEST_F(TaxonomyCommands, SearchFindsInEitherLanguageAndSaysHow) {
  const Json found =
      json_of({"taxonomy", "search", "그래프", "신경망", "-f", "json", "--lang", "en"});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], (Json{{"id", "graph-neural-networks"},
                            {"name", "Graph neural networks"},
                            {"name_other", "그래프 신경망"},
                            {"found_as", "그래프 신경망"},
                            {"how", "exact"},
                            {"distance", 0}}));
  const Json near = json_of(
      {"taxonomy", "search", "Kubernetis", "--taxonomy", dir_ / "first.json", "-f", "json"});
  ASSERT_EQ(near.size(), 1U);
  EXPECT_EQ(near[0]["how"], "near");
  EXPECT_EQ(near[0]["distance"], 1);
}

TEST_F(TaxonomyCommands, SearchOfNothingIsAnEmptyResultAndAWordOfAdvice) {
  const RunResult result = skillmatch({"taxonomy", "search", "zzz\x1b[31m", "-f", "jsonl"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "no skill is called anything like 'zzz\\u{001B}[31m'; try a part of the name or the "
            "other language, or see all with 'skillmatch catalog list skills'\n");
  EXPECT_EQ(output_of({"taxonomy", "search", "zzzz", "-f", "json", "--quiet"}), "[]\n");
  // None was asked for, as with rank: that is no news.
  EXPECT_EQ(output_of({"taxonomy", "search", "zzzz", "-f", "json", "-n", "0"}), "[]\n");
  EXPECT_EQ(output_of({"taxonomy", "search", "python", "-f", "json", "-n", "0"}), "[]\n");
}

TEST_F(TaxonomyCommands, ShowTellsExternalIdsFromAliases) {
  EXPECT_EQ(output_of({"taxonomy", "show", "tf", "--taxonomy", "second.json"},
                      {.directory = dir_.path()}),
            "Terraform  (terraform)\n"
            "also called: tf\n"
            "external ids: 2.A.1.a\n");
  const Json shown = json_of({"taxonomy", "show", "http://data.europa.eu/esco/skill/1",
                              "--taxonomy", "second.json", "--format", "json"},
                             {.directory = dir_.path()});
  EXPECT_EQ(shown["id"], "k8s");
  EXPECT_EQ(shown["aliases"], Json::array());
  EXPECT_EQ(shown["external_ids"], Json::array({"http://data.europa.eu/esco/skill/1"}));
}

TEST_F(TaxonomyCommands, ShowOfAnUnknownSkillSuggestsOne) {
  const RunResult result = skillmatch({"taxonomy", "show", "pytorhc"});
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.err,
            "skillmatch taxonomy show: no skill is called 'pytorhc', did you mean 'pytorch'?\n"
            "Try 'skillmatch taxonomy show --help'.\n");
  const RunResult unlike = skillmatch({"taxonomy", "show", "qqqqqqqqqqqq"});
  EXPECT_EQ(unlike.err,
            "skillmatch taxonomy show: no skill is called 'qqqqqqqqqqqq'; 'skillmatch taxonomy "
            "search WORDS' finds skills by a part of their names\n"
            "Try 'skillmatch taxonomy show --help'.\n");
}

TEST_F(TaxonomyCommands, MergeAccountsForEverySkillOfTheSecond) {
  const RunResult result = merge({"-o", "both.json", "--report", "report.json"});
  EXPECT_EQ(result.status, kDone) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "joined 1 of 3 skills of second.json with those of first.json, which got 1 more names\n"
            "added 2 skills behind the 3 of first.json\n"
            "conflict: 'ml-ops' was joined with 'mlops', but its name 'dev-ops' stays with "
            "'devops'\n");
  const Json both = Json::parse(bytes_of(dir_ / "both.json"));
  EXPECT_EQ(both["format"], "skillmatch/taxonomy@1");
  std::vector<std::string> ids;
  for (const Json& skill : both["skills"]) ids.push_back(skill["id"]);
  EXPECT_EQ(ids, (Words{"kubernetes", "devops", "mlops", "k8s", "terraform"}));
}

TEST_F(TaxonomyCommands, MergeNamesConflictsOnStandardErrorAndInTheReport) {
  dir_.put("second.json", R"({"format": "skillmatch/taxonomy@1", "skills": [
    {"id": "ML Ops", "name": {"en": "Machine learning operations"}, "aliases": ["dev-ops"]}]})");
  const RunResult result = merge({"-o", "both.json", "--report", "report.json"});
  EXPECT_EQ(result.err,
            "joined 1 of 1 skills of second.json with those of first.json, which got 1 more names\n"
            "added 0 skills behind the 3 of first.json\n"
            "conflict: 'ML Ops' was joined with 'mlops', but its name 'dev-ops' stays with "
            "'devops'\n");
  EXPECT_EQ(Json::parse(bytes_of(dir_ / "report.json")), Json::parse(R"({
    "first": {"file": "first.json", "skills": 3},
    "second": {"file": "second.json", "skills": 1},
    "joined": [{"second": "ML Ops", "first": "mlops", "name": "ML Ops"}],
    "added": [],
    "conflicts": [{"kind": "name_of_another", "second": "ML Ops", "first": "mlops",
      "name": "dev-ops", "other": "devops",
      "text": "'ML Ops' was joined with 'mlops', but its name 'dev-ops' stays with 'devops'"}],
    "names_added": 1,
    "companies_added": 0})"));
}

TEST_F(TaxonomyCommands, MergeOfACatalogIsACatalogThatValidates) {
  dir_.put("a.json", catalog_text({{"one", {{"k8s", 3}}}}, "second.json"));
  dir_.put("b.json",
           catalog_text({{"one", {{"Kubernetes", 4}}}, {"two", {{"devops", 2}}}}, "first.json"));
  const RunResult result = skillmatch({"taxonomy", "merge", "a.json", "b.json", "-o", "both.json"},
                                      {.directory = dir_.path()});
  EXPECT_EQ(result.status, kDone);
  EXPECT_TRUE(
      result.err.ends_with("added 2 companies\n"
                           "conflict: 'mlops' and 'devops' were both joined with 'ml-ops', "
                           "which does not tell them apart\n"
                           "conflict: both have a company 'one'; the second's is now "
                           "'one-2'\n"))
      << result.err;
  EXPECT_EQ(output_of({"catalog", "validate", "both.json"}, {.directory = dir_.path()}),
            "both.json: no problems (companies: 3, fields: 0, skills: 4, requirements: 3)\n");
}

TEST_F(TaxonomyCommands, MergeRefusesToReplaceWhatItReads) {
  const RunResult result = merge({"-o", "second.json"});
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.err,
            "skillmatch taxonomy merge: --output would replace 'second.json', which is read\n"
            "Try 'skillmatch taxonomy merge --help'.\n");
  EXPECT_EQ(merge({"-o", "x", "--report", "x"}).err,
            "skillmatch taxonomy merge: --report and --output name the same file\n"
            "Try 'skillmatch taxonomy merge --help'.\n");
  EXPECT_EQ(bytes_of(dir_ / "second.json"), kSecond);
}

TEST_F(TaxonomyCommands, SuggestListsDuplicatesAndBroaderConcepts) {
  ASSERT_EQ(merge({"-o", "both.json", "-q"}).err, "");
  dir_.put("catalog.json", catalog_text({{"one", {{"kubernetes", 3}, {"terraform", 2}}},
                                         {"two", {{"kubernetes", 3}, {"terraform", 2}}},
                                         {"three", {{"kubernetes", 1}}},
                                         {"four", {{"devops", 2}}}},
                                        "both.json"));
  const Json all = json_of({"taxonomy", "suggest", "-c", dir_ / "catalog.json", "-f", "json"});
  ASSERT_EQ(all.size(), 2U) << all.dump(1);
  EXPECT_EQ(all[0], Json::parse(R"({"kind": "duplicate", "skill": "kubernetes", "other": "k8s",
    "reason": "numeronym", "names": ["Kubernetes", "k8s"], "together": null, "words": null,
    "confidence": 0.9})"));
  EXPECT_EQ(all[1]["kind"], "broader");
  EXPECT_EQ(all[1]["skill"], "terraform");
  EXPECT_EQ(all[1]["other"], "ops");
  EXPECT_NEAR(all[1]["together"].get<double>(), 2.0 / std::sqrt(6.0), 1e-12);
  EXPECT_EQ(json_of({"taxonomy", "suggest", "-c", dir_ / "catalog.json", "-f", "json", "--only",
                     "duplicates"})
                .size(),
            1U);
  EXPECT_EQ(output_of({"taxonomy", "suggest", "-c", dir_ / "catalog.json", "-f", "json",
                       "--min-confidence", "0.95", "--quiet"}),
            "[]\n");
}

TEST_F(TaxonomyCommands, TakeATaxonomyOrACatalogAndNotBoth) {
  const RunResult both =
      skillmatch({"taxonomy", "search", "x", "--taxonomy", "first.json", "--catalog", "first.json"},
                 {.directory = dir_.path()});
  EXPECT_EQ(both.status, kWrongUsage);
  EXPECT_EQ(both.err,
            "skillmatch taxonomy search: --taxonomy and --catalog exclude each other\n"
            "Try 'skillmatch taxonomy search --help'.\n");
  // A taxonomy where a catalog is needed stays wrong.
  const RunResult wrong = skillmatch({"taxonomy", "search", "x", "--catalog", "first.json"},
                                     {.directory = dir_.path()});
  EXPECT_EQ(wrong.status, kWrongInput);
  EXPECT_EQ(wrong.err,
            "first.json:1: /format: the format is 'skillmatch/taxonomy@1', where "
            "'skillmatch/catalog@1' is needed\n");
  dir_.put("other.json", R"({"format": "skillmatch/profile@1", "skills": {}})");
  const RunResult other =
      skillmatch({"taxonomy", "suggest", "--taxonomy", "other.json"}, {.directory = dir_.path()});
  EXPECT_EQ(other.status, kWrongInput);
  EXPECT_EQ(other.err,
            "other.json:1: /format: the format is 'skillmatch/profile@1', where "
            "'skillmatch/catalog@1' is needed\n");
}

}  // namespace taxonomy_test
}  // namespace cli_test
