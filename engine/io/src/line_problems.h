// The problems of a text that is read line by line.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

class LineProblems {
 public:
  static constexpr std::size_t kMost = 1'000;

  explicit LineProblems(const std::string& name) : name_(printable(name)) {}

  std::string row_place(std::size_t line) const { return name_ + ":" + std::to_string(line); }
  std::string place(std::size_t line) const { return row_place(line) + ": "; }
  void add(std::size_t line, const std::string& problem) {
    ++count_;
    if (problems_.size() < kMost) problems_.push_back(place(line) + problem);
  }
  void throw_if_any() {
    if (count_ == 0) return;
    if (count_ > problems_.size()) {
      problems_.push_back(name_ + ": and " + std::to_string(count_ - problems_.size()) + " more");
    }
    throw InputError(std::move(problems_));
  }

 private:
  std::string name_;
  std::vector<std::string> problems_;
  std::size_t count_ = 0;
};

}  // namespace skillmatch::io
