// A file that grows beside its place, as FILE.part, for hours: what was written outlasts the run,
// and the next one may go on behind it. Only commit() puts it where it belongs.
#pragma once

#include "descriptor.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace skillmatch::io {

class ResumableOutput {
 public:
  // What is no regular file (a pipe, a device, standard output) is written straight. FILE.part is
  // locked as long as this lives; throws std::runtime_error when another process holds it, and, as
  // all functions, std::system_error.
  explicit ResumableOutput(const std::string& path);
  ResumableOutput(const ResumableOutput&) = delete;
  ResumableOutput& operator=(const ResumableOutput&) = delete;

  bool is_straight() const noexcept { return target_.empty(); }
  // FILE.part, behind links; what was given where it is written straight.
  const std::string& part() const noexcept { return part_; }
  const std::string& name() const noexcept { return name_; }  // as it was given, for messages
  // Whether FILE.part was there already, and how many bytes it had.
  bool existed() const noexcept { return existed_; }
  std::uint64_t found() const noexcept { return found_; }
  std::uint64_t size() const noexcept { return size_; }

  // Goes on behind the first `size` bytes; the others are cut off.
  void continue_at(std::uint64_t size);
  void write(std::string_view bytes);
  void sync();
  void commit();           // synced and renamed
  void remove() noexcept;  // FILE.part goes

 private:
  std::string name_;
  std::string target_;  // empty: written straight
  std::string part_;
  bool existed_ = false;
  Descriptor file_;
  std::uint64_t found_ = 0;
  std::uint64_t size_ = 0;
};

// FILE.part of an output file, or "" for what is written straight.
std::string part_of(const std::string& path);
// Whether another process holds this FILE.part.
bool is_locked(const std::string& part);

}  // namespace skillmatch::io
