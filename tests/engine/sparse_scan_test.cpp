// The sparse scan against plain loops in double: whatever it leaves out could not have counted.
#include "sparse_scan.h"

#include "engine/sparse_reference.h"
#include "support/random_data.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch {
namespace sparse_scan_test {

using build::skill;
using sparse::add_query;
using sparse::Case;
using sparse::Draw;
using sparse::Norms;
using sparse::random_case;

// Keeps the k best scores of each row; checks every call against the promises of the scan.
class KBest {
 public:
  KBest(std::size_t rows, std::size_t k) : k_(k), best_(rows) {}

  void push(std::size_t row, double score) {
    std::vector<double>& best = best_[row];
    best.insert(std::upper_bound(best.begin(), best.end(), score, std::greater<>()), score);
    if (best.size() > k_) best.pop_back();
  }
  double threshold(std::size_t row) const {
    return best_[row].size() < k_ || k_ == 0 ? -1.0 : best_[row].back();
  }

 private:
  std::size_t k_;
  std::vector<std::vector<double>> best_;  // descending
};

class QuerySink : public CandidateSink {
 public:
  QuerySink(const std::vector<std::vector<double>>& scores, std::size_t companies, std::size_t k)
      : best(scores.size(), k),
        seen(scores.size(), std::vector<bool>(companies)),
        scores_(scores) {}

  double consider(std::size_t query, std::span<const CompanyId> companies) override {
    EXPECT_FALSE(companies.empty());
    for (const CompanyId id : companies) {
      EXPECT_FALSE(seen[query][index(id)]) << "considered twice: " << index(id);
      EXPECT_GE(scores_[query][index(id)], 0.0) << "has no score: " << index(id);
      seen[query][index(id)] = true;
      ++considered;
      best.push(query, scores_[query][index(id)]);
    }
    return best.threshold(query);
  }

  KBest best;
  std::vector<std::vector<bool>> seen;
  std::size_t considered = 0;

 private:
  const std::vector<std::vector<double>>& scores_;
};

std::size_t expect_complete(const Case& c, const SparseScan& scan, std::size_t k,
                            const std::vector<std::vector<double>>& scores, double start = -1.0) {
  QuerySink sink(scores, c.companies.size(), k);
  std::vector<SparseScan::Query> queries;
  for (std::size_t q = 0; q < c.queries.size(); ++q) {
    queries.push_back(scan.prepare({c.queries[q], c.norms[q]}));
    queries.back().set_threshold(start);
  }
  for (std::size_t block = 0; block < scan.blocks(); ++block) scan.scan(block, queries, sink);
  for (std::size_t q = 0; q < scores.size(); ++q) {
    const double threshold = std::max(start, sink.best.threshold(q));
    for (std::size_t i = 0; i < c.companies.size(); ++i) {
      if (scores[q][i] < 0.0 || scores[q][i] < threshold) continue;
      EXPECT_TRUE(sink.seen[q][i]) << "k " << k << ", query " << q << ", company " << i
                                   << ", score " << scores[q][i] << ", threshold " << threshold;
      if (::testing::Test::HasFailure()) return sink.considered;
    }
  }
  return sink.considered;
}

class CompanySink : public CandidateSink {
 public:
  CompanySink(const std::vector<std::vector<double>>& scores, std::size_t companies, std::size_t k)
      : best(companies, k),
        thresholds(companies, -1.0),
        seen(scores.size(), std::vector<bool>(companies)),
        scores_(scores) {}

  double consider(std::size_t query, std::span<const CompanyId> companies) override {
    for (const CompanyId id : companies) {
      EXPECT_FALSE(seen[query][index(id)]);
      EXPECT_GE(scores_[query][index(id)], 0.0);
      seen[query][index(id)] = true;
      best.push(index(id), scores_[query][index(id)]);
      thresholds[index(id)] = best.threshold(index(id));
    }
    return -1.0;
  }

  KBest best;
  std::vector<double> thresholds;
  std::vector<std::vector<bool>> seen;

