// One page that stands alone: the ranking of one profile, where its scores come from, and sliders
// that score it again.
#pragma once

#include "advice_output.h"
#include "fields_output.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/explain.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {

struct ReportView {
  const Scorer& scorer;
  const Profile& profile;
  const Ranking& ranking;                 // the companies of the page
  std::vector<Explanation> explanations;  // one a result
  std::optional<FieldsView> fields;       // where the catalog has any
  std::optional<AdviceView> advice;       // where the profile has a score
  Language language = Language::en;
};

std::string report_page(const ReportView& view);

// What stands at `i` in the ranking: a chart of levels and one of terms, then all of it as a table.
std::string company_details(const ReportView& view, std::size_t i);

// Fields by how well they fit and how contested they are; empty where nothing is known of that.
std::string fields_map(const FieldsView& view);

// The company whose place the plan is shown by: the one that it is for, else, of those that come
// within reach, the one that climbs the most places, else the first of the ranking that the plan
// leads to.
std::optional<CompanyId> company_of_plan(const AdviceView& view);
std::string plan_chart(const AdviceView& view, CompanyId company);

// What the page's script works on, as JSON that is safe inside HTML: the companies of the ranking
// and what they ask for, the profile, the model and the ranking itself.
std::string live_data(const ReportView& view);

// A name of a file's as a page shows it: printable, and cut where it is absurdly long.
std::string shown_name(std::string_view name);

}  // namespace skillmatch::cli
