// A catalog by file name, in whichever of its forms: a compiled index, JSON Lines or one JSON text.
#include "byte_source.h"
#include "catalog_json.h"
#include "catalog_lines.h"
#include "descriptor.h"
#include "index_layout.h"
#include "source_lines.h"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include <skillmatch/error.h>
#include <skillmatch/io/index_file.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace {

// Whether `path` is a regular file that begins as an index does, which can be mapped. Anything else
// is not opened: a pipe can be read once.
bool is_index_file(const std::string& path) {
  struct stat status {};
  if (path == "-") {
    if (::fstat(STDIN_FILENO, &status) != 0 || ::lseek(STDIN_FILENO, 0, SEEK_CUR) != 0)
      return false;
  } else if (::stat(path.c_str(), &status) != 0) {
    return false;
  }
  if (!S_ISREG(status.st_mode)) return false;
  const Descriptor file = open_for_reading(path);
  std::array<char, kIndexMagic.size()> begin{};
  const ssize_t count = ::pread(file.get(), begin.data(), begin.size(), 0);
  return count > 0 && is_index({begin.data(), static_cast<std::size_t>(count)});
}

bool is_named_lines(std::string_view path) {
  for (const std::string_view compressed : {".gz", ".zst"}) {
    if (path.ends_with(compressed)) path.remove_suffix(compressed.size());
  }
  return path.ends_with(".jsonl") || path.ends_with(".ndjson");
}

// `read_json` reads what is neither an index nor JSON Lines.
template <typename ReadJson>
SkillsFile load(const std::string& path, ReadOptions options, ReadJson read_json) {
  if (path.empty()) return {built_in_catalog(), false};
  if (is_index_file(path)) return {open_index(path), false};
  options.directory =
      path == "-" ? std::filesystem::path() : std::filesystem::path(path).parent_path();
  ByteSource source(path);
  SourceLines lines(source);
  if (lines.starts_with(kIndexMagic)) {
    return {read_index({source.name(), lines.all(std::string::npos - 1)}), false};
  }
  const auto first = lines.first_of_many();
  if (is_named_lines(path) || (first && begins_catalog_lines(*first))) {
    return {read_catalog_lines(lines, source.name(), options), false};
  }
  return read_json(Text{source.name(), lines.all(kMaxFileBytes)}, options);
}

}  // namespace

Catalog load_catalog(const std::string& path, ReadOptions options) {
  return load(path, std::move(options),
              [](const Text& text, const ReadOptions& reading) {
                return SkillsFile{read_catalog(text, reading), false};
              })
      .catalog;
}

SkillsFile load_skills(const std::string& path, ReadOptions options) {
  return load(path, std::move(options), read_catalog_or_taxonomy);
}

CheckedCatalog check_catalog(const std::string& path, const ReadOptions& options) {
  try {
    Catalog catalog = load_catalog(path, options);
    catalog.check();
    return {std::move(catalog), {}};
  } catch (const InputError& error) {
    return {std::nullopt, error.problems()};
  }
}

}  // namespace skillmatch::io
