// Rivals, percentiles and the niche, counted again by loops over fits that Scorer::rank gives.
#include "field_world.h"

#include <algorithm>
#include <stdexcept>

#include <gtest/gtest.h>

#include <skillmatch/field_competition.h>
#include <skillmatch/index.h>

namespace field_competition_test {

using field_world::kFields;
using field_world::Setting;
using skillmatch::Competition;
using skillmatch::FieldFit;
using skillmatch::FieldId;
using skillmatch::FieldPool;
using skillmatch::FieldRivals;
using skillmatch::FieldScorer;
using skillmatch::Profile;
using skillmatch::ProfileView;

std::vector<Profile> random_pool(std::size_t size, draw::Random& random) {
  std::vector<Profile> pool;
  for (std::size_t i = 0; i < size; ++i) {
    draw::Shape shape = field_world::kShape;
    shape.held = random.chance(0.2) ? 0.04 : 0.4;  // some hold nothing
    const Profile drawn = build::profile(draw::random_person(shape, random));
    pool.emplace_back("candidate " + std::to_string(i), drawn.skills(), drawn.wants());
    if (random.chance(0.1)) {  // ties
      pool.emplace_back("double " + std::to_string(i), drawn.skills(), drawn.wants());
    }
  }
  return pool;
}

std::vector<ProfileView> views(const std::vector<Profile>& pool) {
  std::vector<ProfileView> result;
  for (const Profile& profile : pool) result.push_back(profile.view());
  return result;
}

Competition competition(const Setting& s, const Profile& profile, const std::vector<Profile>& pool,
                        unsigned threads = 1) {
  const FieldScorer fields(s.scorer);
  FieldPool counted(fields, profile);
  counted.add(views(pool), threads);
  return counted.competition();
}

void expect_same(const Competition& a, const Competition& b) {
  EXPECT_EQ(a.candidates, b.candidates);
  EXPECT_EQ(a.choosing, b.choosing);
  EXPECT_EQ(a.without_choice, b.without_choice);
  EXPECT_EQ(a.not_ranked, b.not_ranked);
  EXPECT_EQ(a.same_id, b.same_id);
  EXPECT_EQ(a.same_levels, b.same_levels);
  EXPECT_EQ(a.alike, b.alike);
  ASSERT_EQ(a.fields.size(), b.fields.size());
  for (std::size_t f = 0; f < a.fields.size(); ++f) {
    EXPECT_EQ(a.fields[f].count, b.fields[f].count);
    EXPECT_EQ(a.fields[f].ahead, b.fields[f].ahead);
    EXPECT_EQ(a.fields[f].level, b.fields[f].level);
  }
}

// A profile that can be ranked, taken from a pool so that some candidates may equal it.
Profile rankable(const Setting& s, draw::Random& random) {
  for (;;) {
    Profile profile = build::profile(draw::random_person(field_world::kShape, random));
    if (!s.scorer.prepare(profile).not_ranked()) return profile;
  }
}

TEST(FieldPool, CountsThoseWhoWouldChooseAFieldFirst) {
  std::size_t ahead = 0;
  std::size_t below = 0;
  std::size_t nowhere = 0;
  field_world::on_settings(25, [&](const Setting& s, draw::Random& random) {
    const Profile profile = rankable(s, random);
    const std::vector<Profile> pool = random_pool(80, random);
    const Competition found = competition(s, profile, pool);
    std::vector<FieldRivals> expected(kFields);
    std::size_t without_choice = 0;
    std::size_t not_ranked = 0;
    for (const Profile& candidate : pool) {
      // The field of the first company of all that has one.
      double best = 0.0;
      std::size_t at = kFields;
      for (const skillmatch::RankedCompany& result : s.scorer.rank(candidate).results) {
        const auto field = s.fields[index(result.company)];
        if (!field) continue;
        if (result.score.gate != skillmatch::Gate::fail) best = result.score.score;
        if (best > 0.0) at = *field;
        break;
      }
      if (s.scorer.prepare(candidate).not_ranked()) {
        ++not_ranked;
      } else if (at == kFields) {
        ++without_choice;
      } else {
        const double own = *field_world::fit(s.scorer, profile, at);
        ++expected[at].count;
        expected[at].ahead += best > own ? 1U : 0U;
        expected[at].level += best == own ? 1U : 0U;
        below += best < own ? 1U : 0U;
      }
    }
    expect_same(found, {expected, pool.size(), pool.size() - without_choice - not_ranked,
                        without_choice, not_ranked, 0, 0, 0});
    for (const FieldRivals& rivals : expected) ahead += rivals.ahead;
    nowhere += without_choice;
  });
  EXPECT_GT(ahead, 100U);
  EXPECT_GT(below, 100U);
  EXPECT_GT(nowhere, 0U);
}

TEST(FieldPool, FindsTheSameForAnyOrderGroupsThreadsAndIndex) {
  field_world::on_settings(5, [&](const Setting& s, draw::Random& random) {
    const Profile profile = rankable(s, random);
    std::vector<Profile> pool = random_pool(400, random);
    pool.emplace_back("another", profile.skills(), profile.wants());
    const Competition expected = competition(s, profile, pool);
    for (const unsigned threads : {2U, 5U}) {
      expect_same(competition(s, profile, pool, threads), expected);
    }
    random.shuffle(pool);
    expect_same(competition(s, profile, pool), expected);
    const skillmatch::Index index(s.catalog, {.layout = skillmatch::Index::Layout::sparse});
    const skillmatch::Scorer with_index(index, s.scorer.model());
    const FieldScorer indexed(with_index);
    FieldPool by_index(indexed, profile);
    by_index.add(views(pool));
    expect_same(by_index.competition(), expected);
    const FieldScorer fields(s.scorer);
    FieldPool in_groups(fields, profile);
    const std::vector<ProfileView> all = views(pool);
    for (std::size_t i = 0; i < all.size(); i += 7) {
      in_groups.add(std::span(all).subspan(i, std::min<std::size_t>(7, all.size() - i)), 3);
    }
    expect_same(in_groups.competition(), expected);
  });
}

TEST(FieldPool, LeavesOutThePersonByIdOrElseOneOfTheSameLevels) {
  field_world::on_settings(20, [&](const Setting& s, draw::Random& random) {
    const Profile profile = rankable(s, random);
    const std::vector<Profile> others = random_pool(30, random);
    const Competition without = competition(s, profile, others);

    std::vector<Profile> pool = others;
    pool.emplace_back(profile.id(), others[0].skills(), others[0].wants());
    Competition expected = without;
    ++expected.candidates;
    ++expected.same_id;
    expect_same(competition(s, profile, pool), expected);

    // One of the same levels is the person; a second one is a rival who is level.
    pool = others;
    pool.emplace_back("other name", profile.skills(), profile.wants());
    expected = without;
    ++expected.candidates;
    expected.same_levels = 1;
    expected.alike = 1;
    expect_same(competition(s, profile, pool), expected);

    pool.emplace_back("third name", profile.skills(), profile.wants());
    const Competition two = competition(s, profile, pool);
    EXPECT_EQ(two.alike, 2U);
    EXPECT_EQ(two.same_levels, 1U);
    EXPECT_EQ(two.choosing + two.without_choice, without.choosing + without.without_choice + 1);

    // Beside somebody of the person's id, both are others.
    pool.emplace_back(profile.id(), profile.skills(), profile.wants());
    const Competition three = competition(s, profile, pool);
    EXPECT_EQ(three.same_id, 1U);
    EXPECT_EQ(three.same_levels, 0U);
    EXPECT_EQ(three.choosing + three.without_choice, without.choosing + without.without_choice + 2);
  });
}

TEST(FieldPool, OtherWantsAreAnotherPerson) {
  draw::Random random(3);
  const Setting s(random);
  const Profile profile = rankable(s, random);
  const Competition found = competition(
      s, profile,
      {Profile("other", profile.skills()),
       Profile("less", {profile.skills().begin() + 1, profile.skills().end()}, profile.wants())});
  EXPECT_EQ(found.alike, 0U);
}

TEST(FieldPool, RefusesAProfileThatCannotBeRanked) {
  draw::Random random(1);
  const Setting s(random);
  const FieldScorer fields(s.scorer);
  EXPECT_THROW(FieldPool(fields, Profile("nobody", {})), std::invalid_argument);
}

TEST(FieldRivals, TheirPercentileCountsLevelOnesHalf) {
  EXPECT_EQ((FieldRivals{0, 0, 0}.percentile()), std::nullopt);
  EXPECT_EQ((FieldRivals{8, 2, 0}.percentile()), 0.75);
  EXPECT_EQ((FieldRivals{8, 2, 4}.percentile()), 0.5);
  EXPECT_EQ((FieldRivals{1, 1, 0}.percentile()), 0.0);
  EXPECT_EQ((FieldRivals{1, 0, 0}.percentile()), 1.0);
}

FieldFit fit_of(int field, std::size_t companies, std::optional<double> fit) {
  return {static_cast<FieldId>(field), companies, companies, 0, fit};
}

TEST(Outlook, TheBestChanceHasFewestAheadForEachCompanyOfTheFieldsInReach) {
  const std::vector<FieldFit> fits{fit_of(0, 3, 0.75), fit_of(1, 2, 0.5), fit_of(2, 1, 0.49),
                                   fit_of(3, 4, std::nullopt), fit_of(4, 2, 0.6)};
  const auto chance = [&](const std::vector<FieldRivals>& rivals) {
    return outlook(fits, rivals).best_chance;
  };
  EXPECT_EQ(outlook(fits, {}).best_fit, FieldId{0});
  EXPECT_EQ(outlook(fits, {}).best_chance, std::nullopt);
  // 6 for 3 companies, 3 for 2, none where it is out of reach, 4 for 2.
  EXPECT_EQ(chance({{9, 6, 0}, {4, 3, 0}, {}, {}, {90, 4, 0}}), FieldId{1});
  // A level one counts half: 2 for 2 companies before 4 for 3.
  EXPECT_EQ(chance({{9, 4, 0}, {9, 3, 0}, {}, {}, {9, 1, 2}}), FieldId{4});
  EXPECT_EQ(chance({{9, 3, 1}, {9, 3, 0}, {}, {}, {9, 1, 4}}), FieldId{0});
  // Of equal ones the higher fit.
  EXPECT_EQ(chance({{9, 6, 0}, {9, 4, 0}, {}, {}, {9, 4, 0}}), FieldId{0});
  EXPECT_EQ(chance({{9, 6, 0}, {9, 2, 0}, {}, {}, {9, 2, 0}}), FieldId{4});
  // Nobody there at all.
  EXPECT_EQ(chance({{1, 1, 0}, {1, 0, 1}, {}, {}, {}}), FieldId{4});
}

TEST(Outlook, TheBestFitIsTheFirstChoiceAlsoAmongEquals) {
  std::vector<FieldFit> fits{fit_of(0, 1, 0.75), fit_of(1, 1, 0.75)};
  const skillmatch::Score score{0.75, 0.75, 0.75, skillmatch::Gate::pass, {}};
  fits[0].best = {{build::company(1), score}};
  fits[1].best = {{build::company(0), score}};
  EXPECT_EQ(outlook(fits, {}).best_fit, FieldId{1});
}

TEST(Outlook, IsNothingWhereNothingHeldIsAskedFor) {
  const std::vector<FieldFit> fits{fit_of(0, 3, 0.0), fit_of(1, 2, std::nullopt)};
  const skillmatch::FieldOutlook found = outlook(fits, std::vector<FieldRivals>(2));
  EXPECT_EQ(found.best_fit, std::nullopt);
  EXPECT_EQ(found.best_chance, std::nullopt);
}

}  // namespace field_competition_test
