// How fields of work suit one profile, and what a pool of others makes of it, in every format.
#pragma once

#include "output.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <skillmatch/field_competition.h>
#include <skillmatch/field_fit.h>

namespace skillmatch::cli {

struct FieldsPool {
  std::string file;  // as messages call it
  Competition competition;
  std::uint64_t rejected = 0;  // records that are no profile
};

// One entry a field, in catalog order, in all three lists.
struct FieldsView {
  const Scorer& scorer;
  const Profile& profile;
  std::vector<FieldFit> fits;
  std::vector<std::vector<FieldSkill>> skills;
  std::vector<std::optional<ReachableFit>> reachable;
  double budget;  // in hours
  std::optional<FieldsPool> pool;
  FieldOutlook outlook;
  Language language = Language::en;
};

// `format` is table, json or markdown.
std::string fields_text(const FieldsView& view, Format format, const Terminal& terminal);

// The same as a part of a page (page.h).
std::string fields_html(const FieldsView& view);

}  // namespace skillmatch::cli
