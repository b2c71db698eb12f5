// Two taxonomies or catalogs as one: what is joined, what is added, what conflicts.
#include "support/build.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/taxonomy_merge.h>

namespace taxonomy_merge_test {

using skillmatch::Catalog;
using skillmatch::MergeConflict;
using skillmatch::Requirement;
using skillmatch::Skill;
using skillmatch::Taxonomy;
using Kind = skillmatch::MergeConflict::Kind;

Skill skill(std::string id, skillmatch::Name name, std::vector<std::string> aliases = {},
            std::string group = {}) {
  Skill result;
  result.id = std::move(id);
  result.name = std::move(name);
  result.aliases = std::move(aliases);
  result.group = std::move(group);
  return result;
}

Taxonomy taxonomy(const std::vector<Skill>& skills) {
  Taxonomy result;
  for (const Skill& s : skills) result.add_skill(s);
  return result;
}

std::vector<std::string> ids(const Taxonomy& taxonomy) {
  std::vector<std::string> list;
  for (const Skill& s : taxonomy.skills()) list.push_back(s.id);
  return list;
}

TEST(TaxonomyMerge, KeepsTheFirstsSkillsInPlaceAndAddsTheOthersBehind) {
  const auto merged = skillmatch::merge_taxonomies(
      taxonomy({skill("python", {"Python", ""}), skill("ml", {"Machine learning", ""})}),
      taxonomy({skill("rust", {"Rust", ""}), skill("machine-learning", {"", "기계 학습"}, {"ML"}),
                skill("go", {"Go", ""})}));
  EXPECT_EQ(ids(merged.taxonomy), (std::vector<std::string>{"python", "ml", "rust", "go"}));
  EXPECT_EQ(merged.skills, (std::vector{build::skill(2), build::skill(1), build::skill(3)}));
  EXPECT_EQ(merged.report.added, (std::vector{build::skill(2), build::skill(3)}));
  ASSERT_EQ(merged.report.joined.size(), 1U);
  EXPECT_EQ(merged.report.joined[0].second, "machine-learning");
  EXPECT_EQ(merged.report.joined[0].skill, build::skill(1));
  // Both names mean it by now; what joined them is the first that the first knows.
  EXPECT_EQ(merged.report.joined[0].name, "machine-learning");
  EXPECT_TRUE(merged.report.conflicts.empty());
}

TEST(TaxonomyMerge, UnitesNamesSoThatEveryNameOfEitherIsUnderstood) {
  const Taxonomy first = taxonomy({skill("gnn", {"Graph neural networks", ""}, {"GNNs"}, "a")});
  const Taxonomy second = taxonomy({skill("graph-nets", {"graph neural networks", "그래프 신경망"},
                                          {"gnns", "http://data.europa.eu/esco/skill/1"}, "b")});
  const auto merged = skillmatch::merge_taxonomies(first, second);
  const Skill& united = merged.taxonomy.skill(build::skill(0));
  EXPECT_EQ(united.name.en, "Graph neural networks");
  EXPECT_EQ(united.name.ko, "그래프 신경망");
  EXPECT_EQ(united.aliases,
            (std::vector<std::string>{"GNNs", "graph-nets", "http://data.europa.eu/esco/skill/1"}));
  EXPECT_EQ(united.group, "a");
  EXPECT_EQ(merged.report.names_added, 3U);
  for (const Taxonomy* either : {&first, &second}) {
    for (const Skill& s : either->skills()) {
      for (const std::string& name : s.aliases) {
        EXPECT_EQ(merged.taxonomy.find(name), build::skill(0)) << name;
      }
      EXPECT_EQ(merged.taxonomy.find(s.id), build::skill(0));
      EXPECT_EQ(merged.taxonomy.find(s.name.en), build::skill(0));
    }
  }
}

TEST(TaxonomyMerge, TellsOfANameThatMeansTwoSkillsOfTheFirst) {
  const auto merged = skillmatch::merge_taxonomies(
      taxonomy({skill("devops", {"DevOps", ""}), skill("mlops", {"MLOps", ""})}),
      taxonomy({skill("ml-ops", {"Machine learning operations", ""}, {"Dev Ops", "mlo"})}));
  EXPECT_EQ(ids(merged.taxonomy), (std::vector<std::string>{"devops", "mlops"}));
  EXPECT_EQ(merged.skills, (std::vector{build::skill(1)}));
  EXPECT_EQ(merged.taxonomy.find("dev ops"), build::skill(0));
  EXPECT_EQ(merged.taxonomy.find("mlo"), build::skill(1));
  ASSERT_EQ(merged.report.conflicts.size(), 1U);
  const MergeConflict& conflict = merged.report.conflicts[0];
  EXPECT_EQ(conflict.kind, Kind::name_of_another);
  EXPECT_EQ(conflict.second, "ml-ops");
  EXPECT_EQ(conflict.first, "mlops");
  EXPECT_EQ(conflict.name, "Dev Ops");
  EXPECT_EQ(conflict.other, "devops");
}

TEST(TaxonomyMerge, TellsWhereTheFirstDoesNotTellTwoSkillsApart) {
  const auto merged = skillmatch::merge_taxonomies(
      taxonomy({skill("js", {"JavaScript", ""}, {"ECMAScript"})}),
      taxonomy({skill("javascript", {"", "자바스크립트"}), skill("ecma-script", {"ES6", ""})}));
  EXPECT_EQ(merged.skills, (std::vector{build::skill(0), build::skill(0)}));
  ASSERT_EQ(merged.report.conflicts.size(), 1U);
  EXPECT_EQ(merged.report.conflicts[0].kind, Kind::joined_with_another);
  EXPECT_EQ(merged.report.conflicts[0].second, "ecma-script");
  EXPECT_EQ(merged.report.conflicts[0].first, "js");
  EXPECT_EQ(merged.report.conflicts[0].other, "javascript");
}

TEST(TaxonomyMerge, UnitesConceptsAndGroupsById) {
  Taxonomy first;
  const auto a = first.add_concept({"a", {"A", ""}});
  first.add_group({"g", {"G", ""}});
  Skill x = skill("x", {"X", ""});
  x.broader = {a};
  first.add_skill(x);
  Taxonomy second;
  const auto b = second.add_concept({"b", {"B", ""}});
  const auto a_there = second.add_concept({"A", {"other", "가"}});
  second.add_group({"g", {"other", "그"}});
  second.add_group({"h", {"H", ""}});
  Skill same = skill("X", {"X", ""}, {}, "h");
  same.broader = {b, a_there};
  second.add_skill(same);
  Skill other = skill("y", {"Y", ""}, {}, "g");
  other.broader = {a_there};
  second.add_skill(other);

  const auto merged = skillmatch::merge_taxonomies(first, second);
  ASSERT_EQ(merged.taxonomy.concepts().size(), 2U);
  EXPECT_EQ(merged.taxonomy.concepts()[0].id, "a");
  EXPECT_EQ(merged.taxonomy.concepts()[0].name.en, "A");
  EXPECT_EQ(merged.taxonomy.concepts()[0].name.ko, "가");
  EXPECT_EQ(merged.taxonomy.concepts()[1].id, "b");
  ASSERT_EQ(merged.taxonomy.groups().size(), 2U);
  EXPECT_EQ(merged.taxonomy.groups()[0].name.en, "G");
  EXPECT_EQ(merged.taxonomy.groups()[0].name.ko, "그");
  EXPECT_EQ(merged.taxonomy.groups()[1].id, "h");
  using Concepts = std::vector<skillmatch::ConceptId>;
  EXPECT_EQ(merged.taxonomy.skill(build::skill(0)).broader,
            (Concepts{skillmatch::ConceptId{0}, skillmatch::ConceptId{1}}));
  EXPECT_EQ(merged.taxonomy.skill(build::skill(0)).group, "h");
  EXPECT_EQ(merged.taxonomy.skill(build::skill(1)).broader, (Concepts{skillmatch::ConceptId{0}}));
  EXPECT_EQ(merged.taxonomy.skill(build::skill(1)).group, "g");
}

TEST(TaxonomyMerge, IsTheFirstWhereTheSecondIsTheSame) {
  const Taxonomy first = taxonomy({skill("a", {"A", "가"}, {"x"}), skill("b", {"B", ""})});
  const auto merged = skillmatch::merge_taxonomies(first, first);
  EXPECT_EQ(merged.taxonomy.fingerprint(), first.fingerprint());
  EXPECT_EQ(merged.report.joined.size(), 2U);
  EXPECT_EQ(merged.report.names_added, 0U);
  EXPECT_TRUE(merged.report.added.empty());
  EXPECT_TRUE(merged.report.conflicts.empty());
}

Catalog catalog(Taxonomy taxonomy, const std::vector<std::vector<Requirement>>& rows) {
  Catalog result(std::move(taxonomy));
  for (std::size_t c = 0; c < rows.size(); ++c) {
    skillmatch::Company company;
    company.id = "row " + std::to_string(c);
    if (c == 0) company.field = result.add_field({"field", {"Field", ""}, "", {}});
    result.add(std::move(company), rows[c]);
  }
  return result;
}

TEST(CatalogMerge, KeepsEveryRowWithItsRequirements) {
  const Catalog first = catalog(taxonomy({skill("a", {"A", ""}, {"alpha"}), skill("b", {"B", ""})}),
                                {{{build::skill(1), 2.0, 0.5, true}}});
  const Catalog second = catalog(
      taxonomy({skill("c", {"C", ""}), skill("alpha", {"", "알파"}), skill("A", {"", ""})}),
      {{{build::skill(0), 1.0}, {build::skill(1), 3.0, 0.25, true}, {build::skill(2), 2.0, 0.75}},
       {{build::skill(2), 5.0}}});
  const auto merged = skillmatch::merge_catalogs(first, second);
  const Catalog& whole = merged.catalog;
  ASSERT_EQ(whole.size(), 3U);
  EXPECT_EQ(merged.report.companies_added, 2U);
  EXPECT_EQ(whole.company(build::company(0)).id, "row 0");
  EXPECT_EQ(whole.company(build::company(1)).id, "row 0-2");
  EXPECT_EQ(whole.company(build::company(2)).id, "row 1");
  EXPECT_EQ(whole.fields().size(), 1U);
  EXPECT_EQ(whole.field_of(build::company(1)), skillmatch::FieldId{0});
  const auto kept = whole.requirements(build::company(0)).find(build::skill(1));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->level, 2.0);
  EXPECT_TRUE(kept->must);
  // Two skills of the second are one of the first: the higher of each.
  const auto row = whole.requirements(build::company(1));
  ASSERT_EQ(row.size(), 2U);
  EXPECT_EQ(row[0].skill, build::skill(0));
  EXPECT_EQ(row[0].level, 3.0);
  EXPECT_EQ(row[0].importance, 0.75);
  EXPECT_TRUE(row[0].must);
  EXPECT_EQ(row[1].skill, build::skill(2));
  EXPECT_EQ(whole.taxonomy().skill(build::skill(2)).id, "c");
  ASSERT_EQ(merged.report.conflicts.size(), 2U);
  EXPECT_EQ(merged.report.conflicts[0].kind, Kind::joined_with_another);
  EXPECT_EQ(merged.report.conflicts[1].kind, Kind::company_id);
  EXPECT_EQ(merged.report.conflicts[1].other, "row 0-2");
}

}  // namespace taxonomy_merge_test
