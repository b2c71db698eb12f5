// Floor 3: graded documents that are known by numbers alone, as public sets for learning to rank
// keep them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace skillmatch {

struct Feature {
  std::uint32_t number;  // from 1
  double value;          // finite; a feature that is not named is 0
};

struct FeatureDocument {
  std::string id;
  int grade = 0;                  // from 0 up
  std::vector<Feature> features;  // by ascending number, each once
};

// All that is compared for one query.
struct FeatureList {
  std::string query;
  std::vector<FeatureDocument> documents;
};

}  // namespace skillmatch
