// The lines of a byte source, or all of it.
#pragma once

#include "byte_source.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::io {

class SourceLines {
 public:
  explicit SourceLines(ByteSource& source);

  // The first line with anything but white space, if more than that follows behind it; takes
  // nothing.
  std::optional<std::string_view> first_of_many();
  // Whether the source begins with `magic`; takes nothing.
  bool starts_with(std::string_view magic);

  // The next line, without its line feed, until the call after; nothing at the end. Behind it
  // kScanReadable bytes may be read. Throws InputError for a line longer than kMaxFileBytes.
  std::optional<std::string_view> next();
  // Of the line given last, from 1 on.
  std::size_t number() const noexcept { return number_; }

  // Everything, with nothing taken before. Throws InputError above `limit` bytes.
  std::string all(std::size_t limit);

 private:
  std::string_view known() const noexcept { return {buffer_.data() + begin_, end_ - begin_}; }
  // Reads more; false at the end.
  bool fill();
  // Where the first line feed at or behind `from`, counted from begin_, is; it reads up to there.
  std::optional<std::size_t> find_feed(std::size_t from);

  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t number_ = 0;
};

// Nothing but what JSON takes for white space.
bool is_blank_json(std::string_view text) noexcept;

}  // namespace skillmatch::io
