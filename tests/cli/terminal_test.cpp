// What a person sees on terminals of several widths.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"
#include "support/terminal_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace terminal_test {

using terminal_text::columns;
using terminal_text::lines;
using terminal_text::without_colours;

constexpr unsigned short kWidths[] = {60, 80, 100, 150, 200};

std::string on_terminal(const Words& words, unsigned short width, RunOptions options = {}) {
  options.terminal_width = width;
  return output_of(words, options);
}

const std::vector<Words> kCommands{
    {"rank", sample("korean-vision")},
    {"rank", sample("known-gap"), "--mutual", "--explain", "--relatedness", "0.3"},
    {"catalog", "list"},
    {"catalog", "list", "skills"},
    {"catalog", "list", "fields"},
    {"catalog", "list", "attributes"},
    {"catalog", "show", "voronoi"},
    {"catalog", "show", "deep-learning"},
    {"catalog", "show", "medical-ai"}};

Words in(const char* language, Words words) {
  words.insert(words.end(), {"--lang", language});
  return words;
}

struct Span {
  std::size_t begin, end;
};

// The columns of a table, as the eye finds them: what two columns of space in every row set apart.
std::vector<Span> table_columns(const std::vector<std::string>& rows) {
  std::vector<bool> used;
  for (const std::string& row : rows) {
    const auto cells = columns(row);
    used.resize(std::max(used.size(), cells.size()));
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (cells[at] != U' ') used[at] = true;
    }
  }
  std::vector<Span> spans;
  for (std::size_t at = 0; at < used.size(); ++at) {
    if (!used[at]) continue;
    if (spans.empty() || at >= spans.back().end + 2) spans.push_back({at, at});
    spans.back().end = at + 1;
  }
  return spans;
}

// Every cell of the column begins (text) or ends (numbers) at its edge, and so does the title.
void expect_aligned(const std::vector<std::string>& rows, Span span, bool right) {
  const std::size_t edge = right ? span.end - 1 : span.begin;
  for (const std::string& row : rows) {
    const auto cells = columns(row);
    ASSERT_LT(edge, cells.size()) << row;
    EXPECT_NE(cells[edge], U' ') << "column " << edge << " of: " << row;
  }
}

TEST(Terminal, NoLineIsWiderThanIt) {
  for (const unsigned short width : kWidths) {
    for (const Words& command : kCommands) {
      for (const char* language : {"en", "ko"}) {
        const Words words = in(language, command);
        for (const std::string& line : lines(without_colours(on_terminal(words, width)))) {
          ASSERT_LE(terminal_text::width(line), width) << testing::PrintToString(words) << "\n"
                                                       << line;
        }
      }
    }
  }
}

TEST(Terminal, NoLineIsWiderThanItWhateverTheNames) {
  const TempDir dir;
  std::string long_name;
  for (int i = 0; i < 40; ++i) long_name += "가나다라 ABCDE";
  const std::string one_word(300, 'w');
  Json catalog = Json::parse(catalog_text({{one_word, {{"python", 3}}}, {"b", {{"sql", 5}}}}));
  catalog["companies"][0]["name"] = {{"en", long_name}};
  catalog["companies"][0]["source"] = one_word + " " + long_name;
  catalog["companies"][1]["name"] = {{"en", one_word}};
  dir.put("catalog.json", catalog.dump());
  dir.put("me.json", profile_text({{"python", 3}}));
  dir.put("none.json", profile_text({{"python", 0}}));
  for (const unsigned short width : kWidths) {
    for (const Words& words :
         std::vector<Words>{{"rank", "me.json", "-c", "catalog.json", "--explain"},
                            {"rank", "none.json", "-c", "catalog.json"},
                            {"catalog", "list", "-c", "catalog.json"},
                            {"catalog", "show", one_word, "-c", "catalog.json"}}) {
      const std::string text = on_terminal(words, width, {.directory = dir.path()});
      for (const std::string& line : lines(without_colours(text))) {
        ASSERT_LE(terminal_text::width(line), width) << line;
      }
    }
  }
}

TEST(Terminal, ColumnsOfARankingAlign) {
  for (const char* language : {"en", "ko"}) {
    for (const unsigned short width : kWidths) {
      std::vector<std::string> rows;
      for (const std::string& line :
           lines(without_colours(on_terminal(in(language, kCommands[0]), width)))) {
        const std::size_t first = line.find_first_of("#0123456789");
        const bool is_legend = line.starts_with("1→3");
        if (first < 2 && line.find_first_not_of(' ') == first && !is_legend) rows.push_back(line);
      }
      ASSERT_EQ(rows.size(), 20);
      const std::vector<Span> spans = table_columns(rows);
      ASSERT_EQ(spans.size(), 7) << language << " at " << width;
      for (std::size_t c = 0; c < 7; ++c) {
        const bool is_number = c == 0 || (c >= 3 && c <= 5);
        expect_aligned(rows, spans[c], is_number);
      }
    }
  }
}

