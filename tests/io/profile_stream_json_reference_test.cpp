// Lines of JSON, drawn at random or changed in one byte, against read_profile.
#include "stream_records.h"
#include "support/random_data.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace profile_stream_json_reference_test {

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = built_in_taxonomy();
  return taxonomy;
}

// The one reader of whole files decides; a line may differ from it in nothing but "format".
void expect_same_as_read_profile(const std::string& line, ReadOptions::Unknown unknown,
                                 ProfileParser& parser, std::size_t& accepted) {
  Chunk chunk;
  chunk.bytes = line;
  ProfileBlock block;
  parser.parse(chunk, block);
  Records records;
  append(records, block);
  ASSERT_EQ(records.size(), 1U) << line;
  try {
    const Profile profile = read_profile({"x.json", line}, taxonomy(), {unknown, nullptr});
    ASSERT_FALSE(records[0].rejected) << records[0] << "\n" << line;
    ++accepted;
    EXPECT_EQ(records[0].id, profile.id()) << line;
    ASSERT_EQ(records[0].skills.size(), profile.skills().size()) << line;
    for (std::size_t i = 0; i < profile.skills().size(); ++i) {
      EXPECT_EQ(records[0].skills[i].first, profile.skills()[i].skill) << line;
      EXPECT_EQ(records[0].skills[i].second, profile.skills()[i].level) << line;
      EXPECT_EQ(std::signbit(records[0].skills[i].second), false) << line;
    }
    ASSERT_EQ(records[0].wants.size(), profile.wants().size()) << line;
    for (std::size_t i = 0; i < profile.wants().size(); ++i) {
      EXPECT_EQ(records[0].wants[i].first, profile.wants()[i].attribute) << line;
      EXPECT_EQ(records[0].wants[i].second, profile.wants()[i].importance) << line;
    }
  } catch (const InputError& e) {
    ASSERT_TRUE(records[0].rejected) << records[0] << "\n" << e.what() << "\n" << line;
    EXPECT_EQ(records[0].text, line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
  }
}

template <typename Choices>
std::string one_of(const Choices& choices, draw::Random& random) {
  return std::string(choices[random.below(std::size(choices))]);
}

std::string random_key(draw::Random& random) {
  constexpr std::string_view kOdd[] = {"",
                                       "pyhton",
                                       "Python",
                                       "PYTHON ",
                                       "파이썬",
                                       "pyth\\u006fn",
                                       "p\\",
                                       "\\",
                                       "a\\\"b",
                                       "python\\\"",
                                       "sql\\n",
                                       "deep_learning",
                                       "\\ud30c",
                                       "\\ud30c\\uc774\\uc36c",
                                       "Deep  Learning",
                                       "deep\tlearning",
                                       "py\x01thon",
                                       "\xFF"};
  if (random.chance(0.15)) return one_of(kOdd, random);
  const Skill& known = taxonomy().skills()[random.below(taxonomy().size())];
  if (random.chance(0.2) && !known.aliases.empty()) return one_of(known.aliases, random);
  if (random.chance(0.2) && !known.name.ko.empty()) return known.name.ko;
  return random.chance(0.2) ? known.name.en : known.id;
}

std::string random_number(draw::Random& random) {
  constexpr std::string_view kOdd[] = {"-0",
                                       "-0.0",
                                       "5",
                                       "5.0",
                                       "5.1",
                                       "05",
                                       "4.",
                                       ".5",
                                       "1e0",
                                       "0.5e1",
                                       "1E+0",
                                       "-1",
                                       "50e-1",
                                       "1e400",
                                       "1e-400",
                                       "4.50000",
                                       "4.9999999999999999",
                                       "null",
                                       "true",
                                       "\"4\"",
                                       "{}",
                                       "[]",
                                       "",
                                       "4 ",
                                       " 4",
                                       "4\t",
                                       "NaN",
                                       "3a",
                                       "4.5.1",
                                       "+4",
                                       "0.1e",
                                       "2e-1",
                                       "4,",
                                       "000",
                                       "1.",
                                       "9",
                                       "9.9",
                                       "2.2250738585072011e-308",
                                       "4e-324",
                                       "1e-999"};
  if (random.chance(0.08)) return one_of(kOdd, random);
  if (random.chance(0.3)) return number_text(random.between(0.0, 5.0));
  if (random.chance(0.3)) return number_text(static_cast<double>(random.below(51)) / 10.0);
  if (random.chance(0.5)) {
    // As many digits as there may be, or one more.
    std::string text = std::to_string(random.below(6)) + ".";
    for (std::size_t digits = 1 + random.below(20); digits > 0; --digits) {
      text += std::to_string(random.chance(0.3) ? 0 : random.below(10));
    }
    return text;
  }
  return std::to_string(random.below(6));
}

std::string random_object(bool of_skills, draw::Random& random) {
  constexpr std::string_view kWants[] = {"team", "growth", "Team", "taem", "manager"};
  constexpr std::string_view kImportances[] = {"0.5",  "1",    "1.0", "0",
                                               "0.25", "1e-3", "1.1", "0.7"};
  std::string text = "{";
  const std::size_t count = random.chance(0.05) ? 0 : 1 + random.below(of_skills ? 6 : 3);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += random.chance(0.05) ? " , " : ",";
    text += "\"" + (of_skills ? random_key(random) : one_of(kWants, random)) + "\"";
    text += random.chance(0.05) ? " : " : ":";
    text += of_skills ? random_number(random) : one_of(kImportances, random);
  }
  return text + "}";
}

