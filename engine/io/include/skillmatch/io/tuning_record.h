// How a model came about, for people and for whoever makes it again: the "tuning" of its file.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch::io {

struct TuningRecord {
  std::vector<std::pair<std::string, std::string>> facts;  // hashes of the data, options
  std::vector<std::pair<std::string, double>> figures;     // held-out measures and what was chosen
};

// 16 hexadecimal digits of everything that a score takes from a catalog, read from JSON or an
// index.
std::string catalog_hash(const Catalog& catalog);

}  // namespace skillmatch::io