TEST(Terminal, ColumnsOfAListAlign) {
  for (const char* language : {"en", "ko"}) {
    for (const unsigned short width : kWidths) {
      const auto rows =
          lines(without_colours(on_terminal(in(language, {"catalog", "list", "fields"}), width)));
      const std::vector<Span> spans = table_columns(rows);
      ASSERT_EQ(spans.size(), 5) << language << " at " << width;
      for (std::size_t c = 0; c < 5; ++c) expect_aligned(rows, spans[c], c == 3);
    }
  }
}

TEST(Terminal, LosesNoWordOfWhatFitsAndWhatIsMissing) {
  const std::string wide = output_of({"rank", sample("graph-graduate"), "--format", "csv"});
  EXPECT_NE(wide.find("Collaboration with domain experts ?→4, Drug discovery ?→3, Cheminformatics"),
            std::string::npos);
  std::string narrow = without_colours(on_terminal({"rank", sample("graph-graduate")}, 60));
  for (std::size_t at = 0; (at = narrow.find("\n      ", at)) != std::string::npos;) {
    narrow.replace(at, 7, " ");
  }
  EXPECT_NE(
      narrow.find("Collaboration with domain experts ?→4, Drug discovery ?→3, Cheminformatics"),
      std::string::npos);
}

TEST(Terminal, IsColoured) {
  for (const Words& words : kCommands) {
    const std::string text = on_terminal(words, 80);
    EXPECT_NE(text.find("\x1b[1m"), std::string::npos);
    terminal_text::expect_harmless(without_colours(text));
    // A colour ends in the line it began in.
    for (const std::string& line : lines(text)) {
      if (line.find('\x1b') != std::string::npos) {
        EXPECT_GT(line.rfind("\x1b[0m") + 1, line.rfind("\x1b[1m") + 1) << line;
      }
    }
  }
}

TEST(Terminal, IsNotColouredWhereNobodyWantsIt) {
  const Words words{"rank", sample("known-gap"), "--explain"};
  const std::string plain = without_colours(on_terminal(words, 80));
  EXPECT_EQ(on_terminal(words, 80, {.environment = {{"NO_COLOR", "1"}}}), plain);
  EXPECT_EQ(on_terminal(words, 80, {.environment = {{"TERM", "dumb"}}}), plain);
  EXPECT_NE(on_terminal(words, 80, {.environment = {{"NO_COLOR", ""}}}), plain)
      << "an empty NO_COLOR asks for nothing (no-color.org)";
  EXPECT_EQ(output_of(words), plain);
}

TEST(Terminal, OtherFormatsAreNeverColouredOrCut) {
  for (const char* format : {"json", "jsonl", "csv", "markdown"}) {
    const Words words{"rank", sample("korean-vision"), "--format", format};
    EXPECT_EQ(on_terminal(words, 60), output_of(words)) << format;
  }
}

TEST(Terminal, IsOfNoConsequenceForAFile) {
  const TempDir dir;
  EXPECT_EQ(on_terminal({"rank", sample("expert"), "-o", dir / "out"}, 200), "");
  EXPECT_EQ(bytes_of(dir / "out"), output_of({"rank", sample("expert")}));
}

TEST(Pipe, IsAsWideAsColumnsSays) {
  const Words words{"rank", sample("korean-vision"), "--lang", "ko"};
  for (const unsigned short width : kWidths) {
    EXPECT_EQ(output_of(words, {.environment = {{"COLUMNS", std::to_string(width)}}}),
              without_colours(on_terminal(words, width)));
  }
  for (const char* nonsense : {"", "0", "wide", "-3"}) {
    EXPECT_EQ(output_of(words, {.environment = {{"COLUMNS", nonsense}}}), output_of(words));
  }
  EXPECT_EQ(output_of(words), output_of(words, {.environment = {{"COLUMNS", "80"}}}));
}

TEST(Pipe, HasNoLineThatEndsInSpace) {
  for (const Words& command : kCommands) {
    for (const std::string& line : lines(output_of(in("ko", command)))) {
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
  }
}

}  // namespace terminal_test
}  // namespace cli_test
