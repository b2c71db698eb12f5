#include "json_document.h"
#include "problem_cases.h"
#include "stream_records.h"
#include "support/random_data.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace profile_stream_json_test {

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = built_in_taxonomy();
  return taxonomy;
}

SkillId skill(std::string_view name) { return taxonomy().find(name).value(); }

Records lines(std::string_view text) { return records_in(text, "people.jsonl", taxonomy()); }

std::string reason(std::string_view line) { return reason_of(line, "people.jsonl", taxonomy()); }

TEST(JsonLines, AreProfilesInTheirOrder) {
  const Records records = lines(
      "{\"id\":\"a\",\"skills\":{\"sql\":3,\"python\":4.5}}\n"
      "{ \"skills\" : { \"Python\" : 5 , \"sql\" : 0.0 } , \"id\" : \"b\" }\n");
  ASSERT_EQ(records.size(), 2U);
  Record a{1, 0, false, "a"};
  a.skills = {{skill("python"), 4.5}, {skill("sql"), 3.0}};
  if (skill("sql") < skill("python")) std::swap(a.skills[0], a.skills[1]);
  EXPECT_EQ(records[0], a);
  Record b{2, 1, false, "b"};
  b.skills = {{skill("python"), 5.0}, {skill("sql"), 0.0}};
  if (skill("sql") < skill("python")) std::swap(b.skills[0], b.skills[1]);
  EXPECT_EQ(records[1], b);
}

TEST(JsonLines, MayHaveAllThatAProfileFileHas) {
  const Records records = lines(
      R"({"format":"skillmatch/profile@1","$schema":"x","note":"1","id":"a","skills":{"python":4},)"
      R"("wants":{"team":0.5,"growth":1}})");
  ASSERT_EQ(records.size(), 1U);
  ASSERT_FALSE(records[0].rejected) << records[0];
  const AttributeId team = taxonomy().find_attribute("team").value();
  const AttributeId growth = taxonomy().find_attribute("growth").value();
  std::vector<std::pair<AttributeId, double>> wants{{team, 0.5}, {growth, 1.0}};
  if (growth < team) std::swap(wants[0], wants[1]);
  EXPECT_EQ(records[0].wants, wants);
}

TEST(JsonLines, WithoutAnIdGoByFileAndLine) {
  const std::string line = "{\"skills\":{\"python\":4}}\n";
  EXPECT_EQ(lines(line + "\n" + line)[1].id, "people:3");
  EXPECT_EQ(records_in(line, "my people.v2.json", taxonomy())[0].id, "my people.v2:1");
  EXPECT_EQ(records_in(line, "people", taxonomy())[0].id, "people:1");
}

TEST(JsonLines, MayBeBlankAndEndInAnyWay) {
  const std::string a = R"({"id":"a","skills":{"python":4}})";
  const std::string b = R"({"id":"b","skills":{"python":4}})";
  const Records records = lines("\xEF\xBB\xBF" + a + "\r\n\r\n \t\n\n" + b);
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].id, "a");
  EXPECT_EQ(records[0].line, 1U);
  EXPECT_EQ(records[1].id, "b");
  EXPECT_EQ(records[1].line, 5U);
  EXPECT_EQ(records[1].record, 1U);
  EXPECT_TRUE(lines("").empty());
  EXPECT_TRUE(lines("\n\r\n   \n").empty());
  EXPECT_TRUE(lines("\xEF\xBB\xBF").empty());
  EXPECT_TRUE(lines("\xEF\xBB\xBF\n").empty());
}

TEST(JsonLines, AreReadOnBehindABadOne) {
  const Records records = lines(
      "{\"id\":\"a\",\"skills\":{\"python\":4}}\n"
      "{\"id\":\"b\",\"skills\":{\"pyhton\":4}}\r\n"
      "\n"
      "{\"id\":\"c\",\"skills\":{\"python\":4}}\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1], (Record{2,
                                1,
                                true,
                                "",
                                {},
                                {},
                                "/skills/pyhton: unknown skill 'pyhton', did you mean 'python'?",
                                R"({"id":"b","skills":{"pyhton":4}})"}));
  EXPECT_EQ(records[2].id, "c");
  EXPECT_EQ(records[2].line, 4U);
  EXPECT_EQ(records[2].record, 2U);
}

TEST(JsonLines, SpellSkillsWithEscapesToo) {
  // What Python's json.dumps writes for 파이썬.
  const std::string escaped = R"({"id":"a","skills":{"\ud30c\uc774\uc36c":4}})";
  const Records records = lines(escaped + "\n" + escaped + "\n");
  ASSERT_EQ(records.size(), 2U);
  for (const Record& record : records) {
    ASSERT_FALSE(record.rejected) << record;
    EXPECT_EQ(record.skills[0].first, skill("python"));
  }
}

TEST(JsonLines, KeepIdsInNfc) {
  const Records records = lines("{\"id\":\"\xE1\x84\x80\xE1\x85\xA1\",\"skills\":{\"python\":4}}");
  EXPECT_EQ(records[0].id, "가");
}

