#include "problem_cases.h"

#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>

namespace skillmatch::io {
namespace model_errors_test {

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = read_taxonomy({"t.json", R"({
    "format": "skillmatch/taxonomy@1",
    "skills": [{"id": "python", "name": {"ko": "파이썬"}}, {"id": "sql", "name": {"en": "SQL"}}]
  })"});
  return taxonomy;
}

Model read(const std::string& text) { return read_model({"dir/m.v2.json", text}, taxonomy()); }

// A model whose `members` begin on line 2.
std::string model_with(const std::string& members) {
  return "{\"format\": \"skillmatch/model@1\",\n" + members + "}";
}

using Facts = decltype(TuningRecord::facts);
using Figures = decltype(TuningRecord::figures);

class ModelError : public testing::TestWithParam<ProblemCase> {};

TEST_P(ModelError, IsReportedWordForWord) {
  EXPECT_EQ(message_of([] {
              read_model({"m.json", GetParam().text}, taxonomy());
            }),
            GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Model, ModelError,
    testing::Values(
        ProblemCase{"FormatMissing", "{\"blend\": 1}",
                    "m.json:1: 'format' is missing; write \"format\": \"skillmatch/model@1\""},
        ProblemCase{"FormatNewer", R"({"format": "skillmatch/model@2"})",
                    "m.json:1: /format: the format is 'skillmatch/model@2', which this version of "
                    "skillmatch does not read; it reads 'skillmatch/model@1'"},
        ProblemCase{"NoObject", "null", "m.json:1: an object is needed here, not null"},
        ProblemCase{"OfAnotherTaxonomy",
                    model_with("\"taxonomy\": \"0123456789abcdef\", \"weights\": {\"x\": 1}"),
                    "m.json:2: /taxonomy: this model was made for the taxonomy "
                    "'0123456789abcdef', the catalog has '" +
                        taxonomy().fingerprint() + "'; use the catalog it was made with"},
        ProblemCase{"TaxonomyNoString", model_with("\"taxonomy\": {}"),
                    "m.json:2: /taxonomy: a string is needed here, not an object"},
        ProblemCase{"TuningAnArray", model_with("\"tuning\": []"),
                    "m.json:2: /tuning: an object is needed here, not an array"},
        ProblemCase{"BlendAboveOne", model_with("\"blend\": 1.5"),
                    "m.json:2: /blend: 1.5 is not a blend; write a number from 0 to 1"},
        ProblemCase{"BlendAsText", model_with("\"blend\": \"1\""),
                    "m.json:2: /blend: a number is needed here, not a string"},
        ProblemCase{"BreadthFloorNegative", model_with("\"breadth_floor\": -1"),
                    "m.json:2: /breadth_floor: -1 is not a breadth_floor; write a number of at "
                    "least 0"},
        ProblemCase{"RelatednessNegative", model_with("\"relatedness\": -0.5"),
                    "m.json:2: /relatedness: -0.5 is not a relatedness; write a number from 0 to "
                    "1"},
        ProblemCase{"WeightsAnArray", model_with("\"weights\": [1, 1]"),
                    "m.json:2: /weights: an object is needed here, not an array"},
        ProblemCase{"WeightNegative", model_with("\"weights\": {\n\"python\": -2}"),
                    "m.json:3: /weights/python: -2 is not a weight; write a number of at least 0"},
        ProblemCase{"WeightUnknown", model_with("\"weights\": {\n\"pyton\": 2}"),
                    "m.json:3: /weights/pyton: unknown skill 'pyton', did you mean 'python'?"},
        ProblemCase{"WeightOfOneSkillTwice",
                    model_with("\"weights\": {\n\"python\": 2,\n\"파이썬\": 3}"),
                    "m.json:4: /weights/파이썬: the same skill as 'python' on line 3 ('python'); "
                    "keep one"},
        ProblemCase{
            "UnknownMember", model_with("\"beta\": 1"),
            "m.json:2: /beta: unknown member 'beta'; the known ones are 'format', "
            "'taxonomy', 'weights', 'blend', 'breadth_floor', 'relatedness', 'tuning', 'note' and "
            "'$schema'"},
        ProblemCase{"Several",
                    model_with("\"blend\": 2,\n\"weights\": {\"sql\": true},\n"
                               "\"relatedness\": 2,\n\"blends\": 1"),
                    "m.json:2: /blend: 2 is not a blend; write a number from 0 to 1\n"
                    "m.json:3: /weights/sql: a number is needed here, not true or false\n"
                    "m.json:4: /relatedness: 2 is not a relatedness; write a number from 0 to 1\n"
                    "m.json:5: /blends: unknown member 'blends', did you mean 'blend'?"}),
    case_name);

TEST(ReadModel, WithoutMembersIsTheDefaultUnderTheNameOfItsFile) {
  const Model model = read(model_with("\"note\": \"nothing\""));
  EXPECT_EQ(model.name, "m.v2");
  EXPECT_EQ(model.weights.size(), 0);
  EXPECT_EQ(model.blend, 0.5);
  EXPECT_EQ(model.breadth_floor, 3.0);
  EXPECT_EQ(model.relatedness, 0.0);
}

TEST(ReadModel, TakesItsNumbersAndGivesSkillsNotNamedTheWeightOne) {
  const Model model = read(model_with("\"taxonomy\": \"" + taxonomy().fingerprint() +
                                      "\", \"weights\": {\"파이썬\": 2.5}, \"blend\": 0.25, "
                                      "\"breadth_floor\": 0, \"relatedness\": 1"));
  EXPECT_EQ(model.weights.size(), 2);
  EXPECT_EQ(model.weights[0], 2.5);
  EXPECT_EQ(model.weights[1], 1.0);
  EXPECT_EQ(model.blend, 0.25);
  EXPECT_EQ(model.breadth_floor, 0.0);
  EXPECT_EQ(model.relatedness, 1.0);
}

TEST(ReadModelFile, TellsTheWordsAndNumbersOfItsTuningInTheirOrder) {
  const std::string members =
      R"("blend": 1, "tuning": {"b": "x", "p": 0.5, "list": [1], "a": "y", "none": null, "k": 10})";
  const ModelFile file = read_model_file({"m.json", model_with(members)}, taxonomy());
  ASSERT_TRUE(file.tuning);
  EXPECT_EQ(file.model.blend, 1.0);
  EXPECT_EQ(file.tuning->facts, (Facts{{"b", "x"}, {"a", "y"}}));
  EXPECT_EQ(file.tuning->figures, (Figures{{"p", 0.5}, {"k", 10.0}}));
  EXPECT_FALSE(read_model_file({"m.json", model_with("\"blend\": 1")}, taxonomy()).tuning);
}

TEST(ReadModelFile, ReadsBackWhatIsWritten) {
  const TuningRecord record{{{"start", "코사인"}}, {{"low", -0.1}, {"high", 1.0 / 3.0}}};
  Model model;
  model.weights = {0.0, 1.0 / 3.0};
  std::ostringstream out;
  write_model(out, model, taxonomy(), &record);
  const ModelFile file = read_model_file({"m.json", out.str()}, taxonomy());
  EXPECT_EQ(file.model.weights, model.weights);
  ASSERT_TRUE(file.tuning);
  EXPECT_EQ(file.tuning->facts, record.facts);
  EXPECT_EQ(file.tuning->figures, record.figures);
}

TEST(ReadModel, LeavesUnknownSkillsOutWithAWarningWhereThatIsAskedFor) {
  std::vector<std::string> warnings;
  const Model model = read_model({"m.json", model_with("\"weights\": {\"pyton\": 2, \"sql\": 3}")},
                                 taxonomy(), {ReadOptions::Unknown::warn, &warnings});
  EXPECT_EQ(model.weights[0], 1.0);
  EXPECT_EQ(model.weights[1], 3.0);
  EXPECT_EQ(warnings, (std::vector<std::string>{"m.json:2: /weights/pyton: unknown skill 'pyton', "
                                                "did you mean 'python'? (left out)"}));
}

}  // namespace model_errors_test
}  // namespace skillmatch::io
