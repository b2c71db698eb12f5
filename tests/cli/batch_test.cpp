// skillmatch batch as people and programs use it: what it writes where, in which words, with which
// status. What the bytes are is tested in tests/io/batch_test.cpp; here against runs of rank.
#include "cli/skillmatch.h"
#include "support/batch_data.h"
#include "support/temp_dir.h"
#include "support/terminal_text.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/mount.h>

namespace cli_test {
namespace batch_test {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

const std::string kThree =
    "{\"id\":\"ann\",\"skills\":{\"python\":4,\"pytorch\":3},\"wants\":{\"team\":1}}\n"
    "{\"id\":\"bob\",\"skills\":{\"sql\":2}}\n"
    "{\"id\":\"cem\",\"skills\":{\"python\":0}}\n";

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) result.push_back(Json::parse(line));
  return result;
}

RunResult batch(Words words, const RunOptions& options) {
  words.insert(words.begin(), "batch");
  return skillmatch(words, options);
}

// For each sample profile, as one stream.
std::string samples(std::vector<std::string>& names) {
  std::string text;
  for (const auto& entry : fs::directory_iterator(data_file("profiles"))) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    Json profile = Json::parse(bytes_of(sample(name)));
    profile["id"] = name;
    text += profile.dump() + "\n";
  }
  return text;
}

TEST(Batch, GivesEachProfileWhatRankGives) {
  std::vector<std::string> names;
  const std::string input = samples(names);
  for (const Words& more : std::vector<Words>{{},
                                              {"--top", "3", "--model", "cosine"},
                                              {"--relatedness", "0.5", "--field", "medical-ai"},
                                              {"--explain", "--top", "2"}}) {
    Words words{"batch", "-", "-q"};
    words.insert(words.end(), more.begin(), more.end());
    const std::vector<Json> lines = lines_of(output_of(words, {.input = input}));
    ASSERT_EQ(lines.size(), names.size());
    const bool explained = std::find(more.begin(), more.end(), "--explain") != more.end();
    for (std::size_t i = 0; i < names.size(); ++i) {
      Words alone{"rank", sample(names[i]), "--format", "json"};
      for (const std::string& word : more) {
        if (word != "--explain") alone.push_back(word);
      }
      if (std::find(more.begin(), more.end(), "--top") == more.end()) {
        alone.insert(alone.end(), {"--top", "10"});
      }
      Json expected = json_of(alone)["results"];
      for (Json& result : expected) {
        result.erase("name");
        result.erase("field");
        if (explained) continue;
        for (const char* key : {"gate_reasons", "matched", "missing"}) result.erase(key);
      }
      EXPECT_EQ(lines[i]["profile"], names[i]);
      EXPECT_EQ(lines[i]["results"], expected);
    }
  }
}

