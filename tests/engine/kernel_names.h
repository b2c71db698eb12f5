// The tests of every kernel go by its name.
#pragma once

#include <string>

#include <gtest/gtest.h>

inline std::string name_of_kernel(const testing::TestParamInfo<std::string>& info) {
  return info.param;
}
