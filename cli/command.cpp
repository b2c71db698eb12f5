#include "command.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <boost/program_options.hpp>

#include <skillmatch/taxonomy.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

namespace po = boost::program_options;

constexpr std::array kCommands{
    &kRank,           &kExplain,      &kAdvise,         &kFields,
    &kReport,         &kBatch,        &kMerge,          &kMatch,
    &kIndex,          &kCatalogList,  &kCatalogShow,    &kCatalogValidate,
    &kTaxonomySearch, &kTaxonomyShow, &kTaxonomyMerge,  &kTaxonomySuggest,
    &kImportEsco,     &kImportOnet,   &kImportPostings, &kImportProfiles,
    &kExtract,        &kEvaluate,     &kTune,           &kConvert,
    &kModelShow,      &kModelDiff,    &kCompletion};

// Where Boost puts the arguments that are no options; nobody types this name.
constexpr const char* kPositional = " argument";

std::string join(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

std::vector<std::string_view> option_names(const Command& command) {
  std::vector<std::string_view> names{"help"};
  for (const Option& option : command.options) names.push_back(option.name);
  return names;
}

po::options_description describe(const Command& command) {
  po::options_description described;
  described.add_options()("help,h", "");
  for (const Option& option : command.options) {
    std::string names(option.name);
    if (option.letter != 0) names += std::string(",") + option.letter;
    if (option.value.empty()) {
      described.add_options()(names.c_str(), "");
    } else {
      described.add_options()(names.c_str(), po::value<std::string>(), "");
    }
  }
  return described;
}

// What Boost found wrong, in this program's words.
[[noreturn]] void rethrow(const Command& command, const std::vector<std::string>& words,
                          const po::error& error) {
  if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error)) {
    std::string name = unknown->get_option_name();
    name.erase(0, name.find_first_not_of('-'));
    name.erase(std::min(name.find('='), name.size()));
    const auto known = option_names(command);
    const bool is_long = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word.starts_with("--" + name);
    });
    if (!is_long) throw UsageError("unknown option " + in_quotes("-" + name));
    fail_unknown("unknown option", name, known);
  }
  if (const auto* named = dynamic_cast<const po::error_with_option_name*>(&error)) {
    const std::string name = in_quotes(named->get_option_name());
    if (dynamic_cast<const po::multiple_occurrences*>(&error) != nullptr) {
      throw UsageError("option " + name + " is given more than once");
    }
    if (const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&error)) {
      if (syntax->kind() == po::invalid_command_line_syntax::extra_parameter) {
        throw UsageError("option " + name + " takes no value");
      }
    }
    throw UsageError("option " + name + " needs a value");
  }
  throw UsageError(printable(error.what()));
}

bool may_repeat(const Command& command, std::string_view name) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [&](const Option& option) { return option.name == name && option.repeats; });
}

void check_choice(const Option& option, const std::string& value) {
  const auto known = choices(option.value);
  if (known.empty() || is_open(option.value)) return;
  if (std::find(known.begin(), known.end(), value) != known.end()) return;
  fail_unknown("--" + std::string(option.name) + ":", value, known);
}

}  // namespace

std::vector<std::string_view> choices(std::string_view value) {
  std::vector<std::string_view> words;
  if (value.empty()) return words;
  for (;;) {
    const std::size_t bar = value.find('|');
    const std::string_view word = value.substr(0, bar);
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') words.push_back(word);
    if (bar == std::string_view::npos) return words;
    value.remove_prefix(bar + 1);
  }
}

bool is_open(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<std::string> Arguments::get(std::string_view name) const {
  const auto at = values.find(name);
  return at == values.end() ? std::nullopt : std::optional(at->second);
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto at = repeated.find(name);
  return at == repeated.end() ? std::vector<std::string>() : at->second;
}

const std::string& Arguments::at(std::string_view name) const {
  const auto found = values.find(name);
  if (found == values.end()) throw std::out_of_range(std::string(name));
  return found->second;
}

double Arguments::number(std::string_view name, double least, double most) const {
  const std::string& text = at(name);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= least && value <= most) {
    return value + 0.0;  // -0 is 0
  }
  std::array<char, 64> range{};
  std::snprintf(range.data(), range.size(), "a number from %g to %g", least, most);
  throw UsageError("--" + std::string(name) + ": " + in_quotes(text) + " is not " + range.data());
}

