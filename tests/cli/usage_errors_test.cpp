#include "cli/skillmatch.h"

#include <ostream>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace usage_errors_test {

struct UsageCase {
  std::string name;
  Words words;
  std::string command;  // what the message begins with and whose help it names
  std::string message;
};

void PrintTo(const UsageCase& c, std::ostream* out) { *out << c.name; }

class UsageError : public testing::TestWithParam<UsageCase> {};

TEST_P(UsageError, IsReportedWordForWord) {
  const auto& [name, words, command, message] = GetParam();
  const RunResult result = skillmatch(words);
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, command + ": " + message + "\nTry '" + command + " --help'.\n");
}

std::string name_of(const testing::TestParamInfo<UsageCase>& info) { return info.param.name; }

const std::string kSelf = "skillmatch";
const std::string kRank = "skillmatch rank";

INSTANTIATE_TEST_SUITE_P(
    Commands, UsageError,
    testing::Values(
        UsageCase{"Misspelt", {"rnak"}, kSelf, "unknown command 'rnak', did you mean 'rank'?"},
        UsageCase{"NothingLikeIt", {"frobnicate"}, kSelf, "unknown command 'frobnicate'"},
        UsageCase{"Empty", {""}, kSelf, "unknown command ''"},
        UsageCase{"UnknownOptionFirst", {"--verbose"}, kSelf, "unknown option '--verbose'"},
        UsageCase{"SecondWordMissing",
                  {"catalog"},
                  kSelf,
                  "'catalog' needs one more word: list, show, validate"},
        UsageCase{"SecondWordMisspelt",
                  {"catalog", "lsit"},
                  kSelf,
                  "catalog: 'lsit' is not one of list, show, validate, did you mean 'list'?"},
        UsageCase{"SecondWordUnknown",
                  {"import", "lightcast"},
                  kSelf,
                  "import: 'lightcast' is not one of esco, onet, postings, profiles"},
        UsageCase{"HelpOfNoCommand", {"help", "nope"}, kSelf, "unknown command 'nope'"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Arguments, UsageError,
    testing::Values(
        UsageCase{"Missing", {"rank"}, kRank, "PROFILE is missing"},
        UsageCase{"NeitherModelNorFile",
                  {"rank", "-", "--model", "balancd"},
                  kRank,
                  "--model: no file and no model is called 'balancd', did you mean 'balanced'?"},
        UsageCase{"NeitherModelNorFileToShow",
                  {"model", "show", "balancd"},
                  "skillmatch model show",
                  "no file and no model is called 'balancd', did you mean 'balanced'?"},
        UsageCase{"OneModelOfTwo",
                  {"model", "diff", "balanced"},
                  "skillmatch model diff",
                  "MODEL MODEL2 is missing"},
        UsageCase{"TwoModelsFromStandardInput",
                  {"model", "diff", "-", "-"},
                  "skillmatch model diff",
                  "only one file can be '-', standard input"},
        UsageCase{"Empty", {"rank", ""}, kRank, "PROFILE is empty"},
        UsageCase{
            "TooMany", {"rank", "a.json", "b.json"}, kRank, "one argument too many: 'b.json'"},
        UsageCase{"AfterTwoDashes",
                  {"rank", "a.json", "--", "--top"},
                  kRank,
                  "one argument too many: '--top'"},
        UsageCase{"EmptyCatalog",
                  {"catalog", "validate", ""},
                  "skillmatch catalog validate",
                  "FILE is empty"},
        UsageCase{"UnknownKind",
                  {"catalog", "list", "compnies"},
                  "skillmatch catalog list",
                  "'compnies' is not one of companies, skills, fields, attributes, did you mean "
                  "'companies'?"},
        UsageCase{"UnknownShell",
                  {"completion", "fish"},
                  "skillmatch completion",
                  "'fish' is not one of bash, zsh"},
        UsageCase{"ShellMissing", {"completion"}, "skillmatch completion", "bash|zsh is missing"},
        UsageCase{"UnknownName",
                  {"catalog", "show", "vornoi"},
                  "skillmatch catalog show",
                  "no company, field or skill is called 'vornoi', did you mean 'voronoi'?"},
        UsageCase{"NothingLikeTheName",
                  {"catalog", "show", "xyzzyqqq"},
                  "skillmatch catalog show",
                  "no company, field or skill is called 'xyzzyqqq'"}),
    name_of);

UsageCase rank_case(const std::string& name, Words options, const std::string& message) {
  options.insert(options.begin(), {"rank", sample("graph-graduate")});
  return {name, std::move(options), kRank, message};
}

INSTANTIATE_TEST_SUITE_P(
    Options, UsageError,
    testing::Values(
        rank_case("Misspelt", {"--explian"},
                  "unknown option '--explian', did you mean '--explain'?"),
        rank_case("Shortened", {"--mod", "cosine"}, "unknown option '--mod'"),
        rank_case("UnknownLetter", {"-z"}, "unknown option '-z'"),
        rank_case("UnknownLetterWithValue", {"-Z3"}, "unknown option '-Z3'"),
        rank_case("Twice", {"--top", "3", "--top", "4"}, "option '--top' is given more than once"),
        rank_case("TwiceByLetter", {"-n3", "--top=4"}, "option '--top' is given more than once"),
        rank_case("FlagTwice", {"-q", "--quiet"}, "option '--quiet' is given more than once"),
        rank_case("ValueMissing", {"--top"}, "option '--top' needs a value"),
        rank_case("ValueMissingByLetter", {"-o"}, "option '--output' needs a value"),
        rank_case("ValueMissingAfterEquals", {"--top="}, "option '--top' needs a value"),
        rank_case("ValueEmpty", {"--catalog", ""}, "option '--catalog' needs a value"),
        rank_case("FlagWithValue", {"--explain=1"}, "option '--explain' takes no value")),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Values, UsageError,
    testing::Values(
        rank_case("FormatMisspelt", {"--format", "jsn"},
                  "--format: 'jsn' is not one of table, json, jsonl, csv, markdown, did you mean "
                  "'json'?"),
        rank_case("FormatUnknown", {"--format", "postscript"},
                  "--format: 'postscript' is not one of table, json, jsonl, csv, markdown"),
        rank_case("LanguageUnknown", {"--lang", "fr"}, "--lang: 'fr' is not one of en, ko"),
        rank_case("TopNegative", {"--top", "-1"},
                  "--top: '-1' is neither a whole number nor 'all'"),
        rank_case("TopNoNumber", {"--top", "abc"},
                  "--top: 'abc' is neither a whole number nor 'all'"),
        rank_case("TopFraction", {"--top", "1.5"},
                  "--top: '1.5' is neither a whole number nor 'all'"),
        rank_case("TopHuge", {"--top", "99999999999999999999"},
                  "--top: '99999999999999999999' is not a number from 0 to 1e+09"),
        rank_case("RelatednessTooMuch", {"--relatedness", "2"},
                  "--relatedness: '2' is not a number from 0 to 1"),
        rank_case("RelatednessNegative", {"--relatedness", "-0.5"},
                  "--relatedness: '-0.5' is not a number from 0 to 1"),
        rank_case("RelatednessNan", {"--relatedness", "nan"},
                  "--relatedness: 'nan' is not a number from 0 to 1"),
        rank_case("RelatednessWithAComma", {"--relatedness", "0,5"},
                  "--relatedness: '0,5' is not a number from 0 to 1"),
        rank_case("FieldMisspelt", {"--field", "medcial-ai"},
                  "--field: unknown field 'medcial-ai', did you mean 'medical-ai'?"),
        rank_case("FieldUnknown", {"--field", "poetry"},
                  "--field: unknown field 'poetry'; 'skillmatch catalog list fields' shows the "
                  "known ones"),
        UsageCase{"ProfileAndCatalogFromOneInput",
                  {"rank", "-", "--catalog", "-"},
                  kRank,
                  "only one file can be '-', standard input"},
        UsageCase{"ProfileAndModelFromOneInput",
                  {"rank", "-", "--model", "-"},
                  kRank,
                  "only one file can be '-', standard input"}),
    name_of);

TEST(Usage, WithoutWordsTheOverviewIsAnError) {
  const RunResult result = skillmatch({});
  EXPECT_EQ(result.status, kWrongUsage);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, output_of({"--help"}));
}

TEST(Usage, HelpIsOneTextByEachOfItsNames) {
  const std::string overview = output_of({"--help"});
  EXPECT_EQ(output_of({"-h"}), overview);
  EXPECT_EQ(output_of({"help"}), overview);
  EXPECT_EQ(output_of({"help", "rank"}), output_of({"rank", "--help"}));
  EXPECT_EQ(output_of({"rank", "no-such-file", "-h"}), output_of({"rank", "--help"}));
  EXPECT_EQ(output_of({"help", "catalog", "list"}), output_of({"catalog", "list", "-h"}));
  EXPECT_EQ(output_of({"help", "catalog"}), output_of({"catalog", "--help"}));
}

TEST(Usage, MutualWithoutWantsIsWrongInput) {
  const RunResult result =
      skillmatch({"rank", "-", "--mutual"}, {.input = profile_text({{"python", 3}})});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "standard input: --mutual needs what you want of a company; add for example "
            "\"wants\": {\"team\": 1, \"growth\": 0.5}\n");
}

}  // namespace usage_errors_test
}  // namespace cli_test
