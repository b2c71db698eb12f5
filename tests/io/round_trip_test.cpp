#include "random_catalog.h"
#include "same_values.h"
#include "support/temp_dir.h"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/taxonomy_merge.h>

namespace skillmatch::io {
namespace round_trip_test {

Catalog copy_by_file(const Catalog& catalog) {
  std::ostringstream out;
  write_catalog(out, catalog);
  return read_catalog({"copy.json", out.str()});
}

Profile copy_by_file(const Profile& profile, const Taxonomy& taxonomy) {
  std::ostringstream out;
  write_profile_line(out, profile, taxonomy);
  EXPECT_EQ(out.str().find('\n'), out.str().size() - 1);
  return read_profile({"copy.json", out.str()}, taxonomy);
}

Profile random_profile(draw::Random& random, const Taxonomy& taxonomy) {
  std::vector<HeldSkill> skills{{SkillId{0}, random_number(random, 5.0)}};
  for (std::size_t s = 1; s < taxonomy.size(); ++s) {
    if (random.chance(0.2))
      skills.push_back({static_cast<SkillId>(s), 0.0});
    else if (random.chance(0.5))
      skills.push_back({static_cast<SkillId>(s), random_number(random, 5.0)});
  }
  std::vector<Want> wants;
  for (std::size_t a = 0; a < taxonomy.attributes().size(); ++a) {
    if (random.chance(0.5)) continue;
    wants.push_back({static_cast<AttributeId>(a), random_number(random, 1.0)});
  }
  return Profile(random_text(random), std::move(skills), std::move(wants));
}

TEST(RoundTrip, KeepsTheBuiltInCatalog) {
  const Catalog catalog = built_in_catalog();
  expect_same(copy_by_file(catalog), catalog);
}

TEST(RoundTrip, KeepsRandomCatalogsAndProfilesToTheLastBit) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    const Catalog catalog = random_catalog(random);
    expect_same(copy_by_file(catalog), catalog);
    for (int i = 0; i < 5; ++i) {
      const Profile profile = random_profile(random, catalog.taxonomy());
      expect_same(copy_by_file(profile, catalog.taxonomy()), profile);
    }
    if (testing::Test::HasFailure()) break;
  }
}

TEST(RoundTrip, KeepsTaxonomiesAloneAsCatalogsWithoutCompanies) {
  const TempDir dir;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    const Catalog catalog = random_catalog(random);
    std::ostringstream alone;
    write_taxonomy(alone, catalog.taxonomy());
    std::ostringstream whole;
    write_catalog(whole, catalog);
    dir.put("taxonomy.json", alone.str());
    dir.put("catalog.json", whole.str());
    const SkillsFile taxonomy = load_skills(dir / "taxonomy.json");
    EXPECT_TRUE(taxonomy.is_taxonomy);
    expect_same(taxonomy.catalog, Catalog(catalog.taxonomy()));
    const SkillsFile rows = load_skills(dir / "catalog.json");
    EXPECT_FALSE(rows.is_taxonomy);
    expect_same(rows.catalog, catalog);
    if (testing::Test::HasFailure()) break;
  }
}

// Nothing is lost in a merge with another or with itself, and what comes out is read back.
TEST(RoundTrip, KeepsMergedCatalogs) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    const Catalog first = random_catalog(random);
    const Catalog second = random_catalog(random);
    const MergedCatalog merged = merge_catalogs(first, second);
    EXPECT_EQ(merged.catalog.size(), first.size() + second.size());
    EXPECT_GE(merged.catalog.requirement_count(), first.requirement_count());
    for (const Catalog* either : {&first, &second}) {
      for (const Skill& skill : either->taxonomy().skills()) {
        EXPECT_TRUE(merged.catalog.taxonomy().find(skill.id)) << skill.id;
        for (const std::string& alias : skill.aliases) {
          EXPECT_TRUE(merged.catalog.taxonomy().find(alias)) << alias;
        }
      }
    }
    expect_same(copy_by_file(merged.catalog), merged.catalog);
    if (testing::Test::HasFailure()) break;
  }
}

TEST(RoundTrip, KeepsCompaniesThatRequireNothing) {
  Catalog catalog(built_in_taxonomy());
  catalog.add({"empty", {"", "빈 곳"}, {}, {}, ""}, {});
  expect_same(copy_by_file(catalog), catalog);
}

TEST(ReadProfile, WithoutAnIdGoesByTheNameOfItsFileInNormalFormC) {
  const Taxonomy taxonomy = built_in_taxonomy();
  const std::string text = R"({"format": "skillmatch/profile@1", "skills": {"python": 4}})";
  EXPECT_EQ(read_profile({"people/me.v2.json", text}, taxonomy).id(), "me.v2");
  EXPECT_EQ(read_profile({"standard input", text}, taxonomy).id(), "standard input");
  EXPECT_EQ(read_profile({"\xE1\x84\x82\xE1\x85\xA1.json", text}, taxonomy).id(), "나");
}

TEST(ReadProfile, FromAFileWhoseNameIsNotUtf8CanBeWritten) {
  const Taxonomy taxonomy = built_in_taxonomy();
  const Profile profile = read_profile(
      {"caf\xE9.json", R"({"format": "skillmatch/profile@1", "skills": {"python": 4}})"}, taxonomy);
  EXPECT_EQ(profile.id(), "caf\\x{E9}");
  expect_same(copy_by_file(profile, taxonomy), profile);
}

}  // namespace round_trip_test
}  // namespace skillmatch::io
