#include "onet_files.h"
#include "same_values.h"

#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/onet.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>

namespace skillmatch::io {
namespace onet_test {

OnetImport import_rows(const std::string& rows, OnetValue value) {
  const TempDir dir;
  put_onet(dir, rows);
  return import_onet(dir.path(), value);
}

// The requirement of `skill` by `occupation`; level 0 where there is none.
Requirement requirement(const OnetImport& import, const std::string& occupation,
                        const std::string& skill) {
  const Requirements all = import.catalog.requirements(import.catalog.find(occupation).value());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].skill == import.catalog.taxonomy().find(skill)) return all[i];
  }
  return {SkillId{}, 0.0, 0.0};
}

std::optional<double> held(const OnetImport& import, std::size_t profile,
                           const std::string& skill) {
  return import.profiles[profile].level(import.catalog.taxonomy().find(skill).value());
}

void expect_same_import(const OnetImport& a, const OnetImport& b) {
  expect_same(a.catalog, b.catalog);
  ASSERT_EQ(a.profiles.size(), b.profiles.size());
  for (std::size_t i = 0; i < a.profiles.size(); ++i) expect_same(a.profiles[i], b.profiles[i]);
}

TEST(ImportOnet, NamesOccupationsFieldsAndSkills) {
  const OnetImport import = import_rows(kRatings, OnetValue::both);
  const Catalog& catalog = import.catalog;
  ASSERT_EQ(catalog.size(), 2U);
  EXPECT_EQ(catalog.company(CompanyId{0}).id, "11-1011.00");  // in SOC order, not in the file's
  EXPECT_EQ(catalog.company(CompanyId{0}).name.en, "Chief Executives");
  EXPECT_EQ(catalog.field(*catalog.company(CompanyId{0}).field).name.en, "Management");
  EXPECT_EQ(catalog.company(CompanyId{1}).id, "15-2051.00");
  EXPECT_EQ(catalog.field(*catalog.company(CompanyId{1}).field).id, "15");
  ASSERT_EQ(catalog.taxonomy().size(), 2U);
  const Skill& skill = catalog.taxonomy().skill(SkillId{0});
  EXPECT_EQ(skill.id, "reading-comprehension");
  EXPECT_EQ(skill.name.en, "Reading Comprehension");
  EXPECT_EQ(skill.aliases, std::vector<std::string>{"2.A.1.a"});
  EXPECT_EQ(skill.group, "skills");
  EXPECT_EQ(catalog.taxonomy().skill(SkillId{1}).broader, skill.broader);  // branch 2.A.1
  EXPECT_EQ(import.profiles[1].id(), "15-2051.00");
}

TEST(ImportOnet, ByImportanceTakesOneToFiveAsZeroToOne) {
  const OnetImport import = import_rows(kRatings, OnetValue::importance);
  const Requirement r = requirement(import, "15-2051.00", "Reading Comprehension");
  EXPECT_EQ(r.importance, 0.75);  // (4 − 1) / 4
  EXPECT_EQ(r.level, 5.0);
  EXPECT_FALSE(r.must);
  EXPECT_EQ(held(import, 1, "Reading Comprehension"), 3.75);
  EXPECT_EQ(requirement(import, "11-1011.00", "Active Listening").importance, 0.375);
  // Importance 1 is "not important": no requirement, and a level of none.
  EXPECT_EQ(requirement(import, "15-2051.00", "Active Listening").level, 0.0);
  EXPECT_EQ(held(import, 1, "Active Listening"), 0.0);
  EXPECT_EQ(import.report.zero, 1U);
}

TEST(ImportOnet, ByLevelTakesZeroToSevenAsZeroToFive) {
  const OnetImport import = import_rows(kRatings, OnetValue::level);
  const Requirement r = requirement(import, "15-2051.00", "Reading Comprehension");
  EXPECT_EQ(r.level, 4.2 * 5.0 / 7.0);
  EXPECT_NEAR(r.level, 3.0, 1e-15);
  EXPECT_EQ(r.importance, 1.0);
  EXPECT_EQ(requirement(import, "11-1011.00", "Reading Comprehension").level, 5.0);
  EXPECT_EQ(requirement(import, "11-1011.00", "Active Listening").level, 2.5);
  EXPECT_EQ(held(import, 0, "Active Listening"), 2.5);
  EXPECT_EQ(held(import, 1, "Active Listening"), 0.0);
}

TEST(ImportOnet, ByBothTakesEachForWhatItIs) {
  const OnetImport import = import_rows(kRatings, OnetValue::both);
  const Requirement r = requirement(import, "11-1011.00", "Active Listening");
  EXPECT_EQ(r.importance, 0.375);
  EXPECT_EQ(r.level, 2.5);
  EXPECT_EQ(held(import, 0, "Active Listening"), 2.5);
}

