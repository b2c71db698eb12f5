// One page that stands alone: the ranking of one profile, where its scores come from, and sliders
// that score it again.
#pragma once

#include <cstddef>
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
  Language language = Language::en;
};

std::string report_page(const ReportView& view);

// What stands at `i` in the ranking: a chart of levels and one of terms, then all of it as a table.
std::string company_details(const ReportView& view, std::size_t i);

// What the page's script works on, as JSON that is safe inside HTML: the companies of the ranking
// and what they ask for, the profile, the model and the ranking itself.
std::string live_data(const ReportView& view);

// A name of a file's as a page shows it: printable, and cut where it is absurdly long.
std::string shown_name(std::string_view name);

}  // namespace skillmatch::cli
