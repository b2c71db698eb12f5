// Where one score comes from, requirement by requirement.
#pragma once

#include "output.h"

#include <optional>
#include <string>

#include <skillmatch/counterfactual.h>
#include <skillmatch/explain.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {

// "score 0.575 = 0.5 × 0.495 + 0.5 × 0.655"
std::string score_sum(const Score& score, const Model& model, Language language);

// A level held, or the sign of one that is not known.
std::string held_text(const std::optional<double>& level, Language language);

// The skills with the greatest terms: "PyTorch, Graph neural networks".
std::string fits_text(const Explanation& explanation, const Taxonomy& taxonomy, Language language);
// The skills with the greatest losses: "Kubernetes ?→3".
std::string missing_text(const Explanation& explanation, const Taxonomy& taxonomy,
                         Language language);
// Why a gate is as it is, "must: Python 4 (you: 2)"; empty without such a reason.
std::string gate_text(const Explanation& explanation, Gate gate, const Taxonomy& taxonomy,
                      Language language);
// "?→3": from the level held to another.
std::string change_text(const LevelChange& change, Language language);

// Every requirement of one company, what it gives and what its gap costs; the last line sums.
Table terms_table(const Scorer& scorer, const Explanation& explanation, Language language);

}  // namespace skillmatch::cli