TEST(ImportOnet, CountsWhatItReadsAndWhatItLeavesOut) {
  const TempDir dir;
  put_onet(dir,
           "15-2051.00\t2.A.1.a\tReading\tIM\t4.00\n"
           "15-2051.00\t2.A.1.a\tReading\tLV\t4.20\n"
           "15-2051.00\t2.A.1.b\tListening\tIM\t1.00\n"  // zero, and no LV
           "15-2051.00\t2.A.1.c\tWriting\tLV\t3.00\n"    // no IM
           "15-2051.00\t2.A.1.c\tWriting\tRT\t9\n"       // another scale
           "99-9999.00\t2.A.1.a\tReading\tIM\t2.00\n");  // no title, no major group
  dir.put("Notes.txt", "Nothing to see here\xFF\n");     // no rating file, so its bytes are free
  dir.put("Skills.csv", "x");
  const OnetImport both = import_onet(dir.path(), OnetValue::both);
  EXPECT_EQ(both.report.files, std::vector<std::string>{"Skills.txt"});
  EXPECT_EQ(both.report.rows, 5U);
  EXPECT_EQ(both.report.other_scales, 1U);
  EXPECT_EQ(both.report.incomplete, 3U);
  EXPECT_EQ(both.report.zero, 0U);
  EXPECT_EQ(both.report.untitled, 1U);
  EXPECT_EQ(both.catalog.requirement_count(), 1U);
  EXPECT_EQ(both.catalog.company(CompanyId{1}).name.en, "99-9999.00");
  EXPECT_EQ(both.catalog.field(*both.catalog.company(CompanyId{1}).field).name.en, "99");
  const OnetReport importance = import_onet(dir.path(), OnetValue::importance).report;
  EXPECT_EQ(importance.incomplete, 1U);
  EXPECT_EQ(importance.zero, 1U);
  EXPECT_EQ(import_onet(dir.path(), OnetValue::level).report.incomplete, 2U);
}

TEST(ImportOnet, ReadsAllRatingFilesAndKeepsEqualNamesApart) {
  const TempDir dir;
  put_onet(dir, "15-2051.00\t2.A.1.e\tMathematics\tIM\t4.00\n");
  dir.put("Knowledge.txt",
          std::string(kRatingHeader) + "15-2051.00\t2.C.4.a\tMathematics\tIM\t3.00\n");
  const OnetImport import = import_onet(dir.path(), OnetValue::importance);
  EXPECT_EQ(import.report.files, (std::vector<std::string>{"Knowledge.txt", "Skills.txt"}));
  EXPECT_EQ(import.catalog.taxonomy().skill(SkillId{0}).name.en, "Mathematics (Knowledge)");
  EXPECT_EQ(import.catalog.taxonomy().skill(SkillId{1}).id, "mathematics-skills");
  EXPECT_EQ(import.catalog.taxonomy().groups().size(), 2U);
}

TEST(ImportOnet, ReadsCrlfByteOrderMarkAndAnyOrderOfColumnsAndRowsAlike) {
  const TempDir dir;
  dir.put("Skills.txt",
          "\xEF\xBB\xBFN\tData Value\tScale ID\tElement Name\tElement ID\tO*NET-SOC Code\r\n"
          "8\t3.50\tLV\tActive Listening\t2.A.1.b\t11-1011.00\r\n"
          "8\t4.20\tLV\tReading Comprehension\t2.A.1.a\t15-2051.00\r\n"
          "8\t0.00\tLV\tActive Listening\t2.A.1.b\t15-2051.00\r\n"
          "\r\n"
          "8\t7.00\tLV\tReading Comprehension\t2.A.1.a\t11-1011.00\r\n"
          "8\t4.00\tIM\tReading Comprehension\t2.A.1.a\t15-2051.00\r\n"
          "8\t1.00\tIM\tActive Listening\t2.A.1.b\t15-2051.00\r\n"
          "8\t5.00\tIM\tReading Comprehension\t2.A.1.a\t11-1011.00\r\n"
          "8\t 2.50 \tIM\tActive Listening\t2.A.1.b\t11-1011.00");
  dir.put(
      "Occupation Data.txt",
      "Title\tO*NET-SOC Code\r\nChief Executives\t11-1011.00\r\nData Scientists\t15-2051.00\r\n");
  // The order in which elements come is the order of the skills, so the first row decides here.
  const std::string rows =
      "11-1011.00\t2.A.1.b\tActive Listening\tLV\t3.50\n"
      "11-1011.00\t2.A.1.b\tActive Listening\tIM\t2.50\n"
      "11-1011.00\t2.A.1.a\tReading Comprehension\tIM\t5.00\n"
      "11-1011.00\t2.A.1.a\tReading Comprehension\tLV\t7.00\n"
      "15-2051.00\t2.A.1.a\tReading Comprehension\tIM\t4.00\n"
      "15-2051.00\t2.A.1.a\tReading Comprehension\tLV\t4.20\n"
      "15-2051.00\t2.A.1.b\tActive Listening\tIM\t1.00\n"
      "15-2051.00\t2.A.1.b\tActive Listening\tLV\t0.00\n";
  for (const OnetValue value : {OnetValue::importance, OnetValue::level, OnetValue::both}) {
    expect_same_import(import_onet(dir.path(), value), import_rows(rows, value));
  }
}

TEST(ImportOnet, OfATranslationWithoutLatinLettersCanBeWrittenAndReadBack) {
  const TempDir dir;
  dir.put("기술.txt", std::string(kRatingHeader) + "15-2051.00\t2.A.1.a\t독해\tIM\t4.00\n");
  dir.put("Occupation Data.txt", kTitles);
  const OnetImport import = import_onet(dir.path(), OnetValue::importance);
  EXPECT_EQ(import.catalog.taxonomy().skill(SkillId{0}).id, "독해");
  EXPECT_EQ(import.catalog.taxonomy().groups()[0].id, "기술");
  std::ostringstream out;
  write_catalog(out, import.catalog);
  expect_same(read_catalog({"copy.json", out.str()}), import.catalog);
}

}  // namespace onet_test
}  // namespace skillmatch::io
