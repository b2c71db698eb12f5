// Text as people have it, a CV or a posting, for skillmatch/extraction.h; and what was found there
// as JSON.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include <skillmatch/catalog.h>
#include <skillmatch/extraction.h>
#include <skillmatch/io/file.h>
#include <skillmatch/profile.h>

namespace skillmatch::io {

// Whether the file is JSON, a profile, and not plain text: it is called so or begins with '{'.
bool is_json(const Text& file) noexcept;

// The text of a file without its byte order mark. Throws InputError, with the place, for what is no
// UTF-8 or holds NUL, for a PDF or an office file, which it names, for more than
// Extractor::kMaxTextBytes, and for a file of white space alone.
std::string_view plain_text(const Text& file);

// The profile that a text tells of, under the name of its file, and what it rests on. Throws
// InputError as plain_text() does, and for a text that names no skill that it has.
struct TextProfile {
  Profile profile;
  Extraction extraction;
};
TextProfile read_text_profile(const Text& file, const Taxonomy& taxonomy,
                              const ExtractOptions& options = {});

// The same of what a company asks for in a posting: a catalog of that taxonomy and one company.
struct TextCatalog {
  Catalog catalog;
  Extraction extraction;
};
TextCatalog read_text_catalog(const Text& file, const Taxonomy& taxonomy,
                              const ExtractOptions& options = {});

// "skillmatch/extraction@1" of the file of that name: each skill with the places and words it rests
// on, what is wished for or more likely an ordinary word, and terms that the taxonomy does not
// know. With its line feed.
void write_extraction(std::ostream& out, const Extraction& extraction, const Taxonomy& taxonomy,
                      std::string_view file);

// "has", "lacks", "neither"
std::string_view id_of(Stance stance);

}  // namespace skillmatch::io
