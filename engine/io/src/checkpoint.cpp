#include "checkpoint.h"

#include "append_json.h"
#include "descriptor.h"
#include "json_document.h"
#include "line_reader.h"
#include "raw_file.h"

#include <cerrno>
#include <cmath>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Kind = JsonValue::Kind;

constexpr std::string_view kFormat = "skillmatch/batch-state@1";

// The numbers of a checkpoint, each with its name: one table for writing and reading.
template <typename Checkpoint_, typename Use>
void for_each_number(Checkpoint_& checkpoint, const Use& use) {
  use("offset", checkpoint.place.offset);
  use("line", checkpoint.place.line);
  use("next_record", checkpoint.place.record);
  use("chunk", checkpoint.place.chunk);
  use("output_bytes", checkpoint.output_bytes);
  use("reject_bytes", checkpoint.reject_bytes);
  use("read", checkpoint.counts.read);
  use("scored", checkpoint.counts.scored);
  use("not_ranked", checkpoint.counts.not_ranked);
  use("rejected", checkpoint.counts.rejected);
}

std::string first_line(const Checkpoint& checkpoint, const Fingerprint& fingerprint) {
  std::string line = "{\"format\":";
  append_json_string(line, kFormat);
  line += ",\"run\":{";
  for (const auto& [name, value] : fingerprint) {
    if (line.back() != '{') line += ',';
    append_json_string(line, name);
    line += ':';
    append_json_string(line, value);
  }
  line += "},\"input\":";
  append_json_string(line, checkpoint.place.hash);
  for_each_number(checkpoint, [&](const char* name, std::uint64_t value) {
    line += std::string(",\"") + name + "\":";
    append_number(line, value);
  });
  line += ",\"complete\":";
  line += checkpoint.complete ? "true" : "false";
  return line + "}\n";
}

SavedCheckpoint parse_first_line(const Text& text) {
  const std::string wrong =
      printable(text.name) + ": not the state of an interrupted run; --restart begins anew";
  SavedCheckpoint saved;
  Problems problems(text);
  const JsonDocument document = [&] {
    try {
      return parse_json(text, problems);
    } catch (const InputError&) {
      throw InputError(wrong);
    }
  }();
  const JsonNode root(document.root, problems);
  const auto member = [&](std::string_view name, Kind kind) -> const JsonValue& {
    const JsonMember* found = root.value().kind == Kind::object ? root.find(name) : nullptr;
    if (found == nullptr || found->value.kind != kind) throw InputError(wrong);
    return found->value;
  };
  if (member("format", Kind::string).string != kFormat) throw InputError(wrong);
  for (const JsonMember& part : member("run", Kind::object).members) {
    if (part.value.kind != Kind::string) throw InputError(wrong);
    saved.fingerprint.emplace_back(part.key, part.value.string);
  }
  saved.checkpoint.place.hash = member("input", Kind::string).string;
  for_each_number(saved.checkpoint, [&](const char* name, std::uint64_t& value) {
    const double number = member(name, Kind::number).number;
    if (!(number >= 0.0 && number <= 0x1p53) || std::floor(number) != number) {
      throw InputError(wrong);
    }
    value = static_cast<std::uint64_t>(number);
  });
  saved.checkpoint.complete = member("complete", Kind::boolean).boolean;
  return saved;
}

void write_checkpoint(const std::string& path, std::string buffer, const WriteLists& write_lists) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), true);
  if (file.get() < 0) throw_errno(path, "cannot be created");
  if (write_lists) {
    write_lists([&](std::string_view bytes) {
      buffer += bytes;
      if (buffer.size() < (std::size_t{1} << 20)) return;
      write_all(file.get(), buffer, path);
      buffer.clear();
    });
  }
  write_all(file.get(), buffer, path);
  if (::fdatasync(file.get()) != 0 || file.close() != 0) throw_errno(path, "cannot be written");
}

}  // namespace

void save_checkpoint(const std::string& path, const Checkpoint& checkpoint,
                     const Fingerprint& fingerprint, const WriteLists& write_lists) {
  const std::string beside = path + ".new";
  try {
    write_checkpoint(beside, first_line(checkpoint, fingerprint), write_lists);
  } catch (...) {
    ::unlink(beside.c_str());  // most likely the disk is full
    throw;
  }
  if (std::rename(beside.c_str(), path.c_str()) != 0) throw_errno(path, "cannot be replaced");
  sync_directory_of(path);
}

std::optional<SavedCheckpoint> load_checkpoint(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0) return std::nullopt;
  LineReader lines(path);
  Text text{path, {}};
  lines.next(text.bytes);
  return parse_first_line(text);
}

void load_lists(const std::string& path, const ReadList& read_list) {
  LineReader lines(path);
  std::string line;
  lines.next(line);
  while (lines.next(line)) read_list(line);
}

}  // namespace skillmatch::io