std::string random_line(draw::Random& random) {
  constexpr std::string_view kIds[] = {"\"a\"",  "\"\"",     "\"\\u0041\"", "7",
                                       "\"가\"", "\"a\tb\"", "\"a\\\"\""};
  constexpr std::string_view kNotes[] = {"\"n\"", "1", "\"a\\nb\"", "\"\\x\"", "\"\xC3\x28\""};
  std::vector<std::string> members{random.chance(0.02)
                                       ? std::string("\"format\":\"skillmatch/model@1\"")
                                       : std::string("\"format\":\"skillmatch/profile@1\""),
                                   "\"skills\":" + random_object(true, random)};
  if (random.chance(0.7)) {
    members.push_back("\"id\":" + (random.chance(0.8) ? "\"a\"" : one_of(kIds, random)));
  } else {
    members.push_back(R"("id":"x")");
  }
  if (random.chance(0.3)) members.push_back("\"wants\":" + random_object(false, random));
  if (random.chance(0.1)) members.push_back("\"note\":" + one_of(kNotes, random));
  if (random.chance(0.02)) members.push_back("\"other\":1");
  if (random.chance(0.02)) members.push_back(members[random.below(members.size())]);
  random.shuffle(members);
  std::string text = "{";
  for (std::size_t i = 0; i < members.size(); ++i) text += (i > 0 ? "," : "") + members[i];
  text += "}";
  if (random.chance(0.05))
    text += one_of(std::vector<std::string>{" ", "\r", "x", "{}", ","}, random);
  return text;
}

TEST(JsonLines, AreWhatReadProfileMakesOfThem) {
  for (const auto unknown : {ReadOptions::Unknown::error, ReadOptions::Unknown::warn}) {
    const TempDir directory;
    const ProfileStream stream(directory.put("x.jsonl", ""));
    ProfileParser parser(stream, taxonomy(), unknown);
    draw::Random random(20261);
    std::size_t accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
      expect_same_as_read_profile(random_line(random), unknown, parser, accepted);
      if (HasFatalFailure()) return;
    }
    EXPECT_GT(accepted, 4'000U);
    EXPECT_LT(accepted, 16'000U);
  }
}

// Every one-byte change of a good line, and every cut.
TEST(JsonLines, AreWhatReadProfileMakesOfThemAfterEachMutation) {
  const std::string good =
      R"({"format":"skillmatch/profile@1","id":"p1","skills":{"python":3,"sql":4.5},"wants":{"team":0.5}})";
  const TempDir directory;
  const ProfileStream stream(directory.put("x.jsonl", ""));
  ProfileParser parser(stream, taxonomy());
  std::size_t accepted = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    using namespace std::string_view_literals;
    for (const char byte : "\0\t \"\\{}[]:,.-+0159eEax\x7F\x80\xC3\xFF\x1F/"sv) {
      std::string changed = good;
      changed[at] = byte;
      expect_same_as_read_profile(changed, ReadOptions::Unknown::error, parser, accepted);
      std::string longer = good;
      longer.insert(at, 1, byte);
      expect_same_as_read_profile(longer, ReadOptions::Unknown::error, parser, accepted);
      if (HasFatalFailure()) return;
    }
    std::string shorter = good;
    shorter.erase(at, 1);
    expect_same_as_read_profile(shorter, ReadOptions::Unknown::error, parser, accepted);
    if (at > 0) {
      expect_same_as_read_profile(good.substr(0, at), ReadOptions::Unknown::error, parser,
                                  accepted);
    }
  }
  EXPECT_GT(accepted, 250U);
}

}  // namespace profile_stream_json_reference_test
}  // namespace skillmatch::io
