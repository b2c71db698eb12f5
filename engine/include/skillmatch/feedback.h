// Floor 3: what people said about rankings: the ground of evaluation and tuning.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <skillmatch/profile.h>
#include <skillmatch/types.h>

namespace skillmatch {

// How good a company is for a profile, from 0 (not at all) up; any scale.
struct GradedCompany {
  CompanyId company;
  int grade;
};

// What is known of one ranking.
struct JudgedProfile {
  Profile profile;
  std::vector<GradedCompany> graded;  // by ascending company, each once
  // Whether every company that is not graded counts as grade 0, as in a collection whose judges saw
  // all. Else only those graded were shown to anybody, and nothing is known of the others.
  bool judged_all = false;
  std::vector<CompanyId> left_out;  // not candidates, ascending: the profile's own row, say
};

}  // namespace skillmatch
