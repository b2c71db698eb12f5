// Options that mean the same in every command.
#pragma once

#include "command.h"

#include <string>
#include <vector>

#include <skillmatch/io/read.h>

namespace skillmatch::cli {

inline constexpr Option kCatalogOption{
    "catalog", 'c', "FILE", "",
    "the companies, a file of \"skillmatch/catalog@1\" (default: the built-in catalog)"};
inline constexpr Option kFormatOption{"format", 'f', "table|json|jsonl|csv|markdown", "table",
                                      "how results are written"};
inline constexpr Option kOutputOption{
    "output", 'o', "FILE", "-",
    "write results to FILE, which is replaced only once they are complete; - is standard output"};
inline constexpr Option kLangOption{
    "lang", 0, "en|ko", "", "the language of results (default: the environment's, else English)"};
inline constexpr Option kQuietOption{"quiet", 'q', "", "", "no warnings"};
inline constexpr Option kUnknownSkillsOption{"unknown-skills", 0, "error|warn", "error",
                                             "what to do with a skill the taxonomy does not know: "
                                             "refuse the file, or leave it out and say so"};

// Reading as --unknown-skills asks, with warnings kept for the end.
class Reading {
 public:
  explicit Reading(const Arguments& arguments);
  const io::ReadOptions& options() const { return options_; }
  // Says the warnings on standard error, unless --quiet.
  void tell_warnings() const;

 private:
  std::vector<std::string> warnings_;
  io::ReadOptions options_;
  bool quiet_;
};

}  // namespace skillmatch::cli
