// Options that mean the same in every command.
#pragma once

#include "command.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <skillmatch/io/read.h>
#include <skillmatch/model.h>

namespace skillmatch::cli {

inline constexpr Option kCatalogOption{
    "catalog", 'c', "FILE", "",
    "the companies, a file of \"skillmatch/catalog@1\" or an index of one (default: the built-in "
    "catalog)"};
inline constexpr Option kModelOption{
    "model", 'm', "balanced|cosine|coverage|FILE", "balanced",
    "how cosine and coverage make the score; FILE is a \"skillmatch/model@1\""};
inline constexpr Option kWeightsOption{
    "weights", 0, "model|rarity", "model",
    "what a skill weighs: as the model says, or the more the fewer companies of the catalog "
    "require it"};
inline constexpr Option kFieldOption{"field", 0, "FIELD", "",
                                     "only companies of this field, by id or name"};
inline constexpr Option kRelatednessOption{
    "relatedness", 0, "X", "",
    "from 0 to 1: how much related skills count for each other (default: the model's)"};
inline constexpr Option kFormatOption{"format", 'f', "table|json|jsonl|csv|markdown", "table",
                                      "how results are written"};
inline constexpr Option kTextFormatOption{"format", 'f', "table|json|markdown", "table",
                                          "how results are written"};
inline constexpr Option kThreadsOption{"threads", 't', "N", "0",
                                       "how many threads work; 0: as many as there are processors"};
inline constexpr Option kOutputOption{
    "output", 'o', "FILE", "-",
    "write results to FILE, which is replaced only once they are complete; - is standard output"};
inline constexpr Option kLangOption{
    "lang", 0, "en|ko", "", "the language of results (default: the environment's, else English)"};
inline constexpr Option kQuietOption{"quiet", 'q', "", "", "no warnings"};
inline constexpr Option kUnknownSkillsOption{"unknown-skills", 0, "error|warn", "error",
                                             "what to do with a skill the taxonomy does not know: "
                                             "refuse the file, or leave it out and say so"};

// Reading as --unknown-skills asks, with warnings kept for the end. No file that is read by the
// name another one gives it is one that the command would replace.
class Reading {
 public:
  explicit Reading(const Arguments& arguments);
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  const io::ReadOptions& options() const { return options_; }
  // Says the warnings on standard error, unless --quiet.
  void tell_warnings() const;

 private:
  std::vector<std::string> warnings_;
  std::vector<std::pair<std::string, std::string>> outputs_;  // of which option
  io::ReadOptions options_;
  bool quiet_;
};

// The model that --model, --weights and --relatedness ask for.
Model model_of(const Arguments& arguments, const Catalog& catalog, const io::ReadOptions& options);
// The model `name` with weights by rarity in the catalog (rarity.h). Throws UsageError for one that
// has weights of its own.
Model with_rarity_weights(Model model, const std::string& name, const Catalog& catalog);
// The built-in model of that name, or that of a file, and what the file says of how it came about.
// `place` begins the message where there is neither.
io::ModelFile model_file_called(const std::string& name, const Taxonomy& taxonomy,
                                const io::ReadOptions& options, std::string_view place);
// --threads, where 0 is as many as there are processors.
unsigned threads_of(const Arguments& arguments);

// --top: a number or "all".
std::size_t top_of(const Arguments& arguments);
// A field and a company, by id or name. Both throw UsageError, which names the option and may
// suggest another.
FieldId field_of(const std::string& name, const Catalog& catalog);
CompanyId company_of(const std::string& name, const Catalog& catalog,
                     std::string_view option = "company");
// All companies of a field, in catalog order.
std::vector<CompanyId> companies_of(FieldId field, const Catalog& catalog);

// Both throw UsageError. Of these input files, "" for none, only one may be "-", and none may be
// what the option `name` would replace.
void refuse_two_standard_inputs(const std::vector<std::string>& inputs);
void refuse_to_replace(const std::vector<std::string>& inputs, std::string_view name,
                       const std::string& output);
// Says every problem of a catalog and how many there are; returns the exit status for that.
int tell_problems(const std::vector<std::string>& problems);

}  // namespace skillmatch::cli
