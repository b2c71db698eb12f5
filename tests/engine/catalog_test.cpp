// Companies, their requirements, and what a catalog refuses.
#include "support/build.h"

#include <limits>

#include <gtest/gtest.h>

#include <skillmatch/catalog.h>

namespace catalog_test {

using skillmatch::Catalog;
using skillmatch::Company;
using skillmatch::CompanyId;
using skillmatch::Requirement;

using build::kInfinity;
using build::kNan;

Catalog empty_catalog() { return Catalog(build::taxonomy(build::world(3, {}), 2)); }

Company company(std::string id, skillmatch::Name name = {}) {
  Company result;
  result.id = std::move(id);
  result.name = std::move(name);
  return result;
}

TEST(Catalog, KeepsRequirementsBySkillWhateverTheOrderGiven) {
  Catalog catalog = empty_catalog();
  catalog.add(company("a"), {{build::skill(2), 3.0, 0.5, true}, {build::skill(0), 1.5}});
  const CompanyId none = catalog.add(company("b"), {});
  const CompanyId last = catalog.add(company("c"), {{build::skill(1), 5.0}});
  const skillmatch::Requirements row = catalog.requirements(build::company(0));
  ASSERT_EQ(row.size(), 2U);
  EXPECT_EQ(row[0].skill, build::skill(0));
  EXPECT_EQ(row[0].level, 1.5);
  EXPECT_EQ(row[0].importance, 1.0);
  EXPECT_FALSE(row[0].must);
  EXPECT_EQ(row[1].skill, build::skill(2));
  EXPECT_EQ(row[1].importance, 0.5);
  EXPECT_TRUE(row[1].must);
  EXPECT_EQ(catalog.requirements(none).size(), 0U);
  EXPECT_EQ(catalog.requirements(last)[0].level, 5.0);
  EXPECT_EQ(catalog.requirement_count(), 3U);
}

TEST(Catalog, RefusesRequirementsOutOfRangeOrGivenTwice) {
  const std::vector<Requirement> wrong[] = {
      {{build::skill(3), 1.0}},
      {{static_cast<skillmatch::SkillId>(-1), 1.0}},
      {{build::skill(0), 0.0}},
      {{build::skill(0), -1.0}},
      {{build::skill(0), std::nextafter(5.0, 6.0)}},
      {{build::skill(0), kNan}},
      {{build::skill(0), kInfinity}},
      {{build::skill(0), 1.0, 0.0}},
      {{build::skill(0), 1.0, 1.5}},
      {{build::skill(0), 1.0, kNan}},
      {{build::skill(0), 1.0}, {build::skill(1), 1.0}, {build::skill(0), 2.0}},
  };
  Catalog catalog = empty_catalog();
  for (const auto& requirements : wrong) {
    EXPECT_THROW(catalog.add(company("a"), requirements), std::invalid_argument);
  }
  EXPECT_EQ(catalog.size(), 0U);
  EXPECT_EQ(catalog.find("a"), std::nullopt);
  catalog.add(company("a"), {{build::skill(0), 5.0, 1.0}});  // nothing of it was kept
  EXPECT_EQ(catalog.find("a"), build::company(0));
}

TEST(Catalog, RefusesOffersOutOfRangeOrGivenTwice) {
  const auto attribute = [](int i) { return static_cast<skillmatch::AttributeId>(i); };
  const std::vector<skillmatch::Offer> wrong[] = {
      {{attribute(2), 1.0}}, {{attribute(-1), 1.0}}, {{attribute(0), -0.5}},
      {{attribute(0), 5.5}}, {{attribute(0), kNan}}, {{attribute(1), 1.0}, {attribute(1), 1.0}}};
  Catalog catalog = empty_catalog();
  for (const auto& offers : wrong) {
    Company added = company("a");
    added.offers = offers;
    EXPECT_THROW(catalog.add(added, {}), std::invalid_argument);
  }
  Company added = company("a");
  added.offers = {{attribute(1), 0.0}, {attribute(0), 5.0}};
  catalog.add(added, {});
  EXPECT_EQ(catalog.company(build::company(0)).offers[0].attribute, attribute(0));
}

TEST(Catalog, RefusesAnEmptyOrRepeatedIdAndAnUnknownField) {
  Catalog catalog = empty_catalog();
  EXPECT_THROW(catalog.add(company(""), {}), std::invalid_argument);
  catalog.add(company("a"), {});
  EXPECT_THROW(catalog.add(company("a"), {}), std::invalid_argument);
  Company lost = company("b");
  lost.field = static_cast<skillmatch::FieldId>(0);
  EXPECT_THROW(catalog.add(lost, {}), std::invalid_argument);
  catalog.add_field({"vision", {}, {}, {}});
  EXPECT_THROW(catalog.add_field({"vision", {}, {}, {}}), std::invalid_argument);
  EXPECT_THROW(catalog.add_field({"", {}, {}, {}}), std::invalid_argument);
  EXPECT_EQ(catalog.size(), 1U);
  EXPECT_EQ(catalog.fields().size(), 1U);
}

TEST(Catalog, KeepsNothingOfACompanyWhoseNameIsNotUtf8) {
  Catalog catalog = empty_catalog();
  EXPECT_THROW(catalog.add(company("a", {"\xFF", ""}), {}), std::invalid_argument);
  EXPECT_THROW(catalog.add(company("\xFF"), {}), std::invalid_argument);
  EXPECT_EQ(catalog.find("a"), std::nullopt);
  EXPECT_EQ(catalog.add(company("a"), {}), build::company(0));
}

TEST(Catalog, FindsACompanyByIdFirstThenByName) {
  Catalog catalog = empty_catalog();
  catalog.add(company("naver", {"Naver Corp", "네이버"}), {});
  catalog.add(company("Naver-Corp", {"Other", "네이버"}), {});
  EXPECT_EQ(catalog.find("naver"), build::company(0));
  EXPECT_EQ(catalog.find("NAVER"), build::company(0));
  EXPECT_EQ(catalog.find("Naver-Corp"), build::company(1));  // an id, exactly
  EXPECT_EQ(catalog.find("naver corp"), build::company(0));  // a name: the first that has it
  EXPECT_EQ(catalog.find("네이버"), build::company(0));
  EXPECT_EQ(catalog.find("other"), build::company(1));
  EXPECT_EQ(catalog.find("nobody"), std::nullopt);
  EXPECT_EQ(catalog.suggest("navr"), "naver");
}

TEST(Catalog, FindsAFieldByIdOrName) {
  Catalog catalog = empty_catalog();
  const auto vision = catalog.add_field({"vision", {"Computer vision", "컴퓨터 비전"}, {}, {}});
  EXPECT_EQ(catalog.find_field("computer-vision"), vision);
  EXPECT_EQ(catalog.find_field("컴퓨터비전"), vision);
  EXPECT_EQ(catalog.find_field("speech"), std::nullopt);
  EXPECT_EQ(catalog.suggest_field("vison"), "vision");
}

}  // namespace catalog_test
