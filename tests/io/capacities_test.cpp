// How many each company takes: tables and JSON, companies by id and name, and every problem in its
// words.
#include "problem_cases.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/capacities.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace capacities_test {

Catalog small_catalog() {
  Taxonomy taxonomy;
  taxonomy.add_skill({"a", {"A", ""}, {}, {}, {}});
  Catalog catalog(std::move(taxonomy));
  const auto add = [&](const char* id, Name name) {
    catalog.add({id, std::move(name), {}, {}, {}}, {{SkillId{0}, 3.0}});
  };
  add("voronoi", {"Voronoi", "보로노이"});
  add("lunit", {"Lunit", "루닛"});
  add("vuno", {"VUNO", "뷰노"});
  return catalog;
}

Capacities read(const std::string& bytes) {
  return read_capacities({"places.csv", bytes}, small_catalog());
}

TEST(Capacities, ReadsTablesAndJsonAlike) {
  const std::vector<std::uint32_t> expected{2, 0, 1'000'000'000};
  const std::string json =
      R"({"format": "skillmatch/capacities@1", "places": {"보로노이": 2, "VUNO": 1e9}})";
  for (const std::string& text : std::vector<std::string>{
           "company,places\nvoronoi,2\nvuno,1000000000\n",
           "\xEF\xBB\xBF"
           "Places;note;Company\r\n 2 ;x;보로노이\r\n1000000000;;\"Vuno\"\r\n",
           "company\tplaces\n\nVORONOI\t2\nvuno\t1000000000", json, "\n  " + json}) {
    const Capacities capacities = read(text);
    EXPECT_EQ(capacities.places, expected) << text;
    EXPECT_EQ(capacities.named, 2U) << text;
  }
}

TEST(Capacities, ZeroPlacesAreNamedToo) {
  const Capacities capacities = read("company,places\nlunit,0\n");
  EXPECT_EQ(capacities.places, (std::vector<std::uint32_t>{0, 0, 0}));
  EXPECT_EQ(capacities.named, 1U);
}

const std::vector<ProblemCase>& capacity_problems() {
  static const std::vector<ProblemCase> kCases{
      {"Empty", "", "places.csv: empty; the first line names the columns"},
      {"OnlyHeader", "company,places\n", "places.csv: names no company; write one and its places"},
      {"NoColumn", "company,seats\nlunit,1\n",
       "places.csv:1: no column 'places'; the columns are 'company', 'seats'; the first line "
       "names company and places"},
      {"EveryLine",
       "company,places\nlunitt,1\nvoronoi,-1\nvuno,1.5\nlunit,1000000001\nvuno,99999999999\n,1\n"
       "lunit,many\n",
       "places.csv:2: unknown company 'lunitt', did you mean 'lunit'?\n"
       "places.csv:3: '-1' is not a number of places; write a number that is whole, from 0 to "
       "1,000,000,000\n"
       "places.csv:4: '1.5' is not a number of places; write a number that is whole, from 0 to "
       "1,000,000,000\n"
       "places.csv:5: '1000000001' is not a number of places; write a number that is whole, from 0 "
       "to 1,000,000,000\n"
       "places.csv:6: '99999999999' is not a number of places; write a number that is whole, from "
       "0 to 1,000,000,000\n"
       "places.csv:7: the company is empty; write its id\n"
       "places.csv:8: 'many' is not a number of places; write a number that is whole, from 0 to "
       "1,000,000,000"},
      {"Far", "company,places\nsomething else,1\n",
       "places.csv:2: unknown company 'something else'; 'skillmatch catalog list companies' shows "
       "the known ones"},
      {"Twice", "company,places\nlunit,1\nvuno,1\n루닛,1\n",
       "places.csv:4: '루닛' is the company of line 2; keep one"},
      {"JsonFormat", "{\"places\": {\"lunit\": 1}}",
       "places.csv:1: 'format' is missing; write \"format\": \"skillmatch/capacities@1\""},
      {"JsonPlaces", "{\"format\": \"skillmatch/capacities@1\"}",
       "places.csv:1: 'places' is missing"},
      {"JsonNobody", "{\"format\": \"skillmatch/capacities@1\", \"places\": {}}",
       "places.csv: names no company; write one and its places"},
      {"JsonEach",
       "{\"format\": \"skillmatch/capacities@1\", \"more\": 1, \"places\": {\n\"lunit\": -1,\n"
       "\"vuno\": 0.5,\n\"voronoj\": 1,\n\"voronoi\": \"2\",\n\"Lunit\": 1,\n\"루닛\": 2}}",
       "places.csv:1: /more: unknown member 'more'; the known ones are 'format', 'places', 'note' "
       "and '$schema'\n"
       "places.csv:2: /places/lunit: -1 is not a number of places; write a number that is whole, "
       "from 0 to 1,000,000,000\n"
       "places.csv:3: /places/vuno: 0.5 is not a number of places; write a number that is whole, "
       "from 0 to 1,000,000,000\n"
       "places.csv:4: /places/voronoj: unknown company 'voronoj', did you mean 'voronoi'?\n"
       "places.csv:5: /places/voronoi: a number is needed here, not a string\n"
       "places.csv:7: /places/루닛: '루닛' is the company of line 6; keep one"},
      {"JsonList", "[{\"lunit\": 1}]", "places.csv:1: an object is needed here, not an array"}};
  return kCases;
}

class CapacityProblems : public testing::TestWithParam<ProblemCase> {};

INSTANTIATE_TEST_SUITE_P(Files, CapacityProblems, testing::ValuesIn(capacity_problems()),
                         case_name);

TEST_P(CapacityProblems, AreSaidInTheseWords) {
  EXPECT_EQ(message_of([] { read(GetParam().text); }), GetParam().message);
}

// A company may be called as another's id is: the id comes first.
TEST(Capacities, AnIdGoesBeforeAName) {
  Taxonomy taxonomy;
  taxonomy.add_skill({"a", {"A", ""}, {}, {}, {}});
  Catalog catalog(std::move(taxonomy));
  catalog.add({"x", {"y", ""}, {}, {}, {}}, {{SkillId{0}, 3.0}});
  catalog.add({"y", {"z", ""}, {}, {}, {}}, {{SkillId{0}, 3.0}});
  const Capacities capacities = read_capacities({"f", "company,places\ny,3\n"}, catalog);
  EXPECT_EQ(capacities.places, (std::vector<std::uint32_t>{0, 3}));
}

}  // namespace capacities_test
}  // namespace skillmatch::io
