// Many profiles from one stream: JSON Lines, or CSV in long or wide form; plain, gzip or zstd.
//
//   read chunks of whole records (one thread)  ->  parse a chunk into a block (any thread)
//
// so that reading, matching and writing can overlap and memory stays flat however long the input.
//
// JSON Lines: one profile a line, as "skillmatch/profile@1" but for "format", which may be missing.
// A profile without an id goes by FILE:LINE, the name of its file less its extensions
// ("people:17"), or stdin:LINE. Blank lines count as lines and are no records. The same objects are
// read and refused as by read_profile(), in the same words.
//
// CSV (RFC 4180, comma, a header line, UTF-8):
//   long  columns id, skill and level; adjacent rows of one id are one profile. An id that comes
//         back further down is another record: to notice would take memory that grows with the
//         input. Other columns are ignored.
//   wide  column id, every other one named by a skill; an empty cell is an unknown level.
//
// Line feeds or CR LF; the last line may lack its line feed; a byte order mark is accepted. What is
// read from a stream depends neither on StreamOptions::chunk_bytes nor on the number of parsers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/read.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

enum class StreamFormat : std::uint8_t { jsonl, csv };

struct StreamOptions {
  // Default: by the name before .gz or .zst: csv for .csv, jsonl for all others and "-".
  std::optional<StreamFormat> format = {};
  std::size_t chunk_bytes = std::size_t{1} << 20;  // of a chunk, unless one record is larger
  // A longer record (a line; in CSV's long form, the rows of one profile) is rejected, not kept in
  // memory.
  std::size_t max_record_bytes = std::size_t{64} << 20;
  // Asked, from the thread that reads, while a stream waits for more (a pipe, a terminal): once
  // true, it ends, possibly within a record.
  std::function<bool()> stop = {};
};

// Whole records as they stand in the input (uncompressed), in order.
struct Chunk {
  std::uint64_t number = 0;        // 0, 1, 2, …
  std::uint64_t first_line = 1;    // line number of its first byte
  std::uint64_t first_record = 0;  // number of records before it
  std::uint64_t offset = 0;        // byte of the uncompressed input where it begins
  // The place behind it, as skip_to() takes it (with number + 1).
  std::uint64_t end_offset = 0;
  std::uint64_t end_line = 1;
  std::uint64_t end_record = 0;
  std::string bytes;
  // Above 0: its one record is too long, this is its length, and `bytes` has only its beginning.
  std::uint64_t too_long = 0;
};

// Not for several threads at once, but for consumed() and size().
class ProfileStream {
 public:
  // `path` "-" is standard input. Decompresses by the name's extension (.gz, .zst), and what begins
  // as gzip or zstd under any other name. Throws InputError for what cannot be opened or has no
  // usable CSV header, std::invalid_argument for options that are zero.
  explicit ProfileStream(const std::string& path, const StreamOptions& options = {});
  ProfileStream(ProfileStream&&) noexcept;
  ~ProfileStream();

  // Fills `chunk` (its buffer is reused); false at the end. Throws InputError for a broken gzip or
  // zstd stream, after all whole records before the break, or std::system_error.
  bool next(Chunk& chunk);

  // Continues at this place (an earlier chunk's end): skips without parsing. Throws InputError when
  // the input ends before it, std::invalid_argument when it is behind.
  void skip_to(std::uint64_t offset, std::uint64_t line, std::uint64_t record,
               std::uint64_t chunk_number);

  StreamFormat format() const noexcept;
  const std::string& name() const noexcept;            // for messages
  std::uint64_t consumed() const noexcept;             // bytes of the file itself read so far
  std::optional<std::uint64_t> size() const noexcept;  // of the file itself, where it is known
  // XXH3 (64 bits) of all uncompressed bytes delivered or skipped so far, a CSV header among them:
  // "is it the same input?"
  std::uint64_t hash() const noexcept;

 private:
  friend class ProfileParser;
  struct State;
  std::unique_ptr<State> state_;
};

// A record that is no profile: why, and the text as it stands.
struct Reject {
  std::uint64_t line = 0;    // of its first byte
  std::uint64_t record = 0;  // counted from 0
  // Fit for a terminal, without the place: "/skills/pyhton: unknown skill 'pyhton', did you mean
  // 'python'?". Several problems are joined by "; also ".
  std::string reason;
  std::string_view text;  // without its line end; only the beginning where it is too long
};

// What one chunk holds. Buffers are reused from chunk to chunk.
class ProfileBlock {
 public:
  struct Entry {
    std::uint64_t line;
    std::uint64_t record;
    bool rejected;
    std::uint32_t number;  // among the profiles or the rejects
  };
  std::span<const Entry> entries() const noexcept { return entries_; }  // in input order
  std::size_t profile_count() const noexcept { return profiles_.size(); }
  std::size_t reject_count() const noexcept { return reject_count_; }
  // Views are valid until the block is used again; the chunk may be gone by then.
  ProfileView profile(std::size_t number) const noexcept;
  const Reject& reject(std::size_t number) const { return rejects_[number]; }

 private:
  friend class BlockBuilder;
  struct Span {
    std::size_t begin;
    std::size_t count;
  };
  struct Record {
    Span id;
    Span skills;
    Span wants;
  };
  std::vector<Entry> entries_;
  std::vector<Record> profiles_;
  std::vector<HeldSkill> skills_;
  std::vector<Want> wants_;
  std::string ids_;
  std::vector<Reject> rejects_;  // more than reject_count_ may be left from before
  std::size_t reject_count_ = 0;
  std::string texts_;  // of the rejects
};

// Turns chunks into blocks; one a thread. Finds skills by a fast look-up of the very bytes, then by
// Taxonomy::find. `taxonomy` must outlive it, `stream` need not.
class ProfileParser {
 public:
  // Throws InputError for a column of a wide CSV that names no skill (left out under
  // Unknown::warn), or one that another column names too.
  ProfileParser(const ProfileStream& stream, const Taxonomy& taxonomy,
                ReadOptions::Unknown unknown = ReadOptions::Unknown::error);
  ProfileParser(ProfileParser&&) noexcept;
  ~ProfileParser();

  void parse(const Chunk& chunk, ProfileBlock& block);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// How many records that are no profile are told of where there may be any number of them.
inline constexpr std::size_t kRejectsTold = 5;

struct StreamAccount {
  std::string name;  // of the file, as ProfileStream::name
  std::uint64_t profiles = 0;
  std::uint64_t rejected = 0;              // records that are no profile
  std::vector<std::string> first_rejects;  // "FILE:LINE: what is wrong", kRejectsTold at most
};
// Calls use(profiles) for the profiles of one chunk after the other, which are gone afterwards; in
// flat memory. Records that are no profile are counted and left out. Throws as ProfileStream and
// ProfileParser.
StreamAccount for_each_chunk_of_profiles(
    const std::string& path, const Taxonomy& taxonomy, ReadOptions::Unknown unknown,
    const std::function<void(std::span<const ProfileView>)>& use);

struct Profiles {
  std::vector<Profile> profiles;
  std::string hash;  // XXH3 (64 bits) of the uncompressed bytes, in hexadecimal
};
// All profiles of a file, which must all be good: throws InputError with every problem.
Profiles read_profiles(const std::string& path, const Taxonomy& taxonomy,
                       ReadOptions::Unknown unknown = ReadOptions::Unknown::error);

}  // namespace skillmatch::io
