#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace catalog_validate_test {

TEST(CatalogValidate, SumsUpACatalogWithoutProblems) {
  EXPECT_EQ(
      output_of({"catalog", "validate", "companies.json"}, {.directory = data_file("")}),
      "companies.json: no problems (companies: 19, fields: 8, skills: 120, requirements: 267)\n");
}

TEST(CatalogValidate, ReadsStandardInput) {
  EXPECT_EQ(
      output_of({"catalog", "validate", "-"},
                {.input = catalog_text({{"a", {{"python", 3}}}, {"b", {{"sql", 2}}}})}),
      "standard input: no problems (companies: 2, fields: 0, skills: 120, requirements: 2)\n");
}

TEST(CatalogValidate, ListsEveryProblemAndCountsThem) {
  std::vector<std::pair<std::string, Json>> companies;
  std::string expected;
  for (int i = 0; i < 30; ++i) {
    companies.push_back({"company-" + std::to_string(i), {{"xyzzy", 3}}});
    expected += "standard input:" + std::to_string(10 + 9 * i) + ": /companies/" +
                std::to_string(i) +
                "/requires/xyzzy: unknown skill 'xyzzy'; 'skillmatch catalog list skills' shows "
                "the known ones\n";
  }
  const RunResult result =
      skillmatch({"catalog", "validate", "-"}, {.input = catalog_text(companies)});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, expected + "30 problems\n");
}

TEST(CatalogValidate, CountsOneProblem) {
  const RunResult result = skillmatch({"catalog", "validate", "-"}, {.input = catalog_text({})});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.err,
            "standard input:3: /companies: empty; a catalog needs at least one company\n"
            "1 problem\n");
}

TEST(CatalogValidate, WarnsOfUnknownSkillsWhenAsked) {
  const RunOptions options{.input = catalog_text({{"a", {{"python", 3}, {"xyzzy", 3}}}})};
  const RunResult result =
      skillmatch({"catalog", "validate", "-", "--unknown-skills", "warn"}, options);
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(
      result.out,
      "standard input: no problems (companies: 1, fields: 0, skills: 120, requirements: 1)\n");
  EXPECT_EQ(result.err,
            "standard input:11: /companies/0/requires/xyzzy: unknown skill 'xyzzy'; 'skillmatch "
            "catalog list skills' shows the known ones (left out)\n");
  EXPECT_EQ(output_of({"catalog", "validate", "-", "--unknown-skills=warn", "-q"}, options),
            result.out);
}

}  // namespace catalog_validate_test
}  // namespace cli_test
