#include "byte_source.h"

#include "descriptor.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <new>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

// The file's own bytes, a block at a time.
class Input {
 public:
  Input(const std::string& path, std::function<bool()> stop)
      : stop_(std::move(stop)),
        name_(path == "-" ? "standard input" : path),
        file_(open_for_reading(path)),
        buffer_(ByteSource::kBlockBytes) {
    struct stat status {};
    if (::fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode)) {
      size_ = static_cast<std::uint64_t>(status.st_size);
    }
  }

  // What was read and not taken yet; empty at the end.
  std::string_view bytes() {
    if (begin_ == end_) fill();
    return {buffer_.data() + begin_, end_ - begin_};
  }
  void take(std::size_t count) { begin_ += count; }

  // Whether the input begins with `magic`; before anything is taken.
  bool starts_with(std::string_view magic) {
    while (end_ < magic.size() && fill()) {
    }
    return std::string_view(buffer_.data(), end_).starts_with(magic);
  }

  const std::string& name() const noexcept { return name_; }
  std::uint64_t consumed() const noexcept { return consumed_.load(std::memory_order_relaxed); }
  std::uint64_t taken() const noexcept { return consumed() - (end_ - begin_); }
  std::optional<std::uint64_t> size() const noexcept { return size_; }

 private:
  // Waits for something to read; false when it is told to stop.
  bool wait() const {
    constexpr int kMilliseconds = 100;
    if (!stop_ || size_) return true;
    for (;;) {
      pollfd ready{file_.get(), POLLIN, 0};
      if (stop_()) return false;
      const int count = ::poll(&ready, 1, kMilliseconds);
      // Any error but the signal that asks to stop is told by read().
      if (count > 0 || (count < 0 && errno != EINTR)) return true;
    }
  }

  // Adds what one read gives behind what is there; false at the end.
  bool fill() {
    if (begin_ == end_) begin_ = end_ = 0;
    if (!wait()) return false;
    for (;;) {
      const ssize_t count = ::read(file_.get(), buffer_.data() + end_, buffer_.size() - end_);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) {
        throw std::system_error(errno, std::generic_category(),
                                printable(name_) + ": cannot be read");
      }
      end_ += static_cast<std::size_t>(count);
      consumed_.fetch_add(static_cast<std::uint64_t>(count), std::memory_order_relaxed);
      return count > 0;
    }
  }

  std::function<bool()> stop_;
  std::string name_;
  Descriptor file_;
  std::optional<std::uint64_t> size_;
  std::atomic<std::uint64_t> consumed_ = 0;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

[[noreturn]] void fail(const Input& input, const std::string& problem) {
  throw InputError(printable(input.name()) + ": " + problem);
}

[[noreturn]] void fail_early_end(const Input& input, const char* format, std::uint64_t produced) {
  fail(input, std::string("the ") + format + " stream ends too early, after " +
                  std::to_string(produced) + " bytes of text; copy or compress the file again");
}

[[noreturn]] void fail_damaged(const Input& input, const char* format, const char* why,
                               std::uint64_t produced) {
  fail(input, std::string("the ") + format + " stream is damaged at byte " +
                  std::to_string(input.taken()) + " of the file (" + why + "), after " +
                  std::to_string(produced) + " bytes of text; copy or compress the file again");
}

// Any number of gzip members one after the other (RFC 1952), as gzip itself reads them.
class Gzip {
 public:
  Gzip() {
    constexpr int kGzipOnly = 16;
    const int status = inflateInit2(&stream_, MAX_WBITS + kGzipOnly);
    if (status != Z_OK) throw std::bad_alloc();
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip() { inflateEnd(&stream_); }

  std::size_t read(Input& input, char* to) {
    std::size_t count = 0;
    if (failed_) fail_damaged(input, "gzip", problem_.c_str(), produced_);
    while (count < ByteSource::kBlockBytes) {
      const std::string_view bytes = input.bytes();
      if (bytes.empty()) {
        if (within_member_) {
          if (count > 0) break;  // what there is first
          fail_early_end(input, "gzip", produced_);
        }
        break;
      }
      // Some tools fill the last block of a file or a tape with zeros.
      if (!within_member_ && produced_members_ > 0 && bytes[0] == '\0') {
        input.take(1);
        continue;
      }
      within_member_ = true;
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      stream_.avail_in = static_cast<uInt>(bytes.size());
      stream_.next_out = reinterpret_cast<Bytef*>(to + count);
      stream_.avail_out = static_cast<uInt>(ByteSource::kBlockBytes - count);
      const int status = inflate(&stream_, Z_NO_FLUSH);
      const std::size_t before = count;
      input.take(bytes.size() - stream_.avail_in);
      count = ByteSource::kBlockBytes - stream_.avail_out;
      produced_ += count - before;
      if (status == Z_STREAM_END) {
        inflateReset(&stream_);
        within_member_ = false;
        ++produced_members_;
      } else if (status == Z_MEM_ERROR) {
        throw std::bad_alloc();
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        problem_ = stream_.msg != nullptr ? stream_.msg : "no gzip";
        failed_ = true;
        if (count > 0) break;
        fail_damaged(input, "gzip", problem_.c_str(), produced_);
      }
    }
    return count;
  }

 private:
  z_stream stream_{};
  bool within_member_ = true;  // a file without any is no gzip file
  std::uint64_t produced_members_ = 0;
  std::uint64_t produced_ = 0;
  bool failed_ = false;
  std::string problem_;
};

// Any number of zstd frames one after the other (RFC 8878).
class Zstd {
 public:
  Zstd() : stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;
  ~Zstd() { ZSTD_freeDStream(stream_); }

