// The corpus of "Parsing JSON is a Minefield" (N. Seriot): y_ must be read, n_ refused, i_ is free.
#include "json_document.h"
#include "json_syntax.h"
#include "support/real_data.h"

#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>

namespace skillmatch::io {
namespace json_test_suite_test {

// Of a key given twice, readers disagree which value counts; here neither does.
const std::set<std::string> kDuplicateKeys{"y_object_duplicated_key.json",
                                           "y_object_duplicated_key_and_value.json"};

bool is_read(const Text& text) {
  Problems problems(text);
  try {
    parse_json(text, problems);
    problems.throw_if_any();
    return true;
  } catch (const InputError& e) {
    EXPECT_TRUE(std::string(e.what()).starts_with(text.name + ":")) << e.what();
    return false;
  }
}

// Calls use(text) for every file that begins with `prefix`; returns how many.
template <typename Use>
std::size_t for_each_file(const std::string& prefix, Use use) {
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(real_data("json_test_suite/test_parsing"))) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    SCOPED_TRACE(name);
    ++count;
    use(Text{name, read_text(entry.path().string()).bytes});
  }
  return count;
}

TEST(JsonTestSuite, WhatIsJsonIsRead) {
  SKIP_WITHOUT_REAL_DATA();
  const std::size_t count = for_each_file("y_", [](const Text& text) {
    EXPECT_EQ(is_read(text), !kDuplicateKeys.contains(text.name));
  });
  EXPECT_GT(count, 90U);
}

TEST(JsonTestSuite, WhatIsNotJsonIsRefused) {
  SKIP_WITHOUT_REAL_DATA();
  const std::size_t count =
      for_each_file("n_", [](const Text& text) { EXPECT_FALSE(is_read(text)); });
  EXPECT_GT(count, 90U);
}

TEST(JsonTestSuite, WhatIsFreeCrashesNothing) {
  SKIP_WITHOUT_REAL_DATA();
  for_each_file("i_", is_read);
}

// The parser decides; the words come from elsewhere. Neither may know an error that the other does
// not.
TEST(FindSyntaxError, AgreesWithTheParser) {
  SKIP_WITHOUT_REAL_DATA();
  for_each_file("y_",
                [](const Text& text) { EXPECT_EQ(find_syntax_error(text.bytes), std::nullopt); });
  for_each_file("n_", [](const Text& text) {
    const std::string message = [&] {
      Problems problems(text);
      try {
        parse_json(text, problems);
      } catch (const InputError& e) {
        return std::string(e.what());
      }
      return std::string();
    }();
    if (message.find("UTF-8") == std::string::npos) {
      EXPECT_NE(message.find(": not JSON: "), std::string::npos) << message;
    }
  });
}

}  // namespace json_test_suite_test
}  // namespace skillmatch::io