TEST(Batch, TellsTheAccountOnStandardError) {
  const TempDir dir;
  dir.put("people.jsonl", kThree + "{\"skills\":{\"pyhton\":1}}\n[]\n");
  const RunResult result = batch({"people.jsonl", "--top", "1"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kDone);
  EXPECT_EQ(lines_of(result.out).size(), 3U);
  EXPECT_EQ(result.err,
            "people.jsonl:4: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?\n"
            "people.jsonl:5: an object is needed here, not an array\n"
            "read 5 = 2 scored + 1 not ranked + 2 rejected\n");
  EXPECT_EQ(batch({"people.jsonl", "-q"}, {.directory = dir.path()}).err, "");
}

TEST(Batch, CountsTheRejectsItDoesNotShow) {
  const TempDir dir;
  std::string text;
  for (int i = 0; i < 1'500; ++i) text += "{}\n";
  dir.put("people.jsonl", text);
  const RunResult result = batch({"people.jsonl", "-o", "out"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kDone);
  EXPECT_TRUE(
      result.err.ends_with("and 1,495 more that are no profile; --rejects FILE keeps all\n"
                           "read 1,500 = 0 scored + 0 not ranked + 1,500 rejected\n"))
      << result.err;
}

TEST(Batch, KeepsRejectsInAFile) {
  const TempDir dir;
  dir.put("people.jsonl", kThree + "nonsense\n");
  const RunResult result =
      batch({"people.jsonl", "-o", "out", "--rejects", "bad.jsonl"}, {.directory = dir.path()});
  EXPECT_EQ(result.err, "read 4 = 2 scored + 1 not ranked + 1 rejected\n");
  const std::vector<Json> bad = lines_of(bytes_of(dir / "bad.jsonl"));
  ASSERT_EQ(bad.size(), 1U);
  EXPECT_EQ(bad[0]["line"], 4);
  EXPECT_EQ(bad[0]["text"], "nonsense");
  EXPECT_EQ(dir.names(), (Names{"bad.jsonl", "out", "people.jsonl"}));
}

TEST(Batch, WithStrictIsWrongInputAtTheFirstReject) {
  const TempDir dir;
  dir.put("people.jsonl", kThree + "{\"skills\":{\"pyhton\":1}}\n");
  const RunResult result =
      batch({"people.jsonl", "--strict", "-o", "out"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.err,
            "people.jsonl:4: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?\n");
  EXPECT_EQ(dir.names(), Names{"people.jsonl"});
}

TEST(Batch, WithTooManyRejectsIsWrongInput) {
  const TempDir dir;
  dir.put("people.jsonl", kThree + "{}\n{}\n");
  const RunResult result =
      batch({"people.jsonl", "--max-rejects", "30%", "-o", "out"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_TRUE(result.err.ends_with(
      "people.jsonl: 2 of 5 records are rejected, more than the 30 % that are allowed\n"))
      << result.err;
  EXPECT_EQ(batch({"people.jsonl", "--max-rejects", "40%"}, {.directory = dir.path()}).status,
            kDone);
  EXPECT_EQ(batch({"people.jsonl", "--max-rejects", "1"}, {.directory = dir.path()}).status,
            kWrongInput);
  EXPECT_EQ(batch({"people.jsonl", "--max-rejects", "2"}, {.directory = dir.path()}).status, kDone);
}

TEST(Batch, ReadsCompressedFilesAndCsv) {
  const TempDir dir;
  dir.put("people.jsonl", kThree);
  const std::string expected = output_of({"batch", dir / "people.jsonl", "-q"});
  for (const auto& [program, extension] : {std::pair{"gzip", ".gz"}, std::pair{"zstd", ".zst"}}) {
    const auto found = find_program(program);
    if (!found) continue;
    run_program({*found, "-k", "-q", dir / "people.jsonl"});
    EXPECT_EQ(output_of({"batch", dir / "people.jsonl" + std::string(extension), "-q"}), expected);
  }
  dir.put("people.csv", "id,skill,level\nann,python,4\nann,pytorch,3\nbob,sql,2\ncem,python,0\n");
  EXPECT_EQ(output_of({"batch", dir / "people.csv", "-q"}), expected);
  dir.put("wide.csv", "id,python,pytorch,sql\nann,4,3,\nbob,,,2\ncem,0,,\n");
  EXPECT_EQ(output_of({"batch", dir / "wide.csv", "-q"}), expected);
  EXPECT_EQ(output_of({"batch", "-", "-q", "--input-format", "csv"},
                      {.input = bytes_of(dir / "wide.csv")}),
            expected);
}

TEST(Batch, LeavesOutUnknownSkillsWhereItIsTold) {
  const RunResult result = batch({"-", "--unknown-skills", "warn"},
                                 {.input = "{\"skills\":{\"pyhton\":1,\"python\":3}}\n"});
  EXPECT_EQ(result.status, kDone);
  EXPECT_TRUE(result.err.ends_with("read 1 = 1 scored + 0 not ranked + 0 rejected\n"))
      << result.err;
}

TEST(Batch, WhoseReaderLeavesIsNoFailure) {
  const std::string input = batch_data::profiles(5'000, 1).text;
  for (const std::size_t read : {std::size_t{0}, std::size_t{100'000}}) {
    for (const char* threads : {"1", "3"}) {
      const RunResult result =
          batch({"-", "--top", "all", "-t", threads}, {.input = input, .bytes_read = read});
      EXPECT_EQ(result.status, kDone);
      EXPECT_EQ(result.err, "");
    }
  }
}

TEST(Batch, OnAFullDeviceFails) {
  const RunResult result = batch({"-", "-o", "/dev/full"}, {.input = kThree});
  EXPECT_EQ(result.status, kFailed);
  EXPECT_EQ(result.err, "/dev/full: cannot be written: No space left on device\n");
}

TEST(Batch, OnAFullDiskFailsAndGoesOnOnceThereIsRoom) {
  const TempDir dir;
  fs::create_directory(dir / "disk");
  if (::mount("none", (dir / "disk").c_str(), "tmpfs", 0, "size=1m") != 0) {
    GTEST_SKIP() << "only the superuser can mount a small disk";
  }
  dir.put("people.jsonl", batch_data::profiles(6'000, 2, 0.0).text);
  output_of({"batch", "people.jsonl", "-q", "--top", "2", "-o", "whole"},
            {.directory = dir.path()});
  EXPECT_GT(fs::file_size(dir / "whole"), std::size_t{1} << 20);
  const Words words{"people.jsonl", "-o", "disk/out", "-t",    "2",
                    "--checkpoint", "0",  "--resume", "--top", "2"};
  const RunResult full = batch(words, {.directory = dir.path()});
  EXPECT_EQ(full.status, kFailed);
  // Which of the two files comes to the end of the disk first is not determined.
  const std::string last = terminal_text::lines(full.err).back();
  EXPECT_TRUE(last == "disk/out.part: cannot be written: No space left on device" ||
              last == "disk/out.part.state.new: cannot be written: No space left on device")
      << full.err;
  EXPECT_NE(full.err.find("keeps what is done, "), std::string::npos) << full.err;
  EXPECT_EQ(::mount("none", (dir / "disk").c_str(), "tmpfs", MS_REMOUNT, "size=8m"), 0);
  const RunResult resumed = batch(words, {.directory = dir.path()});
  EXPECT_EQ(resumed.status, kDone);
  EXPECT_TRUE(resumed.err.starts_with("disk/out.part: resumes after ")) << resumed.err;
  EXPECT_EQ(bytes_of(dir / "disk/out"), bytes_of(dir / "whole"));
  ::umount((dir / "disk").c_str());
}

TEST(Batch, ResumesOnlyWhatIsTheSame) {
  const TempDir dir;
  auto stream = batch_data::profiles(3'000, 3, 0.0);
  stream.text += "[]\n";
  dir.put("people.jsonl", stream.text);
  const Words strict{"people.jsonl", "-o", "out", "--strict"};
  const RunResult stopped = batch(strict, {.directory = dir.path()});
  EXPECT_EQ(stopped.status, kWrongInput);
  const Words again{"people.jsonl", "-o", "out"};
  const RunResult refused = batch(again, {.directory = dir.path()});
  EXPECT_EQ(refused.status, kWrongUsage);
  EXPECT_EQ(refused.err,
            "skillmatch batch: an interrupted run left 'out.part'; --resume continues it, "
            "--restart begins anew\nTry 'skillmatch batch --help'.\n");
  const RunResult changed =
      batch({"people.jsonl", "-o", "out", "--resume", "--top", "3"}, {.directory = dir.path()});
  EXPECT_EQ(changed.status, kWrongInput);
  EXPECT_EQ(changed.err,
            "out.part: cannot be resumed: --top was 10 and is 3; --restart begins anew\n");
  // The same input once more, on standard input under another name.
  const RunResult other_name =
      batch({"-", "-o", "out", "--resume"}, {.input = stream.text, .directory = dir.path()});
  EXPECT_EQ(other_name.status, kWrongInput);
  EXPECT_EQ(other_name.err,
            "out.part: cannot be resumed: the name of the input was people.jsonl and is standard "
            "input; --restart begins anew\n");
  const RunResult resumed =
      batch({"people.jsonl", "-o", "out", "--resume"}, {.directory = dir.path()});
  EXPECT_EQ(resumed.status, kDone);
  EXPECT_EQ(bytes_of(dir / "out"),
            output_of({"batch", "people.jsonl", "-q"}, {.directory = dir.path()}));
  const RunResult nothing =
      batch({"people.jsonl", "-o", "out", "--resume"}, {.directory = dir.path()});
  EXPECT_TRUE(nothing.err.starts_with("there is nothing to resume: begins anew\n")) << nothing.err;
}

TEST(Batch, OfStandardInputIsResumedWhenItIsGivenAgain) {
  const TempDir dir;
  const auto stream = batch_data::profiles(3'000, 4, 0.0);
  EXPECT_EQ(batch({"-", "-o", "out", "--strict"},
                  {.input = stream.text + "[]\n", .directory = dir.path()})
                .status,
            kWrongInput);
  const RunResult resumed =
      batch({"-", "-o", "out", "--resume"}, {.input = stream.text, .directory = dir.path()});
  EXPECT_TRUE(resumed.err.starts_with("out.part: resumes after ")) << resumed.err;
  EXPECT_EQ(bytes_of(dir / "out"), output_of({"batch", "-", "-q"}, {.input = stream.text}));
}

TEST(Batch, ShowsProgressOnATerminalAndErasesIt) {
  const RunResult result = batch({"-"}, {.input = kThree, .error_is_terminal = true});
  EXPECT_EQ(result.status, kDone);
  EXPECT_TRUE(result.err.starts_with("\r\x1b[K")) << result.err;
  EXPECT_NE(result.err.find(" records  "), std::string::npos) << result.err;
  EXPECT_TRUE(result.err.ends_with("\r\x1b[Kread 3 = 2 scored + 1 not ranked + 0 rejected\n"))
      << result.err;
  EXPECT_EQ(batch({"-", "-q"}, {.input = kThree, .error_is_terminal = true}).err, "");
  const RunResult dumb =
      batch({"-"}, {.input = kThree, .environment = {{"TERM", "dumb"}}, .error_is_terminal = true});
  EXPECT_EQ(dumb.err, "read 3 = 2 scored + 1 not ranked + 0 rejected\n");
}

TEST(Merge, JoinsShards) {
  const TempDir dir;
  dir.put("people.jsonl", batch_data::profiles(500, 5).text);
  for (const char* by : {"profile", "company"}) {
    const std::string whole =
        output_of({"batch", "people.jsonl", "-q", "--by", by}, {.directory = dir.path()});
    for (const char* shard : {"1/3", "2/3", "3/3"}) {
      output_of({"batch", "people.jsonl", "-q", "--by", by, "--shard", shard, "-o",
                 std::string(1, shard[0])},
                {.directory = dir.path()});
    }
    const RunResult merged =
        skillmatch({"merge", "2", "3", "1", "-o", "all"}, {.directory = dir.path()});
    EXPECT_EQ(merged.status, kDone);
    const auto lines = std::count(whole.begin(), whole.end(), '\n');
    EXPECT_EQ(merged.err, "merged 3 files into " + std::to_string(lines) + " lines\n");
    EXPECT_EQ(bytes_of(dir / "all"), whole);
  }
  const RunResult missing = skillmatch({"merge", "2", "1"}, {.directory = dir.path()});
  EXPECT_EQ(missing.status, kWrongInput);
  EXPECT_EQ(missing.err, "shard 3/3 is missing\n");
  EXPECT_EQ(missing.out, "");
}

struct UsageCase {
  Words words;
  std::string message;
};

TEST(BatchUsage, ThatIsWrongIsSaidWordForWord) {
  const TempDir dir;
  dir.put("p.jsonl", kThree);
  for (const UsageCase& c : std::vector<UsageCase>{
           {{}, "PROFILES is missing"},
           {{"-", "-c", "-"}, "only one file can be '-', standard input"},
           {{"p.jsonl", "-o", "./p.jsonl"}, "--output would replace 'p.jsonl', which is read"},
           {{"p.jsonl", "--rejects", "p.jsonl"},
            "--rejects would replace 'p.jsonl', which is read"},
           {{"p.jsonl", "--rejects", "-"}, "--rejects and --output name the same file"},
           {{"p.jsonl", "-o", "x", "--rejects", "./x"},
            "--rejects and --output name the same file"},
           {{"p.jsonl", "--resume"}, "--resume needs --output FILE"},
           {{"p.jsonl", "-o", "x", "--resume", "--restart"},
            "--resume and --restart exclude each other"},
           {{"p.jsonl", "--explain", "--format", "csv"},
            "--explain needs --by profile and --format jsonl"},
           {{"p.jsonl", "--explain", "--by", "company"},
            "--explain needs --by profile and --format jsonl"},
           {{"p.jsonl", "--shard", "3/2"},
            "--shard: '3/2' is not I/N, two whole numbers with I from 1 to N"},
           {{"p.jsonl", "--shard", "0/2"},
            "--shard: '0/2' is not I/N, two whole numbers with I from 1 to N"},
           {{"p.jsonl", "--shard", "1/2x"},
            "--shard: '1/2x' is not I/N, two whole numbers with I from 1 to N"},
           {{"p.jsonl", "--max-rejects", "-1"},
            "--max-rejects: '-1' is neither a whole number nor a share such as 0.5%"},
           {{"p.jsonl", "--max-rejects", "101%"},
            "--max-rejects: '101%' is neither a whole number nor a share such as 0.5%"},
           {{"p.jsonl", "--max-rejects", "1.5"},
            "--max-rejects: '1.5' is neither a whole number nor a share such as 0.5%"},
           {{"p.jsonl", "--threads", "many"},
            "--threads: 'many' is not a whole number from 0 to 1024"},
           {{"p.jsonl", "--min-score", "2"}, "--min-score: '2' is not a number from 0 to 1"},
           {{"p.jsonl", "--by", "skill"}, "--by: 'skill' is not one of profile, company"},
           {{"p.jsonl", "--format", "json"},
            "--format: 'json' is not one of jsonl, csv, trec, did you mean 'jsonl'?"}}) {
    const RunResult result = batch(c.words, {.directory = dir.path()});
    EXPECT_EQ(result.status, kWrongUsage) << c.message;
    EXPECT_EQ(result.err, "skillmatch batch: " + c.message + "\nTry 'skillmatch batch --help'.\n");
    EXPECT_EQ(dir.names(), Names{"p.jsonl"});
  }
}

TEST(BatchUsage, OfAMissingFileIsWrongInputAndLeavesNothing) {
  const TempDir dir;
  const RunResult result = batch({"missing.jsonl", "-o", "out"}, {.directory = dir.path()});
  EXPECT_EQ(result.status, kWrongInput);
  EXPECT_EQ(result.err, "missing.jsonl: no such file\n");
  EXPECT_TRUE(dir.names().empty());
}

}  // namespace batch_test
}  // namespace cli_test
