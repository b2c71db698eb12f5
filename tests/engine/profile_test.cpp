// What a person holds and wants, and what a profile refuses.
#include "support/build.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <skillmatch/profile.h>

namespace profile_test {

using build::kInfinity;
using build::kNan;
using skillmatch::Profile;

skillmatch::AttributeId attribute(int i) { return static_cast<skillmatch::AttributeId>(i); }

TEST(Profile, TellsUnknownFromKnownToBeNone) {
  const Profile profile("p", {{build::skill(5), 2.5}, {build::skill(1), 0.0}});
  EXPECT_EQ(profile.level(build::skill(5)), 2.5);
  EXPECT_EQ(profile.level(build::skill(1)), 0.0);
  for (const std::size_t s : {0U, 2U, 6U}) {
    EXPECT_EQ(profile.level(build::skill(s)), std::nullopt);
  }
  EXPECT_EQ(Profile("p", {}).level(build::skill(0)), std::nullopt);
}

TEST(Profile, KeepsSkillsAndWantsInAscendingOrder) {
  const Profile profile("p", {{build::skill(2), 1.0}, {build::skill(0), 2.0}},
                        {{attribute(1), 0.5}, {attribute(0), 1.0}});
  EXPECT_EQ(profile.skills()[0].skill, build::skill(0));
  EXPECT_EQ(profile.skills()[1].skill, build::skill(2));
  EXPECT_EQ(profile.wants()[0].attribute, attribute(0));
  EXPECT_EQ(profile.wants()[1].importance, 0.5);
}

TEST(Profile, RefusesLevelsOutOfRange) {
  for (const double level :
       {-1.0, -5e-324, std::nextafter(5.0, 6.0), kNan, kInfinity, -kInfinity}) {
    EXPECT_THROW(Profile("p", {{build::skill(0), level}}), std::invalid_argument) << level;
  }
  for (const double level : {0.0, -0.0, 5e-324, 5.0}) {
    EXPECT_NO_THROW(Profile("p", {{build::skill(0), level}})) << level;
  }
}

TEST(Profile, RefusesWantsOutOfRange) {
  for (const double importance : {0.0, -1.0, std::nextafter(1.0, 2.0), kNan, kInfinity}) {
    EXPECT_THROW(Profile("p", {}, {{attribute(0), importance}}), std::invalid_argument);
  }
  EXPECT_NO_THROW(Profile("p", {}, {{attribute(0), 5e-324}, {attribute(1), 1.0}}));
}

TEST(Profile, RefusesAnythingGivenTwice) {
  EXPECT_THROW(
      Profile("p", {{build::skill(3), 1.0}, {build::skill(0), 1.0}, {build::skill(3), 1.0}}),
      std::invalid_argument);
  EXPECT_THROW(Profile("p", {}, {{attribute(0), 1.0}, {attribute(0), 0.5}}), std::invalid_argument);
}

TEST(Profile, WithASkillChangesThatSkillOnly) {
  const Profile before("p", {{build::skill(0), 1.0}, {build::skill(4), 2.0}},
                       {{attribute(0), 1.0}});
  const Profile raised = before.with(build::skill(4), 3.0);
  EXPECT_EQ(raised.level(build::skill(4)), 3.0);
  EXPECT_EQ(raised.level(build::skill(0)), 1.0);
  EXPECT_EQ(raised.skills().size(), 2U);
  EXPECT_EQ(raised.wants().size(), 1U);
  EXPECT_EQ(raised.id(), "p");
  const Profile learnt = before.with(build::skill(2), 0.5);
  EXPECT_EQ(learnt.skills().size(), 3U);
  EXPECT_EQ(learnt.level(build::skill(2)), 0.5);
  EXPECT_EQ(before.level(build::skill(4)), 2.0);
  EXPECT_THROW(before.with(build::skill(4), 5.5), std::invalid_argument);
}

}  // namespace profile_test
