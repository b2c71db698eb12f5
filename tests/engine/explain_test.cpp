// Where a score comes from: the terms sum to it, and a loss is what learning would bring.
#include "support/build.h"
#include "support/random_settings.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/explain.h>

namespace explain_test {

using skillmatch::Explanation;
using skillmatch::Gate;

skillmatch::Explanation explain(const reference::World& world, const reference::Model& model,
                                const reference::Person& person, std::size_t company = 0) {
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Scorer scorer(catalog, build::model(model));
  return skillmatch::explain(scorer, build::profile(person), build::company(company));
}

double part(const skillmatch::SkillTerm& term) { return term.cosine_term + term.coverage_term; }

void expect_explains(const Explanation& e, const reference::Scorer<long double>& expected,
                     const reference::Person& person, const reference::Company& company) {
  const auto now = expected.score(person, company);
  double score = 0.0;
  double cosine = 0.0;
  for (const skillmatch::SkillTerm& t : e.matched) {
    EXPECT_GT(part(t), 0.0);
    score += part(t);
    cosine += t.cosine_term;
    const std::size_t s = skillmatch::index(t.requirement.skill);
    EXPECT_EQ(t.have, person.levels[s]);
    EXPECT_EQ(t.lent_level, static_cast<double>(expected.lent_level(person, s)));
  }
  EXPECT_NEAR(score, static_cast<double>(now.score), 1e-12);
  EXPECT_NEAR(cosine, expected.model().blend * static_cast<double>(now.cosine), 1e-12);

  std::size_t missing = 0;
  std::size_t gates = 0;
  for (const reference::Requirement& r : company.requirements) {
    if (person.levels[r.skill].value_or(0.0) >= r.level) continue;
    ++missing;
    if (r.must) ++gates;
    const auto at = std::find_if(e.missing.begin(), e.missing.end(), [&](const auto& m) {
      return skillmatch::index(m.skill) == r.skill;
    });
    ASSERT_NE(at, e.missing.end());
    EXPECT_EQ(at->have, person.levels[r.skill]);
    EXPECT_EQ(at->need, r.level);
    reference::Person learnt = person;
    learnt.levels[r.skill] = r.level;
    const double loss = static_cast<double>(expected.score(learnt, company).score - now.score);
    EXPECT_NEAR(at->loss, loss, 1e-12);
  }
  EXPECT_EQ(e.missing.size(), missing);
  EXPECT_EQ(e.gate_reasons.size(), gates);
}

template <typename Items, typename Value>
void expect_greatest_first(const Items& items, Value value) {
  for (std::size_t i = 1; i < items.size(); ++i) {
    EXPECT_GE(value(items[i - 1]), value(items[i]));
  }
}

TEST(Explain, AccountsForTheWholeScoreAndEveryLoss) {
  const draw::Shape shape{.skills = 20, .companies = 8, .concepts = 5, .must = 0.4};
  draw::on_random_settings(shape, {0.0, 0.3, 1.0}, 25, [](const draw::Setting& s, draw::Random&) {
    for (std::size_t c = 0; c < s.world.companies.size(); ++c) {
      if (!s.expected.can_rank(s.person, s.world.companies[c])) continue;
      const Explanation e =
          skillmatch::explain(s.scorer, build::profile(s.person), build::company(c));
      expect_explains(e, s.expected, s.person, s.world.companies[c]);
      expect_greatest_first(e.matched, part);
      expect_greatest_first(e.missing, [](const auto& m) { return m.loss; });
      // What gives nothing is listed too, so that every requirement is somewhere.
      EXPECT_EQ(e.matched.size() + e.unmatched.size(), s.world.companies[c].requirements.size());
    }
  });
}

TEST(Explain, TellsUnknownFromBelowTheLevel) {
  const reference::World world = build::world(
      4, {{{{3, 2.0, 1.0, true}, {2, 3.0, 1.0, true}, {1, 4.0, 1.0, true}, {0, 5.0}}, {}}});
  const Explanation e =
      explain(world, build::plain_model(4), build::person({5.0, 1.0, std::nullopt, 2.0}));
  ASSERT_EQ(e.gate_reasons.size(), 2U);
  EXPECT_EQ(e.gate_reasons[0].skill, build::skill(1));
  EXPECT_EQ(e.gate_reasons[0].gate, Gate::fail);
  EXPECT_EQ(e.gate_reasons[0].have, 1.0);
  EXPECT_EQ(e.gate_reasons[0].need, 4.0);
  EXPECT_EQ(e.gate_reasons[1].skill, build::skill(2));
  EXPECT_EQ(e.gate_reasons[1].gate, Gate::unknown);
  EXPECT_FALSE(e.gate_reasons[1].have.has_value());
}

TEST(Explain, OrdersEqualTermsAndLossesBySkill) {
  const reference::World world = build::world(4, {{{{3, 2.0}, {2, 2.0}, {1, 2.0}, {0, 2.0}}, {}}});
  const Explanation e =
      explain(world, build::plain_model(4), build::person({std::nullopt, 2.0, std::nullopt, 2.0}));
  ASSERT_EQ(e.matched.size(), 2U);
  EXPECT_EQ(e.matched[0].requirement.skill, build::skill(1));
  EXPECT_EQ(e.matched[1].requirement.skill, build::skill(3));
  ASSERT_EQ(e.missing.size(), 2U);
  EXPECT_EQ(e.missing[0].skill, build::skill(0));
  EXPECT_EQ(e.missing[1].skill, build::skill(2));
  EXPECT_EQ(e.missing[0].loss, e.missing[1].loss);
}

// Held fully already in part; more of it turns the profile away from the rest of the list.
TEST(Explain, ShowsALossBelowZeroWhereLearningTurnsTheProfileAway) {
  const reference::World world = build::world(2, {{{{0, 5.0, 0.1}, {1, 1.0, 1.0}}, {}}});
  const Explanation e = explain(world, build::plain_model(2, 1.0), build::person({0.5, 1.0}));
  ASSERT_EQ(e.missing.size(), 1U);
  EXPECT_LT(e.missing[0].loss, 0.0);
}

TEST(Explain, FindsNothingMissingWhereAllIsHeld) {
  const reference::World world = build::world(2, {{{{0, 3.0, 1.0, true}, {1, 2.0}}, {}}});
  const Explanation e = explain(world, build::plain_model(2), build::person({3.0, 5.0}));
  EXPECT_EQ(e.matched.size(), 2U);
  EXPECT_TRUE(e.missing.empty());
  EXPECT_TRUE(e.gate_reasons.empty());
}

TEST(Explain, CountsALentSkillAsMatchedAndStillMissing) {
  reference::World world = build::world(2, {{{{1, 4.0, 1.0, true}}, {}}});
  world.concepts = 1;
  world.broader = {{0}, {0}};
  const Explanation e =
      explain(world, build::plain_model(2, 0.5, 0.0, 0.5), build::person({4.0, std::nullopt}));
  ASSERT_EQ(e.matched.size(), 1U);
  EXPECT_FALSE(e.matched[0].have.has_value());
  EXPECT_EQ(e.matched[0].lent_level, 2.0);
  ASSERT_EQ(e.missing.size(), 1U);
  EXPECT_GT(e.missing[0].loss, 0.0);
  ASSERT_EQ(e.gate_reasons.size(), 1U);
  EXPECT_EQ(e.gate_reasons[0].gate, Gate::unknown);
}

}  // namespace explain_test
