// A ranking takes memory for the profile and the k best, never for a company. In a program of its
// own, since it replaces operator new.
#include "support/build.h"

#include <atomic>
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

namespace {

std::atomic<std::size_t> allocations{0};

void* allocate(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

constexpr std::size_t kSkills = 20;

reference::World world_of(std::size_t companies) {
  reference::World world = build::world(kSkills, {});
  world.concepts = 3;
  for (std::size_t s = 0; s < kSkills; ++s) world.broader[s] = {s % 3};
  for (std::size_t c = 0; c < companies; ++c) {
    reference::Company company;
    for (std::size_t s = c % 3; s < kSkills; s += 1 + c % 4) {
      company.requirements.push_back({s, 1.0 + static_cast<double>((s + c) % 5), 1.0, s == 7});
    }
    company.offers = {1.0 + static_cast<double>(c % 4), 2.0};
    world.companies.push_back(company);
  }
  return world;
}

std::size_t allocations_of_a_ranking(std::size_t companies, double relatedness, bool mutual) {
  const skillmatch::Catalog catalog = build::catalog(world_of(companies));
  const skillmatch::Scorer scorer(catalog,
                                  build::model(build::plain_model(kSkills, 0.5, 3.0, relatedness)));
  reference::Person person = build::person(std::vector<std::optional<double>>(kSkills, 2.0));
  person.wants = {1.0, 0.5};
  const skillmatch::Profile profile = build::profile(person);
  const std::size_t before = allocations;
  const skillmatch::Ranking ranking = scorer.rank(profile, {.k = 10, .mutual = mutual});
  const std::size_t during = allocations - before;
  EXPECT_EQ(ranking.scored, companies);
  EXPECT_EQ(ranking.results.size(), 10U);
  return during;
}

TEST(Allocation, DoesNotGrowWithTheCatalog) {
  for (const double relatedness : {0.0, 0.5}) {
    for (const bool mutual : {false, true}) {
      const std::size_t few = allocations_of_a_ranking(10, relatedness, mutual);
      EXPECT_EQ(allocations_of_a_ranking(10'000, relatedness, mutual), few);
      EXPECT_GT(few, 0U) << "the count counts nothing";
    }
  }
}

}  // namespace
