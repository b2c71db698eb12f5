// Streams against corpora made by others.
#include "csv_rows.h"
#include "json_document.h"
#include "stream_records.h"
#include "support/real_data.h"

#include <algorithm>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace profile_stream_corpora_test {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text) {
  Rows rows;
  CsvRowEnd end;
  CsvCells cells;
  while (!text.empty()) {
    const std::string_view row = text.substr(0, std::min(end.find(text), text.size()));
    text.remove_prefix(row.size());
    if (is_blank(row)) continue;
    EXPECT_EQ(cells.split(row), CsvProblem::none);
    rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) rows.back().emplace_back(cells[i]);
  }
  return rows;
}

// The JSON array of objects that a file of csv-spectrum stands for.
Rows expected_rows(const std::string& path) {
  const Text text = read_text(path);
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  // One file has its only row without the array.
  const bool is_array = document.root.kind == JsonValue::Kind::array;
  const auto objects = is_array ? document.root.items : std::span(&document.root, 1);
  Rows rows(1);
  for (const JsonMember& member : objects[0].members) rows[0].emplace_back(member.key);
  for (const JsonValue& row : objects) {
    rows.emplace_back();
    for (const JsonMember& member : row.members) rows.back().emplace_back(member.value.string);
  }
  return rows;
}

TEST(CsvSpectrum, IsReadAsItsJsonSays) {
  SKIP_WITHOUT_REAL_DATA();
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(real_data("csv_spectrum/csvs"))) {
    const std::string name = entry.path().stem().string();
    SCOPED_TRACE(name);
    ++count;
    Rows expected = expected_rows(real_data("csv_spectrum/json/" + name + ".json"));
    // Its telephone number is another one in the CSV.
    if (name == "location_coordinates") expected[1][0] = "2095257564";
    EXPECT_EQ(rows_of(read_text(entry.path().string()).bytes), expected);
  }
  EXPECT_EQ(count, 12U);
}

// Each file as one line: a JSON value, but never a profile; the line behind it is read all the
// same.
TEST(JsonTestSuite, AsLinesIsRejectedAndReadOn) {
  SKIP_WITHOUT_REAL_DATA();
  const Taxonomy taxonomy = built_in_taxonomy();
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(real_data("json_test_suite/test_parsing"))) {
    SCOPED_TRACE(entry.path().filename().string());
    std::string line = read_text(entry.path().string()).bytes;
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (is_blank(line)) continue;
    ++count;
    for (const std::string& text :
         {line, "{\"id\":\"a\",\"skills\":{\"python\":1},\"note\":" + line + "}",
          "{\"id\":\"a\",\"skills\":{\"python\":" + line + "}}"}) {
      const Records records =
          records_in(text + "\n{\"id\":\"z\",\"skills\":{\"python\":1}}\n", "p.jsonl", taxonomy);
      ASSERT_EQ(records.size(), 2U);
      EXPECT_EQ(records[1].id, "z");
      std::string words;
      try {
        read_profile({"p.json", "{\"format\":\"skillmatch/profile@1\"," +
                                    (text.size() > 1 && text[0] == '{' ? text.substr(1) : text)},
                     taxonomy);
      } catch (const InputError& e) {
        words = e.what();
      }
      EXPECT_EQ(records[0].rejected, text == line || !words.empty()) << records[0] << words;
    }
  }
  EXPECT_GT(count, 180U);
}

}  // namespace profile_stream_corpora_test
}  // namespace skillmatch::io