std::uint64_t Arguments::whole(std::string_view name, std::uint64_t least,
                               std::uint64_t most) const {
  const std::string& text = at(name);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= least && value <= most) {
    return value;
  }
  throw UsageError("--" + std::string(name) + ": " + in_quotes(text) +
                   " is not a whole number from " + std::to_string(least) + " to " +
                   std::to_string(most));
}

std::span<const Command* const> commands() { return kCommands; }

void fail_unknown(std::string_view what, std::string_view word,
                  std::span<const std::string_view> known) {
  std::string text = std::string(what) + (what.empty() ? "" : " ") + in_quotes(word);
  const bool option = what == "unknown option";
  const std::string dashes = option ? "--" : "";
  if (option) text = std::string(what) + " " + in_quotes("--" + std::string(word));
  if (what.empty() || what.ends_with(':')) text += " is not one of " + join(known);
  NameIndex names;
  for (std::size_t i = 0; i < known.size(); ++i) names.add(known[i], i);
  if (const auto near = names.nearest(word)) {
    text += ", did you mean " + in_quotes(dashes + *near) + "?";
  }
  throw UsageError(text);
}

Found find_command(std::span<const std::string> words) {
  for (const Command* command : kCommands) {
    std::string typed = words[0];
    std::size_t count = 1;
    if (command->name.find(' ') != std::string_view::npos && words.size() > 1) {
      typed += " " + words[1];
      count = 2;
    }
    if (typed == command->name) return {command, count};
  }
  std::vector<std::string_view> first_words;
  std::vector<std::string_view> second_words;
  for (const Command* command : kCommands) {
    const std::string_view first = command->name.substr(0, command->name.find(' '));
    if (std::find(first_words.begin(), first_words.end(), first) == first_words.end()) {
      first_words.push_back(first);
    }
    if (first == words[0]) second_words.push_back(command->name.substr(first.size() + 1));
  }
  if (words[0].starts_with('-')) throw UsageError("unknown option " + in_quotes(words[0]));
  if (second_words.empty()) fail_unknown("unknown command", words[0], first_words);
  if (words.size() == 1) {
    throw UsageError(in_quotes(words[0]) + " needs one more word: " + join(second_words));
  }
  fail_unknown(words[0] + ":", words[1], second_words);
}

Arguments parse(const Command& command, const std::vector<std::string>& words) {
  const po::options_description described = describe(command);
  po::options_description all;
  all.add(described).add_options()(kPositional, po::value<std::vector<std::string>>(), "");
  po::positional_options_description positional;
  positional.add(kPositional, -1);

  Arguments arguments;
  try {
    namespace style = po::command_line_style;
    const auto parsed = po::command_line_parser(words)
                            .options(all)
                            .positional(positional)
                            .style(style::unix_style & ~style::allow_guessing)
                            .run();
    for (const auto& option : parsed.options) {
      if (option.string_key == kPositional) {
        for (const std::string& word : option.value) arguments.positional.push_back(word);
        continue;
      }
      const std::string value = option.value.empty() ? "" : option.value.front();
      arguments.repeated[option.string_key].push_back(value);
      if (!arguments.values.emplace(option.string_key, value).second &&
          !may_repeat(command, option.string_key)) {
        throw UsageError("option '--" + option.string_key + "' is given more than once");
      }
    }
  } catch (const po::error& error) {
    rethrow(command, words, error);
  }
  if (arguments.has("help")) return arguments;
  for (const Option& option : command.options) {
    for (const std::string& value : arguments.all(option.name)) {
      if (!option.value.empty() && value.empty()) {
        throw UsageError("option " + in_quotes("--" + std::string(option.name)) + " needs a value");
      }
      if (!option.value.empty()) check_choice(option, value);
    }
    if (!arguments.has(option.name) && !option.preset.empty()) {
      arguments.values.emplace(option.name, option.preset);
    }
  }
  if (arguments.positional.size() < command.least_positional) {
    throw UsageError(std::string(command.positional) + " is missing");
  }
  for (const std::string& word : arguments.positional) {
    if (word.empty()) throw UsageError(std::string(command.positional) + " is empty");
  }
  if (arguments.positional.size() > command.most_positional) {
    throw UsageError("one argument too many: " + in_quotes(arguments.positional.back()));
  }
  return arguments;
}

}  // namespace skillmatch::cli
