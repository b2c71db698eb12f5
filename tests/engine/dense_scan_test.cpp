// The dense scan against plain loops in double: whatever the numbers, no company whose score
// reaches the k-th best is left out, and none is looked at twice.
#include "dense_scan.h"

#include "support/random_data.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/catalog.h>

namespace skillmatch {
namespace dense_scan_test {

// Levels and importances of companies, skill after skill; level 0 where nothing is required.
struct Case {
  std::size_t skills = 0;
  std::vector<std::vector<double>> levels;
  std::vector<std::vector<double>> importances;
  std::vector<double> weights;
  std::vector<std::vector<double>> profiles;
  std::size_t k = 10;
  double blend = 1.0;
  double floor = 3.0;
};

struct Norms {
  std::vector<double> cosine;
  std::vector<double> coverage;
};

Norms norms_of(const Case& test) {
  Norms norms;
  for (std::size_t c = 0; c < test.levels.size(); ++c) {
    double square = 0.0;
    double asked = 0.0;
    for (std::size_t s = 0; s < test.skills; ++s) {
      if (test.levels[c][s] <= 0.0) continue;
      const double x = test.importances[c][s] * test.levels[c][s];
      square += test.weights[s] * x * x;
      asked += test.weights[s] * test.importances[c][s];
    }
    norms.cosine.push_back(std::sqrt(square));
    norms.coverage.push_back(square > 0.0 ? std::max(asked, test.floor) : 0.0);
  }
  return norms;
}

double norm_of(const Case& test, const std::vector<double>& profile) {
  double square = 0.0;
  for (std::size_t s = 0; s < test.skills; ++s) square += test.weights[s] * profile[s] * profile[s];
  return std::sqrt(square);
}

double score(const Case& test, const Norms& norms, const std::vector<double>& profile,
             std::size_t c) {
  double dot = 0.0;
  double covered = 0.0;
  for (std::size_t s = 0; s < test.skills; ++s) {
    if (test.levels[c][s] <= 0.0) continue;
    dot += test.weights[s] * test.importances[c][s] * test.levels[c][s] * profile[s];
    covered +=
        test.weights[s] * test.importances[c][s] * std::min(profile[s] / test.levels[c][s], 1.0);
  }
  return test.blend * (dot / (norm_of(test, profile) * norms.cosine[c])) +
         (1.0 - test.blend) * (covered / norms.coverage[c]);
}

Catalog catalog_of(const Case& test) {
  Taxonomy taxonomy;
  for (std::size_t s = 0; s < test.skills; ++s) {
    Skill skill;
    skill.id = "s" + std::to_string(s);
    taxonomy.add_skill(skill);
  }
  Catalog catalog(std::move(taxonomy));
  for (std::size_t c = 0; c < test.levels.size(); ++c) {
    std::vector<Requirement> requirements;
    for (std::size_t s = 0; s < test.skills; ++s) {
      if (test.levels[c][s] <= 0.0) continue;
      requirements.push_back(
          {static_cast<SkillId>(s), test.levels[c][s], test.importances[c][s], false});
    }
    Company company;
    company.id = "c" + std::to_string(c);
    catalog.add(std::move(company), std::move(requirements));
  }
  return catalog;
}

// The k best scores of each query so far; remembers who was considered.
class Best : public CandidateSink {
 public:
  Best(const Case& test, const Norms& norms)
      : test_(&test), norms_(&norms), scores_(test.profiles.size()), times_(test.profiles.size()) {
    for (auto& times : times_) times.assign(test.levels.size(), 0);
  }

  double consider(std::size_t query, std::span<const CompanyId> companies) override {
    std::vector<double>& scores = scores_[query];
    for (const CompanyId id : companies) {
      ++times_[query][index(id)];
      const double x = score(*test_, *norms_, test_->profiles[query], index(id));
      scores.insert(std::upper_bound(scores.begin(), scores.end(), x, std::greater<>()), x);
      if (scores.size() > test_->k) scores.pop_back();
    }
    return scores.size() < test_->k ? -1.0 : scores.back();
  }

  int times(std::size_t query, std::size_t company) const { return times_[query][company]; }

