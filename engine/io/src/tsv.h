// Tab-separated text with a header line, as O*NET publishes it: no quoting, LF or CRLF, columns
// found by name.
#pragma once

#include "byte_order_mark.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

class TsvReader {
 public:
  explicit TsvReader(const Text& text) : text_(text), rest_(text.bytes) {
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
    next();
    header_.assign(cells_.begin(), cells_.end());
  }

  // Throws InputError for text that is not UTF-8. Apart from the constructor, so that a file of
  // another kind can be passed over by its header.
  void need_utf8() const {
    const auto at = find_invalid_utf8(text_.bytes);
    if (!at) return;
    const auto line = 1 + std::count(text_.bytes.begin(),
                                     text_.bytes.begin() + static_cast<std::ptrdiff_t>(*at), '\n');
    throw InputError(printable(text_.name) + ":" + std::to_string(line) + ": byte " +
                     std::to_string(*at) + " is not valid UTF-8; save the file as UTF-8");
  }

  // The position of the column called `name`, if there is one.
  std::optional<std::size_t> column(std::string_view name) const {
    const auto at = std::find(header_.begin(), header_.end(), name);
    if (at == header_.end()) return std::nullopt;
    return static_cast<std::size_t>(at - header_.begin());
  }

  // Moves to the next line that is not empty; false at the end.
  bool next() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      ++line_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) continue;
      cells_.clear();
      for (;;) {
        const std::size_t tab = line.find('\t');
        cells_.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return true;
        line.remove_prefix(tab + 1);
      }
    }
    cells_.clear();
    return false;
  }

  // The cell of this line, trimmed of spaces. Throws InputError where the line is too short.
  std::string_view cell(std::size_t column) const {
    if (column >= cells_.size())
      fail("this line has " + std::to_string(cells_.size()) + " of " +
           std::to_string(header_.size()) + " columns");
    std::string_view cell = cells_[column];
    while (cell.starts_with(' ')) cell.remove_prefix(1);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    return cell;
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw InputError(printable(text_.name) + ":" + std::to_string(std::max<std::size_t>(line_, 1)) +
                     ": " + problem);
  }

 private:
  const Text& text_;
  std::string_view rest_;
  std::size_t line_ = 0;
  std::vector<std::string> header_;
  std::vector<std::string_view> cells_;
};

}  // namespace skillmatch::io
