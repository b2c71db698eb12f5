// Compiled catalogs with random damage: each is refused by InputError or reads as if nothing had
// happened. With the checksums made right again, each is refused or keeps every promise that the
// code that reads it relies on.
#include "index_files.h"
#include "random_catalog.h"

#include <cstdint>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace index_mutation_test {

// Everything that a file can have: several forms of numbers, fields, sources, offers, musts.
Catalog small_catalog() {
  draw::Random random(11);
  Catalog catalog(random_taxonomy(random));
  for (int f = 0; f < 3; ++f) {
    catalog.add_field(
        {"f" + std::to_string(f), {"F" + std::to_string(f), "분야"}, "niche", {SkillId{0}}});
  }
  const std::size_t skills = catalog.taxonomy().size();
  for (std::size_t c = 0; c < 30; ++c) {
    Company company{"c" + std::to_string(c), {"Company", "회사"}, std::nullopt, {}, ""};
    if (c % 2 == 0) company.field = static_cast<FieldId>(c % 3);
    if (c % 3 == 0) company.source = "source " + std::to_string(c % 4);
    for (std::size_t a = 0; a < catalog.taxonomy().attributes().size(); ++a) {
      company.offers.push_back({static_cast<AttributeId>(a), 2.5});
    }
    std::vector<Requirement> row;
    for (std::size_t s = 0; s < skills; ++s) {
      if (random.chance(0.4)) continue;
      row.push_back({static_cast<SkillId>(s), 0.5 * static_cast<double>(1 + random.below(10)),
                     random.chance(0.5) ? 1.0 : random.unit() + 0x1p-60, random.chance(0.2)});
    }
    catalog.add(std::move(company), std::move(row));
  }
  return catalog;
}

void damage(std::string& bytes, draw::Random& random) {
  for (std::size_t times = 1 + random.below(3); times > 0; --times) {
    const std::size_t at = random.below(bytes.size());
    const std::size_t other = random.below(bytes.size());
    switch (random.below(6)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
        break;
      case 1:
        bytes[at] = static_cast<char>(random.below(256));
        break;
      case 2:
        std::swap(bytes[at], bytes[other]);
        break;
      case 3: {  // a run of bytes from elsewhere
        const std::size_t size = std::min(1 + random.below(16), bytes.size() - std::max(at, other));
        bytes.replace(at, size, bytes.substr(other, size));
        break;
      }
      case 4: {  // a number that overflows
        const std::size_t size = std::min<std::size_t>(8, bytes.size() - at);
        bytes.replace(at, size,
                      std::string(size, static_cast<char>(random.chance(0.5) ? -1 : 127)));
        break;
      }
      default:
        if (random.chance(0.1)) bytes.resize(at);
        if (bytes.empty()) bytes = "x";
    }
  }
}

// What use() does not refuse, it may look at: returns whether it was refused.
bool is_refused(const std::string& bytes, const std::function<void(const Catalog&)>& use) {
  try {
    const Catalog catalog = read_index({"damaged.idx", bytes});
    catalog.check();
    use(catalog);
    return false;
  } catch (const InputError& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with("damaged.idx: ")) << error.what();
    EXPECT_TRUE(std::string(error.what()).ends_with("; make it anew with 'skillmatch index'"))
        << error.what();
    return true;
  }
}

void expect_sound(const Catalog& catalog) {
  const Taxonomy& taxonomy = catalog.taxonomy();
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    const Company company = catalog.company(id);
    EXPECT_FALSE(company.id.empty());
    if (company.field) {
      EXPECT_LT(index(*company.field), catalog.fields().size());
    }
    for (const Offer& offer : company.offers) {
      EXPECT_LT(index(offer.attribute), taxonomy.attributes().size());
      EXPECT_TRUE(is_level(offer.level));
    }
    const Requirements row = catalog.requirements(id);
    for (std::size_t i = 0; i < row.size(); ++i) {
      EXPECT_LT(index(row[i].skill), taxonomy.size());
      if (i > 0) {
        EXPECT_LT(row[i - 1].skill, row[i].skill);
      }
      EXPECT_TRUE(is_required_level(row[i].level));
      EXPECT_TRUE(is_importance(row[i].importance));
    }
  }
  EXPECT_FALSE(everything(catalog).empty());
}

TEST(IndexMutation, EveryTruncationIsRefused) {
  const std::string sound = index_of(small_catalog());
  for (std::size_t size = 0; size < sound.size(); ++size) {
    EXPECT_TRUE(is_refused(sound.substr(0, size), [](const Catalog&) {})) << size;
  }
}

TEST(IndexMutation, EveryFlippedBitIsRefusedOrHarmless) {
  const std::string sound = index_of(small_catalog());
  const std::string expected = everything(small_catalog());
  std::size_t harmless = 0;
  for (std::size_t bit = 0; bit < 8 * sound.size(); ++bit) {
    std::string bytes = sound;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    const bool refused = is_refused(
        bytes, [&](const Catalog& catalog) { EXPECT_EQ(everything(catalog), expected) << bit; });
    harmless += refused ? 0U : 1U;
  }
  EXPECT_LT(harmless,
            8U * 64U * kSectionNames.size());  // between sections, less than 64 bytes each
}

TEST(IndexMutation, DamageIsRefusedOrHarmless) {
  const std::string sound = index_of(small_catalog());
  const std::string expected = everything(small_catalog());
  draw::Random random(1);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string bytes = sound;
    damage(bytes, random);
    refused +=
        is_refused(bytes,
                   [&](const Catalog& catalog) { EXPECT_EQ(everything(catalog), expected) << i; })
            ? 1
            : 0;
  }
  EXPECT_GT(refused, 8000);
}

TEST(IndexMutation, DamageBehindRightChecksumsBreaksNoPromise) {
  const std::string sound = index_of(small_catalog());
  draw::Random random(2);
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = sound;
    damage(bytes, random);
    seal(bytes);
    SCOPED_TRACE(i);
    refused += is_refused(bytes, expect_sound) ? 1 : 0;
    if (testing::Test::HasFailure()) break;
  }
  EXPECT_GT(refused, 5000);
  EXPECT_LT(refused, 20'000);
}

// In each section at once, small ones among them.
TEST(IndexMutation, DamageOfEachSectionBehindRightChecksumsBreaksNoPromise) {
  const std::string sound = index_of(small_catalog());
  draw::Random random(3);
  for (const SectionEntry& entry : table_of(sound)) {
    if (entry.bytes == 0) continue;
    for (int i = 0; i < 1'000; ++i) {
      std::string part = sound.substr(entry.begin, entry.bytes);
      damage(part, random);
      part.resize(entry.bytes);
      std::string bytes = sound;
      bytes.replace(entry.begin, entry.bytes, part);
      seal(bytes);
      SCOPED_TRACE(std::string(kSectionNames[entry.kind]) + " " + std::to_string(i));
      is_refused(bytes, expect_sound);
      if (testing::Test::HasFailure()) return;
    }
  }
}

}  // namespace index_mutation_test
}  // namespace skillmatch::io
