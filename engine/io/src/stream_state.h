// What a ProfileStream knows, and what its parsers ask of it.
#pragma once

#include "byte_source.h"
#include "csv_header.h"
#include "record_finder.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/profile_stream.h>

namespace skillmatch::io {

struct ProfileStream::State {
  State(const std::string& path, const StreamOptions& given);
  ~State();

  bool next(Chunk& chunk);
  void skip_to(std::uint64_t to_offset);
  std::uint64_t hash_value() const noexcept;

  ByteSource source;
  StreamOptions options;
  StreamFormat format;
  std::string stem;  // the file's name less its extensions
  CsvHeader header;
  // The place that comes next.
  std::uint64_t offset = 0;
  std::uint64_t line = 1;
  std::uint64_t record = 0;
  std::uint64_t chunk_number = 0;

  RecordFinder new_finder() const;

 private:
  struct Hash;

  void read_header();
  // More bytes behind those that wait; false when there are none.
  bool refill();
  std::string_view waiting() const noexcept { return {buffer_.data() + begin_, end_ - begin_}; }
  std::optional<RecordFinder::End> find(std::string_view text);
  // Takes the first `size` waiting bytes into the hash.
  void take(std::size_t size);
  void fill_long(Chunk& chunk);
  void finish(Chunk& chunk, std::uint64_t lines, std::uint64_t records);

  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
  std::exception_ptr broken_;  // why there is no more
  RecordFinder finder_;
  std::unique_ptr<Hash> hash_;
};

}  // namespace skillmatch::io
