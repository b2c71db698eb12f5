#include "cli/hostile_catalog.h"
#include "support/csv.h"
#include "support/temp_dir.h"
#include "support/terminal_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace hostile_text_test {

using terminal_text::expect_harmless;

constexpr unsigned short kWidths[] = {60, 150};

class HostileText : public testing::Test {
 protected:
  HostileText() {
    dir_.put("c.json", hostile_catalog_text());
    dir_.put("me.json", hostile_profile_text());
  }
  std::string run(Words words, RunOptions options = {}) const {
    options.directory = dir_.path();
    words.insert(words.begin() + (words[0] == "rank" ? 1 : 2), {"-c", "c.json"});
    return output_of(words, options);
  }
  const TempDir dir_;
};

const std::vector<std::string> kKinds{"companies", "skills", "fields", "attributes"};

std::string printed(const Hostile& text) { return (text.formula ? "'" : "") + text.shown; }

TEST_F(HostileText, ReachesNoOutputRaw) {
  for (const char* format : {"table", "json", "jsonl", "csv", "markdown"}) {
    const bool crlf = std::string(format) == "csv";
    for (const char* language : {"en", "ko"}) {
      const Words options{"--lang", language, "--format", format};
      std::vector<Words> commands{
          {"rank", "me.json", "--top", "all"},
          {"rank", "me.json", "--top", "all", "--mutual", "--explain", "--relatedness", "0.5"}};
      for (const std::string& kind : kKinds) commands.push_back({"catalog", "list", kind});
      for (Words& words : commands) {
        words.insert(words.end(), options.begin(), options.end());
        expect_harmless(run(words), crlf);
      }
    }
  }
}

TEST_F(HostileText, ReachesNoPageOfTheCatalogRaw) {
  for (const Hostile& text : hostile_texts()) {
    if (text.text.find('\0') != std::string::npos) continue;  // no argument can hold it
    for (const char* language : {"en", "ko"}) {
      for (const char* format : {"table", "json"}) {
        // "ko " names company, field and skill alike: the company's page; an alias only a skill's.
        for (const std::string& name : {"ko " + text.text, "alias " + text.text}) {
          expect_harmless(run({"catalog", "show", "--lang", language, "-f", format, "--", name}));
        }
      }
    }
  }
}

TEST_F(HostileText, ReachesNoTerminalRaw) {
  for (const Words& words : std::vector<Words>{{"rank", "me.json", "--top", "all", "--explain"},
                                               {"catalog", "list"},
                                               {"catalog", "list", "skills"},
                                               {"catalog", "show", "ko two\nlines"}}) {
    for (const unsigned short width : kWidths) {
      const std::string text =
          terminal_text::without_colours(run(words, {.terminal_width = width}));
      expect_harmless(text);
      for (const std::string& line : terminal_text::lines(text)) {
        EXPECT_LE(terminal_text::width(line), width) << line;
      }
    }
  }
}

TEST_F(HostileText, IsReadableInTheTable) {
  const std::string text =
      run({"rank", "me.json", "--top", "all"}, {.environment = {{"COLUMNS", "400"}}});
  for (const Hostile& hostile : hostile_texts()) {
    EXPECT_NE(text.find("  " + hostile.shown + "  "), std::string::npos) << hostile.shown;
  }
}

TEST_F(HostileText, ParsesBackFromJson) {
  Json ranking = Json::parse(run({"rank", "me.json", "--top", "all", "-f", "json"}));
  EXPECT_EQ(ranking["profile"], "\x1b[2J\u202Eme|\n");
  const auto& texts = hostile_texts();
  ASSERT_EQ(ranking["results"].size() + ranking["not_ranked"].size(), texts.size() + 1);
  std::vector<std::string> names;
  std::vector<std::string> expected;
  for (const Json& result : ranking["results"]) {
    EXPECT_EQ(result["company"], result["name"]);
    EXPECT_EQ(result["field"], result["name"]);
    names.push_back(result["name"]);
  }
  for (const Json& result : ranking["not_ranked"]) {
    if (result["name"] != "\u202E") names.push_back(result["name"]);
  }
  for (const Hostile& text : texts) expected.push_back(text.text);
  std::sort(names.begin(), names.end());
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(names, expected);
}

