#include "binary_file.h"
#include "csv_rows.h"
#include "descriptor.h"
#include "labels.h"
#include "raw_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <stdexcept>
#include <utility>

#include <iconv.h>
#include <unistd.h>

#include <skillmatch/error.h>
#include <skillmatch/io/encoding.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

bool is_utf8(std::string_view encoding) {
  return encoding.empty() || (is_ascii(encoding) && name_key(encoding) == "utf8");
}

// From one encoding to UTF-8, a block at a time.
class Decoder {
 public:
  explicit Decoder(const std::string& encoding)
      : conversion_(::iconv_open("UTF-8", encoding.c_str())) {}
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() {
    if (is_open()) ::iconv_close(conversion_);
  }
  bool is_open() const noexcept { return conversion_ != closed(); }

  // Appends what `bytes` mean to `out`. Returns how many bytes were used: fewer than all where the
  // last ones begin a character, or where one is wrong, which is_wrong() then says.
  std::size_t decode(std::string_view bytes, std::string& out) {
    char* at = const_cast<char*>(bytes.data());  // iconv only reads it
    std::size_t left = bytes.size();
    std::array<char, 1 << 14> buffer;
    for (;;) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t result = ::iconv(conversion_, &at, &left, &to, &room);
      const int error = errno;
      out.append(buffer.data(), static_cast<std::size_t>(to - buffer.data()));
      if (result != static_cast<std::size_t>(-1)) return bytes.size() - left;
      if (error == E2BIG) continue;
      is_wrong_ = error != EINVAL;
      return bytes.size() - left;
    }
  }
  bool is_wrong() const noexcept { return is_wrong_; }

 private:
  // iconv_open's answer for what it does not know.
  static iconv_t closed() noexcept { return reinterpret_cast<iconv_t>(-1); }

  iconv_t conversion_;
  bool is_wrong_ = false;
};

std::size_t line_at(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

// Whether all of it reads as CP949 with Korean words in it: two Hangul syllables side by side. One
// alone also comes of Latin letters with accents.
bool is_korean_cp949(std::string_view bytes) {
  Decoder decoder("CP949");
  std::string text;
  if (!decoder.is_open() || decoder.decode(bytes, text) != bytes.size()) return false;
  for (std::size_t at = find_hangul(text); at != std::string::npos;) {
    const std::size_t next = find_hangul(text, at + 3);
    if (next == at + 3) return true;
    at = next;
  }
  return false;
}

// What to do about bytes that are not UTF-8.
std::string advice_for(std::string_view bytes, bool was_asked) {
  if (!was_asked) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
      return "the file begins as UTF-16 does: save it as UTF-8 or give --encoding utf-16";
    }
    if (is_korean_cp949(bytes)) {
      return "all of it can be read as Korean in CP949: save it as UTF-8 or give --encoding cp949";
    }
  }
  return "save the file as UTF-8, or name its encoding with --encoding";
}

// Appends the file's blocks to the text, decoded, and keeps count of where lines begin.
class Reader {
 public:
  Reader(const std::string& path, const std::string& encoding, std::size_t limit)
      : text_{path == "-" ? "standard input" : path, {}},
        name_(printable(text_.name)),
        encoding_(encoding),
        limit_(limit),
        file_(open_for_reading(path)) {
    if (is_utf8(encoding)) return;
    decoder_.emplace(encoding);
    if (!decoder_->is_open()) throw std::invalid_argument(unknown_encoding(encoding));
  }