  std::size_t read(Input& input, char* to) {
    ZSTD_outBuffer out{to, ByteSource::kBlockBytes, 0};
    for (;;) {
      const std::string_view bytes = input.bytes();
      if (bytes.empty() && !has_more_) {
        if (within_frame_ && out.pos == 0) fail_early_end(input, "zstd", produced_);
        return out.pos;
      }
      ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
      const std::size_t before = out.pos;
      const std::size_t status = ZSTD_decompressStream(stream_, &out, &in);
      input.take(in.pos);
      produced_ += out.pos - before;
      if (ZSTD_isError(status) != 0) {
        // Once failed, it fails again: what was produced before goes first.
        if (out.pos > 0) return out.pos;
        fail_damaged(input, "zstd", ZSTD_getErrorName(status), produced_);
      }
      within_frame_ = status != 0;
      // A full buffer may leave decompressed bytes inside.
      has_more_ = out.pos == out.size && within_frame_;
      if (out.pos == out.size) return out.pos;
    }
  }

 private:
  ZSTD_DStream* stream_;
  bool within_frame_ = true;  // a file without any is no zstd file
  bool has_more_ = false;
  std::uint64_t produced_ = 0;
};

enum class Compression { none, gzip, zstd };

Compression compression_of(const std::string& path, Input& input) {
  if (path.ends_with(".gz")) return Compression::gzip;
  if (path.ends_with(".zst")) return Compression::zstd;
  // No text begins like that: neither is UTF-8.
  if (input.starts_with(kGzipMagic)) return Compression::gzip;
  if (input.starts_with(kZstdMagic)) return Compression::zstd;
  return Compression::none;
}

}  // namespace

struct ByteSource::State {
  State(const std::string& path, std::function<bool()> stop) : input(path, std::move(stop)) {
    const Compression compression = compression_of(path, input);
    if (compression == Compression::gzip) gzip = std::make_unique<Gzip>();
    if (compression == Compression::zstd) zstd = std::make_unique<Zstd>();
    check_magic(gzip != nullptr, kGzipMagic, "gzip");
    check_magic(zstd != nullptr, kZstdMagic, "zstd");
  }

  // A wrong name is more likely than a damaged first byte.
  void check_magic(bool expected, std::string_view magic, const char* format) {
    const std::string_view bytes = input.bytes();
    if (!expected || bytes.empty() || input.starts_with(magic)) return;
    // A zstd file may begin with a skippable frame.
    if (format == std::string_view("zstd") && bytes.size() >= 4 && (bytes[0] & 0xF0) == 0x50 &&
        bytes.substr(1, 3) == "\x2A\x4D\x18") {
      return;
    }
    fail(input, std::string("not a ") + format + " file, although its name says so; rename it");
  }

  Input input;
  std::unique_ptr<Gzip> gzip;
  std::unique_ptr<Zstd> zstd;
};

ByteSource::ByteSource(const std::string& path, std::function<bool()> stop)
    : state_(std::make_unique<State>(path, std::move(stop))) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(char* to) {
  if (state_->gzip) return state_->gzip->read(state_->input, to);
  if (state_->zstd) return state_->zstd->read(state_->input, to);
  const std::string_view bytes = state_->input.bytes();
  std::memcpy(to, bytes.data(), bytes.size());
  state_->input.take(bytes.size());
  return bytes.size();
}

const std::string& ByteSource::name() const noexcept { return state_->input.name(); }
std::uint64_t ByteSource::consumed() const noexcept { return state_->input.consumed(); }
std::optional<std::uint64_t> ByteSource::size() const noexcept { return state_->input.size(); }

}  // namespace skillmatch::io
