// The shards of a job, merged, are the run without shards.
#include "io/batches.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/merge.h>

namespace skillmatch::io {
namespace merge_test {

// A job cut into `count` shards: files "1", "2", …, with rejects "r1", "r2", …
struct Job {
  Place place;
  std::string whole;
  std::string whole_rejects;
  std::vector<std::string> outputs;
  std::vector<std::string> rejects;

  Job(BatchBy by, std::uint64_t count, std::size_t records = 300, std::size_t top = 5)
      : place(batch_data::profiles(records, 1).text) {
    BatchOptions options = place.with_rejects();
    options.by = by;
    options.rank.k = top;
    BatchCounts sum;
    const BatchCounts all = place.run(options).counts;
    whole = place.out();
    whole_rejects = place.rejects();
    for (std::uint64_t i = 1; i <= count; ++i) {
      options.shard = {i, count};
      options.output = place.dir / std::to_string(i);
      options.rejects = place.dir / ("r" + std::to_string(i));
      outputs.push_back(options.output);
      rejects.push_back(options.rejects);
      const BatchCounts counts = place.run(options).counts;
      sum.read += counts.read;
      sum.scored += counts.scored;
      sum.not_ranked += counts.not_ranked;
      sum.rejected += counts.rejected;
    }
    EXPECT_EQ(sum.read, all.read);
    EXPECT_EQ(sum.scored, all.scored);
    EXPECT_EQ(sum.not_ranked, all.not_ranked);
    EXPECT_EQ(sum.rejected, all.rejected);
  }

  std::string merged(std::vector<std::string> files) const {
    const MergeResult result = merge_batches(files, place.dir / "merged");
    const std::string text = bytes_of(place.dir / "merged");
    EXPECT_EQ(result.lines, static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')));
    return text;
  }
  std::string failure(const std::vector<std::string>& files) const {
    return place.without_directory(failure_of([&] { merge_batches(files, place.dir / "merged"); }));
  }
};

TEST(Merge, OfShardsIsTheWholeToTheByte) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    for (const std::uint64_t count : {2U, 3U, 7U}) {
      for (const std::size_t top : {std::size_t{0}, std::size_t{4}, std::size_t{1000}}) {
        Job job(by, count, 300, top);
        EXPECT_EQ(job.merged(job.outputs), job.whole);
        std::reverse(job.outputs.begin(), job.outputs.end());
        EXPECT_EQ(job.merged(job.outputs), job.whole);
        EXPECT_EQ(job.merged(job.rejects), job.whole_rejects);
      }
    }
  }
}

TEST(Merge, OfMoreShardsThanRecordsIsTheWhole) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    const Job job(by, 5, 3);
    EXPECT_EQ(job.merged(job.outputs), job.whole);
  }
}

TEST(Merge, ByCompanyNeedsEachShardOnce) {
  const Job job(BatchBy::company, 3);
  const auto& f = job.outputs;
  EXPECT_EQ(job.failure({f[0], f[2]}), "shard 2/3 is missing");
  EXPECT_EQ(job.failure({f[0], f[1], f[1]}), "2: is shard 2/3, as 2");
  EXPECT_EQ(job.failure({f[0], job.place.dir / "out", f[1]}),
            "out: is of a run without --shard, already whole");
  const Job other(BatchBy::company, 2);
  const std::string foreign = job.place.dir.put("foreign", bytes_of(other.outputs[0]));
  EXPECT_EQ(job.failure({f[0], f[1], foreign}), "foreign: is shard 1/2, but 1 is 1/3");
  EXPECT_EQ(job.place.dir.names(),
            (Lines{"1", "2", "3", "foreign", "out", "people.jsonl", "r1", "r2", "r3", "rejects"}));
}

TEST(Merge, ByCompanyRefusesShardsOfAnotherRun) {
  const Job job(BatchBy::company, 2);
  for (const std::size_t top : {std::size_t{5}, std::size_t{6}}) {
    const Job other(BatchBy::company, 2, top == 5 ? 301 : 300, top);  // another input or option
    const std::string foreign = job.place.dir.put("foreign", bytes_of(other.outputs[1]));
    EXPECT_EQ(job.failure({job.outputs[0], foreign}),
              "foreign:1: is of another catalog, model, option or input than 1");
  }
}

TEST(Merge, RefusesWhatIsDamaged) {
  const Job job(BatchBy::company, 2);
  const Lines lines = lines_of(bytes_of(job.outputs[1]));
  const auto with_line = [&](const std::string& line) {
    std::string text = lines[0] + "\n" + line + "\n";
    for (std::size_t i = 2; i < lines.size(); ++i) text += lines[i] + "\n";
    return job.place.dir.put("2", text);
  };
  for (const std::string& bad :
       {std::string("{}"), lines[1].substr(0, 100), std::string("\xFF"), std::string(),
        std::string(lines[1]).replace(lines[1].find("\"score\":0"), 9, "\"score\":7"),
        std::string(lines[1]).replace(lines[1].find("\"record\":"), 9, "\"record\":-")}) {
    with_line(bad);
    EXPECT_EQ(job.failure(job.outputs), "2:2: not a line of 'skillmatch batch --by company'")
        << bad;
  }
  with_line(lines[2]);
  EXPECT_EQ(job.failure(job.outputs), "2:2: is of another company than line by line in 1");
  job.place.dir.put("2", lines[0] + "\n");
  EXPECT_EQ(job.failure(job.outputs), "the files have not as many lines as each other");
}

TEST(Merge, ByProfileRefusesWhatIsNoShard) {
  const Job job(BatchBy::profile, 3);
  const auto& f = job.outputs;
  EXPECT_EQ(job.failure({f[0], f[1], f[1]}), "2: has records of the same shard as 2");
  const std::string failure = job.failure({f[0], f[1]});
  EXPECT_NE(failure.find(" is not of one shard of 2"), std::string::npos) << failure;
  job.place.dir.put("2", "not a line\n");
  EXPECT_EQ(job.failure(f), "2:1: no line of 'skillmatch batch --format jsonl'");
  EXPECT_EQ(job.failure({job.place.dir / "missing"}), "missing: no such file");
}

TEST(Merge, NeedsAFile) {
  EXPECT_EQ(failure_of([] { merge_batches({}, "-"); }), "there is no file to merge");
}

}  // namespace merge_test
}  // namespace skillmatch::io