  Text read() {
    std::string block(1 << 16, '\0');
    for (;;) {
      const ssize_t count = ::read(file_.get(), block.data(), block.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw_errno(text_.name, "cannot be read");
      if (count == 0) break;
      add(std::string_view(block).substr(0, static_cast<std::size_t>(count)));
    }
    finish();
    return std::move(text_);
  }

 private:
  void add(std::string_view block) {
    if (offset_ + waiting_.size() == 0) refuse_binary(block);
    if (offset_ + waiting_.size() + block.size() > limit_) {
      throw InputError(name_ + ": larger than " + std::to_string(limit_ >> 20U) +
                       " MiB, the most that is read at once");
    }
    if (!decoder_) {
      offset_ += block.size();
      text_.bytes += block;
    } else {
      waiting_ += block;
      need_byte_order_mark();
      refuse_utf8();
      decode_waiting();
    }
    check_lines();
  }

  void refuse_binary(std::string_view block) const {
    const BinaryFile* const file = find_binary_file(block);
    if (!file) return;
    const bool is_office = file->what.find("office") != std::string_view::npos;
    throw InputError(name_ + ": this is " + std::string(file->what) +
                     (is_office ? ", such as a spreadsheet of Excel's" : "") +
                     "; save it as CSV or plain text");
  }

  // Without one, iconv would take the machine's own order and read anything as something.
  void need_byte_order_mark() {
    if (offset_ > 0 || waiting_.size() < 2 || !is_ascii(encoding_)) return;
    if (name_key(encoding_) != "utf16" || waiting_.starts_with("\xFF\xFE") ||
        waiting_.starts_with("\xFE\xFF")) {
      return;
    }
    throw InputError(name_ +
                     ": no byte order mark begins the file, so that its order of bytes is not "
                     "known; give --encoding utf-16le or utf-16be");
  }

  // A mark of UTF-8 in a file that is said to be something else: most encodings would read
  // nonsense. In one of UTF-16's kind the same bytes may be text.
  void refuse_utf8() const {
    if (offset_ > 0 || !waiting_.starts_with(kByteOrderMark)) return;
    if (encoding_[0] == 'u' || encoding_[0] == 'U') return;
    throw InputError(name_ + ": begins with the byte order mark of UTF-8, so that it is no " +
                     printable(encoding_) + "; leave out --encoding");
  }

  void decode_waiting() {
    const std::size_t used = decoder_->decode(waiting_, text_.bytes);
    offset_ += used;
    waiting_.erase(0, used);
    if (decoder_->is_wrong()) fail_wrong_byte();
  }

  void check_lines() {
    const std::string_view added = std::string_view(text_.bytes).substr(checked_);
    for (std::size_t from = 0;;) {
      const std::size_t feed = added.find('\n', from);
      const std::size_t end = checked_ + std::min(feed, added.size());
      if (end - line_begin_ > kMaxLineBytes) {
        throw InputError(name_ + ":" + std::to_string(line_) + ": this line is longer than " +
                         std::to_string(kMaxLineBytes >> 20U) + " MiB, the most that is read; " +
                         (text_.bytes.starts_with('[')
                              ? "write the objects of an array one a line (jq -c '.[]' FILE)"
                              : "is it the right file?"));
      }
      if (feed == std::string_view::npos) break;
      line_begin_ = end + 1;
      ++line_;
      from = feed + 1;
    }
    checked_ = text_.bytes.size();
  }

  void finish() {
    if (!waiting_.empty()) fail_wrong_byte();
    if (const auto at = find_invalid_utf8(text_.bytes)) {
      const std::string place = name_ + ":" + std::to_string(line_at(text_.bytes, *at)) + ": ";
      if (decoder_) {
        throw InputError(place + "this line is no text in " + in_quotes(encoding_) +
                         "; name the file's encoding with --encoding");
      }
      throw InputError(place + "byte " + std::to_string(*at) + " is not valid UTF-8; " +
                       advice_for(text_.bytes, !encoding_.empty()));
    }
    if (text_.bytes.starts_with(kByteOrderMark)) text_.bytes.erase(0, kByteOrderMark.size());
  }

  [[noreturn]] void fail_wrong_byte() const {
    throw InputError(name_ + ":" + std::to_string(line_at(text_.bytes, text_.bytes.size())) +
                     ": byte " + std::to_string(offset_) + " is not valid " + printable(encoding_) +
                     (is_all_utf8() ? "; all of it is UTF-8: leave out --encoding"
                                    : "; name the file's encoding with --encoding"));
  }

  // Reads the file once more, where that is possible.
  bool is_all_utf8() const {
    if (::lseek(file_.get(), 0, SEEK_SET) != 0) return false;
    std::string bytes;
    std::string block(1 << 16, '\0');
    for (;;) {
      const ssize_t count = ::read(file_.get(), block.data(), block.size());
      if (count < 0) return false;
      if (count == 0) return !find_invalid_utf8(bytes);
      bytes.append(block, 0, static_cast<std::size_t>(count));
      if (bytes.size() > limit_) return false;
    }
  }

  Text text_;
  std::string name_;
  std::string encoding_;
  std::size_t limit_;
  Descriptor file_;
  std::optional<Decoder> decoder_;
  std::string waiting_;      // read and not decoded yet
  std::size_t offset_ = 0;   // bytes of the file that are in text_
  std::size_t checked_ = 0;  // bytes of text_ whose lines are counted
  std::size_t line_begin_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

bool is_encoding(std::string_view name) {
  // "cp949//IGNORE" would drop what it cannot read without a word, and iconv takes a name without
  // any such character for the environment's encoding.
  constexpr std::string_view kOfNames =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+()";
  if (name.empty() || name.size() > 100) return false;
  if (name.find_first_not_of(kOfNames) != std::string_view::npos) return false;
  return is_utf8(name) || Decoder(std::string(name)).is_open();
}

std::string unknown_encoding(std::string_view name) {
  return "unknown encoding " + in_quotes(name) +
         "; known are utf-8, utf-16, cp949, euc-kr and what 'iconv --list' shows";
}

Text read_decoded_text(const std::string& path, const std::string& encoding, std::size_t limit) {
  if (!encoding.empty() && !is_encoding(encoding)) {
    throw std::invalid_argument(unknown_encoding(encoding));
  }
  return Reader(path, encoding, limit).read();
}

}  // namespace skillmatch::io