 private:
  const std::vector<std::vector<double>>& scores_;
};

void expect_complete_each(const Case& c, const SparseScan& scan, std::size_t k,
                          const std::vector<std::vector<double>>& scores) {
  CompanySink sink(scores, c.companies.size(), k);
  std::vector<SparseScan::Query> queries;
  for (std::size_t q = 0; q < c.queries.size(); ++q) {
    queries.push_back(scan.prepare({c.queries[q], c.norms[q]}));
  }
  // In two groups: the second finds thresholds that are there already.
  const std::size_t half = queries.size() / 2;
  struct Shifted : CandidateSink {
    CompanySink* to = nullptr;
    std::size_t by = 0;
    double consider(std::size_t query, std::span<const CompanyId> companies) override {
      return to->consider(query + by, companies);
    }
  } shifted;
  shifted.to = &sink;
  for (const std::size_t begin : {std::size_t{0}, half}) {
    shifted.by = begin;
    const auto group =
        std::span(queries).subspan(begin, (begin == 0 ? half : queries.size()) - begin);
    for (std::size_t b = 0; b < scan.blocks(); ++b) {
      scan.scan_each(b, group, sink.thresholds, shifted);
    }
    if (half == 0) break;
  }
  for (std::size_t q = 0; q < scores.size(); ++q) {
    for (std::size_t i = 0; i < c.companies.size(); ++i) {
      if (scores[q][i] < 0.0 || scores[q][i] < sink.best.threshold(i)) continue;
      EXPECT_TRUE(sink.seen[q][i]) << "k " << k << ", query " << q << ", company " << i;
      if (::testing::Test::HasFailure()) return;
    }
  }
}

// Every blend, kernel and k. Returns the share of all pairs that is considered at k = 1 and β = 1.
double check(Case c) {
  const Catalog catalog = catalog_of(c);
  const SparseIndex one(catalog, 1);
  const SparseIndex two(catalog, 2);
  const std::size_t n = c.companies.size();
  std::size_t considered = 0;
  for (const double blend : {0.0, 0.5, 1.0}) {
    c.blend = blend;
    const Norms norms = norms_of(c);
    const auto scores = scores_of(c, norms);
    for (const Kernel kernel : supported_kernels()) {
      SCOPED_TRACE(std::string(name_of(kernel)) + ", blend " + std::to_string(blend));
      const SparseScan scan(one, {norms.cosine, norms.coverage}, blend, kernel);
      for (const std::size_t k : {std::size_t{1}, std::size_t{10}, n, n + 5}) {
        expect_complete(c, scan, k, scores);
        if (::testing::Test::HasFailure()) return 1.0;
      }
      for (const double start : {0.0, 1e-300, 0.1, 0.5}) {
        expect_complete(c, scan, 10, scores, start);
        if (::testing::Test::HasFailure()) return 1.0;
      }
      for (const std::size_t k : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
        expect_complete_each(c, scan, k, scores);
        if (::testing::Test::HasFailure()) return 1.0;
      }
      // An index built by two threads is the same.
      const SparseScan again(two, {norms.cosine, norms.coverage}, blend, kernel);
      considered = expect_complete(c, scan, 1, scores);
      EXPECT_EQ(expect_complete(c, again, 1, scores), considered);
    }
  }
  return static_cast<double>(considered) /
         static_cast<double>(std::max<std::size_t>(1, n * c.queries.size()));
}

TEST(SparseScan, LevelsOnAGridAndTies) {
  draw::Random random(1);
  const auto level = [&] { return 0.5 * static_cast<double>(1 + random.below(10)); };
  EXPECT_LT(check(random_case({}, random, level, [] { return 1.0; })), 0.3);
}

TEST(SparseScan, ArbitraryLevelsAndImportances) {
  draw::Random random(2);
  const auto level = [&] { return 5.0 * (1.0 - random.unit()); };
  const auto importance = [&] { return 1.0 - random.unit(); };
  EXPECT_LT(check(random_case({}, random, level, importance)), 0.5);
}

TEST(SparseScan, SeveralBlocksOfWhichTheLastIsNotFull) {
  draw::Random random(3);
  const auto level = [&] { return static_cast<double>(1 + random.below(5)); };
  const auto importance = [&] { return 0.25 * static_cast<double>(1 + random.below(4)); };
  Draw draw;
  draw.skills = 25;
  draw.queries = 3;
  draw.companies = 2 * kSparseBlock + 777;
  check(random_case(draw, random, level, importance));
}

TEST(SparseScan, MoreSkillsThanColumns) {
  draw::Random random(4);
  const auto level = [&] { return static_cast<double>(1 + random.below(5)); };
  Draw draw;
  draw.skills = 1500;
  draw.companies = 300;
  draw.required = 0.15;
  draw.held = 0.02;
  check(random_case(draw, random, level, [] { return 1.0; }));
  // As relatedness makes them: columns that are only lent, by the thousand.
  draw.held = 0.9;
  draw.queries = 2;
  Case many = random_case(draw, random, level, [] { return 1.0; });
  for (std::vector<ScanColumn>& query : many.queries) {
    for (ScanColumn& column : query) {
      if (random.chance(0.3)) column.direction = 0.0;
      if (random.chance(0.3)) column.lent_level = 0.0;
    }
  }
  check(many);
}

TEST(SparseScan, WeightsWithZerosAndAcrossMagnitudes) {
  draw::Random random(5);
  const auto level = [&] { return 5.0 * (1.0 - random.unit()); };
  for (const double most : {1e2, 1e150}) {
    Case c = random_case({}, random, level, [] { return 1.0; });
    c.queries.clear();
    c.norms.clear();
    for (double& w : c.weights) {
      w = random.chance(0.3) ? 0.0 : random.log_between(1.0 / most, most);
    }
    for (int q = 0; q < 6; ++q) {
      std::vector<std::pair<std::size_t, double>> held;
      for (std::size_t s = 0; s < c.skills; ++s) {
        if (random.chance(0.3)) held.emplace_back(s, random.between(0.0, 5.0));
      }
      add_query(c, held);
    }
    check(c);
  }
}

TEST(SparseScan, NormsOverTwelveOrdersOfMagnitude) {
  draw::Random random(6);
  for (const double least : {1e-12, 1e-300}) {
    Case c = random_case(
        {}, random, [] { return 1.0; }, [] { return 1.0; });
    for (std::vector<Requirement>& row : c.companies) {
      const double scale = random.log_between(least, 1.0);
      for (Requirement& r : row) {
        r.level = std::max(scale * random.between(0.5, 5.0), std::numeric_limits<double>::min());
        if (random.chance(0.2)) r.importance = random.log_between(least, 1.0);
      }
    }
    check(c);
  }
}

TEST(SparseScan, AllScoresEqual) {
  Case c;
  c.skills = 3;
  c.weights.assign(3, 1.0);
  c.companies.assign(kSparseBlock + 100,
                     {{skill(0), 2.0, 1.0, false}, {skill(2), 4.0, 0.5, false}});
  add_query(c, {{0, 3.0}, {1, 1.0}});
  add_query(c, {{1, 5.0}});  // all of them 0
  add_query(c, {});
  check(c);
}

TEST(SparseScan, EmptyRowsAndCompaniesThatArePassedOver) {
  draw::Random random(7);
  const auto level = [&] { return 5.0 * (1.0 - random.unit()); };
  Draw draw;
  draw.required = 0.02;
  Case c = random_case(draw, random, level, [] { return 1.0; });
  for (std::size_t i = 0; i < c.companies.size(); ++i) c.passed_over.push_back(random.chance(0.5));
  check(c);
  c.passed_over.assign(c.companies.size(), true);
  check(c);
  Case none;
  none.skills = 2;
  none.weights.assign(2, 1.0);
  add_query(none, {{0, 3.0}});
  check(none);
}

TEST(SparseScan, LevelsAtTheEdgesOfTheirRange) {
  draw::Random random(8);
  const double levels[] = {
      std::numeric_limits<double>::denorm_min(), 1e-300, 1e-9, 0.5, std::nextafter(5.0, 0.0), 5.0};
  const double importances[] = {std::numeric_limits<double>::min(), 1e-20, 0.5,
                                std::nextafter(1.0, 0.0), 1.0};
  check(random_case(
      {}, random, [&] { return levels[random.below(6)]; },
      [&] { return importances[random.below(5)]; }));
}

TEST(SparseScan, NearDuplicates) {
  draw::Random random(9);
  Case c = random_case(
      {}, random, [&] { return 5.0 * (1.0 - random.unit()); }, [] { return 1.0; });
  for (std::size_t i = 1; i < c.companies.size(); ++i) {
    c.companies[i] = c.companies[i % 7];
    const double scale = 1.0 / (1.0 + 50.0 * random.unit() * random.unit());
    for (Requirement& r : c.companies[i]) {
      r.level = std::min(5.0, r.level * scale * random.between(0.999, 1.001));
    }
  }
  check(c);
}

}  // namespace sparse_scan_test
}  // namespace skillmatch
