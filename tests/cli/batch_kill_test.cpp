// A batch that is killed or interrupted again and again, at moments that nobody chose, and resumed:
// the bytes are those of an uninterrupted run. SKILLMATCH_KILLS=50 kills it that often.
#include "cli/skillmatch.h"
#include "support/batch_data.h"
#include "support/temp_dir.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include <gtest/gtest.h>

namespace cli_test {
namespace batch_kill_test {

using std::chrono::milliseconds;
using Names = std::vector<std::string>;

constexpr int kInterrupted = 130;

int kills_wanted() {
  const char* kills = std::getenv("SKILLMATCH_KILLS");
  return kills == nullptr ? 6 : std::atoi(kills);
}

// Enough companies for a run of a second or so.
std::string slow_catalog() {
  static const skillmatch::Taxonomy kTaxonomy = skillmatch::io::built_in_taxonomy();
  draw::Random random(1);
  std::vector<std::pair<std::string, Json>> companies;
  for (int c = 0; c < 1'000; ++c) {
    Json asked = Json::object();
    for (int i = 0; i < 12; ++i) {
      asked[kTaxonomy.skills()[random.below(kTaxonomy.size())].id] = 1 + random.below(5);
    }
    companies.emplace_back("c" + std::to_string(c), asked);
  }
  return catalog_text(companies);
}

struct Job {
  TempDir dir;
  std::string whole;
  std::string whole_rejects;
  milliseconds duration{};
  Words words;

  explicit Job(const char* by, std::size_t records = 12'000) {
    dir.put("people.jsonl", batch_data::profiles(records, 1, 0.01).text);
    dir.put("catalog.json", slow_catalog());
    words = {"batch", "people.jsonl", "-c",  "catalog.json", "--by", by,   "-o",
             "out",   "--rejects",    "bad", "--checkpoint", "0",    "-n", "5"};
    const auto begin = std::chrono::steady_clock::now();
    run({}, std::nullopt);
    duration = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
    whole = bytes_of(dir / "out");
    whole_rejects = bytes_of(dir / "bad");
    std::filesystem::remove(dir / "out");
    std::filesystem::remove(dir / "bad");
  }
  RunResult run(const Words& more, std::optional<Signal> signal) const {
    Words all = words;
    all.insert(all.end(), more.begin(), more.end());
    return skillmatch(all, {.directory = dir.path(), .signal = signal});
  }
  void expect_whole() const {
    EXPECT_TRUE(bytes_of(dir / "out") == whole);
    EXPECT_TRUE(bytes_of(dir / "bad") == whole_rejects);
    EXPECT_EQ(dir.names(), (Names{"bad", "catalog.json", "out", "people.jsonl"}));
  }
};

TEST(BatchKill, AtAnyMomentCostsNothingButTime) {
  draw::Random random(1);  // the moments depend on the machine all the same
  for (const char* by : {"profile", "company"}) {
    const Job job(by);
    int kills = 0;
    int finished = 0;
    while (kills < kills_wanted()) {
      // From the first steps to beyond the end of a run that is not resumed.
      const milliseconds after(1 + random.below(static_cast<std::size_t>(job.duration.count())));
      const char* threads = random.chance(0.5) ? "1" : "3";
      const RunResult result = job.run({"--resume", "-t", threads}, Signal{SIGKILL, after});
      if (result.status == 128 + SIGKILL) {
        ++kills;
        continue;
      }
      ASSERT_EQ(result.status, kDone) << result.err;
      job.expect_whole();
      ++finished;
      std::filesystem::remove(job.dir / "out");
    }
    std::cout << by << ": " << kills << " kills, " << finished << " runs came to their end\n";
    ASSERT_EQ(job.run({"--resume"}, std::nullopt).status, kDone);
    job.expect_whole();
  }
}

TEST(BatchInterrupt, LeavesWhatCanBeResumedAndSaysSo) {
  const Job job("profile");
  for (const int number : {SIGINT, SIGTERM}) {
    // Where the machine is busy, the middle may be before the first record is done, or behind the
    // last.
    milliseconds after = job.duration / 2;
    RunResult stopped = job.run({"--restart"}, Signal{number, after});
    for (int attempt = 0; attempt < 30 && !std::filesystem::exists(job.dir / "out.part");
         ++attempt) {
      if (stopped.status == kDone) std::filesystem::remove(job.dir / "out");
      if (stopped.status == kDone) std::filesystem::remove(job.dir / "bad");
      after += stopped.status == kDone ? -after / 4 : after / 4 + milliseconds(1);
      stopped = job.run({"--restart"}, Signal{number, after});
    }
    ASSERT_EQ(stopped.status, kInterrupted) << stopped.err;
    EXPECT_TRUE(stopped.err.starts_with("out.part: keeps what is done, ")) << stopped.err;
    EXPECT_NE(stopped.err.find(" records; --resume goes on from there\n"), std::string::npos);
    EXPECT_EQ(job.dir.names(),
              (Names{"bad.part", "catalog.json", "out.part", "out.part.state", "people.jsonl"}));
    const RunResult resumed = job.run({"--resume"}, std::nullopt);
    ASSERT_EQ(resumed.status, kDone) << resumed.err;
    EXPECT_TRUE(resumed.err.starts_with("out.part: resumes after ")) << resumed.err;
    job.expect_whole();
    std::filesystem::remove(job.dir / "out");
    std::filesystem::remove(job.dir / "bad");
  }
}

// The input is a pipe that says nothing more and does not end.
TEST(BatchInterrupt, NeedsNoMoreOfItsInput) {
  const TempDir dir;
  const std::string input = batch_data::profiles(4'000, 2, 0.0).text;
  for (const char* threads : {"1", "3"}) {
    for (const char* by : {"profile", "company"}) {
      const RunResult stopped =
          skillmatch({"batch", "-", "-o", "out", "-t", threads, "--by", by, "--restart"},
                     {.input = input,
                      .directory = dir.path(),
                      .signal = Signal{SIGINT, milliseconds(1'500), true}});
      EXPECT_EQ(stopped.status, kInterrupted) << stopped.err;
      EXPECT_TRUE(stopped.err.starts_with("out.part: keeps what is done, ")) << stopped.err;
    }
  }
}

// Nobody reads the output any more, and the input says nothing more and does not end.
TEST(BatchPipe, ThatIsClosedEndsTheRunThoughTheInputWaits) {
  const std::string input = batch_data::profiles(4'000, 2, 0.0).text;
  for (const char* threads : {"1", "3"}) {
    const RunResult result = skillmatch(
        {"batch", "-", "-t", threads},
        {.input = input, .bytes_read = 100, .signal = Signal{SIGKILL, milliseconds(3'000), true}});
    EXPECT_EQ(result.status, kDone) << result.err;
  }
}

}  // namespace batch_kill_test
}  // namespace cli_test
