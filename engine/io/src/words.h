// Lines of words between white space, as TREC and SVMrank write them.
#pragma once

#include "csv_rows.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/file.h>

namespace skillmatch::io {

// The lines of a text that hold anything, from its first byte on.
class WordLines {
 public:
  explicit WordLines(std::string_view text) : rest_(text) {
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }

  // Moves to the next line that is not blank; false at the end.
  bool next() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      line_ = line;
      ++number_;
      words_.clear();
      for (;;) {
        const std::size_t begin = line.find_first_not_of(" \t\r\v\f");
        if (begin == std::string_view::npos) break;
        line.remove_prefix(begin);
        const std::size_t size = std::min(line.find_first_of(" \t\r\v\f"), line.size());
        words_.push_back(line.substr(0, size));
        line.remove_prefix(size);
      }
      if (!words_.empty()) return true;
    }
    return false;
  }
  std::size_t number() const noexcept { return number_; }
  const std::vector<std::string_view>& words() const noexcept { return words_; }
  std::string_view line() const noexcept { return line_; }

 private:
  std::string_view rest_;
  std::string_view line_;
  std::size_t number_ = 0;
  std::vector<std::string_view> words_;
};

// A number that is all of `word`; nothing for any other word, infinities and NaN.
template <typename Number>
std::optional<Number> number_of(std::string_view word) {
  if (word.starts_with('+')) word.remove_prefix(1);
  Number value{};
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  if (!(value - value == Number{})) return std::nullopt;
  return value;
}

}  // namespace skillmatch::io
