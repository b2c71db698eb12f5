#include "source_lines.h"

#include "json_scan.h"

#include <algorithm>
#include <cstring>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kLineBufferBytes = 2 * ByteSource::kBlockBytes;

std::string too_large(const std::string& name, const std::string& what) {
  return printable(name) + ": " + what + "larger than " + std::to_string(kMaxFileBytes >> 20U) +
         " MiB, the most that is read at once";
}

}  // namespace

bool is_blank_json(std::string_view text) noexcept {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

SourceLines::SourceLines(ByteSource& source) : source_(source), buffer_(kLineBufferBytes) {}

bool SourceLines::fill() {
  constexpr std::size_t kNeeded = ByteSource::kBlockBytes + kScanReadable;
  if (buffer_.size() - end_ < kNeeded && begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < kNeeded) buffer_.resize(2 * buffer_.size());
  const std::size_t count = source_.read(buffer_.data() + end_);
  end_ += count;
  std::fill_n(buffer_.begin() + static_cast<std::ptrdiff_t>(end_), kScanReadable, '\0');
  return count > 0;
}

std::optional<std::size_t> SourceLines::find_feed(std::size_t from) {
  for (;;) {
    if (const std::size_t feed = known().find('\n', from); feed != std::string_view::npos) {
      return feed;
    }
    from = end_ - begin_;
    if (from > kMaxFileBytes || !fill()) return std::nullopt;
  }
}

std::optional<std::string_view> SourceLines::first_of_many() {
  std::size_t begin = 0;
  for (;;) {
    const auto feed = find_feed(begin);
    if (!feed) return std::nullopt;
    if (!is_blank_json(known().substr(begin, *feed - begin))) {
      while (is_blank_json(known().substr(*feed))) {
        if (known().size() > kMaxFileBytes || !fill()) return std::nullopt;
      }
      return known().substr(begin, *feed - begin);
    }
    begin = *feed + 1;
  }
}

bool SourceLines::starts_with(std::string_view magic) {
  while (end_ - begin_ < magic.size() && fill()) {
  }
  return known().starts_with(magic);
}

std::optional<std::string_view> SourceLines::next() {
  const auto feed = find_feed(0);
  if (!feed && begin_ == end_) return std::nullopt;
  ++number_;
  const std::string_view line = known().substr(0, feed.value_or(end_ - begin_));
  if (line.size() > kMaxFileBytes) {
    throw InputError(too_large(source_.name(), "line " + std::to_string(number_) + " is "));
  }
  begin_ += line.size() + (feed ? 1 : 0);
  return line;
}

std::string SourceLines::all(std::size_t limit) {
  while (end_ - begin_ <= limit && fill()) {
  }
  if (end_ - begin_ > limit) throw InputError(too_large(source_.name(), ""));
  std::string bytes(known());
  begin_ = end_;
  buffer_ = {};
  return bytes;
}

}  // namespace skillmatch::io
