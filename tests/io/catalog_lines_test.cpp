// Catalogs in JSON Lines: equal to the same catalog as one JSON text, with every problem in its
// line.
#include "random_catalog.h"
#include "same_values.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>

namespace skillmatch::io {
namespace catalog_lines_test {

using Lines = std::vector<std::string>;

const std::string kHead = R"({"format":"skillmatch/catalog@1"})";

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string company(const std::string& id, const std::string& requires_ = R"("python":3)",
                    const std::string& more = "") {
  return R"({"id":")" + id + R"(","name":{"en":")" + id + R"("},"requires":{)" + requires_ + "}" +
         more + "}";
}

// The same catalog as one JSON text.
std::string as_json(const Lines& lines) {
  std::string text = lines[0].substr(0, lines[0].size() - 1) + ",\"companies\":[";
  for (std::size_t i = 1; i < lines.size(); ++i) text += (i > 1 ? ",\n" : "\n") + lines[i];
  return text + "]}";
}

class CatalogLines : public testing::Test {
 protected:
  Catalog load(const std::string& text, const ReadOptions& options = {}) {
    return load_catalog(dir_.put("c.jsonl", text), options);
  }
  Lines problems(const std::string& text) {
    Lines problems = check_catalog(dir_.put("c.jsonl", text)).problems;
    for (std::string& problem : problems) {
      if (problem.starts_with(dir_.path() + "/")) problem.erase(0, dir_.path().size() + 1);
    }
    return problems;
  }
  const TempDir& dir() const { return dir_; }

 private:
  TempDir dir_;
};

TEST_F(CatalogLines, EqualTheirJsonText) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    draw::Random random(seed);
    const Catalog catalog = random_catalog(random);
    std::ostringstream out;
    write_catalog_lines(out, catalog);
    expect_same(load(out.str()), catalog);
    if (testing::Test::HasFailure()) break;
  }
}

// As people and programs write them: each reads to the same company as in one JSON text.
TEST_F(CatalogLines, ReadWhatJsonReads) {
  const std::string bs = "\\";
  const Lines lines{
      kHead,
      company("plain"),
      company("spaces", R"( "python" : 3 , "sql":0.5 )", " "),
      company("order", R"("sql":1,"python":2.25,"docker":5e0)"),
      company("forms", R"("python":{"level":3},"sql":{"must":true,"importance":0.5,"level":1.5},)"
                       R"("docker":{"importance":1e-3,"level":5,"must":false})"),
      company("ko", R"("파이썬":3)"),
      company("escapes " + bs + "u00e9 " + bs + "\"", R"("pyt)" + bs + R"(u0068on":3)"),
      company("none", ""),
      company("many", R"("python":4)",
              R"(,"field":"Vision","offers":{"team":4,"growth":0},"source":"a survey")"),
      company("field", R"("python":4)", R"(,"field":"vision")"),
      company("decomposed e\u0301 \xE1\x84\x82\xE1\x85\xA1"),
      R"({"requires":{"python":3},"source":"s","name":{"ko":"회사","en":"C"},"id":"회사"})",
      company("numbers", R"("python":1.0,"sql":0.1e1,"docker":2.50)"),
      company("tiny", R"("python":4.9e-324,"sql":{"level":0.30000000000000004})"),
  };
  const Catalog expected = read_catalog({"c.json", as_json(lines)});
  expect_same(load(joined(lines)), expected);
  // With other line ends and blank lines, a byte order mark, and no end.
  std::string text = "\xEF\xBB\xBF";
  for (const std::string& line : lines) text += line + "\r\n \n\n";
  expect_same(load(text), expected);
  text = joined(lines);
  text.pop_back();
  expect_same(load(text), expected);
}

// Lines by their content, whatever the name.
TEST_F(CatalogLines, AreToldFromJsonByTheirFirstLine) {
  const Lines lines{kHead, company("a"), company("b")};
  EXPECT_EQ(load_catalog(dir().put("c.json", joined(lines))).size(), 2U);
  EXPECT_EQ(load_catalog(dir().put("d.json", as_json(lines))).size(), 2U);
  EXPECT_EQ(load_catalog(dir().put("e.json", as_json(lines) + "\n\n")).size(), 2U);
}

