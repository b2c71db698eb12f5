#include "support/run_program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kLongestRun = std::chrono::minutes(2);
constexpr const char* kPath = "/usr/local/bin:/usr/bin:/bin";

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { close(); }
  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

// Two ends; a program that is started inherits neither, only copies of them.
struct Pipe {
  Descriptor read;
  Descriptor write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

// A terminal that passes bytes through as they are; `read` is the side of the person.
Pipe make_terminal(unsigned short width) {
  winsize size{};
  size.ws_col = width;
  size.ws_row = 50;
  termios settings{};
  ::cfmakeraw(&settings);
  int person = -1;
  int program = -1;
  if (::openpty(&person, &program, nullptr, &settings, &size) != 0) fail("openpty");
  ::fcntl(person, F_SETFD, FD_CLOEXEC);
  ::fcntl(program, F_SETFD, FD_CLOEXEC);
  return {Descriptor(person), Descriptor(program)};
}

Pipe make_output(const RunOptions& options) {
  if (options.terminal_width) return make_terminal(*options.terminal_width);
  if (options.output_file.empty()) return make_pipe();
  Descriptor file(::open(options.output_file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  if (!file.is_open()) fail(options.output_file);
  return {Descriptor(), std::move(file)};
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

// Appends what there is to read and closes the end when there will be no more.
void read_some(Descriptor& from, std::string& to) {
  std::array<char, 1 << 16> buffer{};
  const ssize_t count = ::read(from.get(), buffer.data(), buffer.size());
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) {  // a terminal says EIO at its end
    from.close();
  } else {
    to.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

void write_some(Descriptor& to, const std::string& bytes, std::size_t& written, bool keep_open) {
  if (written < bytes.size()) {
    const ssize_t count = ::write(to.get(), bytes.data() + written, bytes.size() - written);
    if (count > 0) written += static_cast<std::size_t>(count);
    if (count < 0 && errno != EINTR && errno != EAGAIN) written = bytes.size();  // it left
  }
  if (written == bytes.size() && !keep_open) to.close();
}

}  // namespace

RunResult run_program(const std::vector<std::string>& words, const RunOptions& options) {
  std::map<std::string, std::string> environment{
      {"PATH", kPath}, {"LANG", "C.UTF-8"}, {"TERM", "xterm"}};
  for (const auto& [name, value] : options.environment) environment[name] = value;
  std::vector<std::string> variables;
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  std::vector<std::string> arguments = words;
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = pointers(variables);

  std::signal(SIGPIPE, SIG_IGN);  // a program need not read its input to the end
  Pipe in = make_pipe();
  Pipe out = make_output(options);
  Pipe err = options.error_is_terminal ? make_terminal(80) : make_pipe();
  ::fcntl(in.write.get(), F_SETFL, O_NONBLOCK);
  const pid_t child = ::fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    std::signal(SIGPIPE, SIG_DFL);
    ::dup2(in.read.get(), STDIN_FILENO);
    ::dup2(out.write.get(), STDOUT_FILENO);
    ::dup2(err.write.get(), STDERR_FILENO);
    if (options.directory.empty() || ::chdir(options.directory.c_str()) == 0) {
      ::execvpe(argv[0], argv.data(), envp.data());
    }
    ::_exit(127);
  }
  in.read.close();
  out.write.close();
  err.write.close();

  RunResult result;
  std::size_t written = 0;
  const auto end = Clock::now() + kLongestRun;
  std::optional<Signal> signal = options.signal;
  const auto signal_time = Clock::now() + (signal ? signal->after : std::chrono::milliseconds(0));
  while (in.write.is_open() || out.read.is_open() || err.read.is_open()) {
    if (options.bytes_read && result.out.size() >= *options.bytes_read) out.read.close();
    std::array<pollfd, 3> ends{{{in.write.get(), POLLOUT, 0},
                                {out.read.get(), POLLIN, 0},
                                {err.read.get(), POLLIN, 0}}};  // poll skips the closed ones
    const auto now = Clock::now();
    if (signal && now >= signal_time) {
      ::kill(child, signal->number);
      signal.reset();
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
                          (signal ? std::min(signal_time, end) : end) - now)
                          .count();
    const bool keep_open = signal && signal->keep_input_open;
    if (keep_open && written == options.input.size()) ends[0].fd = -1;
    const int ready = left <= 0 ? 0 : ::poll(ends.data(), ends.size(), static_cast<int>(left));
    if (ready == 0 && Clock::now() < end) continue;
    if (ready == 0) {
      ::kill(child, SIGKILL);
      break;
    }
    if (ends[0].revents != 0) write_some(in.write, options.input, written, keep_open);
    if (ends[1].revents != 0) read_some(out.read, result.out);
    if (ends[2].revents != 0) read_some(err.read, result.err);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::optional<std::string> find_program(const std::string& name) {
  std::string path(kPath);
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t colon = std::min(path.find(':', at), path.size());
    const std::string candidate = path.substr(at, colon - at) + "/" + name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    at = colon + 1;
  }
  return std::nullopt;
}
