#include "same_values.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace built_in_test {

namespace fs = std::filesystem;

const Catalog& catalog() {
  static const Catalog catalog = built_in_catalog();
  return catalog;
}

std::vector<CompanyId> companies() {
  std::vector<CompanyId> result;
  for (std::size_t c = 0; c < catalog().size(); ++c) result.push_back(static_cast<CompanyId>(c));
  return result;
}

TEST(BuiltInCatalog, HasNineteenCompaniesInEightFields) {
  EXPECT_EQ(catalog().size(), 19U);
  EXPECT_EQ(catalog().fields().size(), 8U);
  for (const CompanyId c : companies()) {
    SCOPED_TRACE(catalog().company(c).id);
    EXPECT_TRUE(catalog().company(c).field.has_value());
    EXPECT_FALSE(catalog().company(c).name.en.empty());
    EXPECT_FALSE(catalog().company(c).name.ko.empty());
    EXPECT_FALSE(catalog().company(c).source.empty());
    EXPECT_FALSE(catalog().company(c).offers.empty());
  }
}

TEST(BuiltInCatalog, AsksEightToTwentySkillsOfWhichOneToThreeAreMusts) {
  for (const CompanyId c : companies()) {
    SCOPED_TRACE(catalog().company(c).id);
    const Requirements requirements = catalog().requirements(c);
    EXPECT_GE(requirements.size(), 8U);
    EXPECT_LE(requirements.size(), 20U);
    std::size_t musts = 0;
    for (std::size_t i = 0; i < requirements.size(); ++i) musts += requirements[i].must ? 1 : 0;
    EXPECT_GE(musts, 1U);
    EXPECT_LE(musts, 3U);
  }
}

TEST(BuiltInCatalog, HasSkillsEachWithTwoNamesAndAGroup) {
  EXPECT_GE(catalog().taxonomy().size(), 80U);
  for (const Skill& skill : catalog().taxonomy().skills()) {
    SCOPED_TRACE(skill.id);
    EXPECT_FALSE(skill.name.en.empty());
    EXPECT_FALSE(skill.name.ko.empty());
    EXPECT_FALSE(skill.group.empty());
  }
}

TEST(BuiltInCatalog, IsTheOneOfTheDataFolder) {
  expect_same(load_catalog(SKILLMATCH_SOURCE_DIR "/data/companies.json"), catalog());
  expect_same(load_catalog(""), catalog());
  expect_same(built_in_taxonomy(), catalog().taxonomy());
}

TEST(ExampleProfiles, AllRead) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(SKILLMATCH_SOURCE_DIR "/data/profiles")) {
    SCOPED_TRACE(entry.path().filename());
    ++count;
    const Profile profile = read_profile(read_text(entry.path().string()), catalog().taxonomy());
    EXPECT_EQ(profile.id(), entry.path().stem());
    EXPECT_FALSE(profile.skills().empty());
  }
  EXPECT_GE(count, 11U);
}

TEST(LoadCatalog, FindsItsTaxonomyBesideIt) {
  const TempDir dir;
  dir.put("t.json", R"({"format": "skillmatch/taxonomy@1",
    "skills": [{"id": "weaving", "name": {"en": "Weaving"}}]})");
  const std::string path = dir.put("c.json", R"({"format": "skillmatch/catalog@1",
    "taxonomy": "t.json",
    "companies": [{"id": "c", "name": {"en": "C"}, "requires": {"weaving": 3}}]})");
  EXPECT_EQ(load_catalog(path).taxonomy().skill(SkillId{0}).id, "weaving");
}

TEST(LoadCatalog, NamesItsTaxonomyWhereThatIsWrong) {
  const TempDir dir;
  dir.put("t.json", "{}");
  const std::string path = dir.put("c.json", R"({"format": "skillmatch/catalog@1",
    "taxonomy": "t.json", "companies": []})");
  try {
    load_catalog(path);
    FAIL();
  } catch (const InputError& e) {
    EXPECT_EQ(e.what(), path + ":2: /taxonomy: " + dir / "t.json" +
                            ":1: 'format' is missing; write \"format\": "
                            "\"skillmatch/taxonomy@1\"\n" +
                            path + ":2: /companies: empty; a catalog needs at least one company");
  }
}

}  // namespace built_in_test
}  // namespace skillmatch::io
