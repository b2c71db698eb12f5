// The Big List of Naughty Strings as what people call themselves and their skills.
#include "json_document.h"
#include "same_values.h"
#include "support/real_data.h"

#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace naughty_strings_test {

std::vector<std::string> naughty_strings() {
  const Text text = read_text(real_data("naughty_strings/blns.json"));
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  std::vector<std::string> strings;
  for (const JsonValue& value : document.root.items) strings.emplace_back(value.string);
  return strings;
}

// `text` between double quotes as JSON.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      result += "\\u00";
      result += kHex[byte >> 4U];
      result += kHex[byte & 15U];
      continue;
    }
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

void expect_printable(const std::string& message) {
  std::istringstream lines(message);
  for (std::string line; std::getline(lines, line);) EXPECT_EQ(line, printable(line));
}

TEST(NaughtyStrings, AsProfileIdsAreKeptAndWritten) {
  SKIP_WITHOUT_REAL_DATA();
  const Taxonomy taxonomy = built_in_taxonomy();
  std::size_t count = 0;
  for (const std::string& id : naughty_strings()) {
    if (id.empty()) continue;
    SCOPED_TRACE(id);
    const Profile profile =
        read_profile({"me.json", R"({"format": "skillmatch/profile@1", "id": )" + quoted(id) +
                                     R"(, "skills": {"python": 4}})"},
                     taxonomy);
    EXPECT_EQ(profile.id(), to_nfc(id));
    std::ostringstream out;
    write_profile_line(out, profile, taxonomy);
    expect_printable(out.str());
    expect_same(read_profile({"copy.json", out.str()}, taxonomy), profile);
    ++count;
  }
  EXPECT_GT(count, 400U);
}

TEST(NaughtyStrings, AsSkillNamesAreRefusedInPrintableWords) {
  SKIP_WITHOUT_REAL_DATA();
  const Taxonomy taxonomy = built_in_taxonomy();
  for (const std::string& name : naughty_strings()) {
    SCOPED_TRACE(name);
    const Text text{name + ".json", R"({"format": "skillmatch/profile@1", "skills": {)" +
                                        quoted(name) + ": 4, " + quoted(name + "!") + ": 9}}"};
    try {
      read_profile(text, taxonomy);
      FAIL() << "accepted";
    } catch (const InputError& e) {
      expect_printable(e.what());
      EXPECT_NE(std::string(e.what()).find("unknown skill"), std::string::npos);
    }
  }
}

TEST(NaughtyStrings, AsNamesInATaxonomyAreKeptOrRefusedInPrintableWords) {
  SKIP_WITHOUT_REAL_DATA();
  std::size_t kept = 0;
  for (const std::string& name : naughty_strings()) {
    SCOPED_TRACE(name);
    const std::string text = R"({"format": "skillmatch/taxonomy@1", "skills": [{"id": )" +
                             quoted(name) + R"(, "name": {"en": )" + quoted(name) + "}}]}";
    try {
      const Taxonomy taxonomy = read_taxonomy({"t.json", text});
      EXPECT_EQ(taxonomy.find(name), SkillId{0});
      ++kept;
    } catch (const InputError& e) {
      expect_printable(e.what());
      EXPECT_TRUE(name_key(name).empty());
    }
  }
  EXPECT_GT(kept, 400U);
}

}  // namespace naughty_strings_test
}  // namespace skillmatch::io
