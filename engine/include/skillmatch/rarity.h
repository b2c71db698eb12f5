// Floor 1: weights of skills by how few companies of a catalog require them.
//
//   i_s = ln((N + 1)/(n_s + 1)) + 1      N companies, n_s of which require skill s
//   w_s = i_s · Σ_t n_t / Σ_t n_t i_t
//
// i is the inverse document frequency (Spärck Jones, "A statistical interpretation of term
// specificity", J. Documentation 28, 1972) in the smoothed form of scikit-learn's TfidfTransformer:
// what everybody requires still weighs, and what nobody requires weighs something finite. Divided
// by its mean over all requirements, so that the breadth floor m goes on to count requirements.
//
// The weight is on the product, w·u·c: the cosine of two vectors that were both multiplied by i,
// the tf-idf cosine, would have w = i².
//
// It helps where lists are sparse and rare skills tell one row from another, and hurts where every
// row is rated on every skill: benchmarks/quality/README.md has figures of both.
#pragma once

#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch {

// One weight a skill, all above 0; for Model::weights. 1 for each where nothing is required.
// O(requirements).
std::vector<double> rarity_weights(const Catalog& catalog);

}  // namespace skillmatch
