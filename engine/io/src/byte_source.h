// The bytes of a file or of standard input, decompressed where they are gzip or zstd.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace skillmatch::io {

class ByteSource {
 public:
  // How many bytes one call of read() may give. Decompressors are always fed and emptied by blocks
  // of this size, so that what comes before a break does not depend on who reads.
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 17;

  // "-" is standard input. Once stop() is true, what would wait for more bytes ends. Throws
  // InputError for what cannot be opened.
  explicit ByteSource(const std::string& path, std::function<bool()> stop = {});
  ByteSource(ByteSource&&) noexcept;
  ~ByteSource();

  // Up to kBlockBytes into `to`; 0 at the end only. Throws InputError for a broken compressed
  // stream, std::system_error for a failure while reading.
  std::size_t read(char* to);

  const std::string& name() const noexcept;            // for messages
  std::uint64_t consumed() const noexcept;             // bytes of the file itself; any thread
  std::optional<std::uint64_t> size() const noexcept;  // of the file itself, where it is known

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace skillmatch::io
