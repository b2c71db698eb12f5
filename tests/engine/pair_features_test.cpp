// A pair's numbers against the formula in plain loops, and the lists of a query's candidates.
#include "support/build.h"
#include "support/random_settings.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/evaluation.h>
#include <skillmatch/pair_features.h>

namespace pair_features_test {

using skillmatch::Feature;

std::map<std::uint32_t, double> by_number(const std::vector<Feature>& features) {
  std::map<std::uint32_t, double> result;
  for (const Feature& feature : features) {
    EXPECT_TRUE(result.empty() || result.rbegin()->first < feature.number);
    result[feature.number] = feature.value;
  }
  return result;
}

// w u_s (a r)_s / (|u|_w |c|_w) of every skill.
std::vector<long double> parts_of(const reference::Model& model, const reference::Person& person,
                                  const reference::Company& company) {
  std::vector<long double> parts(model.weights.size(), 0.0L);
  long double held = 0.0L;
  long double asked = 0.0L;
  for (std::size_t s = 0; s < parts.size(); ++s) {
    const long double u = person.levels[s].value_or(0.0);
    held += model.weights[s] * u * u;
  }
  for (const reference::Requirement& r : company.requirements) {
    const long double c = static_cast<long double>(r.importance) * r.level;
    asked += model.weights[r.skill] * c * c;
    parts[r.skill] = model.weights[r.skill] * person.levels[r.skill].value_or(0.0) * c;
  }
  for (long double& part : parts) part /= std::sqrt(held) * std::sqrt(asked);
  return parts;
}

TEST(PairFeatures, AreCosineCoverageAndEachSkillsPart) {
  const draw::Shape shape{.skills = 20, .companies = 8, .concepts = 5};
  std::size_t pairs = 0;
  draw::on_random_settings(shape, {0.0, 0.4}, 25, [&](const draw::Setting& s, draw::Random&) {
    const skillmatch::Query query = s.scorer.prepare(build::profile(s.person));
    for (std::size_t c = 0; c < s.world.companies.size(); ++c) {
      const reference::Company& company = s.world.companies[c];
      if (!s.expected.can_rank(s.person, company)) continue;
      ++pairs;
      auto features = by_number(pair_features(s.scorer, query, build::company(c)));
      const auto score = s.expected.score(s.person, company);
      EXPECT_NEAR(features.at(1), static_cast<double>(score.cosine), 1e-12);
      EXPECT_NEAR(features.at(2), static_cast<double>(score.coverage), 1e-12);
      double sum = 0.0;
      for (const auto& [number, value] : features) sum += number > 2 ? value : 0.0;
      EXPECT_NEAR(sum, features.at(1), 1e-12);
      if (s.model.relatedness > 0.0) continue;
      const std::vector<long double> parts = parts_of(s.model, s.person, company);
      for (std::size_t k = 0; k < parts.size(); ++k) {
        const auto number = static_cast<std::uint32_t>(3 + k);
        EXPECT_EQ(number, feature_of(build::skill(k)));
        EXPECT_EQ(features.count(number), parts[k] == 0.0L ? 0U : 1U);
        EXPECT_NEAR(features[number], static_cast<double>(parts[k]), 1e-12);
      }
    }
  });
  EXPECT_GT(pairs, 100U);
}

TEST(PairFeatures, DoNotHangOnTheBlend) {
  const reference::World world = build::world(3, {{{{0, 2.0}, {2, 4.0}}, {}}});
  const skillmatch::Catalog catalog = build::catalog(world);
  const skillmatch::Profile profile = build::profile(build::person({3.0, 1.0, 2.0}));
  std::vector<std::map<std::uint32_t, double>> seen;
  for (const double blend : {0.0, 0.5, 1.0}) {
    const skillmatch::Scorer scorer(catalog, build::model(build::plain_model(3, blend)));
    seen.push_back(by_number(pair_features(scorer, scorer.prepare(profile), build::company(0))));
  }
  EXPECT_EQ(seen[0].size(), 4U);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

// Companies 0 to 3, of which 3 asks for nothing; the profile fits 0 best, then 1, then 2.
class FeatureListOf : public testing::Test {
 protected:
  const skillmatch::Catalog catalog = build::catalog(build::world(
      2, {{{{0, 3.0}}, {}}, {{{0, 3.0}, {1, 1.0}}, {}}, {{{0, 1.0}, {1, 3.0}}, {}}, {{}, {}}}));
  const skillmatch::Scorer scorer{catalog, build::model(build::plain_model(2))};
  skillmatch::JudgedProfile judged{build::profile(build::person({4.0, std::nullopt})),
                                   {{build::company(1), 3}, {build::company(2), -1}},
                                   false,
                                   {}};

  std::string written() const {
    const skillmatch::FeatureList list = feature_list(scorer, judged);
    std::string text = list.query + ":";
    for (const skillmatch::FeatureDocument& document : list.documents) {
      text += " " + document.id + "=" + std::to_string(document.grade);
      EXPECT_EQ(document.features[0].value,
                scorer.score(scorer.prepare(judged.profile), *catalog.find_id(document.id)).cosine);
    }
    return text;
  }
};

TEST_F(FeatureListOf, HasThoseThatWereGraded) {
  EXPECT_EQ(written(), "someone: company 1=3 company 2=0");
}

TEST_F(FeatureListOf, HasAllCandidatesWhereAllAreJudged) {
  judged.judged_all = true;
  EXPECT_EQ(written(), "someone: company 0=0 company 1=3 company 2=0");
}

TEST_F(FeatureListOf, HasNobodyWhoIsLeftOut) {
  judged.judged_all = true;
  judged.left_out = {build::company(1)};
  EXPECT_EQ(written(), "someone: company 0=0 company 2=0");
}

TEST_F(FeatureListOf, IsEmptyForAProfileThatCannotBeRanked) {
  judged.profile = build::profile(build::person({0.0, std::nullopt}));
  EXPECT_EQ(written(), "someone:");
}

}  // namespace pair_features_test
