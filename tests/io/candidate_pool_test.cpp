// A pool is every good profile of a file, in its order, each id once.
#include "problem_cases.h"
#include "support/temp_dir.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/io/candidate_pool.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace candidate_pool_test {

struct Read {
  PoolCounts counts;
  std::vector<std::string> ids;
};

Read read(const std::string& path, const PoolOptions& options = {}) {
  static const Taxonomy kTaxonomy = built_in_taxonomy();
  Read result;
  result.counts = read_pool(path, kTaxonomy, options, [&](std::span<const ProfileView> profiles) {
    for (const ProfileView& profile : profiles) result.ids.emplace_back(profile.id);
  });
  return result;
}

TEST(CandidatePool, HoldsEachIdOnceAndSaysWhatIsNoCandidate) {
  const TempDir dir;
  const std::string path = dir.put("people.jsonl",
                                   "{\"id\": \"ann\", \"skills\": {\"python\": 3}}\n"
                                   "{\"id\": \"bob\", \"skills\": {\"pyhton\": 3}}\n"
                                   "\n"
                                   "{\"id\": \"ann\", \"skills\": {\"python\": 5}}\n"
                                   "{\"id\": \"bob\", \"skills\": {\"python\": 3}}\n");
  const Read pool = read(path);
  EXPECT_EQ(pool.ids, (std::vector<std::string>{"ann", "bob"}));
  EXPECT_EQ(pool.counts.read, 4U);
  EXPECT_EQ(pool.counts.rejected, 2U);
  EXPECT_EQ(pool.counts.first_rejects,
            (std::vector<std::string>{
                path + ":2: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?",
                path + ":4: the id 'ann' is that of line 1; keep one"}));
  EXPECT_EQ(message_of([&] {
              PoolOptions options;
              options.strict = true;
              read(path, options);
            }),
            path + ":2: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?");
}

TEST(CandidatePool, ReadsTablesAndSaysFiveRejectsAtMost) {
  const TempDir dir;
  std::string text = "id,skill,level\n";
  for (int i = 0; i < 9; ++i) text += "p" + std::to_string(i % 2) + ",python,3\n";
  PoolOptions options;
  options.format = StreamFormat::csv;
  const Read pool = read(dir.put("people.txt", text), options);
  EXPECT_EQ(pool.ids, (std::vector<std::string>{"p0", "p1"}));
  EXPECT_EQ(pool.counts.rejected, 7U);
  EXPECT_EQ(pool.counts.first_rejects.size(), 5U);
}

TEST(CandidatePool, AnEmptyFileIsAnEmptyPool) {
  const TempDir dir;
  EXPECT_EQ(read(dir.put("people.jsonl", "")).counts.read, 0U);
}

// More than one chunk: an id is known over all of them.
TEST(CandidatePool, KnowsIdsOverTheWholeFile) {
  const TempDir dir;
  std::string text;
  for (int i = 0; i < 40'000; ++i) {
    text += "{\"id\": \"p" + std::to_string(i % 39'999) + "\", \"skills\": {\"python\": 3}}\n";
  }
  const Read pool = read(dir.put("people.jsonl", text));
  EXPECT_EQ(pool.ids.size(), 39'999U);
  EXPECT_EQ(pool.counts.rejected, 1U);
}

}  // namespace candidate_pool_test
}  // namespace skillmatch::io
