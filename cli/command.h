// A command is a row of a table: its words, its options, its help, and what runs it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::cli {

// The exit status of MODEL.md.
enum Exit : int {
  kDone = 0,
  kFailed = 1,       // while running: input or output failed
  kWrongUsage = 2,   // of the command line
  kWrongInput = 3,   // in a file
  kCheckFailed = 4,  // what was asked to hold does not
  kInterrupted = 130,
};

// The command line is wrong; `what` says how, main adds where help is.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// One option; the parser, the help and the shell completion are made from these.
struct Option {
  std::string_view name;    // "format"
  char letter;              // 'o' for -o; 0 without
  std::string_view value;   // "" for a flag; "table|json" for a choice of words; FILE, DIR, N, …
  std::string_view preset;  // the value when it is not given, "" for none
  std::string_view help;
  bool repeats = false;  // may be given more than once
};

// The words of "a|b|FILE" that are in lower case: what may be typed as they are.
std::vector<std::string_view> choices(std::string_view value);
// Whether "a|b|FILE" also takes anything else than its choices.
bool is_open(std::string_view value);

// A command line that fits a command.
class Arguments {
 public:
  std::vector<std::string> positional;
  std::map<std::string, std::string, std::less<>> values;  // flags have ""
  std::map<std::string, std::vector<std::string>, std::less<>> repeated;

  bool has(std::string_view name) const { return values.find(name) != values.end(); }
  // The value given, or the preset; throws std::out_of_range where there is neither.
  const std::string& at(std::string_view name) const;
  std::optional<std::string> get(std::string_view name) const;
  // Every value of an option that repeats, in the order given.
  std::vector<std::string> all(std::string_view name) const;
  // The value as a number in [least, most]. Throws UsageError.
  double number(std::string_view name, double least, double most) const;
  // A whole number in [least, most]. Throws UsageError.
  std::uint64_t whole(std::string_view name, std::uint64_t least, std::uint64_t most) const;
};

struct Command {
  std::string_view name;        // "rank", "catalog list"
  std::string_view positional;  // "PROFILE", as shown in the usage line
  std::size_t least_positional;
  std::size_t most_positional;
  std::string_view summary;   // one line
  std::string_view help;      // what it does, for people who need it
  std::string_view examples;  // lines
  std::span<const Option> options;
  int (*run)(const Arguments&);
};

extern const Command kRank;
extern const Command kExplain;
extern const Command kFields;
extern const Command kReport;
extern const Command kAdvise;
extern const Command kBatch;
extern const Command kMerge;
extern const Command kCatalogList;
extern const Command kCatalogShow;
extern const Command kCatalogValidate;
extern const Command kTaxonomySearch;
extern const Command kTaxonomyShow;
extern const Command kTaxonomyMerge;
extern const Command kTaxonomySuggest;
extern const Command kImportEsco;
extern const Command kImportOnet;
extern const Command kImportPostings;
extern const Command kImportProfiles;
extern const Command kExtract;
extern const Command kMatch;
extern const Command kIndex;
extern const Command kEvaluate;
extern const Command kTune;
extern const Command kModelShow;
extern const Command kModelDiff;
extern const Command kConvert;
extern const Command kCompletion;

// All of them, in the order of the help.
std::span<const Command* const> commands();

// The command that `words` begin with, and how many words its name has. Throws UsageError with a
// suggestion where there is none.
struct Found {
  const Command* command;
  std::size_t words;
};
Found find_command(std::span<const std::string> words);

// Throws UsageError for what the command does not take.
Arguments parse(const Command& command, const std::vector<std::string>& words);

std::string help_text(const Command& command);
std::string overview();
// For "catalog --help": the commands that begin with that word; nothing for anything else.
std::string family_help(std::span<const std::string> words);

// A UsageError "<what> 'word' …, did you mean 'known'?"; with "" or "x:" for `what` it lists
// `known`.
[[noreturn]] void fail_unknown(std::string_view what, std::string_view word,
                               std::span<const std::string_view> known);

}  // namespace skillmatch::cli
