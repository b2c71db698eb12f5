// What `skillmatch advise` says beside the words of every command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/effort.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

struct AdviceWords {
  std::string_view step, level, hours, total;  // the columns of a plan
  std::string_view unlocks;                    // …: companies that come within reach
  std::string_view within_reach, mean_score;   // what a plan is worth so far
  std::string_view all_within, nothing_gains, no_cheapest;
  std::string_view lost_legend;
  std::string_view asked_by, musts, median;  // the columns of what a field asks for
};

const AdviceWords& advice_words(Language language);

// "125" or "0.5": hours to one decimal.
std::string hours_text(double hours);
// "me: what to learn next"
std::string advice_title(const std::string& profile, Language language);
// "Within reach, with a score of 0.6 or more and every must met: 0 of 19 companies now, 2 after 125
// of 200 hours."
std::string reach_line(const std::string& reach, std::size_t now, std::size_t then,
                       std::size_t companies, const std::string& hours, const std::string& budget,
                       Language language);
// "Mean score of the best 10 of 19 companies: 0.334 now, 0.423 after 200 of 200 hours."
std::string mean_line(std::size_t top, std::size_t companies, const std::string& now,
                      const std::string& then, const std::string& hours, const std::string& budget,
                      Language language);
// The same of one company's score.
std::string score_line(const std::string& company, const std::string& now, const std::string& then,
                       const std::string& hours, const std::string& budget, Language language);
// "Within reach now: Lunit, VUNO"
std::string within_line(const std::string& names, Language language);
// "A, B and 3 more"
std::string and_more(const std::string& names, std::size_t more, Language language);
// "Nothing can be gained for 5 hours. The least that gains something takes 10: SQL ?→0.5; then
// Voronoi is within reach."
std::string cheapest_line(const std::string& budget, const std::string& hours,
                          const std::string& changes, const std::string& then, Language language);
std::string then_within(const std::string& company, Language language);
std::string then_worth(const std::string& now, const std::string& then, Language language);
// Companies that have no score.
std::string left_out_line(std::size_t companies, Language language);
std::string considered_line(std::size_t considered, std::size_t companies, bool by_reach,
                            Language language);
// What the hours are made of.
std::string effort_line(const Effort& effort, Language language);
// "What the 3 companies of Medical AI ask for"
std::string demand_title(const std::string& field, std::size_t companies, Language language);
// "and 12 more; --format json has all"
std::string more_skills(std::size_t skills, Language language);

}  // namespace skillmatch::cli
