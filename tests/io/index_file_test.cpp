// Compiled catalogs: equal to what they were made of, and every file that is none refused with its
// reason.
#include "index_files.h"
#include "random_catalog.h"
#include "same_values.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <skillmatch/error.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace index_file_test {

std::string problem_of(std::string bytes) {
  try {
    read_index({"companies.idx", std::move(bytes)}).check();
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

TEST(IndexFile, KeepsTheBuiltInCatalog) {
  const Catalog catalog = built_in_catalog();
  const Catalog copy = read_index({"copy.idx", index_of(catalog)});
  expect_same(copy, catalog);
  EXPECT_EQ(everything(copy), everything(catalog));
  EXPECT_EQ(index_of(copy), index_of(catalog));
}

TEST(IndexFile, KeepsRandomCatalogsToTheLastBit) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    const Catalog catalog = random_catalog(random);
    expect_same(read_index({"copy.idx", index_of(catalog)}), catalog);
    if (testing::Test::HasFailure()) break;
  }
}

TEST(IndexFile, KeepsEveryFormOfNumbersAndSkills) {
  for (const std::size_t skills : {300U, 70'000U}) {
    for (const std::size_t values : {1U, 10U, 1000U, 70'000U}) {
      for (const bool are_floats : {true, false}) {
        Taxonomy taxonomy;
        for (std::size_t s = 0; s < skills; ++s) {
          taxonomy.add_skill({"s" + std::to_string(s), {"S" + std::to_string(s), ""}, {}, "", {}});
        }
        Catalog catalog(std::move(taxonomy));
        std::size_t next = 0;
        for (std::size_t c = 0; c < 400; ++c) {
          std::vector<Requirement> row;
          for (std::size_t s = c % 3; s < skills && row.size() < 200; s += 1 + (s + c) % 3) {
            const double x = static_cast<double>(1 + next++ % values) / 0x1p20;
            row.push_back(
                {static_cast<SkillId>(skills - 1 - s), are_floats ? x : x + 0x1p-60, 2 * x});
          }
          catalog.add({"c" + std::to_string(c), {"C", ""}, {}, {}, ""}, std::move(row));
        }
        expect_same(read_index({"copy.idx", index_of(catalog)}), catalog);
        ASSERT_FALSE(testing::Test::HasFailure()) << skills << " " << values << " " << are_floats;
      }
    }
  }
}

TEST(IndexFile, KeepsWhatIsEmpty) {
  const Catalog none{Taxonomy()};
  expect_same(read_index({"copy.idx", index_of(none)}), none);
  Catalog catalog(built_in_taxonomy());
  catalog.add({"a", {"", "빈 곳"}, {}, {}, ""}, {});
  catalog.add({"b", {"B", ""}, {}, {}, ""}, {});
  expect_same(read_index({"copy.idx", index_of(catalog)}), catalog);
}

TEST(IndexFile, IsMappedAndOutlivesItsName) {
  const TempDir dir;
  const Catalog catalog = built_in_catalog();
  const std::string path = dir.put("a.idx", index_of(catalog));
  const Catalog mapped = open_index(path);
  std::filesystem::remove(path);
  const Catalog copy = mapped;  // shares the file
  expect_same(mapped, catalog);
  expect_same(copy, catalog);
}

TEST(IndexFile, IsWhatLoadCatalogTakesWhereverACatalogIs) {
  const TempDir dir;
  const Catalog catalog = built_in_catalog();
  expect_same(load_catalog(dir.put("companies.json", index_of(catalog))), catalog);
}

TEST(IndexFile, MayBeReplacedWhileItIsUsed) {
  const TempDir dir;
  const Catalog catalog = built_in_catalog();
  const std::string path = dir / "a.idx";
  const auto write = [&](const Catalog& written) {
    write_file(path, [&](std::ostream& out) { write_index(out, written); });
  };
  write(catalog);
  const Catalog mapped = open_index(path);
  write(Catalog(Taxonomy()));
  expect_same(mapped, catalog);
  EXPECT_EQ(open_index(path).size(), 0U);
}

TEST(IndexFile, IsCheckedOnceOnFirstUseOnAnyThread) {
  std::string bytes = index_of(built_in_catalog());
  const Catalog catalog = read_index({"a.idx", bytes});
  std::vector<std::string> found(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& one : found) threads.emplace_back([&] { one = everything(catalog); });
  }
  for (const std::string& one : found) EXPECT_EQ(one, everything(built_in_catalog()));
}

TEST(IndexFile, TellsDamageOnFirstUseAndEveryTime) {
  std::string bytes = index_of(built_in_catalog());
  const SectionEntry companies = table_of(bytes)[static_cast<std::size_t>(Section::companies)];
  bytes[companies.begin + 20] ^= 1;
  const Catalog catalog = read_index({"companies.idx", bytes});
  EXPECT_EQ(catalog.size(), 19U);
  const std::string problem =
      "companies.idx: section 'companies' is damaged; make it anew with 'skillmatch index'";
  for (int i = 0; i < 2; ++i) {
    EXPECT_THROW(catalog.check(), InputError);
    EXPECT_THROW(catalog.company(CompanyId{0}), InputError);
    EXPECT_THROW(catalog.requirements(CompanyId{0}), InputError);
    EXPECT_THROW(catalog.find("a"), InputError);
    EXPECT_THROW(Scorer(catalog, Model{}), InputError);
    try {
      static_cast<void>(catalog.company_id(CompanyId{3}));
      ADD_FAILURE();
    } catch (const InputError& error) {
      EXPECT_EQ(error.what(), problem);
    }
  }
}

TEST(IndexFile, OfAnotherKindIsRefused) {
  const std::string anew = "; make it anew with 'skillmatch index'";
  const std::string sound = index_of(built_in_catalog());
  EXPECT_EQ(problem_of(sound), "none");
  EXPECT_EQ(problem_of(""), "companies.idx: not an index file" + anew);
  EXPECT_EQ(problem_of("{\"format\": \"skillmatch/catalog@1\"}"),
            "companies.idx: not an index file" + anew);
  // As a transfer as text would leave it.
  std::string text = sound;
  text.erase(text.find('\r'), 1);
  EXPECT_EQ(problem_of(text), "companies.idx: not an index file" + anew);

  const auto with = [&](auto change) {
    std::string bytes = sound;
    IndexHeader header = header_of(bytes);
    change(header);
    set_header(bytes, header);
    return problem_of(bytes);
  };
  EXPECT_EQ(
      with([](IndexHeader& h) { h.version = 2; }),
      "companies.idx: of index format 2, made by a newer skillmatch; this one reads format 1" +
          anew);
  EXPECT_EQ(with([](IndexHeader& h) { h.version = 0; }),
            "companies.idx: of index format 0; this one reads format 1" + anew);
  EXPECT_EQ(with([](IndexHeader& h) { h.byte_order = 0x04030201; }),
            "companies.idx: made on a machine of the other byte order" + anew);
  EXPECT_EQ(with([](IndexHeader& h) { h.byte_order = 0; }),
            "companies.idx: its header is damaged" + anew);
  EXPECT_EQ(with([](IndexHeader& h) { ++h.companies; }),
            "companies.idx: its header is damaged" + anew);
  EXPECT_EQ(with([](IndexHeader& h) { h.header_bytes = 64; }),
            "companies.idx: its header is damaged" + anew);

  const std::string size = std::to_string(sound.size());
  EXPECT_EQ(problem_of(sound.substr(0, 1000)),
            "companies.idx: cut short: it ends after 1000 of " + size + " bytes" + anew);
  EXPECT_EQ(problem_of(sound.substr(0, 100)),
            "companies.idx: cut short: it ends after 100 bytes" + anew);
  EXPECT_EQ(problem_of(sound.substr(0, 10)),
            "companies.idx: cut short: it ends after 10 bytes" + anew);
  EXPECT_EQ(problem_of(sound + "x"), "companies.idx: too long: it has " +
                                         std::to_string(sound.size() + 1) +
                                         " bytes, where its header says " + size + anew);
}

TEST(IndexFile, ThatCannotBeMappedIsRefused) {
  const TempDir dir;
  const auto problem = [](const std::string& path) -> std::string {
    try {
      open_index(path);
    } catch (const InputError& error) {
      return error.what();
    }
    return "none";
  };
  EXPECT_EQ(problem(dir / "none.idx"), dir / "none.idx" + ": no such file");
  EXPECT_EQ(problem(dir.path()), dir.path() + ": a directory; give a file");
  EXPECT_EQ(problem(dir.put("empty.idx", "")),
            dir / "empty.idx" + ": not an index file; make it anew with 'skillmatch index'");
  EXPECT_EQ(problem("/dev/null"), "/dev/null: not a regular file, which alone can be mapped");
}

// Files whose checksums are right and whose content is not: each names its section.
TEST(IndexFile, ThatWasMadeToDeceiveIsRefused) {
  Catalog catalog(built_in_taxonomy());
  catalog.add_field({"f", {"F", ""}, "niche", {SkillId{3}}});
  for (int c = 0; c < 3; ++c) {
    std::vector<Requirement> row;
    for (int s = 0; s < 5; ++s) {
      row.push_back({static_cast<SkillId>(10 * s + c), 1.0 + s, 0.25 * (1 + s % 2), s == 2});
    }
    catalog.add({"c" + std::to_string(c), {"C", ""}, FieldId{0}, {{AttributeId{1}, 2.0}}, "source"},
                row);
  }
  const std::string sound = index_of(catalog);
  const SectionTable table = table_of(sound);
  const auto entry = [&](Section section) { return table[static_cast<std::size_t>(section)]; };
  const auto with_byte = [&](Section section, std::size_t at, int byte) {
    std::string bytes = sound;
    bytes[entry(section).begin + at] = static_cast<char>(byte);
    seal(bytes);
    return problem_of(bytes);
  };
  const auto is = [](const std::string& problem) {
    return "companies.idx: section '" + problem + "; make it anew with 'skillmatch index'";
  };
  EXPECT_EQ(with_byte(Section::skills, 0, 255),
            is("skills' or levels or importances are out of range in the rows from 0 to 3"));
  EXPECT_EQ(with_byte(Section::skills, 4, 1),
            is("skills' or levels or importances are out of range in the rows from 0 to 3"));
  EXPECT_EQ(with_byte(Section::levels, 3, 5),
            is("skills' or levels or importances are out of range in the rows from 0 to 3"));
  EXPECT_EQ(with_byte(Section::level_values, 7, 0x7F),
            is("skills' or levels or importances are out of range in the rows from 0 to 3"));
  EXPECT_EQ(with_byte(Section::row_begins, 4, 11),
            is("row begins' does not ascend to the end of what it divides"));
  EXPECT_EQ(with_byte(Section::row_begins, 0, 1),
            is("row begins' does not ascend to the end of what it divides"));
  EXPECT_EQ(with_byte(Section::row_begins, 12, 16),
            is("row begins' does not ascend to the end of what it divides"));
  EXPECT_EQ(with_byte(Section::company_begins, 4, 255),
            is("company begins' does not ascend to the end of what it divides"));
  EXPECT_EQ(with_byte(Section::source_begins, 4, 5),
            is("source begins' does not ascend to the end of what it divides"));
  EXPECT_EQ(with_byte(Section::companies, 0, 0), is("companies' has no record of company 0"));
  EXPECT_EQ(with_byte(Section::companies, 6, 0xFF), is("companies' has no record of company 0"));
  EXPECT_EQ(with_byte(Section::sources, 0, 0xFF), is("sources' has no text as source 0"));
  EXPECT_EQ(with_byte(Section::fields, 0, 2), is("fields' is not sound (no number)"));
  EXPECT_EQ(with_byte(Section::fields, 0, 0), is("fields' is not sound (more than is counted)"));
  EXPECT_EQ(with_byte(Section::fields, 1, 0x7F),
            is("fields' is not sound (a count beyond the end)"));
  EXPECT_EQ(with_byte(Section::fields, entry(Section::fields).bytes - 1, 0x7F),
            is("fields' is not sound (a number out of range)"));
  EXPECT_EQ(with_byte(Section::fields, 2, 0xFF), is("fields' is not sound (not UTF-8)"));
  EXPECT_TRUE(with_byte(Section::taxonomy, 0, 0x7F)
                  .starts_with("companies.idx: section 'taxonomy' is not sound ("));

  const auto with_table = [&](auto change) {
    std::string bytes = sound;
    SectionTable changed = table;
    change(changed);
    set_table(bytes, changed);
    seal(bytes);
    return problem_of(bytes);
  };
  const auto skills = static_cast<std::size_t>(Section::skills);
  const auto levels = static_cast<std::size_t>(Section::levels);
  EXPECT_EQ(with_table([&](SectionTable& t) { t[skills].form = 4; }),
            is("skills' has a wrong length"));
  EXPECT_EQ(with_table([&](SectionTable& t) { t[skills].form = 3; }),
            is("skills' has a form that does not exist"));
  EXPECT_EQ(with_table([&](SectionTable& t) { t[levels].form = 4; }),
            is("levels' has a wrong length"));
  EXPECT_EQ(with_table([&](SectionTable& t) { t[levels].form = 5; }),
            is("levels' has a form that does not exist"));
  EXPECT_EQ(with_table([&](SectionTable& t) { t[skills].begin += 64; }),
            is("skills' is not where it belongs"));
  EXPECT_EQ(with_table([&](SectionTable& t) { t[skills].bytes = ~std::uint64_t{0} - 10; }),
            is("skills' is not where it belongs"));
  EXPECT_EQ(with_table([&](SectionTable& t) { std::swap(t[skills], t[levels]); }),
            is("skills' is not where it belongs"));
  EXPECT_EQ(with_table([&](SectionTable& t) { t.back().bytes = 0; }),
            "companies.idx: has bytes that belong to no section; make it anew with 'skillmatch "
            "index'");

  const auto with_header = [&](auto change) {
    std::string bytes = sound;
    IndexHeader header = header_of(bytes);
    change(header);
    set_header(bytes, header);
    seal(bytes);
    return problem_of(bytes);
  };
  EXPECT_EQ(with_header([](IndexHeader& h) { h.companies = ~std::uint64_t{0}; }),
            "companies.idx: its header is damaged; make it anew with 'skillmatch index'");
  EXPECT_EQ(with_header([](IndexHeader& h) { ++h.companies; }),
            is("company begins' has a wrong length"));
  EXPECT_EQ(with_header([](IndexHeader& h) { h.requirements = 1U << 31U; }),
            "companies.idx: its header is damaged; make it anew with 'skillmatch index'");
  EXPECT_EQ(with_header([](IndexHeader& h) { --h.requirements; }),
            is("skills' has a wrong length"));
}

}  // namespace index_file_test
}  // namespace skillmatch::io
