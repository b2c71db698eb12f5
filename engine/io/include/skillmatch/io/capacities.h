// How many people each company takes, from a table with the columns company and places, or from
// JSON ("skillmatch/capacities@1", data/schema/capacities.schema.json).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/io/file.h>

namespace skillmatch::io {

// Of one company.
inline constexpr std::uint32_t kMostPlaces = 1'000'000'000;

struct Capacities {
  std::vector<std::uint32_t> places;  // N; 0 for a company that is not named
  std::size_t named = 0;              // companies
};

// Companies go by their id or a name. Throws InputError with every problem, as io/read.h: a company
// that the catalog does not know or that is named twice, places that are not a whole number from 0
// to kMostPlaces, a file that names nobody.
Capacities read_capacities(const Text& text, const Catalog& catalog);

}  // namespace skillmatch::io
