// Lists of features whose grades a known linear function made.
#pragma once

#include "support/random_data.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <skillmatch/feature_list.h>

namespace skillmatch {

// `lists` lists of 20 documents; the features 1, 3, 5 … 2 `features` − 1, of which half are absent,
// have values of very different size. The best documents by `truth` have the grades 3, 2 and 1.
inline std::vector<FeatureList> planted_lists(std::uint64_t seed, std::size_t lists,
                                              const std::vector<double>& truth) {
  constexpr std::size_t kDocuments = 20;
  draw::Random random(seed);
  std::vector<FeatureList> result;
  for (std::size_t l = 0; l < lists; ++l) {
    FeatureList list{"q" + std::to_string(l), {}};
    std::vector<std::pair<double, std::size_t>> scores;
    for (std::size_t d = 0; d < kDocuments; ++d) {
      FeatureDocument document{"d" + std::to_string(d), 0, {}};
      double score = 0.0;
      for (std::size_t f = 0; f < truth.size(); ++f) {
        if (random.below(2) == 0) continue;
        const double unit = f % 2 == 0 ? 1000.0 : 0.01;
        const double x = random.unit();
        score += truth[f] * x;
        document.features.push_back({static_cast<std::uint32_t>(2 * f + 1), unit * x});
      }
      scores.emplace_back(-score, d);
      list.documents.push_back(std::move(document));
    }
    std::sort(scores.begin(), scores.end());
    for (std::size_t i = 0; i < 6; ++i) {
      list.documents[scores[i].second].grade = i < 1 ? 3 : i < 3 ? 2 : 1;
    }
    result.push_back(std::move(list));
  }
  return result;
}

}  // namespace skillmatch
