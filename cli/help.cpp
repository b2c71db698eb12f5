#include "command.h"

#include <algorithm>
#include <sstream>
#include <string>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kHelpColumn = 26;
constexpr std::size_t kWidth = 90;

// `text` wrapped_help at kWidth, each further line indented to kHelpColumn.
std::string wrapped_help(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::string result;
  std::size_t column = kHelpColumn;
  for (std::string word; words >> word;) {
    if (column > kHelpColumn && column + 1 + word.size() > kWidth) {
      result += "\n" + std::string(kHelpColumn, ' ');
      column = kHelpColumn;
    } else if (column > kHelpColumn) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
  }
  return result;
}

std::string row(std::string left, std::string_view right) {
  if (left.size() + 2 > kHelpColumn) {
    left += "\n" + std::string(kHelpColumn, ' ');
  } else {
    left += std::string(kHelpColumn - left.size(), ' ');
  }
  return left + wrapped_help(right) + "\n";
}

std::string option_row(const Option& option) {
  std::string left = option.letter != 0 ? std::string("  -") + option.letter + ", " : "      ";
  left += "--" + std::string(option.name);
  if (!option.value.empty()) left += " " + std::string(option.value);
  std::string right(option.help);
  if (!option.preset.empty()) right += " (default: " + std::string(option.preset) + ")";
  return row(std::move(left), right);
}

std::string command_row(const Command& command) {
  return row("  " + std::string(command.name) + " " + std::string(command.positional),
             command.summary);
}

}  // namespace

std::string help_text(const Command& command) {
  std::string text =
      std::string(command.summary) + "\n\nUsage: skillmatch " + std::string(command.name);
  if (!command.positional.empty()) text += " " + std::string(command.positional);
  text += " [options]\n";
  if (!command.help.empty()) text += "\n" + std::string(command.help) + "\n";
  text += "\nOptions:\n";
  for (const Option& option : command.options) text += option_row(option);
  text += row("  -h, --help", "this text");
  text += "\nExamples:\n" + std::string(command.examples);
  return text;
}

std::string overview() {
  std::string text =
      "skillmatch scores what people can do against what companies require.\n\n"
      "Usage: skillmatch <command> [options]\n\nCommands:\n";
  for (const Command* command : commands()) text += command_row(*command);
  text +=
      "\n'skillmatch <command> --help' tells more of a command, 'skillmatch --version' of the "
      "build.\n"
      "Start with: skillmatch rank PROFILE, where PROFILE is a file such as\n"
      "  {\"format\": \"skillmatch/profile@1\", \"skills\": {\"python\": 4, \"pytorch\": 3, "
      "\"GNN\": 4}}\n";
  return text;
}

std::string family_help(std::span<const std::string> words) {
  if (words.size() != 2 || (words[1] != "--help" && words[1] != "-h")) return {};
  std::string rows;
  for (const Command* command : commands()) {
    if (command->name.starts_with(words[0] + " ")) rows += command_row(*command);
  }
  if (rows.empty()) return {};
  return "Usage: skillmatch " + words[0] + " <command> [options]\n\nCommands:\n" + rows;
}

}  // namespace skillmatch::cli
