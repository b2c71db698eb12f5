// From JSON text to the engine's values. Formats: data/schema/, one JSON Schema a kind.
//
// Each function throws InputError with every problem found, one line each:
//   FILE:LINE: /json/pointer: what is wrong; what to do
// `text.name` is FILE. Byte order marks are accepted; text must be UTF-8, nested 64 deep at most.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/effort.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/tuning_record.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

struct ReadOptions {
  // What to do with a skill or attribute that the taxonomy does not know: refuse the file, or leave
  // that entry out and add a line to `warnings`.
  enum class Unknown { error, warn };
  Unknown unknown = Unknown::error;
  std::vector<std::string>* warnings = nullptr;
  // Where a catalog's "taxonomy": "file.json" is looked for.
  std::filesystem::path directory = ".";
  // Called with the path of every file that another one names, before it is read.
  std::function<void(const std::string& path)> before_file = {};
};

// "skillmatch/taxonomy@1".
Taxonomy read_taxonomy(const Text& text);

// "skillmatch/catalog@1". A catalog without "taxonomy" uses the built-in one.
Catalog read_catalog(const Text& text, const ReadOptions& options = {});

// "skillmatch/profile@1". A profile without an id goes by the name of its file.
Profile read_profile(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options = {});

// "skillmatch/model@1", for this taxonomy: a model that names another fingerprint is refused.
Model read_model(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options = {});

// The same with the file's "tuning", if it has one: its strings and numbers, in their order; what
// else somebody wrote there is passed over.
struct ModelFile {
  Model model;
  std::optional<TuningRecord> tuning;
};
ModelFile read_model_file(const Text& text, const Taxonomy& taxonomy,
                          const ReadOptions& options = {});

// "skillmatch/effort@1": what it says instead of what Effort has. Each level takes at least as many
// hours as the one below.
Effort read_effort(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options = {});

// The catalog that comes with the program: the companies and fields of data/companies.json.
Catalog built_in_catalog();
Taxonomy built_in_taxonomy();

// A catalog by file name, its taxonomy file looked for beside it; the built-in one for "". By its
// first bytes the file is one of:
//   an index (io/index_file.h), mapped where it is a regular file; its tables are checked later, on
//     first use or by Catalog::check()
//   JSON Lines, of any length: on the first line a "skillmatch/catalog@1" without "companies", on
//     each further line a company; read a line at a time. Names that end in .jsonl or .ndjson are
//     taken for nothing else
//   JSON, of at most 256 MiB
// All of them may be compressed by gzip or zstd.
Catalog load_catalog(const std::string& path, ReadOptions options = {});

// A file that has skills: a catalog in any of those forms, or a taxonomy in JSON, which is then a
// catalog without companies.
struct SkillsFile {
  Catalog catalog;
  bool is_taxonomy;
};
SkillsFile load_skills(const std::string& path, ReadOptions options = {});

// As load_catalog, wholly checked and with the problems as a value: the catalog, or every problem
// of the file (of JSON Lines, the first ten thousand).
struct CheckedCatalog {
  std::optional<Catalog> catalog;     // nothing when there are problems
  std::vector<std::string> problems;  // one line each, as in InputError
};
CheckedCatalog check_catalog(const std::string& path, const ReadOptions& options = {});

}  // namespace skillmatch::io