class JsonLineReason : public testing::TestWithParam<ProblemCase> {};

TEST_P(JsonLineReason, IsGivenWordForWord) {
  EXPECT_EQ(reason(GetParam().text), GetParam().message);
}

std::string with_skills(const std::string& skills) { return "{\"skills\":" + skills + "}"; }

INSTANTIATE_TEST_SUITE_P(
    All, JsonLineReason,
    testing::Values(
        ProblemCase{"NoObject", "[]", "an object is needed here, not an array"},
        ProblemCase{"NoSkills", "{}", "'skills' is missing"},
        ProblemCase{"OtherFormat", R"({"format":"skillmatch/model@1","skills":{"python":1}})",
                    "/format: the format is 'skillmatch/model@1', where 'skillmatch/profile@1' is "
                    "needed"},
        ProblemCase{"NoneHeld", with_skills("{}"),
                    "/skills: empty; write at least one skill with its level"},
        ProblemCase{"Range", with_skills(R"({"python":5.5})"),
                    "/skills/python: 5.5 is not a level; write a number from 0 to 5"},
        ProblemCase{"Type", with_skills(R"({"python":"4"})"),
                    "/skills/python: a number is needed here, not a string"},
        ProblemCase{"Huge", with_skills(R"({"python":1e999})"),
                    "/skills/python: 1e999 is out of range; write a number between -1.8e308 and "
                    "1.8e308"},
        ProblemCase{"Unlike", with_skills(R"({"underwater basket weaving":4})"),
                    "/skills/underwater basket weaving: unknown skill 'underwater basket weaving'; "
                    "'skillmatch catalog list skills' shows the known ones"},
        ProblemCase{"Twice", "\n\n" + with_skills(R"({"python":4,"python":4})"),
                    "/skills/python: given twice, first on line 3; keep one"},
        ProblemCase{"TwiceByAlias", "\n" + with_skills(R"({"python":4,"파이썬":4})"),
                    "/skills/파이썬: the same skill as 'python' on line 2 ('python'); keep one"},
        ProblemCase{"TwiceByEscape", "\n" + with_skills(R"({"python":4,"pyth\u006fn":4})"),
                    "/skills/python: given twice, first on line 2; keep one"},
        ProblemCase{"IdTwice", R"({"id":"a","id":"a","skills":{"python":4}})",
                    "/id: given twice, first on line 1; keep one"},
        ProblemCase{"IdEmpty", R"({"id":"","skills":{"python":4}})",
                    "/id: an empty string; write some text"},
        ProblemCase{"IdNoString", R"({"id":7,"skills":{"python":4}})",
                    "/id: a string is needed here, not a number"},
        ProblemCase{"Member", R"({"skilsl":{},"skills":{"python":4}})",
                    "/skilsl: unknown member 'skilsl', did you mean 'skills'?"},
        ProblemCase{"Want", R"({"skills":{"python":4},"wants":{"team":0}})",
                    "/wants/team: 0 is not an importance; write a number above 0 and at most 1"},
        ProblemCase{"Several", R"({"id":1,"skills":{"python":6,"sql":7}})",
                    "/id: a string is needed here, not a number; also /skills/python: 6 is not a "
                    "level; write a number from 0 to 5; also /skills/sql: 7 is not a level; write "
                    "a number from 0 to 5"},
        ProblemCase{"Trailing", R"({"skills":{"python":4}} {"skills":{"python":4}})",
                    "not JSON: nothing may follow the JSON value; remove the rest (column 25)"},
        ProblemCase{"Unclosed", "\n\n" + std::string(R"({"skills":{"python":4})"),
                    "not JSON: the line ends where '}' is needed, to close the '{' on line 3"},
        ProblemCase{"InText", R"({"skills":{"python)",
                    "not JSON: the line ends inside this text; close it with '\"'"},
        ProblemCase{"Words", "id,skill,level",
                    "not JSON: 'id' is not a JSON value; write a number, \"text\", true, false or "
                    "null (column 1)"},
        ProblemCase{"Comma", R"({"skills":{"python":4,}})",
                    "not JSON: a ',' before '}'; remove it (column 22)"},
        ProblemCase{"LeadingZero", R"({"skills":{"python":04}})",
                    "not JSON: '04' is not a JSON number; write one such as 4 or 3.5 (column 21)"},
        ProblemCase{"Nested", std::string(100, '[') + std::string(100, ']'),
                    "nested deeper than 64 levels, the most that is read"},
        ProblemCase{"NotUtf8", "{\"skills\":{\"python\":4},\"id\":\"\xFF\"}",
                    "byte 29 is not valid UTF-8; save the file as UTF-8"},
        ProblemCase{"Zero", std::string("{\"skills\":{\"python\":4}\0}", 24),
                    "byte 22 is zero; save the file as UTF-8 text"}),
    case_name);

