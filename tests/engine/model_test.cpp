// The built-in models, and what a model may be.
#include "support/build.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/model.h>

namespace model_test {

using build::kInfinity;
using build::kNan;
using skillmatch::check_model;
using skillmatch::Model;

TEST(Model, BuiltInsDifferInTheShareOfCosineOnly) {
  EXPECT_EQ(skillmatch::built_in_model_names(),
            (std::vector<std::string>{"balanced", "cosine", "coverage"}));
  const double blends[] = {0.5, 1.0, 0.0};
  std::size_t i = 0;
  for (const std::string& name : skillmatch::built_in_model_names()) {
    const std::optional<Model> model = skillmatch::built_in_model(name);
    ASSERT_TRUE(model.has_value());
    EXPECT_EQ(model->name, name);
    EXPECT_EQ(model->blend, blends[i++]);
    EXPECT_EQ(model->breadth_floor, Model().breadth_floor);
    EXPECT_EQ(model->relatedness, 0.0);
    EXPECT_TRUE(model->weights.empty());
  }
  EXPECT_EQ(Model().name, "balanced");
  EXPECT_EQ(Model().blend, 0.5);
  EXPECT_FALSE(skillmatch::built_in_model("Balanced").has_value());
  EXPECT_FALSE(skillmatch::built_in_model("").has_value());
}

std::string problem_of(const Model& model) {
  try {
    check_model(model, 2);
  } catch (const std::invalid_argument& e) {
    return e.what();
  }
  return {};
}

Model with_weight(double w) {
  Model model;
  model.weights = {1.0, 1.0};
  model.weights[1] = w;
  return model;
}

TEST(Model, IsRefusedWithTheNameOfThePartThatIsWrong) {
  for (const double x : {-0.1, 1.1, kNan, kInfinity}) {
    Model blend;
    blend.blend = x;
    EXPECT_EQ(problem_of(blend), "blend is outside [0, 1]");
    Model relatedness;
    relatedness.relatedness = x;
    EXPECT_EQ(problem_of(relatedness), "relatedness is outside [0, 1]");
  }
  for (const double x : {-0.1, kNan, kInfinity}) {
    Model floor;
    floor.breadth_floor = x;
    EXPECT_EQ(problem_of(floor), "breadth floor is below 0 or not finite");
    EXPECT_EQ(problem_of(with_weight(x)), "a weight is below 0 or not finite");
  }
  Model short_weights;
  short_weights.weights = {1.0};
  EXPECT_EQ(problem_of(short_weights), "weights are not one a skill");
}

TEST(Model, MayStandAtTheEndsOfItsRanges) {
  for (const double x : {0.0, 1.0}) {
    Model model = with_weight(x);
    model.blend = x;
    model.relatedness = x;
    model.breadth_floor = x;
    EXPECT_EQ(problem_of(model), "");
  }
  EXPECT_EQ(problem_of(with_weight(std::numeric_limits<double>::max())), "");
  EXPECT_EQ(problem_of(with_weight(5e-324)), "");
  EXPECT_EQ(problem_of(Model()), "");
}

TEST(InputError, HoldsOneProblemALine) {
  const skillmatch::InputError one("me.json:4: wrong");
  EXPECT_STREQ(one.what(), "me.json:4: wrong");
  EXPECT_EQ(one.problems(), std::vector<std::string>{"me.json:4: wrong"});
  const skillmatch::InputError two(std::vector<std::string>{"a:1: wrong", "a:2: wrong"});
  EXPECT_STREQ(two.what(), "a:1: wrong\na:2: wrong");
  EXPECT_EQ(two.problems().size(), 2U);
}

}  // namespace model_test