TEST_F(CatalogLines, TakeTheirTaxonomyFromAFileBesideThem) {
  dir().put("t.json",
            R"({"format":"skillmatch/taxonomy@1","skills":[{"id":"x","name":{"en":"X"}}]})");
  const Catalog catalog = load(joined(
      {R"({"format":"skillmatch/catalog@1","taxonomy":"t.json"})", company("a", R"("x":1)")}));
  EXPECT_EQ(catalog.taxonomy().size(), 1U);
  EXPECT_EQ(catalog.requirement_count(), 1U);
}

TEST_F(CatalogLines, TellEveryProblemWithItsLine) {
  EXPECT_EQ(
      problems(joined({kHead, company("a"), company("b", R"("pyhton":3,"sql":7)"), "{", "[1]",
                       company("a"), "", company("c", R"("python":3,"Python":2)"), company("b"),
                       company("d", R"("python":3,"python":2)"), R"({"id":"e","nmae":{"en":"E"}})",
                       company("f", R"("python":{"importance":2})") + "x"})),
      (Lines{
          "c.jsonl:3: /requires/pyhton: unknown skill 'pyhton', did you mean 'python'?",
          "c.jsonl:3: /requires/sql: 7 is not a required level; write a number above 0 and at most "
          "5",
          "c.jsonl:4: not JSON: the line ends where '}' is needed, to close the '{' on line 4",
          "c.jsonl:5: an object is needed here, not an array",
          "c.jsonl:6: /id: the id 'a' is given twice, first on line 2; keep one",
          "c.jsonl:8: /requires/Python: the same skill as 'python' on line 8 ('python'); keep one",
          "c.jsonl:9: /id: the id 'b' is given twice, first on line 3; keep one",
          "c.jsonl:10: /requires/python: given twice, first on line 10; keep one",
          "c.jsonl:11: 'name' is missing",
          "c.jsonl:11: 'requires' is missing",
          "c.jsonl:11: /nmae: unknown member 'nmae', did you mean 'name'?",
          "c.jsonl:12: not JSON: nothing may follow the JSON value; remove the rest (column 68)",
      }));
}

// One wrong number in a line that is good but for it.
TEST_F(CatalogLines, TellEveryNumberOutOfRange) {
  const auto problem = [&](const std::string& requires_, const std::string& more = "") {
    const Lines found = problems(joined({kHead, company("a", requires_, more)}));
    return found.size() == 1 ? found[0] : testing::PrintToString(found);
  };
  const std::string level = " is not a required level; write a number above 0 and at most 5";
  EXPECT_EQ(problem(R"("sql":0)"), "c.jsonl:2: /requires/sql: 0" + level);
  EXPECT_EQ(problem(R"("sql":5.5)"), "c.jsonl:2: /requires/sql: 5.5" + level);
  EXPECT_EQ(problem(R"("sql":-1)"), "c.jsonl:2: /requires/sql: -1" + level);
  EXPECT_EQ(problem(R"("sql":{"level":6})"), "c.jsonl:2: /requires/sql/level: 6" + level);
  EXPECT_EQ(problem(R"("sql":{"level":1,"importance":0})"),
            "c.jsonl:2: /requires/sql/importance: 0 is not an importance; write a number above 0 "
            "and at most 1");
  EXPECT_EQ(problem(R"("sql":1)", R"(,"offers":{"team":6})"),
            "c.jsonl:2: /offers/team: 6 is not a level; write a number from 0 to 5");
}

TEST_F(CatalogLines, TellWhatIsWrongWithTheFirstLine) {
  EXPECT_EQ(problems(""), (Lines{"c.jsonl: empty; the first line of a catalog is {\"format\": "
                                 "\"skillmatch/catalog@1\"} with all but its companies"}));
  EXPECT_EQ(problems(joined({company("a"), company("b")})),
            (Lines{"c.jsonl:1: 'format' is missing; write \"format\": \"skillmatch/catalog@1\""}));
  EXPECT_EQ(
      problems(joined({R"({"format":"skillmatch/catalog@2"})", company("b")})),
      (Lines{"c.jsonl:1: /format: the format is 'skillmatch/catalog@2', which this version of "
             "skillmatch does not read; it reads 'skillmatch/catalog@1'"}));
  EXPECT_EQ(problems(joined({kHead})),
            (Lines{"c.jsonl:1: no company follows; a catalog needs at least one, each on a line of "
                   "its own"}));
  EXPECT_EQ(
      problems(joined({R"({"format":"skillmatch/catalog@1","companies":[]})", company("a")})),
      (Lines{"c.jsonl:1: /companies: unknown member 'companies'; the known ones are 'format', "
             "'taxonomy', 'fields', 'note' and '$schema'"}));
  // Its skills are not told as unknown too.
  EXPECT_EQ(problems(joined({R"({"format":"skillmatch/catalog@1","taxonomy":"none.json"})",
                             company("b", R"("xyzzy":3)")})),
            (Lines{"c.jsonl:1: /taxonomy: " + dir().path() + "/none.json: no such file"}));
}

