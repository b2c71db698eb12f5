// Why companies stand where they do for one profile, and what would change it, in every format.
#pragma once

#include "output.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <skillmatch/counterfactual.h>
#include <skillmatch/explain.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {

struct ExplainedCompany {
  CompanyId company;
  Place place;
  Explanation explanation;
  std::vector<WhatIf> raises;         // each by itself, best first
  WhatIf all;                         // all of them at once
  std::optional<FewestRaises> gates;  // where a must is not met
  std::optional<FewestRaises> target;
};

struct ExplanationView {
  const Scorer& scorer;
  const Profile& profile;
  std::vector<ExplainedCompany> companies;
  std::optional<std::size_t> target_rank;
  bool mutual = false;
  Language language = Language::en;
};

// `format` is table, json or markdown.
std::string explanation_text(const ExplanationView& view, Format format, const Terminal& terminal);

}  // namespace skillmatch::cli
