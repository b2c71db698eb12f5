// skillmatch index, and the index wherever a catalog is.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace index_test {

// The built-in companies in a file, and their index.
class Index : public testing::Test {
 protected:
  std::string index_of(const std::string& catalog) {
    const std::string path = dir_ / "companies.idx";
    EXPECT_EQ(output_of({"index", catalog, "-o", path, "--quiet"}), "");
    return path;
  }
  const TempDir& dir() const { return dir_; }

 private:
  TempDir dir_;
};

TEST_F(Index, SaysWhatItMade) {
  const std::string path = dir() / "companies.idx";
  const RunResult result = skillmatch({"index", data_file("companies.json"), "-o", path});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(result.out, "");
  const std::string size = std::to_string(bytes_of(path).size());
  const std::string grouped = size.substr(0, size.size() - 3) + "," + size.substr(size.size() - 3);
  // Followed by the bytes a company and the time, which differ.
  EXPECT_TRUE(result.err.starts_with(
      "indexed 19 companies with 267 requirements of 120 skills: " + grouped + " bytes ("))
      << result.err;
  EXPECT_TRUE(result.err.ends_with(" s\n")) << result.err;
}

TEST_F(Index, GivesEveryCommandTheSameAnswers) {
  const std::string path = index_of(data_file("companies.json"));
  const std::string json = data_file("companies.json");
  const auto expect_same = [&](Words words) {
    Words with_index = words;
    for (const auto& [to, catalog] : {std::pair{&words, &json}, {&with_index, &path}}) {
      to->push_back("--catalog");
      to->push_back(*catalog);
    }
    EXPECT_EQ(output_of(with_index), output_of(words));
  };
  expect_same({"rank", sample("graph-graduate"), "--mutual", "--explain", "--format", "json"});
  expect_same(
      {"rank", sample("beginner"), "--model", "cosine", "--relatedness", "0.5", "--top", "all"});
  expect_same({"rank", sample("expert"), "--field", "medical-ai", "--lang", "ko"});
  for (const std::string kind : {"companies", "fields", "skills", "attributes"}) {
    expect_same({"catalog", "list", kind, "--format", "json"});
  }
  const std::string all = "companies: 19, fields: 8, skills: 120, requirements: 267";
  EXPECT_EQ(output_of({"catalog", "validate", path}), path + ": no problems (" + all + ")\n");
}

TEST_F(Index, ComesThroughAPipeAndFromJsonLines) {
  const std::string path = index_of(data_file("companies.json"));
  EXPECT_EQ(output_of({"catalog", "list", "companies", "-c", "-"}, {.input = bytes_of(path)}),
            output_of({"catalog", "list", "companies"}));
  // Straight to standard output, from standard input.
  const std::string lines =
      "{\"format\":\"skillmatch/catalog@1\"}\n"
      "{\"id\":\"a\",\"name\":{\"en\":\"A\"},\"requires\":{\"python\":3}}\n"
      "{\"id\":\"b\",\"name\":{\"en\":\"B\"},\"requires\":{\"sql\":2}}\n";
  const std::string piped = output_of({"index", "-", "-o", "-", "-q"}, {.input = lines});
  EXPECT_EQ(
      output_of({"catalog", "validate", "-"}, {.input = piped}),
      "standard input: no problems (companies: 2, fields: 0, skills: 120, requirements: 2)\n");
  EXPECT_EQ(bytes_of(index_of(dir().put("c.jsonl", lines))), piped);
}

TEST_F(Index, IsMadeAnewFromAnIndex) {
  const std::string first = index_of(data_file("companies.json"));
  const std::string second = dir() / "second.idx";
  output_of({"index", first, "-o", second, "-q"});
  EXPECT_EQ(bytes_of(second), bytes_of(first));
}

TEST_F(Index, ListsTheProblemsOfTheCatalogAndWritesNothing) {
  const RunResult result =
      skillmatch({"index", "-", "-o", dir() / "c.idx"},
                 {.input = "{\"format\":\"skillmatch/catalog@1\"}\n"
                           "{\"id\":\"a\",\"name\":{\"en\":\"A\"},\"requires\":{\"pyhton\":3}}\n"
                           "{\"id\":\"a\"\n"});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "standard input:2: /requires/pyhton: unknown skill 'pyhton', did you mean 'python'?\n"
            "standard input:3: not JSON: the line ends where '}' is needed, to close the '{' "
            "on line 3\n"
            "2 problems\n");
  EXPECT_TRUE(dir().names().empty());
}

TEST_F(Index, ThatIsDamagedIsRefusedByEveryCommand) {
  std::string bytes = bytes_of(index_of(data_file("companies.json")));
  bytes[bytes.size() / 2] ^= 0x10;
  const std::string path = dir().put("damaged.idx", bytes);
  const Words commands[] = {{"rank", sample("beginner"), "-c", path},
                            {"catalog", "list", "companies", "-c", path},
                            {"index", path, "-o", dir() / "copy.idx"},
                            {"catalog", "validate", path}};
  for (const Words& words : commands) {
    const RunResult result = skillmatch(words);
    EXPECT_EQ(result.status, kWrongInput);
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(result.err.starts_with(path + ": section '")) << result.err;
  }
  const RunResult cut =
      skillmatch({"rank", sample("beginner"), "-c", dir().put("cut.idx", bytes.substr(0, 5000))});
  EXPECT_EQ(cut.status, kWrongInput);
  EXPECT_EQ(cut.err, dir() / "cut.idx" + ": cut short: it ends after 5000 of " +
                         std::to_string(bytes.size()) +
                         " bytes; make it anew with 'skillmatch index'\n");
}

TEST_F(Index, IsToldWhereToGo) {
  const auto usage = [](const std::string& problem) {
    return "skillmatch index: " + problem + "\nTry 'skillmatch index --help'.\n";
  };
  const std::string catalog = dir().put("c.json", catalog_text({{"a", {{"python", 3}}}}));
  const RunResult without = skillmatch({"index", catalog});
  EXPECT_EQ(without.status, kWrongUsage);
  EXPECT_EQ(without.err,
            usage("--output is missing: the name of the index, such as 'companies.idx'"));
  const RunResult itself = skillmatch({"index", catalog, "-o", catalog});
  EXPECT_EQ(itself.status, kWrongUsage);
  EXPECT_EQ(itself.err, usage("--output would replace '" + catalog + "', which is read"));
  EXPECT_EQ(bytes_of(catalog), catalog_text({{"a", {{"python", 3}}}}));
  const RunResult terminal = skillmatch({"index", catalog, "-o", "-"}, {.terminal_width = 80});
  EXPECT_EQ(terminal.status, kWrongUsage);
  EXPECT_EQ(terminal.out.find("SKIDX"), std::string::npos);
}

}  // namespace index_test
}  // namespace cli_test
