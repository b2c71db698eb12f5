// Tables of wrong files and the exact words in which each is refused.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <skillmatch/error.h>

namespace skillmatch::io {

struct ProblemCase {
  const char* name;  // what is wrong with the file
  std::string text;
  std::string message;  // one problem a line
};

inline std::ostream& operator<<(std::ostream& out, const ProblemCase& c) { return out << c.name; }

inline std::string case_name(const testing::TestParamInfo<ProblemCase>& info) {
  return info.param.name;
}

// The text of the InputError that `read` throws, or "accepted".
template <typename Read>
std::string message_of(Read read) {
  try {
    read();
  } catch (const InputError& e) {
    return e.what();
  }
  return "accepted";
}

}  // namespace skillmatch::io
