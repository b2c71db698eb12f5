#include <utility>

#include <skillmatch/error.h>

namespace skillmatch {
namespace {

std::string join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text;
}

}  // namespace

InputError::InputError(const std::string& problem)
    : std::runtime_error(problem), problems_{problem} {}

InputError::InputError(std::vector<std::string> problems)
    : std::runtime_error(join(problems)), problems_(std::move(problems)) {}

}  // namespace skillmatch
