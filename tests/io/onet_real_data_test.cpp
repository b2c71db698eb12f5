// O*NET 29.3 as published: what is imported, and how well its occupations find their relatives.
// The NDCG figures are those of a second program: plain loops over the files, no code shared.
#include "same_values.h"
#include "support/ndcg.h"
#include "support/real_data.h"

#include <cstdio>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/file.h>
#include <skillmatch/io/onet.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/scorer.h>

namespace skillmatch::io {
namespace onet_real_data_test {

OnetImport import(OnetValue value) { return import_onet(real_data("onet"), value); }

// The mean NDCG@10 of ranking, for each judged occupation, all others.
double mean_ndcg(const Catalog& catalog, const std::vector<Profile>& profiles) {
  const trec::Qrels qrels = trec::read_qrels(read_text(real_data("onet/related_dev.qrels")).bytes);
  const Scorer scorer(catalog, built_in_model("cosine").value());
  double sum = 0.0;
  std::size_t queries = 0;
  for (const Profile& profile : profiles) {
    const auto grades = qrels.find(profile.id());
    if (grades == qrels.end()) continue;
    trec::Run run;
    for (const RankedCompany& result : scorer.rank(profile).results) {
      const std::string& id = catalog.company(result.company).id;
      if (id != profile.id()) run.emplace_back(result.score.score, id);
    }
    sum += trec::ndcg(std::move(run), grades->second, 10);
    ++queries;
  }
  EXPECT_EQ(queries, 425U);
  return sum / static_cast<double>(queries);
}

TEST(OnetRealData, HasAllOccupationsSkillsAndKnowledge) {
  SKIP_WITHOUT_REAL_DATA();
  const OnetImport onet = import(OnetValue::importance);
  EXPECT_EQ(onet.catalog.size(), 879U);
  EXPECT_EQ(onet.catalog.taxonomy().size(), 68U);  // 35 skills and 33 knowledge areas
  EXPECT_EQ(onet.catalog.fields().size(), 22U);    // all major groups but the military
  EXPECT_EQ(onet.profiles.size(), 879U);
  EXPECT_EQ(onet.report.files, (std::vector<std::string>{"Knowledge.txt", "Skills.txt"}));
  EXPECT_EQ(onet.report.rows, 61530U + 58014U);
  EXPECT_EQ(onet.report.other_scales, 0U);
  EXPECT_EQ(onet.report.incomplete, 0U);
  EXPECT_EQ(onet.report.untitled, 0U);
  EXPECT_EQ(onet.catalog.requirement_count() + onet.report.zero, 879U * 68U);
  EXPECT_EQ(onet.catalog.company(CompanyId{0}).name.en, "Chief Executives");
}

TEST(OnetRealData, ReadsBackAsItWasWritten) {
  SKIP_WITHOUT_REAL_DATA();
  for (const OnetValue value : {OnetValue::importance, OnetValue::level, OnetValue::both}) {
    const OnetImport onet = import(value);
    std::ostringstream out;
    write_catalog(out, onet.catalog);
    expect_same(read_catalog({"onet.json", out.str()}), onet.catalog);
  }
}

TEST(OnetRealData, RanksRelatedOccupationsByCosineOfImportance) {
  SKIP_WITHOUT_REAL_DATA();
  const OnetImport onet = import(OnetValue::importance);
  const double ndcg = mean_ndcg(onet.catalog, onet.profiles);
  std::printf("O*NET, 425 queries: NDCG@10 of cosine over (IM-1)/4 %.5f\n", ndcg);
  EXPECT_NEAR(ndcg, 0.54648, 5e-6);
}

// IM begins at 1. Left as it is, it ranks about as well; but then nothing is ever "not required".
TEST(OnetRealData, RanksAboutAsWellByImportanceThatDoesNotBeginAtZero) {
  SKIP_WITHOUT_REAL_DATA();
  const OnetImport onet = import(OnetValue::importance);
  Catalog catalog(onet.catalog.taxonomy());
  std::vector<Profile> profiles;
  for (const Profile& profile : onet.profiles) {
    std::vector<HeldSkill> held;
    std::vector<Requirement> requirements;
    for (const HeldSkill& skill : profile.skills()) {
      const double im = 1.0 + 4.0 * skill.level / kMaxLevel;  // as it was in the file
      held.push_back({skill.skill, im});
      requirements.push_back({skill.skill, kMaxLevel, im / 5.0});
    }
    catalog.add({profile.id(), {profile.id(), ""}, {}, {}, ""}, std::move(requirements));
    profiles.emplace_back(profile.id(), std::move(held));
  }
  const double ndcg = mean_ndcg(catalog, profiles);
  std::printf("O*NET, 425 queries: NDCG@10 of cosine over IM as it is %.5f\n", ndcg);
  EXPECT_NEAR(ndcg, 0.54924, 5e-6);
}

TEST(Ndcg, IsWhatTrecEvalSays) {
  // By hand: gains 2, 0, 1 of judged 2, 1, 1 (and one below 0, which counts as none).
  const trec::Grades grades{{"a", 2}, {"b", 1}, {"c", 1}, {"d", -1}};
  const double best = 2.0 + 1.0 / std::log2(3.0) + 1.0 / 2.0;
  EXPECT_DOUBLE_EQ(trec::ndcg({{0.9, "a"}, {0.8, "d"}, {0.7, "b"}, {0.1, "x"}}, grades, 10),
                   (2.0 + 1.0 / 2.0) / best);
  EXPECT_DOUBLE_EQ(trec::ndcg({{0.5, "a"}, {0.5, "z"}}, grades, 1), 0.0);  // ties: z before a
  EXPECT_EQ(trec::ndcg({{0.5, "a"}}, {{"a", 0}}, 10), 0.0);
}

}  // namespace onet_real_data_test
}  // namespace skillmatch::io
