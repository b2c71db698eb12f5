// Records that are no profile: each is accounted for, and a batch ends where there are too many.
#include "io/batches.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch::io {
namespace batch_rejects_test {

TEST(Batch, AccountsForEveryRecord) {
  const auto stream = batch_data::profiles(500, 3, 0.1);
  const Place place(stream.text);
  const auto rejected = static_cast<std::uint64_t>(
      std::count(stream.is_profile.begin(), stream.is_profile.end(), false));
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    BatchOptions options = place.with_rejects();
    options.by = by;
    const BatchResult result = place.run(options);
    EXPECT_EQ(result.stop, BatchResult::Stop::done);
    EXPECT_EQ(result.counts.read, 500U);
    EXPECT_EQ(result.counts.rejected, rejected);
    EXPECT_GT(result.counts.not_ranked, 0U);
    EXPECT_EQ(result.counts.read,
              result.counts.scored + result.counts.not_ranked + result.counts.rejected);
    EXPECT_EQ(result.first_rejects.size(), 5U);
    const std::vector<Json> lines = parsed(place.rejects());
    ASSERT_EQ(lines.size(), rejected);
    std::size_t at = 0;
    for (std::size_t i = 0; i < 500; ++i) {
      if (stream.is_profile[i]) continue;
      const Json& line = lines[at++];
      EXPECT_EQ(line["line"], i + 1);
      EXPECT_EQ(line["record"], i + 1);
      EXPECT_EQ(line["text"], stream.lines[i]);
      EXPECT_NE(line["reason"], "");
    }
  }
}

TEST(Batch, StopsAtTheFirstRejectWhenItIsStrict) {
  const Place place("{\"id\":\"a\",\"skills\":{\"python\":3}}\n\n{\"skills\":{\"pyhton\":3}}\n");
  for (const unsigned threads : {1U, 3U}) {
    BatchOptions options = place.options();
    options.strict = true;
    options.threads = threads;
    EXPECT_EQ(place.failure(options),
              "people.jsonl:3: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?");
    EXPECT_EQ(place.dir.names(), Lines{"people.jsonl"});
  }
}

std::string rejects_at(std::size_t count, const std::vector<std::size_t>& bad) {
  std::string text;
  for (std::size_t i = 1; i <= count; ++i) {
    const bool is_bad = std::find(bad.begin(), bad.end(), i) != bad.end();
    text += is_bad ? "[]\n" : "{\"skills\":{\"python\":3}}\n";
  }
  return text;
}

TEST(Batch, StopsWhenMoreAreRejectedThanMayBe) {
  const Place place(rejects_at(20, {3, 8, 15}));
  BatchOptions options = place.options();
  options.max_rejects.count = 3;
  EXPECT_EQ(place.run(options).counts.rejected, 3U);
  options.max_rejects.count = 2;
  const std::string failure = place.failure(options);
  EXPECT_TRUE(failure.starts_with("people.jsonl:15: ")) << failure;
  EXPECT_TRUE(
      failure.ends_with("\npeople.jsonl: more records are rejected than the 2 that are allowed"))
      << failure;
}

TEST(Batch, StopsWhenAGreaterShareIsRejectedThanMayBe) {
  const Place place(rejects_at(20, {1, 2, 3}));
  BatchOptions options = place.options();
  options.max_rejects.share = 0.15;
  EXPECT_EQ(place.run(options).counts.rejected, 3U);
  options.max_rejects.share = 0.1;
  const std::string failure = place.failure(options);
  EXPECT_TRUE(failure.ends_with(
      "\npeople.jsonl: 3 of 20 records are rejected, more than the 10 % that are allowed"))
      << failure;
}

TEST(Batch, LooksAtAShareFromTheThousandthRecordOn) {
  std::vector<std::size_t> bad;
  for (std::size_t i = 1; i <= 60; ++i) bad.push_back(i);
  const Place place(rejects_at(5'000, bad));
  BatchOptions options = place.options();
  options.chunk_bytes = 24 * 100;
  options.max_rejects.share = 0.05;
  const std::string failure = place.failure(options);
  EXPECT_NE(failure.find("\npeople.jsonl: 60 of 1,0"), std::string::npos) << failure;
  options.start = BatchStart::resume;
  options.max_rejects = {};
  EXPECT_EQ(place.run(options).counts.rejected, 60U);
}

TEST(Batch, CutsTheTextOfALongReject) {
  const std::string text = "{\"id\":\"" + std::string(100'000, 'x');
  const Place place(text + "\n");
  place.run(place.with_rejects());
  const Json line = Json::parse(place.rejects());
  EXPECT_EQ(line["text"], text.substr(0, 65'536));
  EXPECT_EQ(line["bytes"], text.size());
}

}  // namespace batch_rejects_test
}  // namespace skillmatch::io
