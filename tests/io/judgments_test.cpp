// Feedback as JSON Lines and CSV, and its profiles and companies found.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/judgments.h>

namespace skillmatch::io {
namespace judgments_test {

std::vector<std::string> problems_of(const std::string& text) {
  try {
    read_judgments({"file", text});
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

std::string written(const JudgedQuery& query) {
  std::string text = query.query + ":";
  for (const Judgment& j : query.judgments)
    text += " " + j.document + "=" + std::to_string(j.grade);
  return text;
}

TEST(JsonFeedback, GradesGatherByProfile) {
  const Judgments judgments = read_judgments(
      {"f",
       "{\"profile\": \"ann\", \"company\": \"x\", \"grade\": 4}\n\n"
       "{\"profile\": \"bob\", \"company\": \"x\", \"grade\": 0, \"note\": \"far away\"}\n"
       "{\"profile\": \"ann\", \"company\": \"y\", \"grade\": 1}\n"
       "{\"profile\": \"ann\", \"company\": \"x\", \"grade\": 4}\n"});
  ASSERT_EQ(judgments.queries.size(), 2U);
  EXPECT_EQ(written(judgments.queries[0]), "ann: x=4 y=1");
  EXPECT_EQ(written(judgments.queries[1]), "bob: x=0");
  EXPECT_FALSE(judgments.queries[0].judged_all);
  EXPECT_EQ(judgments.repeated, 1U);
}

TEST(JsonFeedback, PreferencesAndWhatWasShownAreListsOfTheirOwn) {
  const Judgments judgments = read_judgments(
      {"f",
       "{\"profile\": \"ann\", \"prefer\": \"x\", \"over\": \"y\"}\n"
       "{\"profile\": \"ann\", \"prefer\": \"x\", \"over\": [\"y\", \"z\"]}\n"
       "{\"profile\": \"ann\", \"shown\": [\"x\", \"y\", \"z\"], \"hired\": [\"y\"], "
       "\"clicked\": [\"x\", \"y\"]}\n"});
  ASSERT_EQ(judgments.queries.size(), 3U);
  EXPECT_EQ(written(judgments.queries[0]), "ann: x=1 y=0");
  EXPECT_EQ(written(judgments.queries[1]), "ann: x=1 y=0 z=0");
  EXPECT_EQ(written(judgments.queries[2]), "ann: x=1 y=4 z=0");
}

TEST(JsonFeedback, EveryProblemNamesItsLine) {
  const auto problems = problems_of(
      "{\"profile\": \"ann\", \"company\": \"x\", \"grade\": 5}\n"
      "{\"profile\": \"ann\", \"company\": \"x\", \"grade\": 2.5}\n"
      "{\"profile\": \"ann\", \"grade\": 2}\n"
      "{\"profile\": \"ann\"}\n"
      "[1]\n"
      "{\"profile\": \n"
      "{\"profile\": \"ann\", \"shown\": [\"x\"], \"hired\": [\"q\"]}\n"
      "{\"profile\": \"ann\", \"prefer\": \"x\", \"over\": \"x\"}\n"
      "{\"profile\": \"ann\", \"company\": \"y\", \"grade\": 1}\n"
      "{\"profile\": \"ann\", \"company\": \"y\", \"grade\": 3}\n");
  ASSERT_EQ(problems.size(), 9U);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_TRUE(problems[i].starts_with("file:" + std::to_string(i + 1) + ": ")) << problems[i];
  }
  EXPECT_EQ(problems[3],
            "file:4: none of \"grade\", \"prefer\" and \"shown\" is here; write what was judged");
  EXPECT_EQ(problems[6], "file:7: 'q' is \"hired\" and was not \"shown\"");
  EXPECT_EQ(problems[8], "file:10: grade 3 for 'y', which line 9 gives 1; keep one");
}

TEST(CsvFeedback, ReadsColumnsByName) {
  const Judgments judgments = read_judgments(
      {"f",
       "\xEF\xBB\xBFwhen,Company,profile,grade\r\nmonday,\"x, inc\",ann,3\r\ntoday,y,ann,0\r\n"});
  ASSERT_EQ(judgments.queries.size(), 1U);
  EXPECT_EQ(written(judgments.queries[0]), "ann: x, inc=3 y=0");
}

TEST(CsvFeedback, IsKnownByAHeaderWithACommaAnywhere) {
  for (const char* header : {"profile, company, grade, note", "hired by,profile,company,grade"}) {
    EXPECT_TRUE(problems_of(std::string(header) + "\n").empty()) << header;
  }
}

TEST(CsvFeedback, EveryProblemNamesItsLine) {
  const auto problems = problems_of("profile,company,grade\nann,x\nann,x,5\nann,,1\nann,\"x,1\n");
  ASSERT_EQ(problems.size(), 4U);
  for (std::size_t i = 0; i < problems.size(); ++i) {
    EXPECT_TRUE(problems[i].starts_with("file:" + std::to_string(i + 2) + ": ")) << problems[i];
  }
  EXPECT_EQ(problems_of("profile,company,score\nann,x,1\n").size(), 1U);
}

TEST(Judgments, AnEmptyFileIsRefused) {
  EXPECT_EQ(problems_of("").size(), 1U);
  EXPECT_EQ(problems_of("\n \n").size(), 1U);
}

Catalog catalog_of(const std::vector<std::string>& companies) {
  Taxonomy taxonomy;
  Skill skill;
  skill.id = "skill";
  taxonomy.add_skill(std::move(skill));
  Catalog catalog(std::move(taxonomy));
  for (const std::string& id : companies) {
    Company company;
    company.id = id;
    catalog.add(std::move(company), {{static_cast<SkillId>(0), 3.0}});
  }
  return catalog;
}

TEST(ResolvedFeedback, FindsIdsAndAccountsForTheOthers) {
  const Judgments judgments = read_judgments(
      {"f.qrels", "ann 0 y 1\nann 0 x 2\nann 0 ann 3\nann 0 q 1\nzoe 0 x 1\nbob 0 q 2\n"});
  const Catalog catalog = catalog_of({"x", "y", "ann"});
  const std::vector<Profile> profiles{Profile("ann", {{static_cast<SkillId>(0), 1.0}}),
                                      Profile("bob", {{static_cast<SkillId>(0), 1.0}})};
  const ResolvedFeedback feedback = resolve(judgments, profiles, catalog);
  // Of bob nothing is left.
  ASSERT_EQ(feedback.profiles.size(), 1U);
  const JudgedProfile& ann = feedback.profiles[0];
  ASSERT_EQ(ann.graded.size(), 2U);
  EXPECT_EQ(ann.graded[0].company, *catalog.find_id("x"));
  EXPECT_EQ(ann.graded[0].grade, 2);
  EXPECT_EQ(ann.left_out, std::vector<CompanyId>{*catalog.find_id("ann")});
  EXPECT_TRUE(ann.judged_all);
  ASSERT_EQ(feedback.kept.queries.size(), 1U);
  EXPECT_EQ(written(feedback.kept.queries[0]), "ann: y=1 x=2");
  EXPECT_EQ(feedback.unknown, (std::vector<std::string>{"f.qrels:4: unknown company 'q'",
                                                        "f.qrels:5: unknown profile 'zoe'"}));
  EXPECT_EQ(feedback.left_out, 3U);
  EXPECT_EQ(feedback.own_rows, 1U);
}

// A space is no part of a TREC word.
TEST(ResolvedFeedback, FindsIdsThatQrelsWriteWithPercent) {
  const Judgments judgments = read_judgments({"f.qrels", "a%20b 0 x%2520 1\n"});
  const Catalog catalog = catalog_of({"x%20"});
  const std::vector<Profile> profiles{Profile("a b", {{static_cast<SkillId>(0), 1.0}})};
  EXPECT_EQ(resolve(judgments, profiles, catalog).profiles.size(), 1U);
}

}  // namespace judgments_test
}  // namespace skillmatch::io