TEST_F(HostileText, ParsesBackFromTheJsonOfAPage) {
  const Json page = Json::parse(run({"catalog", "show", "ko two\nlines", "-f", "json"}));
  EXPECT_EQ(page["id"], "two\nlines");
  EXPECT_EQ(page["source"], "two\nlines");
  EXPECT_EQ(page["name"]["ko"], "ko two\nlines");
}

TEST_F(HostileText, ParsesBackFromCsv) {
  for (const std::string& kind : kKinds) {
    const csv::Records rows = csv::read(run({"catalog", "list", kind, "-f", "csv"}));
    const auto& texts = hostile_texts();
    ASSERT_GE(rows.size(), texts.size() + 1);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(rows[i + 1].size(), rows[0].size());
      EXPECT_EQ(rows[i + 1][0], printed(texts[i]));
      EXPECT_EQ(rows[i + 1][1], printed(texts[i]));
    }
  }
}

TEST_F(HostileText, StartsNoFormulaInCsv) {
  for (const Words& words :
       std::vector<Words>{{"rank", "me.json", "--top", "all", "-f", "csv"},
                          {"rank", "me.json", "--top", "all", "-f", "csv", "--lang", "ko"},
                          {"catalog", "list", "skills", "-f", "csv"},
                          {"catalog", "list", "fields", "-f", "csv"}}) {
    for (const auto& row : csv::read(run(words))) {
      for (const std::string& cell : row) {
        if (cell == "-7.5") continue;  // a number
        for (const char* start : {"=", "+", "-", "@", "\uFF1D", "\t", "\r"}) {
          EXPECT_FALSE(cell.starts_with(start)) << cell;
        }
      }
    }
  }
}

// A country whose decimals have commas has lists with semicolons: quoted, a cell stays one.
TEST_F(HostileText, StaysOneCellWhereSemicolonsSeparate) {
  const std::string text = run({"catalog", "list", "skills", "-f", "csv"});
  EXPECT_NE(text.find("\r\n\"semi;colon\",\"semi;colon\","), std::string::npos);
}

// The cells of a pipe table's row, by GitHub's rule: a pipe after a backslash is text.
std::vector<std::string> markdown_cells(const std::string& row) {
  std::vector<std::string> cells;
  EXPECT_TRUE(row.starts_with("| ") && row.ends_with(" |")) << row;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '\\') {
      cell += row[++i];
    } else if (row[i] == '|') {
      cells.push_back(cell.substr(1, cell.size() - 2));
      cell.clear();
    } else {
      EXPECT_EQ(std::string("`*_{}[]<>#!&~").find(row[i]), std::string::npos) << row;
      cell += row[i];
    }
  }
  return cells;
}

TEST_F(HostileText, KeepsTheColumnsOfMarkdown) {
  for (const std::string& kind : kKinds) {
    const auto lines = terminal_text::lines(run({"catalog", "list", kind, "-f", "markdown"}));
    const std::size_t columns = markdown_cells(lines[0]).size();
    const auto& texts = hostile_texts();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto cells = markdown_cells(lines[i + 2]);
      EXPECT_EQ(cells.size(), columns);
      EXPECT_EQ(cells[0], texts[i].shown);
      EXPECT_EQ(cells[1], texts[i].shown);
    }
  }
  const auto lines =
      terminal_text::lines(run({"rank", "me.json", "--top", "all", "-f", "markdown"}));
  for (const std::string& line : lines) EXPECT_EQ(markdown_cells(line).size(), 10) << line;
}

}  // namespace hostile_text_test
}  // namespace cli_test
