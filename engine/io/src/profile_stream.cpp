#include "stream_state.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kMaxHeaderBytes = std::size_t{16} << 20;
// What is kept of a record that is too long.
constexpr std::size_t kShortened = 1000;

// The beginning of `text`, not within a character.
std::string_view shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t size = most;
  while (size > 0 && most - size < 3 && continues(size)) --size;
  return text.substr(0, continues(size) ? most : size);
}

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::filesystem::path less_compression(const std::string& path) {
  std::filesystem::path name = std::filesystem::path(path).filename();
  const std::string last = lower_case(name.extension().string());
  return last == ".gz" || last == ".zst" ? name.stem() : name;
}

StreamFormat format_of(const std::string& path) {
  const std::string last = lower_case(less_compression(path).extension().string());
  return last == ".csv" ? StreamFormat::csv : StreamFormat::jsonl;
}

std::string stem_of(const std::string& path) {
  if (path == "-") return "stdin";
  const std::string stem = less_compression(path).stem().string();
  return find_invalid_utf8(stem) ? printable(stem) : to_nfc(stem);
}

StreamOptions checked(StreamOptions options) {
  if (options.chunk_bytes == 0 || options.max_record_bytes == 0) {
    throw std::invalid_argument("a stream's chunks and records need at least one byte");
  }
  // What parse_json reads at most.
  options.max_record_bytes = std::min(options.max_record_bytes, kMaxFileBytes);
  return options;
}

}  // namespace

struct ProfileStream::State::Hash {
  Hash() { XXH3_64bits_reset(&state); }
  XXH3_state_t state;
};

ProfileStream::State::State(const std::string& path, const StreamOptions& given)
    : source(path, given.stop),
      options(checked(given)),
      format(options.format.value_or(format_of(path))),
      stem(stem_of(path)),
      buffer_(2 * ByteSource::kBlockBytes),
      finder_(RecordForm::csv_row, 0, kMaxHeaderBytes),
      hash_(std::make_unique<Hash>()) {
  if (format == StreamFormat::csv) read_header();
  finder_ = new_finder();
}

ProfileStream::State::~State() = default;

RecordFinder ProfileStream::State::new_finder() const {
  const RecordForm form = format == StreamFormat::jsonl ? RecordForm::json_line
                          : header.is_long              ? RecordForm::csv_rows_of_one_id
                                                        : RecordForm::csv_row;
  return {form, header.id, options.max_record_bytes};
}

void ProfileStream::State::read_header() {
  while (waiting().size() < kByteOrderMark.size() && refill()) {
  }
  if (waiting().starts_with(kByteOrderMark)) take(kByteOrderMark.size());
  for (;;) {
    const auto row = find(waiting());
    if (row) {
      const std::string_view text = waiting().substr(0, row->size);
      const std::uint64_t header_line = line;
      line += row->lines;
      if (!row->is_blank) header = read_csv_header(text, source.name(), header_line);
      take(row->size);
      if (!row->is_blank) return;
    } else if (at_end_) {
      if (broken_) std::rethrow_exception(broken_);
      throw InputError(printable(source.name()) +
                       ": empty; a CSV begins with a line that names its columns");
    } else if (waiting().size() > kMaxHeaderBytes) {
      throw InputError(printable(source.name()) + ":" + std::to_string(line) +
                       ": the first line is longer than " + std::to_string(kMaxHeaderBytes >> 20U) +
                       " MiB; it names the columns");
    } else {
      refill();
    }
  }
}

bool ProfileStream::State::refill() {
  if (at_end_) return false;
  if (buffer_.size() - end_ < ByteSource::kBlockBytes) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= std::exchange(begin_, 0);
    if (buffer_.size() - end_ < ByteSource::kBlockBytes) buffer_.resize(2 * buffer_.size());
  }
  std::size_t count = 0;
  try {
    count = source.read(buffer_.data() + end_);
  } catch (...) {
    broken_ = std::current_exception();  // thrown behind the whole records before it
  }
  end_ += count;
  at_end_ = count == 0;
  return !at_end_;
}

std::optional<RecordFinder::End> ProfileStream::State::find(std::string_view text) {
  return finder_.find(text, at_end_ && !broken_);
}

