// Whatever ends a batch before its time, the next run finishes it with the same bytes. Deaths by
// SIGKILL are in tests/cli/batch_kill_test.cpp.
#include "io/interrupted_batch.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace skillmatch::io {
namespace batch_resume_test {

namespace fs = std::filesystem;

TEST(BatchResume, GivesTheBytesOfAnUninterruptedRun) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    for (const BatchFormat format : {BatchFormat::jsonl, BatchFormat::csv, BatchFormat::trec}) {
      for (const unsigned threads : {1U, 3U}) {
        Interrupted run(by, format);
        EXPECT_EQ(run.place.dir.names(),
                  (Lines{"out.part", "out.part.state", "people.jsonl", "rejects.part"}));
        run.options.threads = threads;
        run.options.chunk_bytes = 50'000;
        const BatchResult result = run.place.run(run.options);
        EXPECT_EQ(result.counts.read, Interrupted::kRecords);
        EXPECT_EQ(result.counts.rejected, 1U);
        EXPECT_GT(result.resumed, 200U);
        EXPECT_LT(result.resumed, run.last);
        EXPECT_EQ(run.place.out(), run.whole);
        EXPECT_EQ(run.place.rejects(), run.whole_rejects);
        EXPECT_EQ(run.place.dir.names(), (Lines{"out", "people.jsonl", "rejects"}));
      }
    }
  }
}

TEST(BatchResume, SaysWhatIsKeptAndFromWhereItGoesOn) {
  Interrupted run;
  ASSERT_EQ(run.told.size(), 1U);
  const std::string done = std::to_string(run.place.run(run.options).resumed);
  EXPECT_EQ(run.told[0],
            "out.part: keeps what is done, " + done + " records; --resume goes on from there");
  ASSERT_EQ(run.told.size(), 2U);
  EXPECT_EQ(run.told[1], "out.part: resumes after " + done + " records");
}

TEST(BatchResume, CutsOffWhatWasWrittenAfterTheCheckpoint) {
  Interrupted run;
  for (const char* name : {"out.part", "rejects.part"}) {
    std::ofstream(run.place.dir / name, std::ios::app) << "half a li";
  }
  run.place.run(run.options);
  EXPECT_EQ(run.place.out(), run.whole);
  EXPECT_EQ(run.place.rejects(), run.whole_rejects);
}

TEST(BatchResume, OfNothingBeginsAnewAndSaysSo) {
  const Place place(batch_data::profiles(50, 2).text);
  BatchOptions options = place.options();
  place.run(options);
  const std::string whole = place.out();
  std::vector<std::string> told;
  options.tell = [&](const std::string& line) { told.push_back(line); };
  options.start = BatchStart::resume;
  EXPECT_EQ(place.run(options).resumed, 0U);
  EXPECT_EQ(place.out(), whole);
  EXPECT_EQ(told, Lines{"there is nothing to resume: begins anew"});
}

// Stopped again and again, at whatever place the flag is seen.
TEST(BatchResume, AfterAnyNumberOfStopsGivesTheSame) {
  const Place place(batch_data::profiles(3'000, 3).text);
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    for (const unsigned threads : {1U, 3U}) {
      BatchOptions options = in_small_chunks(place.with_rejects());
      options.by = by;
      options.threads = threads;
      place.run(options);
      const std::string whole = place.out();
      const std::string rejects = place.rejects();
      std::atomic<bool> stop = false;
      options.stop = &stop;
      options.start = BatchStart::resume;
      BatchResult result;
      int stops = -1;
      do {
        ++stops;
        stop = false;
        std::thread stopper([&] {
          std::this_thread::sleep_for(std::chrono::milliseconds(3 + 4 * stops));
          stop = true;
        });
        result = place.run(options);
        stopper.join();
        EXPECT_EQ(result.counts.read,
                  result.counts.scored + result.counts.not_ranked + result.counts.rejected);
      } while (result.stop == BatchResult::Stop::interrupted);
      EXPECT_GT(stops, 0);
      EXPECT_EQ(result.counts.read, 3'000U);
      EXPECT_EQ(place.out(), whole);
      EXPECT_EQ(place.rejects(), rejects);
      EXPECT_EQ(place.dir.names(), (Lines{"out", "people.jsonl", "rejects"}));
    }
  }
}

TEST(BatchResume, OfALongerInputGoesOnIntoWhatIsNew) {
  Interrupted run;
  const std::string more = "{\"id\":\"late\",\"skills\":{\"python\":3}}\n";
  std::ofstream(run.place.input, std::ios::app) << more;
  EXPECT_EQ(run.place.run(run.options).counts.read, Interrupted::kRecords + 1);
  EXPECT_TRUE(run.place.out().starts_with(run.whole));
}

// The last steps: whatever the run before had put in its place, the next one puts the rest there.
TEST(BatchResume, FinishesARunThatOnlyHadToPutItsFilesInPlace) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    Interrupted run(by);
    BatchOptions options = run.options;
    options.progress = [&](const BatchProgress&) {
      fs::create_directories(run.place.dir / "out/in the way");
    };
    const std::string failure = run.place.failure(options);
    EXPECT_TRUE(failure.starts_with("out: cannot be replaced: ")) << failure;
    EXPECT_EQ(run.place.rejects(), run.whole_rejects);
    fs::remove_all(run.place.dir / "out");
    const std::string input = bytes_of(run.place.input);
    run.place.dir.put("people.jsonl", input + "{}\n");
    EXPECT_EQ(run.place.failure(run.options),
              "people.jsonl: has grown since the interrupted run read all of it; --restart begins "
              "anew");
    run.place.dir.put("people.jsonl", input);
    const BatchResult result = run.place.run(run.options);
    EXPECT_EQ(result.resumed, Interrupted::kRecords);
    EXPECT_EQ(run.place.out(), run.whole);
    EXPECT_EQ(run.place.rejects(), run.whole_rejects);
    EXPECT_EQ(run.place.dir.names(), (Lines{"out", "people.jsonl", "rejects"}));
  }
}

// A file size limit stands in for a full disk.
TEST(BatchResume, GoesOnOnceTheDiskHasRoom) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    const Place place(batch_data::profiles(2'000, 6).text);
    BatchOptions options = in_small_chunks(place.options());
    options.by = by;
    if (by == BatchBy::company) options.rank.k = 2'000;
    place.run(options);
    const std::string whole = place.out();
    fs::remove(place.dir / "out");
    rlimit old_limit{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
    const rlimit small{whole.size() / 2, old_limit.rlim_max};
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const std::string failure = place.failure(options);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old_limit), 0);
    std::signal(SIGXFSZ, old_handler);
    EXPECT_TRUE(failure.ends_with(": cannot be written: File too large")) << failure;
    options.start = BatchStart::resume;
    const BatchResult result = place.run(options);
    // By company a state of half the lists is as large as the file that could not be written.
    if (by == BatchBy::profile) {
      EXPECT_GT(result.resumed, 0U);
    }
    EXPECT_EQ(place.out(), whole);
  }
}

}  // namespace batch_resume_test
}  // namespace skillmatch::io
