// One person against a catalog, and what is made before. items/s are companies a second; "Ratio"
// runs the engine and the reference by turns in one loop and reports how many times as long the
// reference takes, so that a noisy machine disturbs both alike.
#include "reference_ranking.h"
#include "workload.h"

#include <chrono>
#include <map>
#include <memory>

#include <benchmark/benchmark.h>

#include <skillmatch/explain.h>
#include <skillmatch/scorer.h>

namespace {

using reference_ranking::PlainLoop;
using reference_ranking::SparseProduct;
using skillmatch::Scorer;
using workload::Shape;

constexpr std::size_t kTop = 10;
constexpr std::uint64_t kProfiles = 16;  // asked by turns: no profile is the typical one

std::size_t companies_of(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0));
}

// The `Made` of a catalog, kept for the benchmarks of the same size that follow, and only for them.
template <typename Made, typename... Arguments>
const Made& kept(Shape shape, std::size_t companies, Arguments... arguments) {
  static std::pair<Shape, std::size_t> size;
  static std::unique_ptr<Made> made;
  if (!made || size != std::pair(shape, companies)) {
    made.reset();
    made = std::make_unique<Made>(workload::catalog(shape, companies), arguments...);
    size = {shape, companies};
  }
  return *made;
}

std::vector<skillmatch::Profile> profiles(Shape shape) {
  std::vector<skillmatch::Profile> result;
  for (std::uint64_t n = 0; n < kProfiles; ++n) result.push_back(workload::profile(shape, n));
  return result;
}

template <typename Rank>
void measure_rank(benchmark::State& state, Shape shape, Rank rank) {
  const auto people = profiles(shape);
  std::size_t n = 0;
  for (auto _ : state) benchmark::DoNotOptimize(rank(people[n++ % kProfiles]));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

template <Shape shape>
void Rank(benchmark::State& state) {
  const Scorer& scorer = kept<Scorer>(shape, companies_of(state), skillmatch::Model{});
  measure_rank(state, shape, [&](const auto& p) { return scorer.rank(p, {.k = kTop}); });
}

template <Shape shape>
void RankByPlainLoop(benchmark::State& state) {
  const auto& loop = kept<PlainLoop>(shape, companies_of(state));
  measure_rank(state, shape, [&](const auto& p) { return loop.rank(p, kTop); });
}

template <Shape shape>
void RankCosineBySparseProduct(benchmark::State& state) {
  const auto& product = kept<SparseProduct>(shape, companies_of(state));
  measure_rank(state, shape, [&](const auto& p) { return product.rank(p, kTop); });
}

template <Shape shape, typename Reference>
void Ratio(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  const Scorer& scorer = kept<Scorer>(shape, companies_of(state), skillmatch::Model{});
  const Reference& reference = kept<Reference>(shape, companies_of(state));
  const auto people = profiles(shape);
  std::chrono::duration<double> engine{};
  std::chrono::duration<double> other{};
  std::size_t n = 0;
  for (auto _ : state) {
    const auto& person = people[n++ % kProfiles];
    const auto start = Clock::now();
    benchmark::DoNotOptimize(scorer.rank(person, {.k = kTop}));
    const auto between = Clock::now();
    benchmark::DoNotOptimize(reference.rank(person, kTop));
    engine += between - start;
    other += Clock::now() - between;
  }
  state.counters["reference_over_engine"] = other / engine;
}

template <Shape shape>
void BuildScorer(benchmark::State& state) {
  const skillmatch::Catalog& catalog = workload::catalog(shape, companies_of(state));
  for (auto _ : state) benchmark::DoNotOptimize(Scorer(catalog, {}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

template <Shape shape>
void Prepare(benchmark::State& state) {
  const Scorer& scorer = kept<Scorer>(shape, companies_of(state), skillmatch::Model{});
  measure_rank(state, shape, [&](const auto& p) { return scorer.prepare(p); });
  state.SetItemsProcessed(state.iterations());  // profiles
}

template <Shape shape>
void Explain(benchmark::State& state) {
  const Scorer& scorer = kept<Scorer>(shape, companies_of(state), skillmatch::Model{});
  const auto people = profiles(shape);
  const auto best = scorer.rank(people[0], {.k = 1}).results.at(0).company;
  for (auto _ : state) benchmark::DoNotOptimize(skillmatch::explain(scorer, people[0], best));
  state.SetItemsProcessed(state.iterations());
}

void sparse_sizes(benchmark::internal::Benchmark* b) {
  b->ArgName("companies")->Arg(1'000)->Arg(100'000)->Arg(1'000'000);
  b->Unit(benchmark::kMillisecond);
}

// O*NET describes about 900 occupations.
void onet_sizes(benchmark::internal::Benchmark* b) {
  b->ArgName("companies")->Arg(900)->Arg(100'000)->Unit(benchmark::kMillisecond);
}

BENCHMARK(Rank<Shape::job_skills>)->Apply(sparse_sizes);
BENCHMARK(Ratio<Shape::job_skills, PlainLoop>)->Apply(sparse_sizes);
BENCHMARK(RankByPlainLoop<Shape::job_skills>)->Apply(sparse_sizes);
BENCHMARK(Ratio<Shape::job_skills, SparseProduct>)->Apply(sparse_sizes);
BENCHMARK(RankCosineBySparseProduct<Shape::job_skills>)->Apply(sparse_sizes);
BENCHMARK(BuildScorer<Shape::job_skills>)->Apply(sparse_sizes);
BENCHMARK(Rank<Shape::onet>)->Apply(onet_sizes);
BENCHMARK(Ratio<Shape::onet, PlainLoop>)->Apply(onet_sizes);
BENCHMARK(BuildScorer<Shape::onet>)->Apply(onet_sizes);
BENCHMARK(Prepare<Shape::job_skills>)->ArgName("companies")->Arg(1'000);
BENCHMARK(Explain<Shape::job_skills>)->ArgName("companies")->Arg(1'000);
BENCHMARK(Explain<Shape::onet>)->ArgName("companies")->Arg(900);

}  // namespace
