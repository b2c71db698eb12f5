// The mutual score: what the company asks against what the person asks.
#include "support/build.h"
#include "support/random_settings.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace mutual_test {

using build::kEpsilon;

skillmatch::Score mutual_score(const reference::Company& company, reference::Person person) {
  const skillmatch::Catalog catalog = build::catalog(build::world(person.levels.size(), {company}));
  const skillmatch::Scorer scorer(catalog, build::model(build::plain_model(person.levels.size())));
  return scorer.rank(build::profile(person), {.mutual = true}).results.at(0).score;
}

TEST(Mutual, IsTheHarmonicMeanOfBothSides) {
  // score 1; wants (3/5, 4/5) against offers (4, 3): 24/25.
  const skillmatch::Score score = mutual_score({{{0, 3.0}}, {4.0, 3.0}}, {{3.0}, {0.75, 1.0}});
  EXPECT_EQ(score.score, 1.0);
  ASSERT_TRUE(score.mutual.has_value());
  EXPECT_NEAR(*score.mutual, 2.0 * 0.96 / 1.96, 2 * kEpsilon);
}

TEST(Mutual, IsZeroWhereEitherSideIsZero) {
  EXPECT_EQ(mutual_score({{{0, 3.0}}, {4.0, 0.0}}, {{3.0}, {0.0, 1.0}}).mutual, 0.0);
  EXPECT_EQ(mutual_score({{{1, 3.0}}, {4.0, 1.0}}, {{3.0, std::nullopt}, {0.5, 1.0}}).mutual, 0.0);
}

TEST(Mutual, OfTwoTinySidesIsTinyAndNotZero) {
  const skillmatch::Catalog catalog = build::catalog(build::world(1, {{{{0, 1.0}}, {0.0, 5.0}}}));
  const skillmatch::Scorer scorer(catalog, build::model(build::plain_model(1, 0.0, 0.0)));
  const skillmatch::Profile profile = build::profile({{1e-170}, {1.0, 1e-170}});
  const auto mutual = scorer.rank(profile, {.mutual = true}).results.at(0).score.mutual;
  ASSERT_TRUE(mutual.has_value());
  EXPECT_NEAR(*mutual, 1e-170, 1e-184);
}

TEST(Mutual, MatchesTheReferenceAndOrdersTheRanking) {
  const draw::Shape shape{.skills = 12, .companies = 30, .concepts = 0};
  draw::on_random_settings(shape, {0.0}, 30, [](const draw::Setting& s, draw::Random&) {
    const skillmatch::Ranking ranking = s.scorer.rank(build::profile(s.person), {.mutual = true});
    double last = 2.0;
    bool failing = false;
    for (const skillmatch::RankedCompany& r : ranking.results) {
      ASSERT_TRUE(r.score.mutual.has_value());
      const long double wanted = s.expected.mutual(s.person, s.world.companies[index(r.company)]);
      EXPECT_LE(std::abs(static_cast<long double>(*r.score.mutual) - wanted),
                64 * kEpsilon * wanted);
      if (!failing && r.score.gate == skillmatch::Gate::fail) {
        failing = true;
        last = 2.0;
      }
      EXPECT_EQ(r.score.gate == skillmatch::Gate::fail, failing);
      EXPECT_LE(*r.score.mutual, last);
      last = *r.score.mutual;
    }
  });
}

TEST(Mutual, TellsTinyWantsAndOffersApart) {
  // Each as the other times a tiny number: only the direction counts.
  const double expected = *mutual_score({{{0, 3.0}}, {4.0, 3.0}}, {{3.0}, {0.75, 1.0}}).mutual;
  for (const int k : {-100, -500, -1000}) {
    const double tiny = std::ldexp(1.0, k);
    EXPECT_EQ(*mutual_score({{{0, 3.0}}, {4.0 * tiny, 3.0 * tiny}}, {{3.0}, {0.75, 1.0}}).mutual,
              expected);
    EXPECT_EQ(*mutual_score({{{0, 3.0}}, {4.0, 3.0}}, {{3.0}, {0.75 * tiny, 1.0 * tiny}}).mutual,
              expected);
  }
}

TEST(Mutual, RefusesAProfileThatWantsNothing) {
  const skillmatch::Catalog catalog = build::catalog(build::world(1, {{{{0, 3.0}}, {1.0}}}));
  const skillmatch::Scorer scorer(catalog, {});
  EXPECT_THROW(scorer.rank(build::profile(build::person({3.0})), {.mutual = true}),
               std::invalid_argument);
}

TEST(Mutual, IsAbsentUnlessAskedFor) {
  const skillmatch::Catalog catalog = build::catalog(build::world(1, {{{{0, 3.0}}, {1.0}}}));
  const skillmatch::Scorer scorer(catalog, {});
  const skillmatch::Ranking ranking = scorer.rank(build::profile({{3.0}, {1.0}}));
  EXPECT_FALSE(ranking.results.at(0).score.mutual.has_value());
}

}  // namespace mutual_test