void ProfileStream::State::take(std::size_t size) {
  XXH3_64bits_update(&hash_->state, buffer_.data() + begin_, size);
  begin_ += size;
  offset += size;
}

bool ProfileStream::State::next(Chunk& chunk) {
  chunk.number = chunk_number;
  chunk.first_line = line;
  chunk.first_record = record;
  chunk.offset = offset;
  chunk.too_long = 0;
  chunk.bytes.clear();
  std::size_t size = 0;  // of whole records found
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
  while (size < options.chunk_bytes) {
    const std::string_view text = waiting().substr(size);
    if (text.empty() && at_end_) break;
    const auto end = find(text);
    if (!end && at_end_) break;
    const bool is_too_long = (end ? end->size : finder_.seen()) > options.max_record_bytes;
    if (!end && !is_too_long) {
      refill();
      continue;
    }
    if (size > 0 && (is_too_long || size + end->size > options.chunk_bytes)) break;
    if (is_too_long) {
      if (end) finder_ = new_finder();
      fill_long(chunk);
      return true;
    }
    size += end->size;
    lines += end->lines;
    records += end->is_blank ? 0 : 1;
  }
  if (size == 0) {
    if (broken_) std::rethrow_exception(broken_);
    return false;
  }
  finder_ = new_finder();
  chunk.bytes.assign(waiting().substr(0, size));
  take(size);
  finish(chunk, lines, records);
  return true;
}

void ProfileStream::State::fill_long(Chunk& chunk) {
  chunk.bytes.assign(
      without_line_end(shortened(waiting(), std::min(kShortened, options.max_record_bytes))));
  for (;;) {
    if (const auto end = find(waiting())) {
      take(end->size);
      chunk.too_long = offset - chunk.offset;
      finish(chunk, end->lines, 1);
      return;
    }
    if (at_end_) std::rethrow_exception(broken_);
    const std::size_t seen = finder_.seen();
    finder_.forget(waiting().substr(0, seen));
    take(seen);
    refill();
  }
}

void ProfileStream::State::finish(Chunk& chunk, std::uint64_t lines, std::uint64_t records) {
  line += lines;
  record += records;
  ++chunk_number;
  chunk.end_offset = offset;
  chunk.end_line = line;
  chunk.end_record = record;
}

void ProfileStream::State::skip_to(std::uint64_t to_offset) {
  if (to_offset < offset) throw std::invalid_argument("a stream cannot go back");
  while (offset < to_offset) {
    if (begin_ == end_ && !refill()) {
      if (broken_) std::rethrow_exception(broken_);
      throw InputError(printable(source.name()) + ": ends at byte " + std::to_string(offset) +
                       ", before byte " + std::to_string(to_offset) +
                       ", where reading is to go on; it is not the file that it was");
    }
    take(static_cast<std::size_t>(std::min<std::uint64_t>(end_ - begin_, to_offset - offset)));
  }
  finder_ = new_finder();
}

std::uint64_t ProfileStream::State::hash_value() const noexcept {
  return XXH3_64bits_digest(&hash_->state);
}

ProfileStream::ProfileStream(const std::string& path, const StreamOptions& options)
    : state_(std::make_unique<State>(path, options)) {}
ProfileStream::ProfileStream(ProfileStream&&) noexcept = default;
ProfileStream::~ProfileStream() = default;

bool ProfileStream::next(Chunk& chunk) { return state_->next(chunk); }

void ProfileStream::skip_to(std::uint64_t offset, std::uint64_t line, std::uint64_t record,
                            std::uint64_t chunk_number) {
  state_->skip_to(offset);
  state_->line = line;
  state_->record = record;
  state_->chunk_number = chunk_number;
}

StreamFormat ProfileStream::format() const noexcept { return state_->format; }
const std::string& ProfileStream::name() const noexcept { return state_->source.name(); }
std::uint64_t ProfileStream::consumed() const noexcept { return state_->source.consumed(); }
std::optional<std::uint64_t> ProfileStream::size() const noexcept { return state_->source.size(); }
std::uint64_t ProfileStream::hash() const noexcept { return state_->hash_value(); }

}  // namespace skillmatch::io
