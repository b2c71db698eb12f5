// Judgments as they are read, gathered by query.
#pragma once

#include "line_problems.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <skillmatch/io/judgments.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

// Feedback, which is not qrels, grades from 0 to this.
inline constexpr int kMostGrade = 4;
// What is worth how much where companies were shown.
inline constexpr int kHired = 4;
inline constexpr int kClicked = 1;

class JudgmentLists {
 public:
  JudgmentLists(Judgments& judgments, bool judged_all, LineProblems& problems)
      : judgments_(judgments), judged_all_(judged_all), problems_(problems) {}

  // To the one list of its query.
  void add(std::string_view query, std::string_view document, int grade, std::size_t line) {
    const auto [at, is_new] = numbers_.try_emplace(std::string(query), judgments_.queries.size());
    if (is_new) judgments_.queries.push_back({std::string(query), {}, judged_all_, line});
    JudgedQuery& list = judgments_.queries[at->second];
    std::string key = std::to_string(at->second) + ' ' + std::string(document);
    const auto [seen, is_first] = seen_.try_emplace(std::move(key), list.judgments.size());
    if (is_first) {
      list.judgments.push_back({std::string(document), grade, line});
      return;
    }
    const Judgment& before = list.judgments[seen->second];
    if (before.grade == grade) {
      ++judgments_.repeated;
    } else {
      problems_.add(line, "grade " + std::to_string(grade) + " for " + in_quotes(document) +
                              ", which line " + std::to_string(before.line) + " gives " +
                              std::to_string(before.grade) + "; keep one");
    }
  }

  // A list of its own.
  void add_list(JudgedQuery list) { judgments_.queries.push_back(std::move(list)); }

 private:
  Judgments& judgments_;
  bool judged_all_;
  LineProblems& problems_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::unordered_map<std::string, std::size_t> seen_;
};

}  // namespace skillmatch::io