 private:
  const Case* test_;
  const Norms* norms_;
  std::vector<std::vector<double>> scores_;
  std::vector<std::vector<int>> times_;
};

void expect_nobody_left_out(const Case& test, const Norms& norms, const Best& best) {
  for (std::size_t q = 0; q < test.profiles.size(); ++q) {
    std::vector<double> scores;
    for (std::size_t c = 0; c < test.levels.size(); ++c) {
      if (norms.cosine[c] > 0.0) scores.push_back(score(test, norms, test.profiles[q], c));
    }
    std::sort(scores.begin(), scores.end(), std::greater<>());
    const double last = scores.size() < test.k ? -1.0 : scores[test.k - 1];
    for (std::size_t c = 0; c < test.levels.size(); ++c) {
      if (norms.cosine[c] <= 0.0) {
        ASSERT_EQ(best.times(q, c), 0) << "company " << c << " has no score";
        continue;
      }
      ASSERT_LE(best.times(q, c), 1) << "query " << q << ", company " << c;
      if (score(test, norms, test.profiles[q], c) >= last) {
        ASSERT_EQ(best.times(q, c), 1) << "query " << q << ", company " << c << " left out";
      }
    }
  }
}

// Every kernel, as one batch, query by query, and block by block.
void check(const Case& test) {
  const Catalog catalog = catalog_of(test);
  const Norms norms = norms_of(test);
  std::vector<std::vector<ScanColumn>> columns(test.profiles.size());
  for (std::size_t q = 0; q < test.profiles.size(); ++q) {
    for (std::size_t s = 0; s < test.skills; ++s) {
      const double root = std::sqrt(test.weights[s]);
      const double level = test.profiles[q][s];
      if (level <= 0.0) continue;
      columns[q].push_back({static_cast<SkillId>(s), root * level, level, root, test.weights[s]});
    }
    ASSERT_GT(norm_of(test, test.profiles[q]), 0.0);
  }
  const DenseIndex index(catalog, 2);
  for (const Kernel kernel : supported_kernels()) {
    SCOPED_TRACE(name_of(kernel));
    const DenseScan scan(index, {norms.cosine, norms.coverage}, test.blend, kernel);
    const auto prepare = [&] {
      std::vector<DenseScan::Query> queries;
      for (std::size_t q = 0; q < test.profiles.size(); ++q) {
        queries.push_back(scan.prepare({columns[q], norm_of(test, test.profiles[q])}));
      }
      return queries;
    };
    {
      SCOPED_TRACE("all at once");
      Best best(test, norms);
      std::vector<DenseScan::Query> queries = prepare();
      scan.scan(0, scan.blocks(), queries, best);
      expect_nobody_left_out(test, norms, best);
    }
    {
      SCOPED_TRACE("block by block");
      Best best(test, norms);
      std::vector<DenseScan::Query> queries = prepare();
      for (std::size_t block = 0; block < scan.blocks(); ++block) scan.scan(block, queries, best);
      expect_nobody_left_out(test, norms, best);
    }
    SCOPED_TRACE("alone");
    for (std::size_t q = 0; q < test.profiles.size(); ++q) {
      Case one = test;
      one.profiles = {test.profiles[q]};
      Best best(one, norms);
      std::vector<DenseScan::Query> queries;
      queries.push_back(scan.prepare({columns[q], norm_of(test, test.profiles[q])}));
      scan.scan(0, scan.blocks(), queries, best);
      expect_nobody_left_out(one, norms, best);
    }
  }
}

struct Shape {
  std::size_t skills;
  std::size_t companies;
  std::size_t profiles = 7;
  double required = 0.7;
  double held = 0.6;
};

Case random_case(draw::Random& random, const Shape& shape) {
  Case test;
  test.skills = shape.skills;
  test.weights.assign(shape.skills, 1.0);
  const auto row = [&](double share, auto value) {
    std::vector<double> result(shape.skills, 0.0);
    for (double& x : result) {
      if (random.chance(share)) x = value();
    }
    return result;
  };
  for (std::size_t c = 0; c < shape.companies; ++c) {
    test.levels.push_back(row(shape.required, [&] { return random.between(0.01, 5.0); }));
    test.importances.push_back(row(2.0, [&] { return random.between(0.01, 1.0); }));
  }
  for (std::size_t q = 0; q < shape.profiles; ++q) {
    test.profiles.push_back(row(shape.held, [&] { return random.between(0.01, 5.0); }));
    test.profiles.back()[random.below(shape.skills)] = 3.0;
  }
  return test;
}

TEST(DenseScan, LeavesNobodyOutOfRandomCatalogs) {
  draw::Random random(1);
  for (const Shape shape :
       {Shape{68, 900}, Shape{128, 5'000, 13}, Shape{300, 700}, Shape{1, 200}, Shape{3, 130},
        Shape{4, 64}, Shape{5, 65}, Shape{17, 1}, Shape{129, 63}}) {
    SCOPED_TRACE(std::to_string(shape.skills) + " skills, " + std::to_string(shape.companies));
    check(random_case(random, shape));
  }
}

TEST(DenseScan, LeavesNobodyOutWhateverK) {
  draw::Random random(2);
  Case test = random_case(random, {10, 5'000, 2});
  for (const std::size_t k : {1U, 2U, 64U, 1'000U, 4'999U, 5'000U, 7'000U}) {
    SCOPED_TRACE("k = " + std::to_string(k));
    test.k = k;
    check(test);
  }
}

TEST(DenseScan, ConsidersEveryTie) {
  draw::Random random(3);
  Case test = random_case(random, {32, 3'000, 6});
  for (auto* rows : {&test.levels, &test.importances}) {
    for (std::size_t c = 40; c < rows->size(); ++c) (*rows)[c] = (*rows)[c % 40];
  }
  check(test);
  for (auto* rows : {&test.levels, &test.importances}) {
    for (auto& row : *rows) row = rows->front();
  }
  check(test);
}

TEST(DenseScan, LeavesNobodyOutOfNearDuplicates) {
  draw::Random random(4);
  Case test = random_case(random, {64, 4'000, 6});
  for (std::size_t c = 0; c < test.levels.size(); ++c) {
    for (std::size_t s = 0; s < test.skills; ++s) {
      const double tail = std::pow(test.levels[c % 20][s] / 5.0, 6.0) * 5.0;
      test.levels[c][s] = tail * random.between(0.9999, 1.0);
      test.importances[c][s] = 1.0;
    }
  }
  check(test);
}

TEST(DenseScan, HandlesWeightsWithZerosAndOfEverySize) {
  draw::Random random(5);
  Case test = random_case(random, {50, 1'500, 6});
  for (double& weight : test.weights) weight = random.chance(0.3) ? 0.0 : random.between(0.1, 3.0);
  test.weights[0] = 1.0;
  for (auto& profile : test.profiles) profile[0] = 2.0;
  check(test);
  for (double& weight : test.weights) weight = random.log_between(1e-12, 1e12);
  check(test);
  for (double& weight : test.weights) weight = random.log_between(1e-90, 1e90);
  check(test);
}

TEST(DenseScan, HandlesNormsOverTwelveOrdersOfMagnitude) {
  draw::Random random(6);
  Case test = random_case(random, {40, 1'500, 6});
  for (auto& row : test.levels) {
    const double scale = random.log_between(1e-12, 1.0);
    for (double& level : row) level *= scale;
  }
  check(test);
  for (auto& row : test.levels) {
    for (double& level : row) level = level > 0.0 ? random.log_between(1e-12, 5.0) : 0.0;
  }
  check(test);
}

TEST(DenseScan, HandlesLevelsOfNoSize) {
  draw::Random random(7);
  Case test = random_case(random, {12, 300, 3});
  for (std::size_t c = 0; c < 150; ++c) {
    for (double& level : test.levels[c]) level *= 1e-145;
  }
  // Norms as a scorer that scales its rows has them: those of the catalog's own numbers.
  check(test);
}

TEST(DenseScan, HandlesCodesAtTheirEdges) {
  draw::Random random(8);
  Case test = random_case(random, {36, 1'000, 6});
  // Halves between codes of 255 steps and of 15, all at the top, and one far above the others.
  for (std::size_t c = 0; c < test.levels.size(); ++c) {
    for (std::size_t s = 0; s < test.skills; ++s) {
      double& level = test.levels[c][s];
      test.importances[c][s] = 1.0;
      const auto half = [&](std::size_t steps) {
        return 5.0 * (static_cast<double>(random.below(steps)) + 0.5) / static_cast<double>(steps);
      };
      switch (c % 4) {
        case 0:
          level = half(255);
          break;
        case 1:
          level = half(15);
          break;
        case 2:
          level = 5.0;
          break;
        default:
          level = s == c % test.skills ? 5.0 : 0.009;
      }
    }
    if (c % 4 < 2) test.levels[c][0] = 5.0;
  }
  check(test);
}

TEST(DenseScan, PassesOverCompaniesWithoutScore) {
  draw::Random random(9);
  Case test = random_case(random, {16, 400, 6});
  for (std::size_t c = 0; c < test.levels.size(); c += 3) test.levels[c].assign(test.skills, 0.0);
  // Companies that require nothing but a skill without weight.
  test.weights[5] = 0.0;
  for (std::size_t c = 1; c < test.levels.size(); c += 30) {
    test.levels[c].assign(test.skills, 0.0);
    test.levels[c][5] = 4.0;
  }
  check(test);
  for (auto& row : test.levels) row.assign(test.skills, 0.0);
  check(test);
}

TEST(DenseScan, BoundsBlends) {
  draw::Random random(10);
  Case test = random_case(random, {30, 1'500, 6});
  for (const double blend : {0.0, 0.01, 0.5, 0.9}) {
    SCOPED_TRACE("blend " + std::to_string(blend));
    test.blend = blend;
    check(test);
  }
}

}  // namespace dense_scan_test
}  // namespace skillmatch
