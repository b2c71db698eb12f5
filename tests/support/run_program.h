// Runs a program as a shell would, without one: arguments, environment, standard input, and what
// became of it. Standard output may be a file, a pipe that is closed early, or a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

struct Signal {
  int number;
  std::chrono::milliseconds after;  // since the program began
  bool keep_input_open = false;     // standard input has no end before the signal
};

struct RunOptions {
  std::string input = {};                                // on standard input, then its end
  std::map<std::string, std::string> environment = {};   // more than, or instead of, the clean one
  std::string directory = {};                            // to run in; "": the test's own
  std::string output_file = {};                          // opened as standard output
  std::optional<std::size_t> bytes_read = std::nullopt;  // of the output, before its reader leaves
  std::optional<unsigned short> terminal_width = std::nullopt;  // standard output is a terminal
  bool error_is_terminal = false;                               // standard error, of 80 columns
  std::optional<Signal> signal = std::nullopt;                  // sent to the program while it runs
};

struct RunResult {
  int status = -1;  // exit status, or 128 + the signal
  std::string out;
  std::string err;
};

// `words` are the program (looked for in PATH when it has no slash) and its arguments. The clean
// environment is PATH, LANG=C.UTF-8 and TERM=xterm, so that COLUMNS, NO_COLOR and the language of
// whoever runs the tests change nothing. A program that runs for two minutes is killed.
// Throws std::system_error when it cannot be started.
RunResult run_program(const std::vector<std::string>& words, const RunOptions& options = {});

// The path of a program in the clean environment's PATH, if it is installed.
std::optional<std::string> find_program(const std::string& name);
