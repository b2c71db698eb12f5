// Hours of learning, by hand.
#include "support/build.h"

#include <stdexcept>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/effort.h>

namespace effort_test {

using skillmatch::Effort;
using skillmatch::LearningHours;
using skillmatch::Profile;

// Four skills: the first two share a concept, the second and third another one.
reference::World related_world() {
  reference::World world = build::world(4, {});
  world.concepts = 2;
  world.broader = {{0}, {0, 1}, {1}, {}};
  return world;
}

class Hours : public testing::Test {
 protected:
  LearningHours hours(const std::vector<std::optional<double>>& levels, Effort effort = {}) const {
    return LearningHours(std::move(effort), taxonomy_, build::profile(build::person(levels)));
  }
  const skillmatch::Taxonomy taxonomy_ = build::taxonomy(related_world(), 0);
};

TEST_F(Hours, DoubleWithEveryLevel) {
  const LearningHours h = hours({});
  for (const auto& [level, expected] : std::vector<std::pair<double, double>>{
           {1.0, 20.0}, {2.0, 60.0}, {3.0, 140.0}, {4.0, 300.0}, {5.0, 620.0}}) {
    EXPECT_EQ(h(build::skill(3), 0.0, level), expected);
  }
}

TEST_F(Hours, AreLinearWithinALevel) {
  const LearningHours h = hours({});
  EXPECT_EQ(h(build::skill(3), 0.5, 1.25), 10.0 + 10.0);
  EXPECT_EQ(h(build::skill(3), 3.25, 3.75), 80.0);
  EXPECT_EQ(h(build::skill(3), 2.0, 2.0), 0.0);
  EXPECT_EQ(h(build::skill(3), 2.0, 1.0), 0.0);
}

TEST_F(Hours, AreFewerUpToTheLevelOfARelatedSkill) {
  const LearningHours h = hours({2.5, std::nullopt, 1.0, 5.0});
  EXPECT_EQ(h.related_level(build::skill(1)), 2.5);  // of skill 0, more than that of skill 2
  EXPECT_EQ(h.related_level(build::skill(3)), 0.0);
  EXPECT_EQ(h(build::skill(1), 0.0, 3.0), 10.0 + 20.0 + 20.0 + 40.0);
  // What is held saves nothing above itself, and skill 0 is not related to skill 2.
  EXPECT_EQ(h(build::skill(0), 2.5, 3.0), 40.0);
  EXPECT_EQ(h(build::skill(2), 1.0, 2.0), 40.0);
}

TEST_F(Hours, AreThoseOfTheTableGiven) {
  Effort effort;
  effort.hours = {1.0, 2.0, 4.0, 8.0, 16.0};
  effort.related_saves = 0.25;
  effort.factors = {1.0, 3.0, 1.0, 0.5};
  const LearningHours h = hours({1.0}, effort);
  EXPECT_EQ(h(build::skill(1), 0.0, 2.0), 3.0 * (0.75 + 2.0));
  EXPECT_EQ(h(build::skill(3), 0.0, 5.0), 0.5 * 31.0);
}

TEST_F(Hours, RefuseNumbersOutOfRange) {
  const auto with = [](auto change) {
    Effort effort;
    change(effort);
    return effort;
  };
  for (const Effort& effort : {with([](Effort& e) { e.hours[2] = 0.0; }),
                               with([](Effort& e) { e.hours[0] = build::kInfinity; }),
                               with([](Effort& e) { e.hours[4] = build::kNan; }),
                               with([](Effort& e) { e.related_saves = 1.0; }),
                               with([](Effort& e) { e.related_saves = -0.1; }), with([](Effort& e) {
                                 e.factors = {1.0, 1.0, 1.0};
                               }),
                               with([](Effort& e) {
                                 e.factors = {1.0, 0.0, 1.0, 1.0};
                               })}) {
    EXPECT_THROW(hours({}, effort), std::invalid_argument);
  }
}

}  // namespace effort_test
