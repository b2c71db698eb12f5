// skillmatch completion: scripts that complete the command line in bash and zsh, made from the same
// table as the parser and the help.
#include "command.h"
#include "common_options.h"
#include "output.h"

#include <array>
#include <string>

namespace skillmatch::cli {
namespace {

constexpr std::array kCompletionOptions{kOutputOption};
constexpr std::array<std::string_view, 2> kShells{"bash", "zsh"};

std::string option_words(const Command& command) {
  std::string words = "--help";
  for (const Option& option : command.options) words += " --" + std::string(option.name);
  return words;
}

std::string joined_words(const std::vector<std::string_view>& texts) {
  std::string result;
  for (const std::string_view text : texts) {
    result += (result.empty() ? "" : " ") + std::string(text);
  }
  return result;
}

// What may follow `option`: its choices, files where it takes one.
std::string value_case(const Option& option) {
  std::string names = "--" + std::string(option.name);
  if (option.letter != 0) names += std::string("|-") + option.letter;
  std::string body;
  const auto words = choices(option.value);
  if (!words.empty())
    body += "COMPREPLY=($(compgen -W '" + joined_words(words) + "' -- \"$cur\")); ";
  if (option.value.find("FILE") != std::string_view::npos) {
    body += "_skillmatch_files; ";
  }
  return "        " + names + ") " + body + "return ;;\n";
}

// bash: the words before the cursor name the command; each has its own options and values.
std::string bash() {
  std::string first;
  std::string second;
  for (const Command* command : commands()) {
    const std::string name(command->name);
    const std::string head = name.substr(0, name.find(' '));
    if ((" " + first + " ").find(" " + head + " ") == std::string::npos) {
      first += (first.empty() ? "" : " ") + head;
    }
  }
  std::string cases;
  for (const Command* command : commands()) {
    cases += "    '" + std::string(command->name) + "')\n      case \"$prev\" in\n";
    for (const Option& option : command->options) {
      if (!option.value.empty()) cases += value_case(option);
    }
    cases += "      esac\n      if [[ $cur == -* ]]; then\n        COMPREPLY=($(compgen -W '" +
             option_words(*command) + "' -- \"$cur\"))\n      else\n        ";
    const auto words = choices(command->positional.starts_with('[')
                                   ? command->positional.substr(1, command->positional.size() - 2)
                                   : command->positional);
    cases += words.empty() ? "_skillmatch_files"
                           : "COMPREPLY=($(compgen -W '" + joined_words(words) + "' -- \"$cur\"))";
    cases += "\n      fi ;;\n";
  }
  for (const Command* command : commands()) {
    const std::string name(command->name);
    const std::size_t space = name.find(' ');
    if (space == std::string::npos) continue;
    second +=
        "      " + name.substr(0, space) + ") subcommands+=' " + name.substr(space + 1) + "' ;;&\n";
  }
  return "# Completion of skillmatch for bash; source it or install it as\n"
         "# share/bash-completion/completions/skillmatch.\n"
         "_skillmatch_files() {\n"
         "  local name\n"
         "  while IFS= read -r name; do COMPREPLY+=(\"$name\"); done < <(compgen -f -- \"$cur\")\n"
         "}\n"
         "_skillmatch() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  # bash takes --format=json for three words.\n"
         "  if [[ $cur == = ]]; then\n"
         "    cur=''\n"
         "  elif [[ $prev == = ]]; then\n"
         "    prev=${COMP_WORDS[COMP_CWORD-2]}\n"
         "  fi\n"
         "  local command=${COMP_WORDS[1]-} subcommands=''\n"
         "  COMPREPLY=()\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    COMPREPLY=($(compgen -W '" +
         first +
         " help --help --version' -- \"$cur\"))\n"
         "    return\n"
         "  fi\n"
         "  case \"$command\" in\n" +
         second +
         "  esac\n"
         "  if [[ -n $subcommands ]]; then\n"
         "    if ((COMP_CWORD == 2)); then\n"
         "      COMPREPLY=($(compgen -W \"$subcommands --help\" -- \"$cur\"))\n"
         "      return\n"
         "    fi\n"
         "    command+=\" ${COMP_WORDS[2]}\"\n"
         "  fi\n"
         "  case \"$command\" in\n" +
         cases +
         "  esac\n"
         "}\n"
         "complete -o filenames -F _skillmatch skillmatch\n";
}

// Within zsh's quoted specification, these end or open something.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result;
}

std::string zsh_action(const Option& option) {
  const auto words = choices(option.value);
  const bool file = option.value.find("FILE") != std::string_view::npos;
  if (file && !words.empty()) {
    return "{_alternative \"words::(" + joined_words(words) + ")\" \"files::_files\"}";
  }
  if (file) return "_files";
  return words.empty() ? " " : "(" + joined_words(words) + ")";
}

std::string zsh_option(const Option& option) {
  const std::string value =
      option.value.empty() ? "" : ":" + zsh_text(option.value) + ":" + zsh_action(option);
  const std::string help = "[" + zsh_text(option.help) + "]" + value + "'";
  const std::string name = "--" + std::string(option.name);
  if (option.letter == 0) return "        '" + name + help + " \\\n";
  const std::string letter = std::string("-") + option.letter;
  return "        {" + letter + "," + name + "}'" + help + " \\\n";
}

std::string zsh() {
  std::string names;
  std::string cases;
  for (const Command* command : commands()) {
    const std::string name(command->name);
    names += "    '" + name + ":" + zsh_text(command->summary) + "'\n";
    cases +=
        "      '" + name + "')\n      _arguments \\\n        '--help[what the command does]' \\\n";
    for (const Option& option : command->options) cases += zsh_option(option);
    const std::string_view positional = command->positional;
    const auto words = choices(
        positional.starts_with('[') ? positional.substr(1, positional.size() - 2) : positional);
    cases += words.empty() ? "        '*:file:_files' ;;\n"
                           : "        ':what:(" + joined_words(words) + ")' ;;\n";
  }
  return "#compdef skillmatch\n"
         "# Completion of skillmatch for zsh; install it as _skillmatch in a directory of $fpath.\n"
         "_skillmatch() {\n"
         "  local -a all first second\n"
         "  local entry command=${words[2]}\n"
         "  all=(\n" +
         names +
         "  )\n"
         "  if ((CURRENT == 2)); then\n"
         "    for entry in $all; first+=(${${entry%%:*}%% *})\n"
         "    first+=(help --help --version)\n"
         "    compadd -- ${(u)first}\n"
         "    return\n"
         "  fi\n"
         "  for entry in $all; [[ $entry == \"$command \"* ]] && second+=(${${entry%%:*}#* })\n"
         "  if ((${#second})); then\n"
         "    if ((CURRENT == 3)); then\n"
         "      compadd -- $second\n"
         "      return\n"
         "    fi\n"
         "    command+=\" ${words[3]}\"\n"
         "    shift words\n"
         "    ((CURRENT--))\n"
         "  fi\n"
         "  shift words\n"
         "  ((CURRENT--))\n"
         "  case $command in\n" +
         cases +
         "  esac\n"
         "}\n"
         "_skillmatch \"$@\"\n";
}

int run_completion(const Arguments& arguments) {
  const std::string& shell = arguments.positional[0];
  if (shell != "bash" && shell != "zsh") fail_unknown("", shell, kShells);
  write_output(arguments.at("output"), shell == "bash" ? bash() : zsh());
  return kDone;
}

}  // namespace

const Command kCompletion{
    "completion",
    "bash|zsh",
    1,
    1,
    "print a script that completes the command line",
    "'cmake --install' puts both scripts where the shells look for them.",
    "  source <(skillmatch completion bash)\n"
    "  skillmatch completion zsh -o ~/.zfunc/_skillmatch\n",
    kCompletionOptions,
    run_completion,
};

}  // namespace skillmatch::cli
