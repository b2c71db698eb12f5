#include "line_reader.h"

#include "raw_file.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

#include <skillmatch/text.h>

namespace skillmatch::io {

LineReader::LineReader(const std::string& path)
    : name_(path == "-" ? "standard input" : printable(path)),
      file_(open_for_reading(path)),
      buffer_(std::size_t{1} << 18) {}

bool LineReader::next(std::string& line) {
  line.clear();
  ++line_;
  for (;;) {
    const char* begin = buffer_.data() + begin_;
    const auto* feed = static_cast<const char*>(std::memchr(begin, '\n', end_ - begin_));
    if (feed != nullptr) {
      line.append(begin, feed);
      begin_ += static_cast<std::size_t>(feed - begin) + 1;
      return true;
    }
    line.append(begin, end_ - begin_);
    begin_ = end_ = 0;
    const ssize_t count = ::read(file_.get(), buffer_.data(), buffer_.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw_errno(name_, "cannot be read");
    if (count == 0) return !line.empty();
    end_ = static_cast<std::size_t>(count);
  }
}

std::string LineReader::place() const { return name_ + ":" + std::to_string(line_); }

}  // namespace skillmatch::io
