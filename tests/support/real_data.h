// Real data that is no part of the project: found by the environment variable SKILLMATCH_REAL_DATA.
#pragma once

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

// The folder `name` of the real data; empty where the variable is not set.
inline std::string real_data(const std::string& name) {
  const char* root = std::getenv("SKILLMATCH_REAL_DATA");
  return root == nullptr || *root == '\0' ? std::string() : std::string(root) + "/" + name;
}

#define SKIP_WITHOUT_REAL_DATA()                                                      \
  if (real_data("").empty()) {                                                        \
    GTEST_SKIP() << "set SKILLMATCH_REAL_DATA to the folder of the real data to run"; \
  }                                                                                   \
  static_assert(true)
