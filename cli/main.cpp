// The command table's entry, and the only place that catches errors.
#include "command.h"
#include "output.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <skillmatch/error.h>
#include <skillmatch/text.h>
#include <skillmatch/version.h>

namespace {

using namespace skillmatch;  // NOLINT: the program's own namespace

constexpr std::size_t kProblemsShown = 20;

int run(const std::vector<std::string>& words, std::string& command_name) {
  if (words.empty()) {
    std::cerr << cli::overview();
    return cli::kWrongUsage;
  }
  if (words[0] == "--help" || words[0] == "-h" ||
      (words[0] == "help" && (words.size() == 1 || words[1] == "help" || words[1] == "--help"))) {
    cli::write_output("-", cli::overview());
    return cli::kDone;
  }
  if (words[0] == "--version") {
    const BuildInfo build = build_info();
    std::string kernels;
    for (const std::string& kernel : build.kernels) kernels += " " + kernel;
    cli::write_output("-", "skillmatch " + build.version + "\ncompiler: " + build.compiler +
                               "\nEigen: " + build.eigen + "\nkernels:" + kernels + "\n");
    return cli::kDone;
  }
  std::span<const std::string> typed(words);
  const bool asks_help = words[0] == "help";
  if (asks_help) typed = typed.subspan(1);
  std::vector<std::string> family(typed.begin(), typed.end());
  if (asks_help) family.emplace_back("--help");
  if (const std::string help = cli::family_help(family); !help.empty()) {
    cli::write_output("-", help);
    return cli::kDone;
  }
  const auto [command, count] = cli::find_command(typed);
  command_name += " " + std::string(command->name);
  const cli::Arguments arguments =
      asks_help
          ? cli::Arguments{}
          : cli::parse(*command, {typed.begin() + static_cast<std::ptrdiff_t>(count), typed.end()});
  if (asks_help || arguments.has("help")) {
    cli::write_output("-", cli::help_text(*command));
    return cli::kDone;
  }
  try {
    kernel_in_use();
  } catch (const std::invalid_argument& error) {
    throw cli::UsageError(error.what());
  }
  return command->run(arguments);
}

// A closed standard stream's number would go to the next file that is opened, which would then get
// what was meant for the stream. In its place stands something that can be neither read nor
// written.
void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1) continue;
    // The lowest free number is the stream's.
    ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

void report(const InputError& error) {
  const auto& problems = error.problems();
  for (std::size_t i = 0; i < problems.size() && i < kProblemsShown; ++i) {
    std::cerr << problems[i] << '\n';
  }
  if (problems.size() > kProblemsShown) {
    std::cerr << "and " << problems.size() - kProblemsShown
              << " more; for a catalog, 'skillmatch catalog validate FILE' lists all\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  // A closed pipe and a full quota become errors of writing, which can be told.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  std::string command_name = "skillmatch";
  try {
    return run({argv + 1, argv + argc}, command_name);
  } catch (const InputError& error) {
    report(error);
    return cli::kWrongInput;
  } catch (const cli::UsageError& error) {
    std::cerr << command_name << ": " << error.what() << "\nTry '" << command_name << " --help'.\n";
    return cli::kWrongUsage;
  } catch (const std::system_error& error) {
    // Whoever read the output has seen enough.
    if (error.code() == std::errc::broken_pipe) return cli::kDone;
    std::cerr << printable(error.what()) << '\n';
    return cli::kFailed;
  } catch (const std::bad_alloc&) {
    std::cerr << command_name << ": out of memory\n";
    return cli::kFailed;
  } catch (const std::exception& error) {
    std::cerr << command_name << ": " << printable(error.what()) << '\n';
    return cli::kFailed;
  }
}