TEST(JsonLineReasons, HideWhatWouldActOnATerminal) {
  EXPECT_EQ(reason("{\"skills\":{\"\\u001b[31m\xE2\x80\xAE\":4}}"),
            "/skills/\\u{001B}[31m\\u{202E}: unknown skill '\\u{001B}[31m\\u{202E}'; 'skillmatch "
            "catalog list skills' shows the known ones");
}

TEST(JsonLineReasons, AreCutAfterTenProblemsAndThreeSuggestions) {
  std::string line = "{\"skills\":{";
  for (char c = 'a'; c < 'm'; ++c)
    line += std::string(c > 'a' ? "," : "") + "\"python" + c + "\":1";
  const std::string words = reason(line + "}}");
  EXPECT_TRUE(words.ends_with("; and 2 more problems")) << words;
  std::size_t suggestions = 0;
  for (std::size_t at = words.find("did you mean"); at != std::string::npos;
       at = words.find("did you mean", at + 1)) {
    ++suggestions;
  }
  EXPECT_EQ(suggestions, 3U);
}

// A stream suggests what Taxonomy::suggest would, if it is one slip away.
TEST(JsonLineReasons, SuggestNamesOneSlipAway) {
  draw::Random random(20263);
  std::vector<std::string> characters{"a", "e", "t", "1", "가", "é", "딥", "+"};
  std::size_t suggested = 0;
  for (int i = 0; i < 3000; ++i) {
    const Skill& skill = taxonomy().skills()[random.below(taxonomy().size())];
    std::string name = random.chance(0.3) && !skill.name.ko.empty() ? skill.name.ko : skill.id;
    std::vector<std::string> parts;
    for (const char c : name) {
      if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) parts.emplace_back();
      parts.back() += c;
    }
    for (std::size_t slips = 1 + random.below(2); slips > 0; --slips) {
      const auto at = parts.begin() + static_cast<std::ptrdiff_t>(random.below(parts.size()));
      const std::size_t kind = random.below(4);
      if (kind == 0) *at = characters[random.below(characters.size())];
      if (kind == 1) parts.insert(at, characters[random.below(characters.size())]);
      if (kind == 2 && parts.size() > 1) parts.erase(at);
      if (kind == 3 && at + 1 != parts.end()) std::swap(*at, *(at + 1));
    }
    name.clear();
    for (const std::string& part : parts) name += part;
    if (taxonomy().find(name)) continue;
    const auto best = taxonomy().suggest(name);
    const bool is_near = best && edit_distance(name_key(name), name_key(*best), 1);
    suggested += is_near ? 1 : 0;
    EXPECT_EQ(reason("{\"skills\":{\"" + name + "\":1}}"),
              "/skills/" + pointer_part(name) + ": unknown skill '" + name +
                  (is_near ? "', did you mean '" + *best + "'?"
                           : "'; 'skillmatch catalog list skills' shows the known ones"));
  }
  EXPECT_GT(suggested, 1000U);
}

TEST(UnknownSkillsOfALine, AreLeftOutWhereThatIsAskedFor) {
  constexpr auto kWarn = ReadOptions::Unknown::warn;
  const auto read = [&](std::string_view text) {
    return records_in(text, "p.jsonl", taxonomy(), {}, kWarn);
  };
  const Records records = read(R"({"id":"a","skills":{"pyhton":9,"python":4,"cooking":"x"}})");
  ASSERT_EQ(records.size(), 1U);
  ASSERT_FALSE(records[0].rejected) << records[0];
  EXPECT_EQ(records[0].skills, (Record{0, 0, false, "", {{skill("python"), 4.0}}}.skills));
  EXPECT_EQ(read(R"({"skills":{"pyhton":4,"cooking":3}})")[0].reason,
            "/skills: none of these skills is known; write at least one that is");
  EXPECT_EQ(read(R"({"skills":{"python":4,"cooking":3,"cooking":3}})")[0].reason,
            "/skills/cooking: given twice, first on line 1; keep one");
  EXPECT_FALSE(read(R"({"skills":{"python":4,"cooking":3,"Cooking":3}})")[0].rejected);
  EXPECT_FALSE(read(R"({"skills":{"python":4},"wants":{"ponies":1}})")[0].rejected);
}

TEST(JsonLines, HoldAsManySkillsAsTheTaxonomy) {
  std::string line = "{\"skills\":{";
  for (std::size_t i = taxonomy().size(); i-- > 0;) {
    line += "\"" + taxonomy().skills()[i].id + "\":" + std::to_string(i % 6) + (i > 0 ? "," : "");
  }
  const Records records = lines(line + "}}");
  ASSERT_EQ(records.size(), 1U);
  ASSERT_FALSE(records[0].rejected) << records[0].reason;
  ASSERT_EQ(records[0].skills.size(), taxonomy().size());
  for (std::size_t i = 0; i < taxonomy().size(); ++i) {
    EXPECT_EQ(records[0].skills[i].first, static_cast<SkillId>(i));
    EXPECT_EQ(records[0].skills[i].second, static_cast<double>(i % 6));
  }
}

}  // namespace profile_stream_json_test
}  // namespace skillmatch::io
