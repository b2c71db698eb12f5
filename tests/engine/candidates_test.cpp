// The best candidates of each company: the same lists as from sorting all scores of a company,
// whatever the order, the groups, the threads and the index.
#include "engine/kernel_names.h"
#include "support/build.h"
#include "support/random_data.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/candidates.h>
#include <skillmatch/index.h>
#include <skillmatch/version.h>

namespace candidates_test {

using draw::Random;
using draw::Shape;
using skillmatch::CandidateLists;
using skillmatch::CompanyId;
using skillmatch::Gate;
using skillmatch::RankedCandidate;
using skillmatch::RankOptions;
using skillmatch::Scorer;

// What every profile scores for every company, by company; empty where it has no score.
using Scores = std::vector<std::vector<RankedCandidate>>;

Scores all_scores(const Scorer& scorer, const std::vector<skillmatch::Profile>& profiles,
                  bool mutual) {
  Scores scores(scorer.catalog().size());
  for (std::size_t p = 0; p < profiles.size(); ++p) {
    for (const auto& result : scorer.rank(profiles[p], {.mutual = mutual}).results) {
      scores[skillmatch::index(result.company)].push_back({p, profiles[p].id(), result.score});
    }
  }
  return scores;
}

// Sorted by the three keys, the last one first, then cut.
std::vector<RankedCandidate> sorted_candidates(std::vector<RankedCandidate> all,
                                               const RankOptions& options) {
  std::erase_if(
      all, [&](const RankedCandidate& c) { return ranking_score(c.score) < options.min_score; });
  std::stable_sort(all.begin(), all.end(), [](const RankedCandidate& a, const RankedCandidate& b) {
    return a.record < b.record;
  });
  std::stable_sort(all.begin(), all.end(), [](const RankedCandidate& a, const RankedCandidate& b) {
    return ranking_score(a.score) > ranking_score(b.score);
  });
  std::stable_sort(all.begin(), all.end(), [](const RankedCandidate& a, const RankedCandidate& b) {
    return (a.score.gate == Gate::fail) < (b.score.gate == Gate::fail);
  });
  if (all.size() > options.k)
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(options.k), all.end());
  return all;
}

void expect_same(const std::vector<RankedCandidate>& expected,
                 const std::vector<RankedCandidate>& candidates) {
  ASSERT_EQ(candidates.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(candidates[i].record, expected[i].record);
    ASSERT_EQ(candidates[i].profile, expected[i].profile);
    ASSERT_EQ(candidates[i].score.score, expected[i].score.score);
    ASSERT_EQ(candidates[i].score.gate, expected[i].score.gate);
    ASSERT_EQ(candidates[i].score.mutual, expected[i].score.mutual);
  }
}

struct Pool {
  skillmatch::Catalog catalog;
  std::vector<skillmatch::Profile> profiles;
};

Pool random_pool(const Shape& shape, std::size_t people, Random& random) {
  Pool pool{build::catalog(draw::random_world(shape, random)), {}};
  for (std::size_t p = 0; p < people; ++p) {
    const skillmatch::Profile made = build::profile(draw::random_person(shape, random));
    pool.profiles.emplace_back("person " + std::to_string(p), made.skills(), made.wants());
  }
  return pool;
}

// In groups of different sizes, the last profiles first.
CandidateLists lists_of(const Scorer& scorer, const Pool& pool, const RankOptions& options,
                        unsigned threads, std::size_t group) {
  CandidateLists lists(scorer, options);
  std::vector<skillmatch::ProfileView> views;
  std::vector<std::uint64_t> records;
  for (std::size_t p = pool.profiles.size(); p-- > 0;) {
    views.push_back(pool.profiles[p].view());
    records.push_back(p);
    if (views.size() < group && p > 0) continue;
    lists.add(views, records, threads);
    views.clear();
    records.clear();
  }
  return lists;
}

class Candidates : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { setenv("SKILLMATCH_KERNEL", GetParam().c_str(), 1); }
  void TearDown() override { unsetenv("SKILLMATCH_KERNEL"); }
};

TEST_P(Candidates, AreTheFirstOfAllSorted) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    Shape shape;
    shape.companies = 300;
    shape.must = seed % 2 == 0 ? 0.2 : 0.02;
    shape.required = seed % 3 == 0 ? 0.9 : 0.2;
    const Pool pool = random_pool(shape, 80, random);
    const skillmatch::Model model = build::model(draw::random_model(shape, 0.0, random));
    const Scorer plain(pool.catalog, model);
    const skillmatch::Index index(
        pool.catalog, {.layout = seed % 3 == 0 ? skillmatch::IndexOptions::Layout::dense
                                               : skillmatch::IndexOptions::Layout::sparse});
    const Scorer indexed(index, model);
    for (const RankOptions& options :
         {RankOptions{.k = 5}, RankOptions{.k = 3, .mutual = true}, RankOptions{.k = 1000},
          RankOptions{.k = 4, .min_score = 0.3}, RankOptions{.k = 0}}) {
      const Scores scores = all_scores(plain, pool.profiles, options.mutual);
      const CandidateLists one = lists_of(indexed, pool, options, 1, 7);
      const CandidateLists two = lists_of(indexed, pool, options, 3, 80);
      const CandidateLists three = lists_of(plain, pool, options, 2, 1);
      for (std::size_t c = 0; c < shape.companies; ++c) {
        SCOPED_TRACE("company " + std::to_string(c));
        const auto expected = sorted_candidates(scores[c], options);
        expect_same(expected, one.best(build::company(c)));
        expect_same(expected, two.best(build::company(c)));
        expect_same(expected, three.best(build::company(c)));
      }
    }
  }
}

TEST_P(Candidates, OfTwoHalvesJoinToThoseOfTheWhole) {
  Random random(3);
  const Shape shape;
  const Pool pool = random_pool(shape, 60, random);
  const Scorer scorer(pool.catalog, {});
  const RankOptions options{.k = 6};
  CandidateLists even(scorer, options);
  CandidateLists odd(scorer, options);
  for (std::size_t p = 0; p < pool.profiles.size(); ++p) {
    const skillmatch::ProfileView view = pool.profiles[p].view();
    const std::uint64_t record = p;
    (p % 2 == 0 ? even : odd).add({&view, 1}, {&record, 1});
  }
  for (std::size_t c = 0; c < shape.companies; ++c)
    even.restore(build::company(c), odd.best(build::company(c)));
  const CandidateLists whole = lists_of(scorer, pool, options, 1, 60);
  for (std::size_t c = 0; c < shape.companies; ++c) {
    expect_same(whole.best(build::company(c)), even.best(build::company(c)));
  }
}

INSTANTIATE_TEST_SUITE_P(EveryKernel, Candidates,
                         testing::ValuesIn(skillmatch::build_info().kernels), name_of_kernel);

}  // namespace candidates_test