TEST_F(CatalogLines, LeaveUnknownSkillsOutWhenAsked) {
  Lines warnings;
  const Catalog catalog =
      load(joined({kHead, company("a", R"("python":3,"xyzzy":2)"), company("b")}),
           {ReadOptions::Unknown::warn, &warnings});
  EXPECT_EQ(catalog.requirement_count(), 2U);
  EXPECT_EQ(warnings,
            (Lines{dir().path() + "/c.jsonl:2: /requires/xyzzy: unknown skill 'xyzzy'; 'skillmatch "
                                  "catalog list skills' shows the known ones (left out)"}));
}

TEST_F(CatalogLines, StopAfterTenThousandProblems) {
  std::string text = kHead + "\n";
  for (int i = 0; i < 20'000; ++i) text += "[]\n";
  const Lines found = problems(text);
  ASSERT_EQ(found.size(), 10'001U);
  EXPECT_EQ(found.back(), "c.jsonl:10001: too many problems; the lines behind it were not read");
}

// Lines longer than the reader's blocks.
TEST_F(CatalogLines, MayBeLong) {
  Lines lines{kHead};
  for (int i = 0; i < 40; ++i) {
    lines.push_back(company("c" + std::to_string(i), R"("python":3)",
                            std::string(static_cast<std::size_t>(100'000 * i + 7), ' ')));
  }
  expect_same(load(joined(lines)), read_catalog({"c.json", as_json(lines)}));
}

// Whatever the quick way accepts of a damaged line, the one reader of companies reads to the same;
// what one refuses, the other does.
TEST_F(CatalogLines, ReadDamagedLinesAsJsonDoes) {
  const std::string sound = company(
      "a \xEA\xB0\x80", R"("python":3.5,"sql":{"level":1,"importance":0.5,"must":true},"docker":2)",
      R"(,"field":"f","offers":{"team":4},"source":"s")");
  constexpr std::string_view kParts = "{}[]\",:\\0123456789-+.eEtu \t\r\x01\x80";
  const std::string head =
      R"({"format":"skillmatch/catalog@1","taxonomy":{"skills":[{"id":"python","name":{"en":"P"}},)"
      R"({"id":"sql","name":{"en":"S"}},{"id":"docker","name":{"en":"D"}}],)"
      R"("attributes":[{"id":"team","name":{"en":"T"}}]}})";
  draw::Random random(5);
  int read = 0;
  for (int i = 0; i < 5'000; ++i) {
    std::string line = sound;
    for (std::size_t times = 1 + random.below(2); times > 0; --times) {
      const std::size_t at = random.below(line.size());
      const char c = kParts[random.below(kParts.size())];
      if (random.chance(0.3)) {
        line.insert(at, 1, random.chance(0.5) ? ' ' : '0');
      } else if (random.chance(0.4)) {
        line[at] = c;
      } else if (random.chance(0.5)) {
        line.insert(at, 1, c);
      } else {
        line.erase(at, 1 + random.below(3));
      }
    }
    const Lines lines{head, line};
    // A file that is written over is flushed to the disk by some file systems.
    std::filesystem::remove(dir() / "c.jsonl");
    const auto as_lines = check_catalog(dir().put("c.jsonl", joined(lines)));
    std::filesystem::remove(dir() / "c.json");
    const auto as_text = check_catalog(dir().put("c.json", as_json(lines)));
    // A line of white space is no company, where a JSON text has one too few.
    ASSERT_EQ(as_lines.problems.empty(), as_text.problems.empty())
        << line << "\n"
        << testing::PrintToString(as_lines.problems) << "\n"
        << testing::PrintToString(as_text.problems);
    if (!as_lines.catalog) continue;
    ++read;
    expect_same(*as_lines.catalog, *as_text.catalog);
    ASSERT_FALSE(testing::Test::HasFailure()) << line;
  }
  EXPECT_GT(read, 300);  // enough of them are read for the comparison to mean something
  EXPECT_LT(read, 5'000);
}

}  // namespace catalog_lines_test
}  // namespace skillmatch::io
