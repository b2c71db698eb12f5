// The fit of a profile for a field is the score of what Scorer::rank puts first there; what
// distinguishes a field is compared with plain loops over every company and skill.
#include "field_world.h"

#include <algorithm>

#include <gtest/gtest.h>

#include <skillmatch/field_fit.h>

namespace field_fit_test {

using field_world::kFields;
using field_world::Setting;
using skillmatch::FieldFit;
using skillmatch::FieldScorer;
using skillmatch::FieldSkill;
using skillmatch::Profile;

TEST(FieldFit, IsTheScoreOfTheFirstOfTheField) {
  std::size_t of_three = 0;
  std::size_t of_none = 0;
  field_world::on_settings(60, [&](const Setting& s, draw::Random& random) {
    const Profile profile = build::profile(draw::random_person(field_world::kShape, random));
    const std::vector<FieldFit> fits = FieldScorer(s.scorer).fits(profile);
    ASSERT_EQ(fits.size(), kFields);
    for (std::size_t f = 0; f < kFields; ++f) {
      skillmatch::RankOptions options;
      options.field = static_cast<skillmatch::FieldId>(f);
      const auto results = s.scorer.rank(profile, options).results;
      EXPECT_EQ(fits[f].field, options.field);
      EXPECT_EQ(fits[f].companies,
                static_cast<std::size_t>(std::count(s.fields.begin(), s.fields.end(), f)));
      EXPECT_EQ(fits[f].fit, field_world::fit(s.scorer, profile, f));
      EXPECT_EQ(fits[f].barred,
                static_cast<std::size_t>(std::count_if(
                    results.begin(), results.end(), [](const skillmatch::RankedCompany& result) {
                      return result.score.gate == skillmatch::Gate::fail;
                    })));
      ASSERT_EQ(fits[f].best.size(), std::min<std::size_t>(3, results.size()));
      for (std::size_t i = 0; i < fits[f].best.size(); ++i) {
        EXPECT_EQ(fits[f].best[i].company, results[i].company);
        EXPECT_EQ(fits[f].best[i].score.score, results[i].score.score);
      }
      if (!s.scorer.prepare(profile).not_ranked()) {
        EXPECT_EQ(fits[f].scored, results.size());
      }
      of_three += results.size() > 3 ? 1U : 0U;
      of_none += results.empty() ? 1U : 0U;
    }
  });
  EXPECT_GT(of_three, 50U);
  EXPECT_GT(of_none, 50U);
}

TEST(FieldFit, IsNothingForAProfileThatHoldsNothing) {
  draw::Random random(1);
  const Setting s(random);
  const FieldScorer fields(s.scorer);
  const Profile nobody("nobody", {{build::skill(0), 0.0}});
  for (const FieldFit& fit : fields.fits(nobody)) {
    EXPECT_EQ(fit.fit, std::nullopt);
    EXPECT_TRUE(fit.best.empty());
  }
  EXPECT_FALSE(fields.first_choice(s.scorer.prepare(nobody)));
}

TEST(ReachableFit, IsTheFitOfTheProfileWithThePlannedLevels) {
  std::size_t better = 0;
  field_world::on_settings(8, [&](const Setting& s, draw::Random& random) {
    const Profile profile = build::profile(draw::random_person(field_world::kShape, random));
    const FieldScorer fields(s.scorer);
    const skillmatch::LearningHours hours({}, s.catalog.taxonomy(), profile);
    const auto all = reachable_fits(fields, profile, hours, 120.0);
    const auto on_threads = reachable_fits(fields, profile, hours, 120.0, 3);
    ASSERT_EQ(all.size(), kFields);
    for (std::size_t f = 0; f < kFields; ++f) {
      const auto& found = all[f];
      ASSERT_EQ(found.has_value(), !fields.scored(static_cast<skillmatch::FieldId>(f)).empty());
      ASSERT_EQ(found.has_value(), on_threads[f].has_value());
      if (!found) continue;
      Profile then = profile;
      for (const auto& step : found->plan.steps) {
        then = then.with(step.change.skill, step.change.to);
      }
      const double now = field_world::fit(s.scorer, profile, f).value_or(0.0);
      EXPECT_EQ(found->fit, field_world::fit(s.scorer, then, f).value_or(0.0));
      EXPECT_EQ(found->fit, on_threads[f]->fit);
      EXPECT_NEAR(found->fit, found->plan.value_then, 1e-12);
      EXPECT_NEAR(found->plan.value_now, now, 1e-12);
      EXPECT_LE(found->plan.hours, 120.0);
      EXPECT_GE(found->fit, now);
      better += found->fit > now ? 1U : 0U;
    }
  });
  EXPECT_GT(better, 15U);
}

TEST(FirstChoice, IsTheFieldOfTheHighestFitAboveZero) {
  std::size_t none = 0;
  field_world::on_settings(60, [&](const Setting& s, draw::Random& random) {
    draw::Shape shape = field_world::kShape;
    shape.held = random.chance(0.3) ? 0.05 : 0.4;
    const Profile profile = build::profile(draw::random_person(shape, random));
    const auto choice = FieldScorer(s.scorer).first_choice(s.scorer.prepare(profile));
    double best = 0.0;
    std::size_t at = kFields;
    for (std::size_t f = 0; f < kFields; ++f) {
      const double fit = field_world::fit(s.scorer, profile, f).value_or(0.0);
      if (fit > best) {
        best = fit;
        at = f;
      }
    }
    ASSERT_EQ(choice.has_value(), at < kFields);
    const skillmatch::ProfileView view = profile.view();
    const auto again = FieldScorer(s.scorer).first_choices(std::span(&view, 1))[0];
    ASSERT_EQ(again.has_value(), choice.has_value());
    EXPECT_EQ(again ? again->fit : 0.0, best);
    none += choice ? 0U : 1U;
    if (!choice) return;
    EXPECT_EQ(index(choice->field), at);
    EXPECT_EQ(choice->fit, best);
  });
  EXPECT_GT(none, 0U);
}

TEST(FirstChoice, OfEqualFitsIsThatOfTheCompanyThatRanksFirst) {
  skillmatch::Catalog catalog(build::taxonomy(build::world(1, {}), 0));
  for (const char* id : {"a", "b"}) catalog.add_field({id, {id, {}}, {}, {}});
  for (const std::size_t field : {1U, 0U}) {
    skillmatch::Company company;
    company.id = "of " + std::to_string(field);
    company.field = static_cast<skillmatch::FieldId>(field);
    catalog.add(company, {{build::skill(0), 4.0}});
  }
  const skillmatch::Scorer scorer(catalog, {});
  const Profile profile("me", {{build::skill(0), 2.0}});
  const auto choice = FieldScorer(scorer).first_choice(scorer.prepare(profile));
  ASSERT_TRUE(choice);
  EXPECT_EQ(index(choice->field), 1U);
}

// here − elsewhere of every skill, by loops over everything.
std::vector<FieldSkill> distinguishing(const Setting& s, std::size_t field) {
  std::vector<FieldSkill> skills;
  for (std::size_t k = 0; k < s.world.skills(); ++k) {
    double here = 0.0;
    double elsewhere = 0.0;
    double level = 0.0;
    std::size_t size = 0;
    std::size_t asked_by = 0;
    for (std::size_t c = 0; c < s.world.companies.size(); ++c) {
      const bool is_here = s.fields[c] == field;
      size += is_here ? 1U : 0U;
      for (const reference::Requirement& r : s.world.companies[c].requirements) {
        if (r.skill != k) continue;
        (is_here ? here : elsewhere) += r.importance * r.level;
        if (!is_here) continue;
        level += r.level;
        ++asked_by;
      }
    }
    if (asked_by == 0) continue;
    const std::size_t others = s.world.companies.size() - size;
    here /= static_cast<double>(size);
    elsewhere /= static_cast<double>(others);
    if (here <= elsewhere + 1e-9) continue;
    skills.push_back(
        {build::skill(k), here, elsewhere, asked_by, level / static_cast<double>(asked_by)});
  }
  std::stable_sort(skills.begin(), skills.end(), [](const FieldSkill& a, const FieldSkill& b) {
    return a.here - a.elsewhere > b.here - b.elsewhere + 1e-12;
  });
  return skills;
}

TEST(DistinguishingSkills, AreThoseThatTheFieldAsksForMoreThanAllOthers) {
  std::size_t seen = 0;
  field_world::on_settings(60, [&](const Setting& s, draw::Random&) {
    const auto found = skillmatch::distinguishing_skills(s.catalog, 3);
    ASSERT_EQ(found.size(), kFields);
    for (std::size_t f = 0; f < kFields; ++f) {
      const std::vector<FieldSkill> expected = distinguishing(s, f);
      ASSERT_EQ(found[f].size(), std::min<std::size_t>(3, expected.size()));
      for (std::size_t i = 0; i < found[f].size(); ++i) {
        EXPECT_EQ(found[f][i].skill, expected[i].skill);
        EXPECT_NEAR(found[f][i].here, expected[i].here, 1e-12);
        EXPECT_NEAR(found[f][i].elsewhere, expected[i].elsewhere,
                    expected[i].elsewhere > 0.0 ? 1e-12 : 0.0);
        EXPECT_EQ(found[f][i].asked_by, expected[i].asked_by);
        EXPECT_NEAR(found[f][i].level, expected[i].level, 1e-12);
        ++seen;
      }
    }
  });
  EXPECT_GT(seen, 400U);
}

TEST(DistinguishingSkills, OfTheOnlyFieldAreWhatItAsksForMost) {
  skillmatch::Catalog catalog(build::taxonomy(build::world(3, {}), 0));
  catalog.add_field({"all", {"all", {}}, {}, {}});
  skillmatch::Company company;
  company.id = "only";
  company.field = skillmatch::FieldId{0};
  catalog.add(company,
              {{build::skill(0), 2.0}, {build::skill(1), 4.0}, {build::skill(2), 4.0, 0.5}});
  const auto found = skillmatch::distinguishing_skills(catalog, 2);
  ASSERT_EQ(found[0].size(), 2U);
  EXPECT_EQ(found[0][0].skill, build::skill(1));
  EXPECT_EQ(found[0][1].skill, build::skill(0));
  EXPECT_EQ(found[0][0].elsewhere, 0.0);
}

}  // namespace field_fit_test
