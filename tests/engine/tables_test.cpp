// The tables of a catalog: what is put in comes out, and what somebody else holds is told sound
// from unsound before it is read.
#include "support/random_data.h"

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/company_table.h>
#include <skillmatch/offsets.h>
#include <skillmatch/requirement_table.h>

namespace skillmatch {
namespace tables_test {

template <typename T>
std::span<const T> as(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

TEST(Offsets, WidenBeyondFourBytes) {
  Offsets offsets;
  EXPECT_EQ(offsets.pieces(), 0U);
  EXPECT_EQ(offsets[0], 0U);
  const std::vector<std::uint64_t> added{0, 7, 0xFFFF'FFFF, 0x1'0000'0000, 0x1'0000'0005};
  for (std::size_t i = 0; i < added.size(); ++i) {
    offsets.push_back(added[i]);
    EXPECT_EQ(offsets.is_narrow(), i < 3);
    EXPECT_TRUE(offsets.ascend_to(added[i]));
    EXPECT_FALSE(offsets.ascend_to(added[i] + 1));
  }
  for (std::size_t i = 0; i < added.size(); ++i) EXPECT_EQ(offsets[i + 1], added[i]);
  EXPECT_EQ(offsets.pieces(), added.size());
  const Offsets view = Offsets::borrowed(as<std::uint64_t>(offsets.bytes()));
  EXPECT_EQ(view.pieces(), offsets.pieces());
  EXPECT_EQ(view[4], 0x1'0000'0000U);
}

TEST(Offsets, SayWhetherTheyAscendFromZero) {
  const auto ascend = [](std::vector<std::uint32_t> offsets, std::uint64_t last) {
    return Offsets::borrowed(offsets).ascend_to(last);
  };
  EXPECT_TRUE(ascend({0}, 0));
  EXPECT_TRUE(ascend({0, 0, 3, 3, 9}, 9));
  EXPECT_FALSE(ascend({1, 2, 3}, 3));
  EXPECT_FALSE(ascend({0, 4, 3}, 3));
  EXPECT_FALSE(ascend({0, 9, 3}, 9));
  EXPECT_FALSE(ascend({0, 2, 3}, 4));
}

std::vector<std::vector<Requirement>> random_rows(std::size_t skills, draw::Random& random) {
  std::vector<std::vector<Requirement>> rows(200);
  for (auto& row : rows) {
    const std::size_t step = 1 + skills / 10;
    for (std::size_t s = random.below(step); s < skills; s += 1 + random.below(step)) {
      row.push_back({static_cast<SkillId>(s), random.of_64ths(320), random.of_64ths(64),
                     random.chance(0.05)});
    }
  }
  return rows;
}

RequirementTable::Parts parts_of(const RequirementTable& table) {
  const auto numbers = [](const PackedNumbers& x) {
    return PackedNumbers::borrowed(x.form(), x.values().first(x.value_count()), x.bytes(),
                                   x.size());
  };
  return {Offsets::borrowed(as<std::uint32_t>(table.begins().bytes())),
          table.skills().is_narrow()
              ? SkillColumn::borrowed(as<std::uint16_t>(table.skills().bytes()))
              : SkillColumn::borrowed(as<std::uint32_t>(table.skills().bytes())),
          numbers(table.levels()), numbers(table.importances()),
          Array<std::uint64_t>::borrowed(table.musts().span())};
}

void expect_rows(const RequirementTable& table, const std::vector<std::vector<Requirement>>& rows) {
  ASSERT_EQ(table.rows(), rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Requirements row = table.row(r);
    ASSERT_EQ(row.size(), rows[r].size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement expected = rows[r][i];
      EXPECT_EQ(row[i].skill, expected.skill);
      EXPECT_EQ(row[i].level, expected.level);
      EXPECT_EQ(row[i].importance, expected.importance);
      EXPECT_EQ(row[i].must, expected.must);
      ASSERT_TRUE(row.find(expected.skill).has_value());
      EXPECT_EQ(row.find(expected.skill)->level, expected.level);
    }
  }
}

TEST(RequirementTable, HoldsItsRowsOwnedAndBorrowed) {
  draw::Random random(1);
  for (const std::size_t skills : {40U, 65'536U, 65'537U}) {
    SCOPED_TRACE(skills);
    const auto rows = random_rows(skills, random);
    RequirementTable table(skills);
    for (const auto& row : rows) table.add_row(row);
    EXPECT_EQ(table.skills().is_narrow(), skills <= 65'536);
    expect_rows(table, rows);
    const RequirementTable view(parts_of(table));
    expect_rows(view, rows);
    for (const RequirementTable* t :
         std::initializer_list<const RequirementTable*>{&table, &view}) {
      EXPECT_TRUE(t->begins().ascend_to(t->entries()));
      EXPECT_TRUE(t->check(skills, 0, t->rows()));
      EXPECT_TRUE(t->check(skills, 3, 50));
      EXPECT_FALSE(t->check(skills / 2, 0, t->rows()));  // skills beyond the taxonomy
    }
  }
}

TEST(RequirementTable, FindsTheNextMust) {
  RequirementTable table(1000);
  std::vector<Requirement> row;
  for (int s = 0; s < 300; ++s) {
    row.push_back({static_cast<SkillId>(s), 1.0, 1.0, s == 5 || s == 64 || s == 200});
  }
  table.add_row(row);
  EXPECT_EQ(table.next_must(0, 300), 5U);
  EXPECT_EQ(table.next_must(6, 300), 64U);
  EXPECT_EQ(table.next_must(65, 300), 200U);
  EXPECT_EQ(table.next_must(65, 200), 200U);
  EXPECT_EQ(table.next_must(65, 100), 100U);
  EXPECT_EQ(table.next_must(201, 300), 300U);
}

// A sound table of two rows, one number of which is then made wrong.
TEST(RequirementTable, TellsSoundRowsFromOthers) {
  std::vector<std::uint32_t> begins{0, 2, 3};
  std::vector<std::uint16_t> skills{1, 4, 0};
  std::vector<double> levels{1.0, 5.0, 2.0};
  std::vector<double> importances{1.0, 0.5, 0.25};
  const auto check = [&] {
    const auto full = [](const std::vector<double>& x) {
      return PackedNumbers::borrowed(PackedNumbers::Form::full, {}, std::as_bytes(std::span(x)),
                                     x.size());
    };
    const RequirementTable table({Offsets::borrowed(begins),
                                  SkillColumn::borrowed(skills),
                                  full(levels),
                                  full(importances),
                                  {}});
    return table.check(5, 0, 2);
  };
  EXPECT_TRUE(check());
  const auto fails_with = [&](auto& values, std::size_t i, auto wrong) {
    const auto kept = values[i];
    values[i] = wrong;
    EXPECT_FALSE(check()) << i << " " << wrong;
    values[i] = kept;
  };
  fails_with(skills, 1, std::uint16_t{1});  // twice
  fails_with(skills, 1, std::uint16_t{0});  // not ascending
  fails_with(skills, 1, std::uint16_t{5});  // no skill
  fails_with(skills, 2, std::uint16_t{5});
  for (const double level : {0.0, -1.0, 5.000001, std::numeric_limits<double>::quiet_NaN()}) {
    fails_with(levels, 2, level);
  }
  for (const double importance : {0.0, -1.0, 1.000001, std::numeric_limits<double>::infinity()}) {
    fails_with(importances, 0, importance);
  }
  EXPECT_TRUE(check());
}

std::vector<Company> some_companies() {
  return {
      {"a", {"A", "에이"}, FieldId{1}, {{AttributeId{0}, 2.5}, {AttributeId{3}, 0.0}}, "survey"},
      {"b", {"", "비"}, std::nullopt, {}, ""},
      {std::string(300, 'c'), {"C", ""}, FieldId{0}, {}, "another"},
      {"d", {"D", ""}, std::nullopt, {{AttributeId{200}, 5.0}}, "survey"}};
}

void expect_companies(const CompanyTable& table, const std::vector<Company>& companies) {
  ASSERT_EQ(table.size(), companies.size());
  for (std::size_t c = 0; c < companies.size(); ++c) {
    const Company read = table.company(c);
    EXPECT_EQ(read.id, companies[c].id);
    EXPECT_EQ(table.id(c), companies[c].id);
    EXPECT_EQ(read.name.en, companies[c].name.en);
    EXPECT_EQ(read.name.ko, companies[c].name.ko);
    EXPECT_EQ(read.field, companies[c].field);
    EXPECT_EQ(table.field(c), companies[c].field);
    EXPECT_EQ(read.source, companies[c].source);
    ASSERT_EQ(read.offers.size(), companies[c].offers.size());
    EXPECT_EQ(table.has_offers(c), !read.offers.empty());
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
      EXPECT_EQ(read.offers[i].attribute, companies[c].offers[i].attribute);
      EXPECT_EQ(read.offers[i].level, companies[c].offers[i].level);
    }
  }
}

TEST(CompanyTable, HoldsItsRecordsOwnedAndBorrowed) {
  const std::vector<Company> companies = some_companies();
  CompanyTable table;
  for (const Company& company : companies) table.add(company);
  expect_companies(table, companies);
  EXPECT_EQ(table.sources(), 2U);
  const CompanyTable view({Offsets::borrowed(as<std::uint32_t>(table.begins().bytes())),
                           Array<char>::borrowed(table.bytes().span()),
                           Offsets::borrowed(as<std::uint32_t>(table.source_begins().bytes())),
                           Array<char>::borrowed(table.source_bytes().span())});
  expect_companies(view, companies);
  for (std::size_t c = 0; c < companies.size(); ++c) EXPECT_TRUE(view.check(c, 2, 201));
  EXPECT_FALSE(view.check(0, 1, 201));  // field 1
  EXPECT_FALSE(view.check(0, 2, 3));    // attribute 3
  EXPECT_TRUE(view.check(1, 0, 0));
  EXPECT_FALSE(view.check(3, 2, 200));
}

TEST(CompanyTable, KeepsEachSourceOnce) {
  CompanyTable table;
  for (int i = 0; i < 3000; ++i) {
    table.add({std::to_string(i), {"n", ""}, {}, {}, "source " + std::to_string(i % 100)});
  }
  EXPECT_EQ(table.sources(), 100U);
  for (std::size_t i = 0; i < 3000; ++i) {
    EXPECT_EQ(table.company(i).source, "source " + std::to_string(i % 100));
  }
}

// Every change of one bit, every cut and every byte too many: unsound, or read without harm.
TEST(CompanyTable, ReadsNothingBehindARecordThatPassesItsCheck) {
  CompanyTable table;
  for (const Company& company : some_companies()) table.add(company);
  for (std::size_t c = 0; c < table.size(); ++c) {
    const auto begin = static_cast<std::size_t>(table.begins()[c]);
    const auto end = static_cast<std::size_t>(table.begins()[c + 1]);
    const std::string record(table.bytes().data() + begin, end - begin);
    const auto check = [&](const std::string& changed) {
      // On the heap with nothing behind it, where the sanitizer sees every byte too far.
      const std::vector<char> bytes(changed.begin(), changed.end());
      const std::vector<std::uint32_t> begins{0, static_cast<std::uint32_t>(bytes.size())};
      const CompanyTable one({Offsets::borrowed(begins), Array<char>::borrowed(bytes),
                              Offsets::borrowed(as<std::uint32_t>(table.source_begins().bytes())),
                              Array<char>::borrowed(table.source_bytes().span())});
      if (!one.check(0, 2, 201)) return false;
      const Company company = one.company(0);
      EXPECT_FALSE(company.id.empty());
      EXPECT_EQ(one.offers(0).size(), company.offers.size());
      EXPECT_LT(index(company.field.value_or(FieldId{0})), 2U);
      for (const Offer& offer : company.offers) {
        EXPECT_LT(index(offer.attribute), 201U);
        EXPECT_TRUE(is_level(offer.level));
      }
      return true;
    };
    EXPECT_TRUE(check(record));
    EXPECT_FALSE(check(record + '\0'));
    for (std::size_t cut = 1; cut < record.size(); ++cut)
      EXPECT_FALSE(check(record.substr(0, cut)));
    std::size_t refused = 0;
    for (std::size_t bit = 0; bit < 8 * record.size(); ++bit) {
      std::string changed = record;
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
      refused += check(changed) ? 0U : 1U;
    }
    EXPECT_GT(refused, 8U);
  }
}

}  // namespace tables_test
}  // namespace skillmatch
