// What a page of `skillmatch report` says beside the words of every command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/types.h>

namespace skillmatch::cli {

struct ReportWords {
  std::string_view ranking, companies, fields, plan, what_if;  // the parts of the page
  std::string_view drawn;                                      // the title of the ranking's bars
  std::string_view contents, skip;                             // for those who do not see it
  std::string_view levels, level_legend;                       // of one company
  std::string_view waterfall, waterfall_legend;
  std::string_view map, map_legend, map_fit, map_rivals;
  std::string_view now;          // before the first step
  std::string_view plan_legend;  // after the name of the company that it is of
  std::string_view others;       // the terms that are not drawn, as one
  std::string_view live_intro, no_sliders, not_built, needs_script, disagrees;
  std::string_view blend, level, weight, add_skill, reset, show_all, moved, first, nothing;
  std::string_view made_by;  // written before the version
};

const ReportWords& report_words(Language language);

// "Companies for me"
std::string report_title(std::string_view profile, Language language);
// "The best 1,000 of 5,000 companies; the sliders rank these anew."
std::string report_part(std::size_t shown, std::size_t companies, Language language);

}  // namespace skillmatch::cli
