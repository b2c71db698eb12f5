// A zero vector has no direction: who is not ranked, and why.
#include "support/build.h"

#include <gtest/gtest.h>

namespace not_ranked_test {

using skillmatch::NotRankedReason;

struct Listed {
  std::vector<std::size_t> companies;
  std::vector<NotRankedReason> reasons;
};

Listed not_ranked(const reference::World& world, const reference::Model& model,
                  const reference::Person& person, bool mutual = false) {
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Scorer scorer(catalog, build::model(model));
  const skillmatch::Ranking ranking = scorer.rank(build::profile(person), {.mutual = mutual});
  EXPECT_EQ(ranking.scored + ranking.not_ranked.size(), catalog.size());
  Listed listed;
  for (const skillmatch::NotRanked& n : ranking.not_ranked) {
    listed.companies.push_back(skillmatch::index(n.company));
    listed.reasons.push_back(n.reason);
  }
  return listed;
}

const reference::World kWorld =
    build::world(2, {{{}, {}}, {{{0, 3.0}}, {}}, {{{1, 3.0}}, {}}, {{}, {}}});

TEST(NotRanked, IsACompanyThatRequiresNothing) {
  const Listed listed = not_ranked(kWorld, build::plain_model(2), build::person({1.0, 1.0}));
  EXPECT_EQ(listed.companies, (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(listed.reasons, (std::vector(2, NotRankedReason::no_requirements)));
}

TEST(NotRanked, IsACompanyWhoseRequirementsAllHaveWeightZero) {
  reference::Model model = build::plain_model(2);
  model.weights[1] = 0.0;
  const Listed listed = not_ranked(kWorld, model, build::person({1.0, 1.0}));
  EXPECT_EQ(listed.companies, (std::vector<std::size_t>{0, 2, 3}));
  EXPECT_EQ(listed.reasons[1], NotRankedReason::no_weight);
}

TEST(NotRanked, IsEveryCompanyForAProfileThatHoldsNothing) {
  for (const reference::Person& person :
       {build::person({std::nullopt, std::nullopt}), build::person({0.0, std::nullopt}),
        build::person({0.0, 0.0})}) {
    const Listed listed = not_ranked(kWorld, build::plain_model(2), person);
    EXPECT_EQ(listed.companies, (std::vector<std::size_t>{0, 1, 2, 3}));
    EXPECT_EQ(listed.reasons, std::vector(4, NotRankedReason::empty_profile));
  }
}

TEST(NotRanked, IsEveryCompanyForAProfileWhoseSkillsAllHaveWeightZero) {
  reference::Model model = build::plain_model(2);
  model.weights[1] = 0.0;
  const Listed listed = not_ranked(kWorld, model, build::person({0.0, 5.0}));
  EXPECT_EQ(listed.reasons, std::vector(4, NotRankedReason::no_profile_weight));
}

// A weight that can be written down is a weight, however small.
TEST(NotRanked, IsNobodyBecauseOfATinyWeight) {
  reference::Model model = build::plain_model(2);
  model.weights[1] = 5e-324;
  const Listed listed = not_ranked(kWorld, model, build::person({0.0, 5e-324}));
  EXPECT_EQ(listed.companies, (std::vector<std::size_t>{0, 3}));
}

TEST(NotRanked, IsACompanyWithoutOffersWhereTheyMatter) {
  const reference::World world = build::world(
      1, {{{{0, 3.0}}, {1.0, 2.0}}, {{{0, 3.0}}, {0.0, 0.0}}, {{{0, 3.0}}, {}}, {{}, {}}});
  reference::Person person = build::person({1.0});
  person.wants = {1.0, 0.5};
  const Listed listed = not_ranked(world, build::plain_model(1), person, true);
  EXPECT_EQ(listed.companies, (std::vector<std::size_t>{1, 2, 3}));
  EXPECT_EQ(listed.reasons, (std::vector{NotRankedReason::no_offers, NotRankedReason::no_offers,
                                         NotRankedReason::no_requirements}));
  EXPECT_EQ(not_ranked(world, build::plain_model(1), person, false).companies,
            std::vector<std::size_t>{3});
}

}  // namespace not_ranked_test
