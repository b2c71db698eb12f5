// Catalogs and profiles compared member by member: a copy by way of a file must be the same to the
// last bit.
#pragma once

#include <cstddef>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/catalog.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

inline void expect_same(const Name& a, const Name& b) {
  EXPECT_EQ(a.en, b.en);
  EXPECT_EQ(a.ko, b.ko);
}

template <typename Things, typename Compare>
void expect_same_list(const Things& a, const Things& b, Compare compare) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    SCOPED_TRACE(i);
    compare(a[i], b[i]);
  }
}

inline void expect_same(const Taxonomy& a, const Taxonomy& b) {
  const auto id_and_name = [](const auto& x, const auto& y) {
    EXPECT_EQ(x.id, y.id);
    expect_same(x.name, y.name);
  };
  expect_same_list(a.groups(), b.groups(), id_and_name);
  expect_same_list(a.concepts(), b.concepts(), id_and_name);
  expect_same_list(a.attributes(), b.attributes(), [&](const Attribute& x, const Attribute& y) {
    id_and_name(x, y);
    EXPECT_EQ(x.aliases, y.aliases);
  });
  expect_same_list(a.skills(), b.skills(), [&](const Skill& x, const Skill& y) {
    id_and_name(x, y);
    EXPECT_EQ(x.aliases, y.aliases);
    EXPECT_EQ(x.group, y.group);
    EXPECT_EQ(x.broader, y.broader);
  });
  EXPECT_EQ(a.fingerprint(), b.fingerprint());
}

inline void expect_same(const Requirements& a, const Requirements& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].skill, b[i].skill);
    EXPECT_EQ(a[i].level, b[i].level);
    EXPECT_EQ(a[i].importance, b[i].importance);
    EXPECT_EQ(a[i].must, b[i].must);
  }
}

inline void expect_same(const Company& a, const Company& b) {
  EXPECT_EQ(a.id, b.id);
  expect_same(a.name, b.name);
  EXPECT_EQ(a.field, b.field);
  EXPECT_EQ(a.source, b.source);
  expect_same_list(a.offers, b.offers, [](const Offer& x, const Offer& y) {
    EXPECT_EQ(x.attribute, y.attribute);
    EXPECT_EQ(x.level, y.level);
  });
}

inline void expect_same(const Catalog& a, const Catalog& b) {
  expect_same(a.taxonomy(), b.taxonomy());
  expect_same_list(a.fields(), b.fields(), [](const Field& x, const Field& y) {
    EXPECT_EQ(x.id, y.id);
    expect_same(x.name, y.name);
    EXPECT_EQ(x.competition, y.competition);
    EXPECT_EQ(x.methods, y.methods);
  });
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto id = static_cast<CompanyId>(i);
    SCOPED_TRACE(a.company(id).id);
    expect_same(a.company(id), b.company(id));
    expect_same(a.requirements(id), b.requirements(id));
  }
}

inline void expect_same(const Profile& a, const Profile& b) {
  EXPECT_EQ(a.id(), b.id());
  expect_same_list(a.skills(), b.skills(), [](const HeldSkill& x, const HeldSkill& y) {
    EXPECT_EQ(x.skill, y.skill);
    EXPECT_EQ(x.level, y.level);
  });
  expect_same_list(a.wants(), b.wants(), [](const Want& x, const Want& y) {
    EXPECT_EQ(x.attribute, y.attribute);
    EXPECT_EQ(x.importance, y.importance);
  });
}

}  // namespace skillmatch::io
