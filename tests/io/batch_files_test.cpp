// The files that a batch writes: what they may replace and where they end up.
#include "io/interrupted_batch.h"

#include <filesystem>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

namespace skillmatch::io {
namespace batch_files_test {

namespace fs = std::filesystem;

TEST(BatchFresh, NeverThrowsAwayWhatAnInterruptedRunDid) {
  Interrupted run;
  run.options.start = BatchStart::fresh;
  EXPECT_EQ(part_state(run.options.output), PartState::left);
  EXPECT_EQ(run.place.failure(run.options), "out.part is left by an interrupted run");
  EXPECT_TRUE(fs::exists(run.place.dir / "out.part"));
  run.options.start = BatchStart::restart;
  EXPECT_EQ(run.place.run(run.options).resumed, 0U);
  EXPECT_EQ(run.place.out(), run.whole);
  EXPECT_EQ(part_state(run.options.output), PartState::none);
}

TEST(BatchFresh, OverwritesNoFileOfSomebodyElse) {
  const Place place(batch_data::profiles(20, 4).text);
  for (const std::string name : {"out.part", "rejects.part"}) {
    place.dir.put(name, "mine");
    EXPECT_EQ(place.failure(place.with_rejects()),
              name +
                  ": exists and belongs to no interrupted run; move it away, or let --restart "
                  "overwrite it");
    EXPECT_EQ(place.dir.names().size(), 2U);
    EXPECT_EQ(bytes_of(place.dir / name), "mine");
    fs::remove(place.dir / name);
  }
}

TEST(BatchFresh, TakesOverWhatARunLeftBeforeItHadDoneAnything) {
  Interrupted run;
  // As SIGKILL before the first checkpoint leaves it: the state of the beginning.
  std::string state = bytes_of(run.place.dir / "out.part.state");
  const std::size_t read = state.find("\"read\":") + 7;
  state.replace(read, state.find(',', read) - read, "0");
  run.place.dir.put("out.part.state", state);
  EXPECT_EQ(part_state(run.options.output), PartState::none);
  run.options.start = BatchStart::fresh;
  run.place.run(run.options);
  EXPECT_EQ(run.place.out(), run.whole);
}

TEST(BatchLock, KeepsTwoRunsApart) {
  const Place place(batch_data::profiles(20, 5).text);
  const std::string part = place.dir.put("out.part", "");
  const int other = ::open(part.c_str(), O_RDWR);
  ASSERT_EQ(::flock(other, LOCK_EX | LOCK_NB), 0);
  EXPECT_EQ(part_state(place.dir / "out"), PartState::locked);
  EXPECT_EQ(place.failure(place.options()), "out.part: another run is writing it");
  ::close(other);
  EXPECT_EQ(place.failure(place.options()), "done");
}

TEST(BatchOutput, KeepsTheModeOfTheFileItReplaces) {
  const Place place(batch_data::profiles(20, 7).text);
  place.dir.put("out", "old");
  fs::permissions(place.dir / "out", fs::perms::owner_all);
  place.run(place.options());
  EXPECT_EQ(fs::status(place.dir / "out").permissions(), fs::perms::owner_all);
}

TEST(BatchOutput, OfALinkIsWhereItLeads) {
  const Place place(batch_data::profiles(20, 8).text);
  fs::create_directory(place.dir / "there");
  fs::create_symlink("there/target", place.dir / "out");
  place.run(place.options());
  EXPECT_TRUE(fs::is_symlink(place.dir / "out"));
  EXPECT_FALSE(place.out().empty());
  EXPECT_EQ(place.dir.names(), (Lines{"out", "people.jsonl", "there"}));
}

}  // namespace batch_files_test
}  // namespace skillmatch::io
