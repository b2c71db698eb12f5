// Floor 0: the one road for errors in the user's data.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace skillmatch {

// The user's data is wrong. Each problem is one line: the place first, what is wrong, what to do,
// for example "me.json:4: /skills/pyhton: unknown skill 'pyhton', did you mean 'python'?".
// A wrong call of the library is std::invalid_argument instead.
class InputError : public std::runtime_error {
 public:
  explicit InputError(const std::string& problem);
  // `problems` is not empty; what() holds them one a line.
  explicit InputError(std::vector<std::string> problems);

  const std::vector<std::string>& problems() const noexcept { return problems_; }

 private:
  std::vector<std::string> problems_;
};

}  // namespace skillmatch
